import type { Condition } from '../kinds/object.ts';

/** The conditions with this one in its place, or at the end. The transition time stays when the status does. k8s: podutil.UpdatePodCondition */
export function withCondition(conditions: readonly Condition[] | undefined, condition: Condition): readonly Condition[] {
  const index = conditions?.findIndex(({ type }) => type === condition.type) ?? -1;
  if (conditions === undefined || index < 0) return [...(conditions ?? []), condition];
  const before = conditions[index];
  const kept = before?.status === condition.status && before.lastTransitionTime !== undefined ? { ...condition, lastTransitionTime: before.lastTransitionTime } : condition;
  return conditions.with(index, kept);
}
