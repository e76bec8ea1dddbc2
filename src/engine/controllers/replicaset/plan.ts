import { keyOf } from '../../kinds/object.ts';
import { isReady, type Pod } from '../../kinds/pod.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import { act, wait, type Reason } from '../reason.ts';
import { unreadyReason } from '../unreadyReason.ts';
import { chooseVictims } from './victims.ts';

export interface ReplicaSetPlan {
  /** How many pods to create. */
  readonly creates: number;
  readonly deletes: readonly { readonly pod: Pod; readonly why: Reason }[];
  readonly waits: readonly Reason[];
}

/** No more than this many pods are created or deleted in one look. k8s: BurstReplicas */
export const BURST = 500;

/**
 * How many pods come or go. Pods that have ended or are going do not count, so each is replaced at once.
 * `related` are the active pods of all ReplicaSets of the same owner.
 * k8s: replicaset manageReplicas
 */
export function planReplicaSet(
  set: ReplicaSet,
  active: readonly Pod[],
  related: () => readonly Pod[],
  nowUnixMs: number,
): ReplicaSetPlan {
  const wanted = set.spec.replicas ?? 1;
  const surplus = Math.min(active.length - wanted, BURST);
  if (surplus < 0) return { creates: Math.min(-surplus, BURST), deletes: [], waits: [] };
  const victims = surplus === 0 ? [] : chooseVictims(active, related(), surplus, nowUnixMs);
  const deletes = victims.map(({ pod, rule }) => ({
    pod,
    why: act(keyOf(pod), rule === undefined ? 'replicaset.deletePod' : `replicaset.deletePod.${rule}`, {
      pod: pod.metadata.name,
      set: set.metadata.name,
      wanted,
    }),
  }));
  return { creates: 0, deletes, waits: surplus === 0 ? waitsFor(set, active) : [] };
}

function waitsFor(set: ReplicaSet, active: readonly Pod[]): readonly Reason[] {
  const unready = active.filter((pod) => !isReady(pod));
  const [first] = unready;
  if (first === undefined) return [];
  const params = { pod: first.metadata.name, reason: unreadyReason(first), unready: unready.length, wanted: active.length };
  return [wait(keyOf(set), 'replicaset.waitReady', params, keyOf(first))];
}
