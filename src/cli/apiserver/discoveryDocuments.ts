import type { Api } from '#engine/api/api.ts';
import { apiVersion, type Discovery, type Resource } from '#terminal/kubectl/resources/discovery.ts';
import type { JsonRecord } from '#terminal/kubectl/printers/values.ts';

/** A part of a resource with verbs of its own. */
export interface Subresource {
  readonly name: string;
  readonly kind: string;
  /** Where it is not the group and version of its resource. */
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

const PART_VERBS = ['get', 'patch', 'update'];

const SPECIAL: Readonly<Record<string, readonly Subresource[]>> = {
  pods: [
    { name: 'attach', kind: 'PodAttachOptions', verbs: ['create', 'get'] },
    { name: 'binding', kind: 'Binding', verbs: ['create'] },
    { name: 'ephemeralcontainers', kind: 'Pod', verbs: PART_VERBS },
    { name: 'eviction', kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
    { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
    { name: 'log', kind: 'Pod', verbs: ['get'] },
    { name: 'portforward', kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  ],
  namespaces: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }],
  serviceaccounts: [{ name: 'token', kind: 'TokenRequest', group: 'authentication.k8s.io', version: 'v1', verbs: ['create'] }],
};

/** The parts of a resource, sorted by name. */
export function subresourcesOf(api: Api, resource: Resource): readonly Subresource[] {
  const kind = api.kind(resource.kind);
  const isOwn = kind?.group === resource.group;
  const scale: readonly Subresource[] = isOwn && kind.hasScale ? [{ name: 'scale', kind: 'Scale', group: 'autoscaling', version: 'v1', verbs: PART_VERBS }] : [];
  const status: readonly Subresource[] = isOwn && kind.hasStatus ? [{ name: 'status', kind: resource.kind, verbs: PART_VERBS }] : [];
  const special = resource.group === '' ? (SPECIAL[resource.plural] ?? []) : [];
  return [...special, ...scale, ...status].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

interface GroupVersion {
  readonly group: string;
  readonly version: string;
  readonly resources: readonly Resource[];
}

/** The groups in the order of the server's list, the core group first. */
export function groupVersions(discovery: Discovery): readonly GroupVersion[] {
  const groups = new Map<string, Resource[]>();
  for (const resource of discovery.all) {
    const key = apiVersion(resource);
    groups.set(key, [...(groups.get(key) ?? []), resource]);
  }
  return [...groups.values()].flatMap((resources) => {
    const [first] = resources;
    return first === undefined ? [] : [{ group: first.group, version: first.version, resources }];
  });
}

/** apidiscovery.k8s.io/v2: everything in one document, for `/api` or `/apis`. */
export function aggregatedDiscovery(api: Api, discovery: Discovery, isCore: boolean): JsonRecord {
  const items = groupVersions(discovery).filter(({ group }) => (group === '') === isCore);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: items.map(({ group, version, resources }) => ({
      metadata: { name: group, creationTimestamp: null },
      versions: [{ version, resources: resources.map((resource) => discoveredResource(api, resource)), freshness: 'Current' }],
    })),
  };
}

function discoveredResource(api: Api, resource: Resource): JsonRecord {
  const subresources = subresourcesOf(api, resource).map(({ name, kind, group, version, verbs }) => ({
    subresource: name,
    responseKind: { group: group ?? resource.group, version: version ?? resource.version, kind },
    verbs,
  }));
  return {
    resource: resource.plural,
    responseKind: { group: resource.group, version: resource.version, kind: resource.kind },
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: resource.verbs,
    ...(resource.shortNames.length === 0 ? {} : { shortNames: resource.shortNames }),
    ...(resource.categories.length === 0 ? {} : { categories: resource.categories }),
    ...(subresources.length === 0 ? {} : { subresources }),
  };
}

/** `/apis` in its old form. */
export function groupList(discovery: Discovery): JsonRecord {
  const named = groupVersions(discovery).filter(({ group }) => group !== '');
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: named.map(groupBody) };
}

/** `/apis/GROUP`. */
export function groupDocument(discovery: Discovery, name: string): JsonRecord | undefined {
  const found = groupVersions(discovery).find(({ group }) => group !== '' && group === name);
  return found === undefined ? undefined : { kind: 'APIGroup', apiVersion: 'v1', ...groupBody(found) };
}

function groupBody({ group, version }: GroupVersion): JsonRecord {
  const entry = { groupVersion: `${group}/${version}`, version };
  return { name: group, versions: [entry], preferredVersion: entry };
}

/** `/api/v1` and `/apis/GROUP/VERSION`: the resources of one version. */
export function resourceList(api: Api, discovery: Discovery, group: string, version: string): JsonRecord | undefined {
  const found = groupVersions(discovery).find((each) => each.group === group && each.version === version);
  if (found === undefined) return undefined;
  return {
    kind: 'APIResourceList',
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: group === '' ? version : `${group}/${version}`,
    resources: found.resources.flatMap((resource) => listedResources(api, resource)),
  };
}

function listedResources(api: Api, resource: Resource): readonly JsonRecord[] {
  const { plural, singular, namespaced, kind, verbs, shortNames, categories } = resource;
  const own = {
    name: plural, singularName: singular, namespaced, kind, verbs,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  };
  const parts = subresourcesOf(api, resource).map((part) => ({
    name: `${plural}/${part.name}`, singularName: '', namespaced,
    ...(part.group === undefined ? {} : { group: part.group, version: part.version }),
    kind: part.kind, verbs: part.verbs,
  }));
  return [own, ...parts];
}
