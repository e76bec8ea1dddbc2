import type { Deployment } from '../../kinds/deployment.ts';
import { intOrPercent } from '../../kinds/intOrPercent.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';

/** How many pods a Deployment, or one of its sets, wants. */
export function replicasOf({ spec: { replicas = 1 } }: Deployment | ReplicaSet): number {
  return replicas;
}

/** How many pods more than wanted there may be during an update: a percentage is rounded up. k8s: deploymentutil MaxSurge */
export function maxSurgeOf(deployment: Deployment): number {
  return isRolling(deployment) ? fencepostsOf(deployment).surge : 0;
}

/** How many of the wanted pods may be unavailable: a percentage is rounded down. k8s: deploymentutil MaxUnavailable */
export function maxUnavailableOf(deployment: Deployment): number {
  const replicas = replicasOf(deployment);
  if (!isRolling(deployment) || replicas === 0) return 0;
  return Math.min(fencepostsOf(deployment).unavailable, replicas);
}

export function isRolling({ spec: { strategy } }: Deployment): boolean {
  return strategy?.type === 'RollingUpdate';
}

/** Both zero would never move: then one pod may be unavailable. k8s: deploymentutil ResolveFenceposts */
function fencepostsOf(deployment: Deployment): { readonly surge: number; readonly unavailable: number } {
  const { maxSurge = 0, maxUnavailable = 0 } = deployment.spec.strategy?.rollingUpdate ?? {};
  const surge = intOrPercent(maxSurge, replicasOf(deployment), 'up') ?? 0;
  const unavailable = intOrPercent(maxUnavailable, replicasOf(deployment), 'down') ?? 0;
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

export const wantedIn = (sets: readonly ReplicaSet[]): number => sum(sets, replicasOf);
export const existingIn = (sets: readonly ReplicaSet[]): number => sum(sets, ({ status }) => status.replicas);
export const readyIn = (sets: readonly ReplicaSet[]): number => sum(sets, ({ status }) => status.readyReplicas ?? 0);
export const availableIn = (sets: readonly ReplicaSet[]): number => sum(sets, ({ status }) => status.availableReplicas ?? 0);

function sum(sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number): number {
  return sets.reduce((total, set) => total + count(set), 0);
}
