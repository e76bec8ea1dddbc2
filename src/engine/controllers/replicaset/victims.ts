import { isReady, type Pod } from '../../kinds/pod.ts';
import { conditionOf } from '../../kinds/pod.ts';
import { parseRfc3339 } from '../../core/time.ts';

/** What makes one pod a better victim than another, in the order in which it is asked. */
export type VictimRule =
  'unassigned' | 'phase' | 'notReady' | 'deletionCost' | 'crowded' | 'readyTime' | 'restarts' | 'age' | 'uid';

export interface Victim {
  readonly pod: Pod;
  /** What set it apart from the first pod that stays; absent when none stays. */
  readonly rule?: VictimRule;
}

/**
 * Which `count` of the pods go when a ReplicaSet shrinks. `related` are the pods of all ReplicaSets of the same owner:
 * a node with many of them loses one first. k8s: controller ActivePodsWithRanks, getPodsToDelete
 */
export function chooseVictims(
  pods: readonly Pod[],
  related: readonly Pod[],
  count: number,
  nowUnixMs: number,
): readonly Victim[] {
  if (count >= pods.length) return pods.map((pod) => ({ pod }));
  const perNode = new Map<string, number>();
  for (const { spec } of related)
    if (spec.nodeName !== undefined) perNode.set(spec.nodeName, (perNode.get(spec.nodeName) ?? 0) + 1);
  const ranked = pods.map((pod) => ({ pod, rank: pod.spec.nodeName === undefined ? 0 : (perNode.get(pod.spec.nodeName) ?? 0) }));
  ranked.sort((a, b) => compare(a, b, nowUnixMs).order);
  const survivor = ranked[count];
  return ranked
    .slice(0, count)
    .map((victim) =>
      survivor === undefined ? { pod: victim.pod } : { pod: victim.pod, rule: compare(victim, survivor, nowUnixMs).rule },
    );
}

interface Ranked {
  readonly pod: Pod;
  readonly rank: number;
}

const PHASES = ['Pending', 'Unknown', 'Running'];
const COST_ANNOTATION = 'controller.kubernetes.io/pod-deletion-cost';

/** A negative order means that `a` goes before `b`. */
function compare(a: Ranked, b: Ranked, nowUnixMs: number): { readonly order: number; readonly rule: VictimRule } {
  const questions: readonly (readonly [VictimRule, () => number])[] = [
    ['unassigned', () => Number(a.pod.spec.nodeName !== undefined) - Number(b.pod.spec.nodeName !== undefined)],
    ['phase', () => PHASES.indexOf(a.pod.status.phase ?? '') - PHASES.indexOf(b.pod.status.phase ?? '')],
    ['notReady', () => Number(isReady(a.pod)) - Number(isReady(b.pod))],
    ['deletionCost', () => deletionCost(a.pod) - deletionCost(b.pod)],
    ['crowded', () => b.rank - a.rank],
    ['readyTime', () => compareAges(readySince(a.pod), readySince(b.pod), nowUnixMs, a.pod, b.pod)],
    ['restarts', () => restarts(b.pod) - restarts(a.pod)],
    ['age', () => compareAges(createdAt(a.pod), createdAt(b.pod), nowUnixMs, a.pod, b.pod)],
  ];
  for (const [rule, ask] of questions) {
    const order = ask();
    if (order !== 0) return { order, rule };
  }
  return { order: 0, rule: 'uid' };
}

function deletionCost({ metadata: { annotations } }: Pod): number {
  const cost = Number(annotations?.[COST_ANNOTATION] ?? 0);
  return Number.isInteger(cost) ? cost : 0;
}

/**
 * The younger goes first, where ages are told apart by their order of magnitude only; within one, by uid, which is as
 * good as chance. k8s: the gate LogarithmicScaleDown
 */
function compareAges(aUnixMs: number | undefined, bUnixMs: number | undefined, nowUnixMs: number, a: Pod, b: Pod): number {
  if (aUnixMs === bUnixMs) return 0;
  if (aUnixMs === undefined || bUnixMs === undefined) return aUnixMs === undefined ? -1 : 1;
  const order = magnitude(nowUnixMs - aUnixMs) - magnitude(nowUnixMs - bUnixMs);
  if (order !== 0) return order;
  return a.metadata.uid < b.metadata.uid ? -1 : 1;
}

function magnitude(ageMs: number): number {
  return ageMs <= 0 ? -1 : Math.floor(Math.log2(ageMs * 1_000_000));
}

function readySince(pod: Pod): number | undefined {
  const ready = conditionOf(pod, 'Ready');
  return ready?.status === 'True' ? parseRfc3339(ready.lastTransitionTime ?? '') : undefined;
}

function createdAt({ metadata }: Pod): number | undefined {
  return parseRfc3339(metadata.creationTimestamp);
}

/** The most restarts of any of its containers. */
function restarts({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount));
}
