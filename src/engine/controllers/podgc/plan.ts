import type { Node } from '../../kinds/node.ts';
import { isTerminating, type Pod } from '../../kinds/pod.ts';
import { isOutOfService } from '../nodeState.ts';

/** Nodes that have been missing for this long are taken for gone. */
export const QUARANTINE_MS = 40_000;

export type PodFate = 'stays' | 'orphaned' | 'outOfService' | 'neverScheduled';

/** Decides about one pod. `missingForMs` is how long its node has not been there, undefined while it is. k8s: podgc gc */
export function fateOf(pod: Pod, node: Node | undefined, missingForMs: number | undefined): PodFate {
  if (pod.spec.nodeName === undefined || pod.spec.nodeName === '') return isTerminating(pod) ? 'neverScheduled' : 'stays';
  if (node === undefined) return missingForMs !== undefined && missingForMs >= QUARANTINE_MS ? 'orphaned' : 'stays';
  return isTerminating(pod) && isOutOfService(node) ? 'outOfService' : 'stays';
}
