import { parseRfc3339 } from '../../core/time.ts';
import type { Deployment } from '../../kinds/deployment.ts';
import type { Condition } from '../../kinds/object.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import { conditionOfType, setCondition, withoutCondition } from '../workloadCondition.ts';
import { isComplete } from './plan.ts';
import type { Sets } from './sets.ts';
import { availableIn, existingIn, maxUnavailableOf, readyIn, replicasOf, wantedIn } from './sizes.ts';

type Status = Deployment['status'];

/** The moment, as milliseconds since 1970 and as it is written into conditions. */
export interface Moment {
  readonly unixMs: number;
  readonly text: string;
}

/** The status as the sets are now; `judgesProgress` unless the Deployment is paused or was resized. */
export function deploymentStatus(deployment: Deployment, sets: Sets, judgesProgress: boolean, now: Moment): Status {
  const counted = countedStatus(deployment, sets, now);
  return judgesProgress ? withProgress(deployment, counted, sets, now) : counted;
}

/** k8s: deployment calculateStatus */
function countedStatus(deployment: Deployment, { fresh, old }: Sets, now: Moment): Status {
  const all = fresh === undefined ? old : [...old, fresh];
  const available = availableIn(all);
  const terminating = all.every(({ status }) => status.terminatingReplicas !== undefined)
    ? all.reduce((total, { status }) => total + (status.terminatingReplicas ?? 0), 0)
    : undefined;
  const { collisionCount, conditions = [] } = deployment.status;
  return {
    observedGeneration: deployment.metadata.generation ?? 0,
    ...positive('replicas', existingIn(all)),
    ...positive('updatedReplicas', fresh === undefined ? 0 : fresh.status.replicas),
    ...positive('readyReplicas', readyIn(all)),
    ...positive('availableReplicas', available),
    ...positive('unavailableReplicas', wantedIn(all) - available),
    ...(terminating === undefined ? {} : { terminatingReplicas: terminating }),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    conditions: setCondition(conditions, availability(deployment, available, now)),
  };
}

function positive<Field extends string>(field: Field, count: number): { readonly [Name in Field]?: number } {
  return count > 0 ? ({ [field]: count } as { readonly [Name in Field]?: number }) : {};
}

function availability(deployment: Deployment, available: number, now: Moment): Condition {
  return available >= replicasOf(deployment) - maxUnavailableOf(deployment)
    ? newCondition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.', now)
    : newCondition('Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.', now);
}

export function newCondition(
  type: string,
  status: Condition['status'],
  reason: string,
  message: string,
  { text }: Moment,
): Condition {
  return { type, status, reason, message, lastUpdateTime: text, lastTransitionTime: text };
}

/** Unset, the deadline is no deadline. k8s: deploymentutil HasProgressDeadline */
export function hasDeadline({ spec: { progressDeadlineSeconds } }: Deployment): boolean {
  return progressDeadlineSeconds !== undefined && progressDeadlineSeconds !== 2_147_483_647;
}

/** k8s: deployment syncRolloutStatus */
function withProgress(deployment: Deployment, counted: Status, sets: Sets, now: Moment): Status {
  const before = conditionOfType(deployment.status.conditions, 'Progressing');
  const isDone = counted.replicas === counted.updatedReplicas && before?.reason === 'NewReplicaSetAvailable';
  let conditions = counted.conditions ?? [];
  if (!hasDeadline(deployment)) conditions = withoutCondition(conditions, 'Progressing');
  else if (!isDone) conditions = progressConditions(deployment, { ...counted, conditions }, sets.fresh, now);
  return { ...counted, conditions: withFailure(conditions, sets) };
}

function progressConditions(
  deployment: Deployment,
  next: Status,
  fresh: ReplicaSet | undefined,
  now: Moment,
): readonly Condition[] {
  const conditions = next.conditions ?? [];
  const subject = fresh === undefined ? `Deployment "${deployment.metadata.name}"` : `ReplicaSet "${fresh.metadata.name}"`;
  const before = conditionOfType(deployment.status.conditions, 'Progressing');
  if (isComplete({ ...deployment, status: next })) {
    return setCondition(
      conditions,
      newCondition('Progressing', 'True', 'NewReplicaSetAvailable', `${subject} has successfully progressed.`, now),
    );
  }
  if (hasProgressed(deployment.status, next)) {
    const condition = newCondition('Progressing', 'True', 'ReplicaSetUpdated', `${subject} is progressing.`, now);
    const kept =
      before?.status === 'True' && before.lastTransitionTime !== undefined
        ? { ...condition, lastTransitionTime: before.lastTransitionTime }
        : condition;
    // Progress for the same reason as before still moves lastUpdateTime: the deadline counts from it.
    return [...withoutCondition(conditions, 'Progressing'), kept];
  }
  if (!hasTimedOut(deployment, conditions, now)) return conditions;
  return setCondition(
    conditions,
    newCondition('Progressing', 'False', 'ProgressDeadlineExceeded', `${subject} has timed out progressing.`, now),
  );
}

/** k8s: deploymentutil DeploymentProgressing */
function hasProgressed(before: Status, next: Status): boolean {
  const updated = (status: Status) => status.updatedReplicas ?? 0;
  const outdated = (status: Status) => (status.replicas ?? 0) - updated(status);
  return (
    updated(next) > updated(before) ||
    outdated(next) < outdated(before) ||
    (next.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (next.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

/** k8s: deploymentutil DeploymentTimedOut */
function hasTimedOut(deployment: Deployment, conditions: readonly Condition[], { unixMs }: Moment): boolean {
  const progressing = conditionOfType(conditions, 'Progressing');
  if (progressing === undefined || progressing.reason === 'NewReplicaSetAvailable') return false;
  if (progressing.reason === 'ProgressDeadlineExceeded') return true;
  return deadlineUnixMs(deployment, progressing) < unixMs;
}

function deadlineUnixMs({ spec: { progressDeadlineSeconds = 0 } }: Deployment, { lastUpdateTime = '' }: Condition): number {
  return (parseRfc3339(lastUpdateTime) ?? 0) + progressDeadlineSeconds * 1000;
}

/** A set that cannot make its pods makes the Deployment say so. k8s: deployment getReplicaFailures */
function withFailure(conditions: readonly Condition[], { fresh, old }: Sets): readonly Condition[] {
  const failures = [...(fresh === undefined ? [] : [fresh]), ...old].flatMap(
    ({ status }) => conditionOfType(status.conditions, 'ReplicaFailure') ?? [],
  );
  const [failure] = failures;
  if (failure === undefined) return withoutCondition(conditions, 'ReplicaFailure');
  return setCondition(conditions, {
    ...failure,
    ...(failure.lastTransitionTime === undefined ? {} : { lastUpdateTime: failure.lastTransitionTime }),
  });
}

/**
 * When to look whether the update has timed out, in milliseconds; undefined when there is nothing to time.
 * k8s: deployment requeueStuckDeployment
 */
export function deadlineCheckMs(deployment: Deployment, next: Status, { unixMs }: Moment): number | undefined {
  const progressing = conditionOfType(deployment.status.conditions, 'Progressing');
  if (!hasDeadline(deployment) || progressing === undefined || progressing.reason === 'ProgressDeadlineExceeded')
    return undefined;
  if (isComplete({ ...deployment, status: next })) return undefined;
  return Math.max(0, deadlineUnixMs(deployment, progressing) - unixMs) + 1000;
}
