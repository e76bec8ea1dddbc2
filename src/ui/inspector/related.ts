import type { KubeObject, ObjectKey } from '#engine/kinds/object.ts';
import type { PersistentVolumeClaim } from '#engine/kinds/persistentVolumeClaim.ts';
import type { PersistentVolume } from '#engine/kinds/persistentVolume.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Service } from '#engine/kinds/service.ts';
import type { StatefulSet } from '#engine/kinds/statefulSet.ts';
import { claimNamesOf } from '#engine/kinds/podClaims.ts';
import type { Frame } from '#session/session.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { keyOf, matchesLabels } from '../stage/model/objectKeys.ts';

/** Objects that have to do with another one in the same way. */
export interface Relation {
  readonly label: MessageKey;
  readonly keys: readonly ObjectKey[];
}

/** What an object has to do with: who owns it, what it owns, what it uses and who uses it. Only what exists. */
export function relatedTo(frame: Frame, object: KubeObject): readonly Relation[] {
  const relations: readonly (readonly [MessageKey, readonly ObjectKey[]])[] = [
    ['related.owner', ownersOf(object)],
    ...(RELATIONS[object.kind]?.(object, frame) ?? []),
    ['related.owned', ownedBy(frame, object)],
  ];
  return relations
    .map(([label, keys]) => ({ label, keys: keys.filter(({ kind, namespace, name }) => frame.get(kind, namespace, name) !== undefined) }))
    .filter(({ keys }) => keys.length > 0);
}

/** Kinds that are made for an owner. */
const OWNED_KINDS = ['ReplicaSet', 'Job', 'Pod', 'ControllerRevision', 'EndpointSlice', 'PersistentVolumeClaim'] as const;

function ownersOf({ metadata: { namespace, ownerReferences = [] } }: KubeObject): readonly ObjectKey[] {
  return ownerReferences.map(({ kind, name }) => (kind === 'Node' || namespace === undefined ? { kind, name } : { kind, namespace, name }));
}

function ownedBy(frame: Frame, { metadata: { uid } }: KubeObject): readonly ObjectKey[] {
  return OWNED_KINDS.flatMap((kind) => (frame.list(kind) as readonly KubeObject[]).filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.uid === uid) === true)).map(keyOf);
}

type Rows = readonly (readonly [MessageKey, readonly ObjectKey[]])[];

const RELATIONS: Readonly<Record<string, (object: KubeObject, frame: Frame) => Rows>> = {
  Pod: (object) => usedBy(object as Pod),
  StatefulSet: (object, frame) => aroundSet(object as StatefulSet, frame),
  PersistentVolumeClaim: (object, frame) => aroundClaim(object as PersistentVolumeClaim, frame),
  PersistentVolume: (object) => aroundVolume(object as PersistentVolume),
  Service: (object, frame) => [['related.pods', selectedBy(object as Service, frame)]],
  Node: (object, frame) => [['related.pods', frame.list('Pod').filter(({ spec }) => spec.nodeName === object.metadata.name).map(keyOf)]],
  ConfigMap: (object, frame) => [['related.pods', usersOf(frame, object)]],
  Secret: (object, frame) => [['related.pods', usersOf(frame, object)]],
  StorageClass: (object, frame) => [['related.volumes', frame.list('PersistentVolume').filter(({ spec }) => spec.storageClassName === object.metadata.name).map(keyOf)]],
};

function usedBy(pod: Pod): Rows {
  const { namespace = 'default' } = pod.metadata;
  const inNamespace = (kind: string, names: readonly string[]) => [...new Set(names)].map((name) => ({ kind, namespace, name }));
  return [
    ['related.node', pod.spec.nodeName === undefined ? [] : [{ kind: 'Node', name: pod.spec.nodeName }]],
    ['related.claims', inNamespace('PersistentVolumeClaim', claimNamesOf(pod))],
    ['related.config', [...inNamespace('ConfigMap', namesIn(pod, 'ConfigMap')), ...inNamespace('Secret', namesIn(pod, 'Secret'))]],
  ];
}

