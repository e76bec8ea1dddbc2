import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { StatefulSet } from '#engine/kinds/statefulSet.ts';
import type { Frame } from '#session/session.ts';
import { nameModel } from './nameModel.ts';
import type { NameContext, NameModel } from './nameModel.ts';
import { keyOf, ordinalOf } from './objectKeys.ts';
import type { PodModel } from './podModel.ts';
import { revisionModels } from './revisionModel.ts';
import type { RevisionModel } from './revisionModel.ts';
import { isSameList } from './sameList.ts';
import type { ServiceModel } from './serviceModel.ts';
import { claimModel } from './storageModel.ts';
import type { ClaimModel } from './storageModel.ts';

/** Where an ordinal stands while a new revision is rolled out. */
export type UpdateState =
  /** Below the partition: it keeps the old revision. */
  | 'stays'
  /** Has the new revision and is available. */
  | 'updated'
  /** Has the new revision, is not available, and holds up the rest. */
  | 'held'
  /** On its way to the new revision. */
  | 'updating'
  /** Will be replaced next. */
  | 'next'
  /** Waits for a higher ordinal. */
  | 'waits'
  /** OnDelete: waits for a person to delete it. */
  | 'onDelete';

/** One ordinal: its name, the pod that has it now, and what it keeps. */
export interface ColumnModel {
  readonly id: string;
  readonly ordinal: number;
  readonly podName: string;
  /** In the range that the spec wants; the others are condemned or only keep their claims. */
  readonly isWanted: boolean;
  readonly pod: PodModel | undefined;
  /** Former pods of this name that still run where nobody can reach them. */
  readonly ghosts: readonly PodModel[];
  readonly name: NameModel;
  readonly claims: readonly ClaimModel[];
  readonly update: UpdateState | undefined;
}

export interface SetModel {
  readonly id: string;
  readonly key: ObjectKey;
  readonly name: string;
  readonly namespace: string;
  /** False once the set is deleted and only pods or claims remain. */
  readonly exists: boolean;
  readonly isTerminating: boolean;
  readonly replicas: number;
  readonly firstOrdinal: number;
  readonly readyCount: number;
  readonly policy: 'OrderedReady' | 'Parallel';
  readonly strategy: 'RollingUpdate' | 'OnDelete';
  readonly partition: number;
  readonly minReadySeconds: number;
  readonly whenScaled: 'Retain' | 'Delete';
  readonly whenDeleted: 'Retain' | 'Delete';
  readonly serviceName: string;
  /** The labels that its pods get: what a Service selects by. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly templates: readonly string[];
  readonly updateRevision: RevisionModel | undefined;
  readonly currentRevision: RevisionModel | undefined;
  readonly isUpdating: boolean;
  readonly updatedCount: number;
  /** How many ordinals are meant to get the new revision. */
  readonly updateGoal: number;
  readonly columns: readonly ColumnModel[];
}

export interface SetParts {
  readonly frame: Frame;
  readonly pods: readonly Pod[];
  readonly toModel: (pod: Pod, minReadySeconds: number, revision: RevisionModel | undefined) => PodModel;
  readonly ghostsOf: (namespace: string, podName: string) => readonly PodModel[];
  readonly revisionNames: readonly string[];
  readonly service: ServiceModel | undefined;
  /** Ordinals of claims that are there, by name of the claim template. */
  readonly claimOrdinals: ReadonlyMap<string, readonly number[]>;
  readonly names: Omit<NameContext, 'namespace' | 'serviceName' | 'service'>;
  readonly exists: boolean;
}

/** A StatefulSet as columns, one an ordinal. */
export function setModel(set: StatefulSet, parts: SetParts): SetModel {
  const { metadata, spec, status } = set;
  const revisions = revisionModels(parts.revisionNames);
  const minReadySeconds = spec.minReadySeconds ?? 0;
  const pods = new Map(parts.pods.map((pod) => [pod.metadata.name, podOf(pod)]));
  const replicas = parts.exists ? (spec.replicas ?? 1) : 0;
  const firstOrdinal = spec.ordinals?.start ?? 0;
  const updateRevision = revisions.get(status?.updateRevision ?? '');
  const base = {
    id: metadata.uid,
    key: keyOf(set),
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    exists: parts.exists,
    isTerminating: metadata.deletionTimestamp !== undefined,
    replicas,
    firstOrdinal,
    policy: spec.podManagementPolicy ?? 'OrderedReady',
    strategy: spec.updateStrategy?.type ?? 'RollingUpdate',
    partition: spec.updateStrategy?.rollingUpdate?.partition ?? 0,
    minReadySeconds,
    whenScaled: spec.persistentVolumeClaimRetentionPolicy?.whenScaled ?? 'Retain',
    whenDeleted: spec.persistentVolumeClaimRetentionPolicy?.whenDeleted ?? 'Retain',
    serviceName: spec.serviceName ?? '',
    podLabels: spec.template.metadata?.labels ?? {},
    templates: (spec.volumeClaimTemplates ?? []).map((template) => template.metadata.name ?? ''),
    updateRevision,
    currentRevision: revisions.get(status?.currentRevision ?? ''),
  } as const;
  const ordinals = ordinalsOf(base, pods, parts.claimOrdinals);
  const names = { ...parts.names, namespace: base.namespace, serviceName: base.serviceName, service: parts.service };
  const plain = ordinals.map((ordinal) => columnOf(ordinal, base, pods, parts, names));
  const isUpdating = parts.exists && base.updateRevision !== undefined && plain.some((column) => isBehind(column, base));
  const columns = isUpdating ? withUpdateStates(plain, base) : plain;
  const wanted = columns.filter(({ isWanted }) => isWanted);
  return {
    ...base,
    readyCount: wanted.filter(({ pod }) => pod?.state === 'ready' || pod?.state === 'minReady').length,
    isUpdating,
    updatedCount: wanted.filter(({ ordinal, pod }) => isMeantToUpdate(ordinal, base) && updateRevision !== undefined && pod?.revision?.name === updateRevision.name).length,
    updateGoal: wanted.filter(({ ordinal }) => isMeantToUpdate(ordinal, base)).length,
    columns,
  };

  function podOf(pod: Pod): PodModel {
    const revision = revisions.get(pod.metadata.labels?.['controller-revision-hash'] ?? '');
    return parts.toModel(pod, minReadySeconds, revision);
  }
}

