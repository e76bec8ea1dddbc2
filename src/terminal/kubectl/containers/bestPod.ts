import { parseRfc3339 } from '#engine/core/time.ts';
import { conditionOf, isReady, type Pod } from '#engine/kinds/pod.ts';

/** One question by which pods are ranked: a greater answer is better. */
type Rank = (pod: Pod) => number;

const isAssigned: Rank = (pod) => ((pod.spec.nodeName ?? '') === '' ? 0 : 1);
const phase: Rank = (pod) => ['Pending', 'Unknown', 'Running'].indexOf(pod.status.phase ?? 'Pending');
const ready: Rank = (pod) => (isReady(pod) ? 1 : 0);
const isStaying: Rank = (pod) => (pod.metadata.deletionTimestamp === undefined ? 1 : 0);
/** Ready for longest is best. */
const readySince: Rank = (pod) => (isReady(pod) ? -(parseRfc3339(conditionOf(pod, 'Ready')?.lastTransitionTime ?? '') ?? 0) : 0);
const restarts: Rank = (pod) => Math.max(0, ...(pod.status.containerStatuses ?? []).map((status) => status.restartCount));
const age: Rank = (pod) => -(parseRfc3339(pod.metadata.creationTimestamp) ?? 0);

/** For exec and attach: the pod most likely to answer. k8s: podutils.ActivePods, reversed */
const ACTIVE: readonly Rank[] = [isAssigned, phase, ready, isStaying, readySince, (pod) => -restarts(pod), age];
/** For logs: the same, but a pod that has crashed has more to tell. k8s: podutils.ByLogging */
const TALKATIVE: readonly Rank[] = [isAssigned, phase, ready, readySince, restarts, age];

/** The pod that `TYPE/NAME` means; undefined for an empty list. */
export function bestPod(pods: readonly Pod[], purpose: 'exec' | 'logs'): Pod | undefined {
  const ranks = purpose === 'exec' ? ACTIVE : TALKATIVE;
  return pods.toSorted((a, b) => compare(a, b, ranks))[0];
}

function compare(a: Pod, b: Pod, ranks: readonly Rank[]): number {
  for (const rank of ranks) {
    const difference = rank(b) - rank(a);
    if (difference !== 0) return difference;
  }
  return 0;
}
