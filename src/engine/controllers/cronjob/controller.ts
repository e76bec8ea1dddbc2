import { isApiError } from '../../api/errors.ts';
import { formatRfc3339 } from '../../core/time.ts';
import type { CronJob } from '../../kinds/cronJob.ts';
import type { Job } from '../../kinds/job.ts';
import { controllerOf, keyOf } from '../../kinds/object.ts';
import { semanticallyEqual } from '../../kinds/semanticallyEqual.ts';
import type { Controller, ControllerContext } from '../controller.ts';
import { isNamespaceGoing } from '../podControl.ts';
import { keyOfManager } from '../podWakes.ts';
import { act } from '../reason.ts';
import { isRetryable } from '../syncError.ts';
import { planCronJob, withActive, type CronJobPlan } from './plan.ts';

/** Creates a Job at each due moment. k8s: pkg/controller/cronjob */
export function createCronJobController(): Controller {
  return {
    name: 'cronjob-controller',
    watches: ['CronJob', 'Job'],
    wants: ({ object }, { api }) => {
      if (object.kind === 'CronJob') return [keyOfManager(object)];
      const owner = controllerOf(object);
      const cronJob = owner?.kind === 'CronJob' ? api.get('CronJob', object.metadata.namespace, owner.name) : undefined;
      return cronJob?.metadata.uid === owner?.uid && cronJob !== undefined ? [keyOfManager(cronJob)] : [];
    },
    reconcile: (context, key) => {
      const cronJob = context.api.get('CronJob', key.namespace, key.name);
      if (cronJob === undefined) return;
      const againMs = syncCronJob(context, cronJob);
      if (againMs !== undefined) context.enqueueAfter(key, againMs);
    },
  };
}

function syncCronJob(context: ControllerContext, cronJob: CronJob): number | undefined {
  const { api, events, unixNow } = context;
  const jobs = api.listOwned('Job', cronJob.metadata.uid).filter((job) => controllerOf(job)?.uid === cronJob.metadata.uid);
  const plan = planCronJob({ cronJob, jobs, nowUnixMs: unixNow() });
  for (const { type, reason, message } of plan.events) events.event(cronJob, type, reason, message);
  for (const job of plan.deletes) deleteJob(context, cronJob, job);
  const status = plan.create === undefined ? plan.status : createJob(context, cronJob, plan, plan.create);
  if (!semanticallyEqual(status, cronJob.status)) api.updateStatus({ ...cronJob, status });
  for (const reason of plan.reasons) context.explain(reason);
  return plan.againMs;
}

function deleteJob({ api, events, explain }: ControllerContext, cronJob: CronJob, job: Job): void {
  try {
    api.delete(keyOf(job), { propagationPolicy: 'Background' });
  } catch (error) {
    if (!isRetryable(error)) throw error;
    events.event(cronJob, 'Warning', 'FailedDelete', `Deleted job: ${error.message}`);
    return;
  }
  events.event(cronJob, 'Normal', 'SuccessfulDelete', `Deleted job ${job.metadata.name}`);
  explain(act(keyOf(job), 'cronjob.deleteJob', { job: job.metadata.name, cronJob: cronJob.metadata.name }));
}

/** The status with the new Job in it. A Job that exists already is taken for the one of that moment. */
function createJob(
  { api, events, explain }: ControllerContext,
  cronJob: CronJob,
  { status }: CronJobPlan,
  create: NonNullable<CronJobPlan['create']>,
): CronJob['status'] {
  try {
    const job = api.create<Job>(create.job);
    const { name, namespace, uid, resourceVersion } = job.metadata;
    events.event(cronJob, 'Normal', 'SuccessfulCreate', `Created job ${name}`);
    explain(act(keyOf(job), 'cronjob.createJob', { job: name, cronJob: cronJob.metadata.name, schedule: cronJob.spec.schedule }));
    const reference = {
      kind: 'Job',
      ...(namespace === undefined ? {} : { namespace }),
      name,
      uid,
      apiVersion: 'batch/v1',
      resourceVersion,
    };
    return {
      ...withActive(status, [...(status.active ?? []), reference]),
      lastScheduleTime: formatRfc3339(create.scheduledUnixMs),
    };
  } catch (error) {
    if (!isRetryable(error) || isNamespaceGoing(error)) throw error;
    if (isApiError(error, 'AlreadyExists')) return status;
    events.event(cronJob, 'Warning', 'FailedCreate', `Error creating job: ${error.message}`);
    throw error;
  }
}
