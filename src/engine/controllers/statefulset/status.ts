import { replicasOf, type StatefulSet, type StatefulSetStatus } from '../../kinds/statefulSet.ts';
import { unsettledMembers, type Member, type Members } from './members.ts';

/** The revisions that a look at a set works with, by name. */
export interface RevisionNames {
  readonly current: string;
  readonly update: string;
}

/**
 * The counters as the pods were when the look began. Going pods stay in replicas, ready and available, but count for
 * no revision. k8s: statefulset updateStatus.
 */
export function countStatus(
  set: StatefulSet,
  names: RevisionNames,
  collisionCount: number,
  members: Members,
  nowUnixMs: number,
): StatefulSetStatus {
  const counts = { replicas: 0, readyReplicas: 0, availableReplicas: 0, currentReplicas: 0, updatedReplicas: 0 };
  for (const member of unsettledMembers(members)) count(counts, member, names, nowUnixMs);
  for (const [revision, settled] of members.settledByRevision) countSettled(counts, revision, settled, names);
  // Written out field by field: this runs at each look, and spreading is many times slower.
  return {
    observedGeneration: set.metadata.generation ?? 0,
    replicas: counts.replicas,
    readyReplicas: counts.readyReplicas,
    currentReplicas: counts.currentReplicas,
    updatedReplicas: counts.updatedReplicas,
    availableReplicas: counts.availableReplicas,
    currentRevision: names.current,
    updateRevision: names.update,
    collisionCount,
  };
}

type Counts = Record<'replicas' | 'readyReplicas' | 'availableReplicas' | 'currentReplicas' | 'updatedReplicas', number>;

function count(counts: Counts, member: Member, { current, update }: RevisionNames, nowUnixMs: number): void {
  if (!member.isCreated) return;
  counts.replicas += 1;
  if (member.isRunningAndReady) {
    counts.readyReplicas += 1;
    if (member.availableAtUnixMs <= nowUnixMs) counts.availableReplicas += 1;
  }
  if (member.isTerminating) return;
  if (member.revision === current) counts.currentReplicas += 1;
  if (member.revision === update) counts.updatedReplicas += 1;
}

function countSettled(counts: Counts, revision: string, settled: number, { current, update }: RevisionNames): void {
  counts.replicas += settled;
  counts.readyReplicas += settled;
  counts.availableReplicas += settled;
  if (revision === current) counts.currentReplicas += settled;
  if (revision === update) counts.updatedReplicas += settled;
}

/**
 * The status to store. Each pod that was deleted for the update counts no longer as current. Once all pods are ready
 * at the update revision, that becomes the current one. k8s: statefulset completeRollingUpdate.
 */
export function finishStatus(set: StatefulSet, counted: StatefulSetStatus, deletedForUpdate: number): StatefulSetStatus {
  const status =
    deletedForUpdate === 0 ? counted : { ...counted, currentReplicas: (counted.currentReplicas ?? 0) - deletedForUpdate };
  if (!isComplete(set, status)) return status;
  return { ...status, currentReplicas: status.updatedReplicas ?? 0, currentRevision: status.updateRevision ?? '' };
}

function isComplete(set: StatefulSet, { replicas, readyReplicas, updatedReplicas }: StatefulSetStatus): boolean {
  if (set.spec.updateStrategy?.type !== 'RollingUpdate') return false;
  return updatedReplicas === replicas && readyReplicas === replicas && replicas === replicasOf(set);
}

const WATCHED = [
  'replicas',
  'readyReplicas',
  'currentReplicas',
  'updatedReplicas',
  'availableReplicas',
  'currentRevision',
  'updateRevision',
] as const;

/** Is there anything to write? k8s: statefulset inconsistentStatus. */
export function isStatusStale({ status: stored }: StatefulSet, next: StatefulSetStatus): boolean {
  if ((next.observedGeneration ?? 0) > (stored.observedGeneration ?? 0)) return true;
  return WATCHED.some((field) => (stored[field] ?? zeroOf(field)) !== next[field]);
}

function zeroOf(field: (typeof WATCHED)[number]): number | string {
  return field.endsWith('Revision') ? '' : 0;
}

/** The status as the API server's JSON has it: some counters are left out while they are zero. */
export function storedForm(status: StatefulSetStatus): StatefulSetStatus {
  const {
    observedGeneration = 0,
    replicas,
    availableReplicas,
    currentRevision = '',
    updateRevision = '',
    collisionCount = 0,
  } = status;
  const stored: Draft = { observedGeneration, replicas, availableReplicas, currentRevision, updateRevision, collisionCount };
  for (const field of ['readyReplicas', 'currentReplicas', 'updatedReplicas'] as const) {
    const value = status[field] ?? 0;
    if (value !== 0) stored[field] = value;
  }
  return stored;
}

type Draft = { -readonly [Field in keyof StatefulSetStatus]: StatefulSetStatus[Field] };
