import { selectorMatches } from '../../kinds/labelSelector.ts';
import type { Condition } from '../../kinds/object.ts';
import { isAvailable, isReady, type Pod } from '../../kinds/pod.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import { conditionOfType, setCondition, withoutCondition } from '../workloadCondition.ts';

export interface Counted {
  readonly active: readonly Pod[];
  readonly terminating: readonly Pod[];
  /** Why pods could not be created or deleted, if that failed in this look. */
  readonly failure?: Error | undefined;
  readonly nowUnixMs: number;
  /** The moment as it is written into conditions. */
  readonly now: string;
}

/** k8s: replicaset calculateStatus */
export function replicaSetStatus(
  set: ReplicaSet,
  { active, terminating, failure, nowUnixMs, now }: Counted,
): ReplicaSet['status'] {
  const template = { matchLabels: set.spec.template.metadata?.labels ?? {} };
  const labelled = active.filter(({ metadata }) => selectorMatches(template, metadata.labels)).length;
  const ready = active.filter(isReady).length;
  const available = active.filter((pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, nowUnixMs)).length;
  const conditions = conditionsAfter(set, active.length, failure, now);
  return {
    replicas: active.length,
    ...(labelled === 0 ? {} : { fullyLabeledReplicas: labelled }),
    ...(ready === 0 ? {} : { readyReplicas: ready }),
    ...(available === 0 ? {} : { availableReplicas: available }),
    terminatingReplicas: terminating.length,
    observedGeneration: set.metadata.generation ?? 0,
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

function conditionsAfter(
  { spec, status }: ReplicaSet,
  activeCount: number,
  failure: Error | undefined,
  now: string,
): readonly Condition[] {
  const conditions = status.conditions ?? [];
  const before = conditionOfType(conditions, 'ReplicaFailure');
  if (failure === undefined) return withoutCondition(conditions, 'ReplicaFailure');
  if (before !== undefined) return conditions;
  const reason = activeCount < (spec.replicas ?? 1) ? 'FailedCreate' : 'FailedDelete';
  return setCondition(conditions, {
    type: 'ReplicaFailure',
    status: 'True',
    reason,
    message: failure.message,
    lastTransitionTime: now,
  });
}
