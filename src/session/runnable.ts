import type { KubeObject } from '#engine/kinds/object.ts';
import type { StatefulSet } from '#engine/kinds/statefulSet.ts';
import { manifestOf } from './manifestOf.ts';

/** What a cluster makes by itself, or a node tells: not what somebody wished for. */
const MADE_BY_THE_CLUSTER: ReadonlySet<string> = new Set(['Node', 'Event', 'Lease', 'Endpoints', 'EndpointSlice', 'ControllerRevision', 'CSINode', 'VolumeAttachment']);

/** In this order others find what they need. */
const FIRST: readonly string[] = ['Namespace', 'StorageClass', 'PriorityClass', 'ServiceAccount', 'ConfigMap', 'Secret', 'PersistentVolume', 'PersistentVolumeClaim', 'Service'];

/**
 * The wishes behind the objects of a cluster, as manifests that another cluster can be given: without what controllers
 * made of them, without what the server filled in, and without the system's own namespaces.
 */
export function runnableManifests(objects: readonly KubeObject[]): readonly Readonly<Record<string, unknown>>[] {
  const sets = objects.filter((object): object is StatefulSet => object.kind === 'StatefulSet');
  const wishes = objects.filter((object) => isWish(object) && !isOfTemplate(object, sets) && !isBoundVolume(object));
  return [...missingNamespaces(wishes), ...[...wishes].sort((a, b) => rankOf(a) - rankOf(b)).map(withoutPlacement)];
}

function rankOf({ kind }: Pick<KubeObject, 'kind'>): number {
  const rank = FIRST.indexOf(kind);
  return rank < 0 ? FIRST.length : rank;
}

function isWish({ kind, metadata }: KubeObject): boolean {
  const { name, namespace = '', ownerReferences = [] } = metadata;
  if (MADE_BY_THE_CLUSTER.has(kind) || ownerReferences.length > 0) return false;
  if (namespace.startsWith('kube-') || name.startsWith('system:')) return false;
  if (kind === 'Namespace') return name !== 'default' && !name.startsWith('kube-');
  if (kind === 'Service') return !(namespace === 'default' && name === 'kubernetes');
  if (kind === 'PriorityClass') return !name.startsWith('system-');
  return !(kind === 'ConfigMap' && name === 'kube-root-ca.crt') && !(kind === 'ServiceAccount' && name === 'default');
}

/** A claim that its set makes again. */
function isOfTemplate({ kind, metadata }: KubeObject, sets: readonly StatefulSet[]): boolean {
  return kind === 'PersistentVolumeClaim' && sets.some((set) =>
    set.metadata.namespace === metadata.namespace &&
    (set.spec.volumeClaimTemplates ?? []).some((template) => new RegExp(`^${escaped(`${template.metadata.name}-${set.metadata.name}`)}-\\d+$`).test(metadata.name)));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** A volume that a provisioner made for a claim is made again. */
function isBoundVolume({ kind, metadata }: KubeObject): boolean {
  return kind === 'PersistentVolume' && metadata.annotations?.['pv.kubernetes.io/provisioned-by'] !== undefined;
}

function missingNamespaces(wishes: readonly KubeObject[]): readonly Readonly<Record<string, unknown>>[] {
  const there = new Set(wishes.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? [metadata.name] : [])));
  const used = new Set(wishes.flatMap(({ metadata: { namespace } }) => (namespace === undefined || namespace === 'default' || there.has(namespace) ? [] : [namespace])));
  return [...used].sort().map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

interface Placed {
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Addresses, nodes and volumes that only the other cluster has. */
const PLACEMENT: Readonly<Record<string, readonly string[]>> = {
  Service: ['clusterIP', 'clusterIPs', 'ipFamilies', 'healthCheckNodePort'],
  Pod: ['nodeName'],
  PersistentVolumeClaim: ['volumeName'],
  PersistentVolume: ['claimRef'],
};

/** What controllers note down about their own work. */
const NOTES = /^(pv\.kubernetes\.io\/|volume(\.beta)?\.kubernetes\.io\/(storage-provisioner|selected-node)|deployment\.kubernetes\.io\/)/;

function withoutPlacement(object: KubeObject): Readonly<Record<string, unknown>> {
  const { metadata, spec, ...rest } = manifestOf(object) as Readonly<Record<string, unknown>> & Placed & Pick<KubeObject, 'metadata'>;
  const { finalizers, annotations, ...kept } = metadata;
  const own = Object.entries(annotations ?? {}).filter(([name]) => !NOTES.test(name));
  const foreign = (finalizers ?? []).filter((name) => !name.startsWith('kubernetes.io/'));
  return {
    ...rest,
    metadata: { ...kept, ...(own.length === 0 ? {} : { annotations: Object.fromEntries(own) }), ...(foreign.length === 0 ? {} : { finalizers: foreign }) },
    ...(spec === undefined || object.kind === 'Namespace' ? {} : { spec: specOf(object, spec) }),
  };
}

function specOf({ kind }: KubeObject, spec: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const fields = PLACEMENT[kind] ?? [];
  const kept = Object.fromEntries(Object.entries(spec).filter(([name, value]) => !fields.includes(name) || (name === 'clusterIP' && value === 'None')));
  if (kind === 'Pod') return withoutToken(kept);
  return kind === 'StatefulSet' && Array.isArray(kept['volumeClaimTemplates']) ? { ...kept, volumeClaimTemplates: kept['volumeClaimTemplates'].map(withoutStatus) } : kept;
}

function withoutStatus(template: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { status, ...rest } = template;
  void status;
  return rest;
}

/** The volume of the pod's token is put there by admission. */
function withoutToken(spec: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isToken = ({ name }: { readonly name?: string }) => name?.startsWith('kube-api-access-') === true;
  const volumes = ((spec['volumes'] ?? []) as readonly { readonly name?: string }[]).filter((volume) => !isToken(volume));
  const containers = ((spec['containers'] ?? []) as readonly { readonly volumeMounts?: readonly { readonly name?: string }[] }[]).map(({ volumeMounts = [], ...container }) => {
    const mounts = volumeMounts.filter((mount) => !isToken(mount));
    return mounts.length === 0 ? container : { ...container, volumeMounts: mounts };
  });
  const { volumes: _volumes, ...rest } = spec;
  return { ...rest, containers, ...(volumes.length === 0 ? {} : { volumes }) };
}
