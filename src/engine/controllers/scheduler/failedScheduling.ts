import type { Rejection } from './cycle.ts';


export const NOT_HELPFUL = 'Preemption is not helpful for scheduling';
export const NO_VICTIMS = 'No preemption victims found for incoming pod';

/** `1 a, 2 b`: equal reasons counted, the counted texts sorted bytewise. k8s: framework FitError */
export function countedReasons(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).sort().join(', ');
}

/** The text when a claim rules the pod out before the nodes are looked at. */
export function textOfObstacle(nodeCount: number, message: string): string {
  return `0/${nodeCount} nodes are available: ${message}. not found`;
}

/** The text when every node was turned down; `preemption` is what the search for victims ended with, absent when it found some. */
export function textOfRejections(rejections: readonly Rejection[], preemption: string | undefined): string {
  const total = rejections.length;
  if (total === 0) return 'no nodes available to schedule pods';
  const body = `0/${total} nodes are available: ${countedReasons(rejections.flatMap(({ reasons }) => reasons))}.`;
  return preemption === undefined ? body : `${body} no new claims to deallocate, preemption: ${preemption}`;
}

/** Why no pod could make room, node by node. */
export function textOfNoPreemption(nodeCount: number, reasons: readonly string[]): string {
  return `0/${nodeCount} nodes are available: ${countedReasons(reasons)}.`;
}
