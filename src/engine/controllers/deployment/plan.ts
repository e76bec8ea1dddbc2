import type { Deployment } from '../../kinds/deployment.ts';
import { isTerminating, keyOf } from '../../kinds/object.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import { act, wait, type Reason } from '../reason.ts';
import { desiredReplicasOf, revisionOf } from './annotations.ts';
import { planProportions } from './proportions.ts';
import { compareAge, type Sets } from './sets.ts';
import { availableIn, existingIn, isRolling, maxSurgeOf, maxUnavailableOf, replicasOf, wantedIn } from './sizes.ts';

export interface Situation {
  readonly deployment: Deployment;
  readonly sets: Sets;
  /** Are there pods of old sets that have not ended? Asked for Recreate only. */
  readonly hasOldPods: () => boolean;
}

export type Action =
  | { readonly do: 'createSet'; readonly replicas: number; readonly why: Reason }
  | { readonly do: 'scaleSet'; readonly set: ReplicaSet; readonly to: number; readonly why: Reason }
  | { readonly do: 'deleteSet'; readonly set: ReplicaSet; readonly why: Reason };

export interface DeploymentPlan {
  readonly actions: readonly Action[];
  /** Is it an update's step, so that progress is judged? A paused or resized Deployment has no progress to judge. */
  readonly judgesProgress: boolean;
  readonly waits: readonly Reason[];
}

/** k8s: deployment syncDeployment */
export function planDeployment(situation: Situation): DeploymentPlan {
  const { deployment, sets } = situation;
  if (isTerminating(deployment)) return { actions: [], judgesProgress: false, waits: [] };
  const isPaused = deployment.spec.paused === true;
  if (isPaused || isResized(deployment, sets)) {
    const actions = planResize(deployment, sets);
    return {
      actions: isPaused ? [...actions, ...planCleanup(deployment, sets.old)] : actions,
      judgesProgress: false,
      waits: isPaused ? [pausedReason(deployment)] : [],
    };
  }
  return isRolling(deployment) ? planRolling(deployment, sets) : planRecreate(situation);
}

/** Was the Deployment scaled since its sets were? k8s: deployment isScalingEvent */
function isResized(deployment: Deployment, { fresh, old }: Sets): boolean {
  return activeOf(fresh === undefined ? old : [...old, fresh]).some((set) => {
    const desired = desiredReplicasOf(set);
    return desired !== undefined && desired !== replicasOf(deployment);
  });
}

/** Sets that want pods. */
function activeOf(sets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  return sets.filter((set) => replicasOf(set) > 0);
}

/** A single active set takes the whole change; during an update it is shared out. k8s: deployment scale */
function planResize(deployment: Deployment, { fresh, old }: Sets): readonly Action[] {
  const wanted = replicasOf(deployment);
  const active = activeOf(fresh === undefined ? old : [...old, fresh]);
  const only = active.length === 0 ? (fresh ?? old.at(-1)) : active.length === 1 ? active[0] : undefined;
  if (only !== undefined) return scaleTo(deployment, only, wanted);
  if (active.length === 0) return [];
  if (fresh !== undefined && isSaturated(deployment, fresh)) return activeOf(old).flatMap((set) => scaleTo(deployment, set, 0));
  return isRolling(deployment) ? planProportions(deployment, active).map(({ set, to }) => scaleAction(deployment, set, to)) : [];
}

/** Has the new set all the pods that are wanted, available? k8s: deploymentutil IsSaturated */
function isSaturated(deployment: Deployment, set: ReplicaSet): boolean {
  const wanted = replicasOf(deployment);
  return desiredReplicasOf(set) === wanted && replicasOf(set) === wanted && set.status.availableReplicas === wanted;
}

function scaleTo(deployment: Deployment, set: ReplicaSet, to: number): readonly Action[] {
  return replicasOf(set) === to ? [] : [scaleAction(deployment, set, to)];
}

function scaleAction(deployment: Deployment, set: ReplicaSet, to: number): Scaling {
  const from = replicasOf(set);
  const code = from < to ? 'deployment.scaleUp' : 'deployment.scaleDown';
  return {
    do: 'scaleSet',
    set,
    to,
    why: act(keyOf(set), code, { set: set.metadata.name, deployment: deployment.metadata.name, from, to }),
  };
}

/** Up first as far as the surge allows, then down as far as availability allows. k8s: deployment rolloutRolling */
function planRolling(deployment: Deployment, { fresh, old }: Sets): DeploymentPlan {
  const judged = (actions: readonly Action[], waits: readonly Reason[] = []): DeploymentPlan => ({
    actions,
    judgesProgress: true,
    waits,
  });
  const wanted = replicasOf(deployment);
  if (fresh === undefined) return judged([createAction(deployment, newSetSize(deployment, old, 0))]);
  const size = replicasOf(fresh);
  const up =
    size === wanted ? [] : scaleTo(deployment, fresh, size > wanted ? wanted : newSetSize(deployment, [...old, fresh], size));
  if (up.length > 0) return judged(up);
  const down = planOldSetsDown(deployment, fresh, old);
  if (down.length > 0) return judged(down);
  return judged(isComplete(deployment) ? planCleanup(deployment, old) : [], waitsOf(deployment, fresh, old));
}

function createAction(deployment: Deployment, replicas: number): Action {
  return {
    do: 'createSet',
    replicas,
    why: act(keyOf(deployment), 'deployment.newSet', { deployment: deployment.metadata.name, replicas }),
  };
}

