import type { Deployment } from '../../kinds/deployment.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import { maxReplicasOf } from './annotations.ts';
import { compareAge } from './sets.ts';
import { maxSurgeOf, replicasOf, wantedIn } from './sizes.ts';

/**
 * How a Deployment that is scaled in the middle of an update shares the change out: each active set in proportion to
 * its size, the rest to the largest. k8s: deployment scale, deploymentutil GetReplicaSetProportion
 */
export function planProportions(
  deployment: Deployment,
  active: readonly ReplicaSet[],
): readonly { readonly set: ReplicaSet; readonly to: number }[] {
  const wanted = replicasOf(deployment);
  const toAdd = (wanted > 0 ? wanted + maxSurgeOf(deployment) : 0) - wantedIn(active);
  const sets = [...active].sort((a, b) => replicasOf(b) - replicasOf(a) || (toAdd > 0 ? compareAge(b, a) : compareAge(a, b)));
  let added = 0;
  const sizes = sets.map((set) => {
    const share = proportionOf(deployment, set, toAdd, added);
    added += share;
    return { set, to: replicasOf(set) + share };
  });
  const rest = toAdd - added;
  return sizes.map(({ set, to }, index) => ({ set, to: index === 0 ? Math.max(0, to + rest) : to }));
}

function proportionOf(deployment: Deployment, set: ReplicaSet, toAdd: number, added: number): number {
  if (toAdd === 0 || toAdd === added) return 0;
  const share = fractionOf(deployment, set);
  return toAdd > 0 ? Math.min(share, toAdd - added) : Math.max(share, toAdd - added);
}

function fractionOf(deployment: Deployment, set: ReplicaSet): number {
  const wanted = replicasOf(deployment);
  const size = replicasOf(set);
  if (wanted === 0) return -size;
  const before = maxReplicasOf(set) ?? deployment.status.replicas ?? 0;
  if (before === 0) return 0;
  return roundHalfAway((size * (wanted + maxSurgeOf(deployment))) / before) - size;
}

/** k8s: integer.RoundToInt32 */
function roundHalfAway(value: number): number {
  return value < 0 ? -Math.floor(0.5 - value) : Math.floor(value + 0.5);
}
