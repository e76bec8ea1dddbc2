import { parseRfc3339 } from '../../core/time.ts';
import { intOrPercent, percentOf } from '../../kinds/intOrPercent.ts';
import { isTerminating, type Condition } from '../../kinds/object.ts';
import { isReady, type Pod } from '../../kinds/pod.ts';
import type { PodDisruptionBudget } from '../../kinds/podDisruptionBudget.ts';

export interface Situation {
  readonly budget: PodDisruptionBudget;
  /** The pods that its selector picks. */
  readonly pods: readonly Pod[];
  /** How many pods their managers want, all together. Asked where the budget counts from that. */
  readonly expectedScale: () => number;
  readonly nowUnixMs: number;
  /** The moment as it is written into conditions. */
  readonly now: string;
}

export interface BudgetPlan {
  readonly status: PodDisruptionBudget['status'];
  /** When a disruption that was allowed counts as not taken, in milliseconds from now. */
  readonly againMs: number | undefined;
  /** Pods whose disruption was allowed and that are still there after all that time. */
  readonly notDeleted: readonly string[];
}

/** An evicted pod that is not deleted after so long was not disrupted. k8s: DeletionTimeout */
const DELETION_TIMEOUT_MS = 120_000;

/** k8s: disruption trySync, updatePdbStatus */
export function planBudget(situation: Situation): BudgetPlan {
  const { budget, pods, nowUnixMs, now } = situation;
  const { expectedPods, desiredHealthy } = wishOf(situation);
  const { disruptedPods, againMs, notDeleted } = pendingDisruptions(situation);
  const currentHealthy = pods.filter(
    (pod) => !isTerminating(pod) && disruptedPods[pod.metadata.name] === undefined && isReady(pod),
  ).length;
  const disruptionsAllowed = expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
  const status = {
    currentHealthy,
    desiredHealthy,
    disruptionsAllowed,
    expectedPods,
    observedGeneration: budget.metadata.generation ?? 0,
    ...(Object.keys(disruptedPods).length === 0 ? {} : { disruptedPods }),
    conditions: conditionsOf(budget, disruptionsAllowed, now),
  };
  return { status, againMs: againMs === undefined ? undefined : againMs - nowUnixMs, notDeleted };
}

/** k8s: disruption getExpectedPodCount */
function wishOf({ budget: { spec }, pods, expectedScale }: Situation): {
  readonly expectedPods: number;
  readonly desiredHealthy: number;
} {
  const { minAvailable, maxUnavailable } = spec;
  if (maxUnavailable !== undefined) {
    const expectedPods = expectedScale();
    return { expectedPods, desiredHealthy: Math.max(0, expectedPods - (intOrPercent(maxUnavailable, expectedPods, 'up') ?? 0)) };
  }
  if (minAvailable === undefined) return { expectedPods: pods.length, desiredHealthy: 0 };
  if (percentOf(minAvailable) === undefined) return { expectedPods: pods.length, desiredHealthy: Number(minAvailable) };
  const expectedPods = expectedScale();
  return { expectedPods, desiredHealthy: intOrPercent(minAvailable, expectedPods, 'up') ?? 0 };
}

/** Disruptions that were allowed and have not shown yet. k8s: disruption buildDisruptedPodMap */
function pendingDisruptions({ budget, pods, nowUnixMs }: Situation) {
  const disruptedPods: Record<string, string> = {};
  const notDeleted: string[] = [];
  let againMs: number | undefined;
  for (const [name, since] of Object.entries(budget.status.disruptedPods ?? {})) {
    const pod = pods.find(({ metadata }) => metadata.name === name);
    if (pod === undefined || isTerminating(pod)) continue;
    const endMs = (parseRfc3339(since) ?? 0) + DELETION_TIMEOUT_MS;
    if (endMs < nowUnixMs) notDeleted.push(name);
    else {
      disruptedPods[name] = since;
      againMs = Math.min(againMs ?? Infinity, endMs);
    }
  }
  return { disruptedPods, againMs, notDeleted };
}

/** k8s: pdbhelper UpdateDisruptionAllowedCondition */
function conditionsOf(
  { metadata: { generation = 0 }, status }: PodDisruptionBudget,
  allowed: number,
  now: string,
): readonly Condition[] {
  const before = status.conditions?.find(({ type }) => type === 'DisruptionAllowed');
  const next =
    allowed > 0
      ? ({ status: 'True', reason: 'SufficientPods' } as const)
      : ({ status: 'False', reason: 'InsufficientPods' } as const);
  const lastTransitionTime = before?.status === next.status ? (before.lastTransitionTime ?? now) : now;
  return [{ type: 'DisruptionAllowed', ...next, message: '', observedGeneration: generation, lastTransitionTime }];
}
