import type { Deployment } from '../../kinds/deployment.ts';
import type { Labels } from '../../kinds/object.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import { maxSurgeOf, replicasOf } from './sizes.ts';

export const REVISION = 'deployment.kubernetes.io/revision';
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';

/** What a ReplicaSet does not take over from its Deployment. */
const OWN = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  'deprecated.deployment.rollback.to',
]);

/**
 * The annotations of the new ReplicaSet: those of the Deployment, and its revision number. A set that had a number
 * before remembers it: somebody went back to it. k8s: deploymentutil SetNewReplicaSetAnnotations
 */
export function newSetAnnotations(deployment: Deployment, before: Labels, revision: number): Labels {
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => !OWN.has(key));
  const annotations: Record<string, string> = { ...before, ...Object.fromEntries(copied) };
  const old = before[REVISION];
  if (revisionNumber(old) >= revision) return annotations;
  annotations[REVISION] = String(revision);
  if (old !== undefined) annotations[REVISION_HISTORY] = [before[REVISION_HISTORY], old].filter(Boolean).join(',');
  return annotations;
}

/** How large the Deployment is, noted on each of its active sets: a difference means that it was scaled. */
export function sizeAnnotations(deployment: Deployment): Labels {
  const desired = replicasOf(deployment);
  return { [DESIRED_REPLICAS]: String(desired), [MAX_REPLICAS]: String(desired + maxSurgeOf(deployment)) };
}

/** The size of the Deployment when the set was scaled last. */
export function desiredReplicasOf(set: ReplicaSet): number | undefined {
  return numberIn(set, DESIRED_REPLICAS);
}

export function maxReplicasOf(set: ReplicaSet): number | undefined {
  return numberIn(set, MAX_REPLICAS);
}

/** The revision number of a set, 0 when it has none. */
export function revisionOf(set: ReplicaSet): number {
  return revisionNumber(set.metadata.annotations?.[REVISION]);
}

function revisionNumber(text: string | undefined): number {
  return text === undefined ? 0 : Number(text) || 0;
}

function numberIn({ metadata: { annotations } }: ReplicaSet, key: string): number | undefined {
  const text = annotations?.[key];
  return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
}