type SetBase = Omit<SetModel, 'readyCount' | 'isUpdating' | 'updatedCount' | 'updateGoal' | 'columns'>;

/** All ordinals that are wanted, have a pod, or keep a claim. */
function ordinalsOf(set: SetBase, pods: ReadonlyMap<string, PodModel>, claimOrdinals: SetParts['claimOrdinals']): readonly number[] {
  const ordinals = new Set<number>();
  for (let ordinal = set.firstOrdinal; ordinal < set.firstOrdinal + set.replicas; ordinal += 1) ordinals.add(ordinal);
  for (const name of pods.keys()) ordinals.add(ordinalOf(name) ?? 0);
  for (const template of set.templates) for (const ordinal of claimOrdinals.get(`${set.namespace}/${template}-${set.name}`) ?? []) ordinals.add(ordinal);
  return [...ordinals].sort((a, b) => a - b);
}

function columnOf(ordinal: number, set: SetBase, pods: ReadonlyMap<string, PodModel>, parts: SetParts, names: NameContext): ColumnModel {
  const { namespace } = set;
  const podName = `${set.name}-${ordinal}`;
  const pod = pods.get(podName);
  const isWanted = ordinal >= set.firstOrdinal && ordinal < set.firstOrdinal + set.replicas;
  const ghosts = parts.ghostsOf(namespace, podName);
  const name = nameModel(podName, pod, names);
  const claims = set.templates.map((template) => claimModel(parts.frame, namespace, `${template}-${podName}`, pod !== undefined));
  const known = pod === undefined ? undefined : drawn.get(pod);
  const isSame = known?.setId === set.id && known.column.isWanted === isWanted && known.column.name === name && isSameList(known.column.ghosts, ghosts) && isSameList(known.column.claims, claims);
  if (isSame) return known.column;
  const column: ColumnModel = { id: `${set.id}/${ordinal}`, ordinal, podName, isWanted, pod, ghosts, name, claims, update: undefined };
  if (pod !== undefined) drawn.set(pod, { setId: set.id, column });
  return column;
}

/** The columns of pods as they were: one about which nothing has changed is the same object, and is not drawn again. */
const drawn = new WeakMap<PodModel, { readonly setId: string; readonly column: ColumnModel }>();

function isMeantToUpdate(ordinal: number, set: SetBase): boolean {
  return set.strategy === 'OnDelete' || ordinal >= set.partition;
}

/** Does not have, or does not yet run well at, the revision it is meant to have. */
function isBehind({ ordinal, pod, isWanted }: ColumnModel, set: SetBase): boolean {
  if (!isWanted || pod === undefined || !isMeantToUpdate(ordinal, set)) return false;
  return pod.revision !== undefined && pod.revision.name !== set.updateRevision?.name;
}

/** k8s: statefulset updateStatefulSet walks from the highest ordinal to the partition and stops at what is not healthy. */
function withUpdateStates(columns: readonly ColumnModel[], set: SetBase): readonly ColumnModel[] {
  let isHeld = false;
  return columns
    .toReversed()
    .map((column) => {
      if (!column.isWanted) return column;
      const update = updateStateOf(column, set, isHeld);
      isHeld ||= update !== 'updated' && update !== 'stays' && update !== 'onDelete';
      return withUpdate(column, update);
    })
    .toReversed();
}

const updating = new WeakMap<ColumnModel, ColumnModel>();

function withUpdate(column: ColumnModel, update: UpdateState): ColumnModel {
  let changed = updating.get(column);
  if (changed?.update !== update) updating.set(column, (changed = { ...column, update }));
  return changed;
}

function updateStateOf({ ordinal, pod }: ColumnModel, set: SetBase, isHeld: boolean): UpdateState {
  if (!isMeantToUpdate(ordinal, set)) return 'stays';
  const isNew = pod?.revision?.name === set.updateRevision?.name;
  if (set.strategy === 'OnDelete') return isNew ? 'updated' : 'onDelete';
  if (pod === undefined || pod.state === 'terminating') return 'updating';
  if (isNew) {
    if (pod.state === 'ready') return 'updated';
    return pod.state === 'crashLoop' || pod.state === 'imageBackOff' || pod.state === 'failed' ? 'held' : 'updating';
  }
  return isHeld ? 'waits' : 'next';
}