/** k8s: deploymentutil NewRSNewReplicas */
function newSetSize(deployment: Deployment, all: readonly ReplicaSet[], size: number): number {
  const wanted = replicasOf(deployment);
  if (!isRolling(deployment)) return wanted;
  const room = wanted + maxSurgeOf(deployment) - wantedIn(all);
  return room <= 0 ? size : size + Math.min(room, wanted - size);
}

/** Unhealthy old pods go first, since nobody misses them; then as many as availability allows. k8s: deployment reconcileOldReplicaSets */
function planOldSetsDown(deployment: Deployment, fresh: ReplicaSet, old: readonly ReplicaSet[]): readonly Action[] {
  const active = [...activeOf(old)].sort(compareAge);
  const mustBeAvailable = replicasOf(deployment) - maxUnavailableOf(deployment);
  const freshUnavailable = replicasOf(fresh) - (fresh.status.availableReplicas ?? 0);
  const room = wantedIn([...old, fresh]) - mustBeAvailable - freshUnavailable;
  if (active.length === 0 || room <= 0) return [];
  const cleaned = shrink(deployment, active, room, (set) => replicasOf(set) - (set.status.availableReplicas ?? 0));
  const spare = availableIn([...active, fresh]) - mustBeAvailable;
  const left = active.map((set) => withReplicas(set, cleaned.find((each) => each.set === set)?.to ?? replicasOf(set)));
  return [...cleaned, ...shrink(deployment, left, spare, replicasOf)];
}

type Scaling = Extract<Action, { readonly do: 'scaleSet' }>;

/** Takes up to `count` pods away, the oldest set first, of each no more than `most` says. */
function shrink(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  count: number,
  most: (set: ReplicaSet) => number,
): readonly Scaling[] {
  let left = count;
  return sets.flatMap((set) => {
    const taken = Math.max(0, Math.min(left, most(set), replicasOf(set)));
    left -= taken;
    return taken === 0 ? [] : [scaleAction(deployment, set, replicasOf(set) - taken)];
  });
}

function withReplicas(set: ReplicaSet, replicas: number): ReplicaSet {
  return replicasOf(set) === replicas ? set : { ...set, spec: { ...set.spec, replicas } };
}

/** All old pods go before the first new one comes. k8s: deployment rolloutRecreate */
function planRecreate({ deployment, sets: { fresh, old }, hasOldPods }: Situation): DeploymentPlan {
  const judged = (actions: readonly Action[], waits: readonly Reason[] = []): DeploymentPlan => ({
    actions,
    judgesProgress: true,
    waits,
  });
  const down = activeOf(old).map((set) => scaleAction(deployment, set, 0));
  if (down.length > 0) return judged(down);
  if (existingIn(old) > 0 || hasOldPods())
    return judged([], [wait(keyOf(deployment), 'deployment.waitOldPods', { deployment: deployment.metadata.name })]);
  if (fresh === undefined) return judged([createAction(deployment, replicasOf(deployment))]);
  const up = scaleTo(deployment, fresh, replicasOf(deployment));
  if (up.length > 0) return judged(up);
  return judged(isComplete(deployment) ? planCleanup(deployment, old) : [], waitsOf(deployment, fresh, old));
}

/** Does the stored status say that all pods are new and available? k8s: deploymentutil DeploymentComplete */
export function isComplete({ spec: { replicas = 1 }, metadata, status }: Deployment): boolean {
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
  );
}

/** Old sets without pods go, lowest revision first, beyond the history limit. k8s: deployment cleanupDeployment */
function planCleanup({ spec: { revisionHistoryLimit = 10 } }: Deployment, old: readonly ReplicaSet[]): readonly Action[] {
  const candidates = old.filter((set) => !isTerminating(set)).sort((a, b) => revisionOf(a) - revisionOf(b));
  const surplus = candidates.slice(0, Math.max(0, candidates.length - revisionHistoryLimit));
  return surplus
    .filter(isIdle)
    .map((set) => ({
      do: 'deleteSet',
      set,
      why: act(keyOf(set), 'deployment.deleteSet', { set: set.metadata.name, limit: revisionHistoryLimit }),
    }));
}

function isIdle(set: ReplicaSet): boolean {
  return (
    set.status.replicas === 0 && replicasOf(set) === 0 && (set.metadata.generation ?? 0) <= (set.status.observedGeneration ?? 0)
  );
}

function pausedReason(deployment: Deployment): Reason {
  return wait(keyOf(deployment), 'deployment.paused', { deployment: deployment.metadata.name });
}

/** What an update that can take no step waits for. */
function waitsOf(deployment: Deployment, fresh: ReplicaSet, old: readonly ReplicaSet[]): readonly Reason[] {
  const wanted = replicasOf(deployment);
  const available = fresh.status.availableReplicas ?? 0;
  const left = wantedIn(old);
  const params = { set: fresh.metadata.name, available, wanted: replicasOf(fresh), left };
  if (left > 0) return [wait(keyOf(deployment), 'deployment.waitNewPods', params, keyOf(fresh))];
  if (available < wanted) return [wait(keyOf(deployment), 'deployment.waitAvailable', params, keyOf(fresh))];
  const going = existingIn(old);
  return going > 0 ? [wait(keyOf(deployment), 'deployment.waitOldPodsGone', { count: going })] : [];
}