function aroundSet({ metadata, spec }: StatefulSet, frame: Frame): Rows {
  const { name, namespace = 'default' } = metadata;
  const stems = (spec.volumeClaimTemplates ?? []).map((template) => `${template.metadata.name}-${name}-`);
  const claims = frame.list('PersistentVolumeClaim').filter((claim) => claim.metadata.namespace === namespace && stems.some((stem) => claim.metadata.name.startsWith(stem) && /^\d+$/.test(claim.metadata.name.slice(stem.length))));
  return [
    ['related.service', spec.serviceName === undefined || spec.serviceName === '' ? [] : [{ kind: 'Service', namespace, name: spec.serviceName }]],
    ['related.claims', claims.map(keyOf)],
  ];
}

function aroundClaim({ metadata, spec }: PersistentVolumeClaim, frame: Frame): Rows {
  const users = frame.list('Pod').filter((pod) => pod.metadata.namespace === metadata.namespace && claimNamesOf(pod).includes(metadata.name));
  return [
    ['related.pods', users.map(keyOf)],
    ['related.volumes', spec.volumeName === undefined ? [] : [{ kind: 'PersistentVolume', name: spec.volumeName }]],
    ['related.class', spec.storageClassName === undefined ? [] : [{ kind: 'StorageClass', name: spec.storageClassName }]],
  ];
}

function aroundVolume({ spec: { claimRef, storageClassName } }: PersistentVolume): Rows {
  return [
    ['related.claims', claimRef?.name === undefined || claimRef.namespace === undefined ? [] : [{ kind: 'PersistentVolumeClaim', namespace: claimRef.namespace, name: claimRef.name }]],
    ['related.class', storageClassName === undefined ? [] : [{ kind: 'StorageClass', name: storageClassName }]],
  ];
}

function selectedBy({ metadata, spec }: Service, frame: Frame): readonly ObjectKey[] {
  return frame.list('Pod').filter((pod) => pod.metadata.namespace === metadata.namespace && matchesLabels(spec.selector, pod.metadata.labels)).map(keyOf);
}

function usersOf(frame: Frame, { kind, metadata }: KubeObject): readonly ObjectKey[] {
  return frame.list('Pod').filter((pod) => pod.metadata.namespace === metadata.namespace && namesIn(pod, kind === 'Secret' ? 'Secret' : 'ConfigMap').includes(metadata.name)).map(keyOf);
}

interface Reference {
  readonly name?: string;
  readonly secretName?: string;
}

interface Source {
  readonly configMap?: Reference;
  readonly secret?: Reference;
  readonly projected?: { readonly sources?: readonly Source[] };
  readonly configMapRef?: Reference;
  readonly secretRef?: Reference;
  readonly valueFrom?: { readonly configMapKeyRef?: Reference; readonly secretKeyRef?: Reference };
}

/** The ConfigMaps or Secrets that a pod mounts or takes variables from. */
function namesIn({ spec }: Pod, kind: 'ConfigMap' | 'Secret'): readonly string[] {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])] as readonly { readonly env?: readonly Source[]; readonly envFrom?: readonly Source[] }[];
  const volumes = (spec.volumes ?? []) as readonly Source[];
  const sources = [...volumes, ...volumes.flatMap(({ projected }) => projected?.sources ?? []), ...containers.flatMap(({ env = [], envFrom = [] }) => [...env, ...envFrom])];
  return sources.flatMap((source) => {
    const reference = kind === 'ConfigMap' ? (source.configMap ?? source.configMapRef ?? source.valueFrom?.configMapKeyRef) : (source.secret ?? source.secretRef ?? source.valueFrom?.secretKeyRef);
    const name = reference?.name ?? reference?.secretName;
    return name === undefined ? [] : [name];
  });
}
