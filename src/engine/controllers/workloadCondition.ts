import type { Condition } from '../kinds/object.ts';

/** The condition of that type. */
export function conditionOfType(conditions: readonly Condition[] | undefined, type: string): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/**
 * The conditions of a workload with this one, at the end. A condition with the same status and reason is left as it
 * is; the transition time stays while the status does. k8s: deploymentutil SetDeploymentCondition
 */
export function setCondition(conditions: readonly Condition[], condition: Condition): readonly Condition[] {
  const before = conditionOfType(conditions, condition.type);
  if (before?.status === condition.status && before.reason === condition.reason) return conditions;
  const kept =
    before?.status === condition.status && before.lastTransitionTime !== undefined
      ? { ...condition, lastTransitionTime: before.lastTransitionTime }
      : condition;
  return [...withoutCondition(conditions, condition.type), kept];
}

/** The conditions but those of that type. */
export function withoutCondition(conditions: readonly Condition[], type: string): readonly Condition[] {
  return conditions.filter((condition) => condition.type !== type);
}
