import type { Condition } from '#engine/kinds/object.ts';
import { longTime, type Layout } from './layout.ts';

/** The conditions of a workload: type, status and reason; nothing when there are none. */
export function writeWorkloadConditions(layout: Layout, conditions: readonly Condition[] | undefined): void {
  if (conditions === undefined || conditions.length === 0) return;
  layout.write(0, 'Conditions:');
  layout.write(1, 'Type\tStatus\tReason');
  layout.write(1, '----\t------\t------');
  for (const { type, status, reason = '' } of conditions) layout.write(1, `${type} \t${status}\t${reason}`);
}

/** Conditions with the time of their last check, named as the kind names it. */
export function writeCheckedConditions(layout: Layout, conditions: readonly Condition[] | undefined, check: 'LastProbeTime' | 'LastHeartbeatTime'): void {
  if (conditions === undefined || conditions.length === 0) return;
  layout.write(0, 'Conditions:');
  layout.write(1, `Type\tStatus\t${check}\tLastTransitionTime\tReason\tMessage`);
  layout.write(1, '----\t------\t-----------------\t------------------\t------\t-------');
  for (const { type, status, lastHeartbeatTime, lastProbeTime, lastTransitionTime, reason = '', message = '' } of conditions) {
    const checked = longTime(check === 'LastProbeTime' ? lastProbeTime : lastHeartbeatTime);
    layout.write(1, `${type} \t${status} \t${checked} \t${longTime(lastTransitionTime)} \t${reason} \t${message}`);
  }
}
