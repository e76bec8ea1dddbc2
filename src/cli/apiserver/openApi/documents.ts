import type { Api } from '#engine/api/api.ts';
import type { Discovery, Resource } from '#terminal/kubectl/resources/discovery.ts';
import type { JsonRecord } from '#terminal/kubectl/printers/values.ts';
import { groupVersions } from '../discoveryDocuments.ts';
import { addDefinition, type Components } from './schema.ts';

/** `/openapi/v3`: where the document of each group lies. */
export function openApiIndex(discovery: Discovery, serverVersion: string): JsonRecord {
  const paths = groupVersions(discovery).map(({ group, version }) => [pathOf(group, version), { serverRelativeURL: `/openapi/v3/${pathOf(group, version)}?hash=${serverVersion}` }]);
  return { paths: Object.fromEntries(paths) as unknown };
}

function pathOf(group: string, version: string): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`;
}

/** `/openapi/v3/api/v1` and its like: the types of a group, and the paths that kubectl looks at. Undefined for an unknown group. */
export function openApiDocument(api: Api, discovery: Discovery, place: string, serverVersion: string): JsonRecord | undefined {
  const found = groupVersions(discovery).find(({ group, version }) => pathOf(group, version) === place);
  if (found === undefined) return undefined;
  const components: Components = new Map();
  const paths: [string, JsonRecord][] = found.resources.flatMap((resource) => pathsOf(api, resource, components));
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: serverVersion },
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries([...components].toSorted(([a], [b]) => (a < b ? -1 : 1))) },
  };
}

function pathsOf(api: Api, resource: Resource, components: Components): [string, JsonRecord][] {
  const gvk = { group: resource.group, version: resource.version, kind: resource.kind };
  const kind = api.kind(resource.kind);
  const schema = kind?.group === resource.group ? { $ref: addDefinition(components, resource.kind, { 'x-kubernetes-group-version-kind': [gvk] }) } : { type: 'object' };
  const root = `/${pathOf(resource.group, resource.version)}${resource.namespaced ? '/namespaces/{namespace}' : ''}/${resource.plural}`;
  const operation = (verb: string, media: readonly string[] = []) => operationOf(verb, gvk, schema, media);
  const [collection, single] = [
    { get: operation('list'), post: operation('post', JSON_MEDIA), delete: operation('deletecollection') },
    { get: operation('get'), put: operation('put', JSON_MEDIA), patch: operation('patch', PATCH_MEDIA), delete: operation('delete') },
  ];
  return [
    [root, only(collection, resource, { get: 'list', post: 'create', delete: 'deletecollection' })],
    [`${root}/{name}`, only(single, resource, { get: 'get', put: 'update', patch: 'patch', delete: 'delete' })],
  ];
}

const JSON_MEDIA = ['*/*'];
const PATCH_MEDIA = ['application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml'];
const WRITES: readonly string[] = ['post', 'put', 'patch'];
const QUERY = ['dryRun', 'fieldManager', 'fieldValidation'];

function operationOf(action: string, gvk: JsonRecord, schema: JsonRecord, media: readonly string[]): JsonRecord {
  const parameters = WRITES.includes(action) ? [...QUERY, ...(action === 'patch' ? ['force'] : [])] : action === 'delete' ? ['dryRun'] : [];
  return {
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk,
    parameters: parameters.map((name) => ({ name, in: 'query', schema: { type: name === 'force' ? 'boolean' : 'string', uniqueItems: true } })),
    ...(media.length === 0 ? {} : { requestBody: { content: Object.fromEntries(media.map((type) => [type, { schema }])) as unknown, required: true } }),
    responses: { 200: { description: 'OK', content: { 'application/json': { schema } } } },
  };
}

/** The operations that the resource has verbs for. */
function only(operations: JsonRecord, { verbs }: Resource, needs: Readonly<Record<string, string>>): JsonRecord {
  return Object.fromEntries(Object.entries(operations).filter(([method]) => verbs.includes(needs[method] ?? '')));
}

