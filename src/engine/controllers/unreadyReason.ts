import { conditionOf, type Pod } from '../kinds/pod.ts';

/** The word that kubectl shows for a pod that is not Ready: a container's waiting reason, the scheduler's, or the phase. */
export function unreadyReason(pod: Pod): string {
  const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
  const waiting = statuses.find(({ state }) => state.waiting?.reason !== undefined)?.state.waiting?.reason;
  if (waiting !== undefined) return waiting;
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status === 'False') return scheduled.reason ?? 'Unschedulable';
  if (pod.status.phase === 'Running') return conditionOf(pod, 'Ready')?.reason ?? 'NotReady';
  return pod.status.phase ?? 'Pending';
}
