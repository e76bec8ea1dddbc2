import type { Frame } from '#session/session.ts';
import type { History } from '../../history/history.ts';
import { podStateOf } from './podState.ts';
import type { PodState } from './podState.ts';

const ON_THE_WAY: ReadonlySet<PodState> = new Set(['pending', 'creating', 'notReady', 'minReady', 'terminating']);

/** Longer than the longest wait that a node's end brings: the grace period, the toleration and some. */
const PATIENCE_MS = 400_000;

/**
 * True while the cluster is on its way somewhere: pods come or go, a set has not the pods it wants, or a fault
 * has yet to show. What has stood still for minutes, like a pod that fits nowhere, is not waited for.
 */
export function isMoving(frame: Frame, history: History): boolean {
  const faultMs = Math.max(...frame.faults.map(({ sinceMs }) => sinceMs), -PATIENCE_MS);
  if (frame.nowMs - Math.max(history.changedAtMs(), faultMs) > PATIENCE_MS) return false;
  return frame.faults.length > 0 || hasPodOnTheWay(frame) || hasSetOnTheWay(frame);
}

function hasPodOnTheWay(frame: Frame): boolean {
  return frame.list('Pod').some((pod) => ON_THE_WAY.has(podStateOf(pod, { unixNowMs: frame.unixNowMs, minReadySeconds: 0, isNodeReady: true })));
}

function hasSetOnTheWay(frame: Frame): boolean {
  return [...frame.list('StatefulSet'), ...frame.list('Deployment')].some(({ spec, status }) => (status.replicas ?? 0) !== (spec.replicas ?? 1));
}
