import type { Job } from '../../kinds/job.ts';
import type { Condition } from '../../kinds/object.ts';
import { isReady } from '../../kinds/pod.ts';
import type { JobPlan } from './plan.ts';

type Status = Job['status'];

/** The last condition of a Job: it is through, one way or the other. */
export function finishedCondition({ status }: Job): Condition | undefined {
  return status?.conditions?.find(({ type, status: value }) => (type === 'Complete' || type === 'Failed') && value === 'True');
}

/**
 * The status after a look. A Job that ends says so in two steps: why it will, and, once no pod runs any more, that it
 * has. k8s: job trackJobStatusAndRemoveFinalizers, syncJob
 */
export function jobStatus(job: Job, plan: JobPlan, now: string): Status {
  const isSuspended = job.spec.suspend === true;
  const active = plan.active.length + plan.creates.length - plan.deletes.length;
  const ready = plan.deletes.length > 0 ? 0 : plan.active.filter(isReady).length;
  const conditions = withSuspension(job, withEnding(job.status.conditions ?? [], plan, active, now), now);
  const startTime = isSuspended ? undefined : (job.status.startTime ?? now);
  const isComplete = conditions.some(({ type }) => type === 'Complete');
  return {
    ...(active > 0 ? { active } : {}),
    ready,
    terminating: plan.terminating.length + plan.deletes.length,
    ...(plan.succeeded > 0 ? { succeeded: plan.succeeded } : {}),
    ...(plan.failed > 0 ? { failed: plan.failed } : {}),
    ...(plan.completedIndexes === undefined || plan.completedIndexes === '' ? {} : { completedIndexes: plan.completedIndexes }),
    ...(plan.failedIndexes === undefined ? {} : { failedIndexes: plan.failedIndexes }),
    ...(startTime === undefined ? {} : { startTime }),
    ...(isComplete ? { completionTime: job.status.completionTime ?? now } : {}),
    uncountedTerminatedPods: {},
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

function withEnding(
  conditions: readonly Condition[],
  { ending, terminating, deletes }: JobPlan,
  active: number,
  now: string,
): readonly Condition[] {
  if (ending === undefined) return conditions;
  const { type, reason, message } = ending;
  const forerunner = type === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget';
  const first = withCondition(conditions, forerunner, reason, message, now);
  const isOver = active === 0 && terminating.length + deletes.length === 0;
  return isOver ? withCondition(first, type, reason, message, now) : first;
}

function withCondition(
  conditions: readonly Condition[],
  type: string,
  reason: string,
  message: string,
  now: string,
): readonly Condition[] {
  if (conditions.some((condition) => condition.type === type && condition.status === 'True')) return conditions;
  return [...conditions, { type, status: 'True', reason, message, lastProbeTime: now, lastTransitionTime: now }];
}

function withSuspension({ spec, status }: Job, conditions: readonly Condition[], now: string): readonly Condition[] {
  const before = status.conditions?.find(({ type }) => type === 'Suspended');
  const isSuspended = spec.suspend === true;
  if (isSuspended === (before?.status === 'True')) return conditions;
  const condition: Condition = isSuspended
    ? {
        type: 'Suspended',
        status: 'True',
        reason: 'JobSuspended',
        message: 'Job suspended',
        lastProbeTime: now,
        lastTransitionTime: now,
      }
    : {
        type: 'Suspended',
        status: 'False',
        reason: 'JobResumed',
        message: 'Job resumed',
        lastProbeTime: now,
        lastTransitionTime: now,
      };
  return [...conditions.filter(({ type }) => type !== 'Suspended'), condition];
}
