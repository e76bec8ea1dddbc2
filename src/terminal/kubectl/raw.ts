import { scaleOf } from '#engine/api/scale.ts';
import { noSuchPath, notFound } from '#engine/api/status.ts';
import type { KubectlContext } from './command.ts';
import { formatTypedJson } from './printers/typedJson.ts';
import type { JsonRecord } from './printers/values.ts';
import { apiVersion, type Resource } from './resources/discovery.ts';
import { isKept } from './resources/info.ts';
import { serverVersionText } from './versionInfo.ts';

/** The body of a path of the API server, as it comes; an ApiError where there is none. */
export function rawBody(context: KubectlContext, uri: string): string {
  context.connect();
  const [path = '', query = ''] = uri.split('?');
  if (path === '/version' || path === '/version/') return serverVersionText(context.cluster.profile.kubernetesVersion);
  if (path === '/healthz' || path === '/livez' || path === '/readyz') return /(^|&)verbose(&|=|$)/.test(query) ? `[+]ping ok\n${path.slice(1)} check passed\n` : 'ok';
  if (path === '/api') return document({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: context.config.server.replace(/^https?:\/\//, '') }] });
  if (path === '/apis') return document(groupList(context));
  return served(context, path, query);
}

/** A typed list: its items do not say of which kind they are. */
function listText({ items, ...head }: RawList, kind: string): string {
  return `${JSON.stringify(head).slice(0, -1)},"items":[${items.map((item) => formatTypedJson(item, '', kind)).join(',')}]}`;
}

/** What the server tells of itself comes in its own order of fields. */
function document(value: JsonRecord): string {
  return `${JSON.stringify(value)}\n`;
}

function groupList(context: KubectlContext): JsonRecord {
  const groups = [...new Set(context.discovery.all.map((resource) => resource.group))].filter((group) => group !== '');
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map((name) => {
      const version = context.discovery.all.find((resource) => resource.group === name)?.version ?? 'v1';
      const entry = { groupVersion: `${name}/${version}`, version };
      return { name, versions: [entry], preferredVersion: entry };
    }),
  };
}

function served(context: KubectlContext, path: string, query: string): string {
  const match = /^\/(?:api\/v1|apis\/([^/]+)\/([^/]+))(?:\/namespaces\/([^/]+)(?=\/))?(?:\/([^/]+))?(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path);
  if (match === null) throw noSuchPath();
  const [, group = '', version = 'v1', namespace, plural, name, subresource] = match;
  const resources = context.discovery.all.filter((resource) => resource.group === group && resource.version === version);
  if (resources.length === 0) throw noSuchPath();
  if (plural === undefined) return document(resourceList(group, version, resources));
  const resource = resources.find((resource) => resource.plural === plural);
  if (resource === undefined || (subresource !== undefined && subresource !== 'status' && subresource !== 'scale')) throw noSuchPath();
  if (name !== undefined) return `${formatTypedJson(objectAt(context, resource, namespace, name, subresource === 'scale'))}\n`;
  return `${listText(listAt(context, resource, namespace, query), resource.kind)}\n`;
}

function resourceList(group: string, version: string, served: readonly Resource[]): JsonRecord {
  return {
    kind: 'APIResourceList',
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: group === '' ? version : `${group}/${version}`,
    resources: served.map((resource) => ({
      name: resource.plural,
      singularName: resource.singular,
      namespaced: resource.namespaced,
      kind: resource.kind,
      verbs: resource.verbs,
      ...(resource.shortNames.length === 0 ? {} : { shortNames: resource.shortNames }),
      ...(resource.categories.length === 0 ? {} : { categories: resource.categories }),
    })),
  };
}

function objectAt(context: KubectlContext, resource: Resource, namespace: string | undefined, name: string, isScale: boolean): JsonRecord {
  const object = isKept(context.api, resource) ? context.api.get(resource.kind, namespace, name) : undefined;
  if (object === undefined) throw notFound(resource, name);
  const kind = context.api.kind(resource.kind);
  return (isScale && kind !== undefined ? scaleOf(kind, object) : object) as unknown as JsonRecord;
}

interface RawList {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: JsonRecord;
  readonly items: readonly JsonRecord[];
}

function listAt(context: KubectlContext, resource: Resource, namespace: string | undefined, query: string): RawList {
  const parameters = new Map(query.split('&').map((pair) => [pair.split('=')[0] ?? '', decodeURIComponent(pair.slice(pair.indexOf('=') + 1))]));
  const labelSelector = parameters.get('labelSelector');
  const fieldSelector = parameters.get('fieldSelector');
  const items = isKept(context.api, resource)
    ? context.api.list(resource.kind, { ...(namespace === undefined ? {} : { namespace }), ...(labelSelector === undefined ? {} : { labelSelector }), ...(fieldSelector === undefined ? {} : { fieldSelector }) })
    : [];
  return {
    kind: `${resource.kind}List`,
    apiVersion: apiVersion(resource),
    metadata: { resourceVersion: String(context.cluster.api.resourceVersion()) },
    items: items.map((item) => withoutType(item as unknown as JsonRecord)),
  };
}

/** Items of a typed list carry neither kind nor apiVersion. */
function withoutType(object: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'kind' && key !== 'apiVersion'));
}
