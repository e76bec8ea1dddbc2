import { formatRfc3339, parseRfc3339 } from '../../core/time.ts';
import type { CronJob } from '../../kinds/cronJob.ts';
import type { Job } from '../../kinds/job.ts';
import { isTerminating, keyOf, type Condition, type NewObject, type ObjectReference } from '../../kinds/object.ts';
import { ownerReferenceTo } from '../ownership.ts';
import { note, wait, type Reason } from '../reason.ts';
import { isKnownZone, parseSchedule, type Schedule } from './schedule.ts';

export interface Situation {
  readonly cronJob: CronJob;
  /** The Jobs that it manages. */
  readonly jobs: readonly Job[];
  readonly nowUnixMs: number;
}

export interface PostedEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

export interface CronJobPlan {
  readonly events: readonly PostedEvent[];
  /** Jobs beyond the history limits, and with Replace those that still run. */
  readonly deletes: readonly Job[];
  readonly create: { readonly job: NewObject<Job>; readonly scheduledUnixMs: number } | undefined;
  readonly status: CronJob['status'];
  /** When it is due next, in milliseconds from now. */
  readonly againMs: number | undefined;
  readonly reasons: readonly Reason[];
}

/** k8s: cronjob syncCronJob, cleanupFinishedJobs */
export function planCronJob(situation: Situation): CronJobPlan {
  const { cronJob, jobs, nowUnixMs } = situation;
  const { events, status } = reconcileActive(situation);
  const deletes = expiredJobs(cronJob, jobs);
  const base: CronJobPlan = { events, deletes, create: undefined, status, againMs: undefined, reasons: [] };
  if (isTerminating(cronJob)) return base;
  const { suspend, schedule: text, timeZone } = cronJob.spec;
  if (timeZone !== undefined && !isKnownZone(timeZone)) {
    return withEvent(base, {
      type: 'Warning',
      reason: 'UnknownTimeZone',
      message: `invalid timeZone: "${timeZone}": unknown time zone ${timeZone}`,
    });
  }
  if (suspend === true)
    return { ...base, reasons: [wait(keyOf(cronJob), 'cronjob.suspended', { cronJob: cronJob.metadata.name })] };
  const schedule = parseSchedule(text, timeZone);
  if (schedule === undefined)
    return withEvent(base, { type: 'Warning', reason: 'UnparseableSchedule', message: `unparseable schedule: "${text}"` });
  return planDue(situation, schedule, { ...base, ...timing(cronJob, schedule, nowUnixMs) });
}

function withEvent(plan: CronJobPlan, event: PostedEvent): CronJobPlan {
  return { ...plan, events: [...plan.events, event] };
}

function timing(cronJob: CronJob, schedule: Schedule, nowUnixMs: number): Pick<CronJobPlan, 'againMs' | 'reasons'> {
  const next = schedule.next(nowUnixMs);
  if (next === undefined) return { againMs: undefined, reasons: [] };
  // A little later than due, so that the moment has passed when it is looked at.
  return {
    againMs: next - nowUnixMs + 100,
    reasons: [note(keyOf(cronJob), 'cronjob.waitDue', { cronJob: cronJob.metadata.name, time: formatRfc3339(next) })],
  };
}

/** What to do about the last moment that has passed and has no Job yet. */
function planDue({ cronJob, jobs, nowUnixMs }: Situation, schedule: Schedule, base: CronJobPlan): CronJobPlan {
  const { startingDeadlineSeconds, concurrencyPolicy } = cronJob.spec;
  const dueMs = lastDue(cronJob, schedule, nowUnixMs);
  if (dueMs === undefined) return base;
  if (startingDeadlineSeconds !== undefined && dueMs + startingDeadlineSeconds * 1000 < nowUnixMs) {
    return withEvent(base, {
      type: 'Warning',
      reason: 'MissSchedule',
      message: `Missed scheduled time to start a job: ${formatRfc1123(dueMs)}`,
    });
  }
  const name = jobName(cronJob, dueMs);
  const active = base.status.active ?? [];
  if (active.some((each) => each.name === name) || cronJob.status.lastScheduleTime === formatRfc3339(dueMs)) return base;
  if (concurrencyPolicy === 'Forbid' && active.length > 0) {
    const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
    const blocked = wait(keyOf(cronJob), 'cronjob.forbidden', { cronJob: cronJob.metadata.name, job: active[0]?.name ?? '' });
    return { ...withEvent(base, { type: 'Normal', reason: 'JobAlreadyActive', message }), reasons: [blocked] };
  }
  const replaced =
    concurrencyPolicy === 'Replace' ? jobs.filter(({ metadata }) => active.some(({ uid }) => uid === metadata.uid)) : [];
  const status = replaced.length === 0 ? base.status : withActive(base.status, []);
  return {
    ...base,
    deletes: [...base.deletes, ...replaced],
    status,
    create: { job: newJob(cronJob, name, dueMs), scheduledUnixMs: dueMs },
  };
}

/** The latest due moment since the last one that was acted upon. k8s: cronjob mostRecentScheduleTime */
function lastDue({ metadata, spec, status }: CronJob, schedule: Schedule, nowUnixMs: number): number | undefined {
  const { startingDeadlineSeconds } = spec;
  const since = parseRfc3339(status.lastScheduleTime ?? metadata.creationTimestamp) ?? nowUnixMs;
  const earliest = startingDeadlineSeconds === undefined ? since : Math.max(since, nowUnixMs - startingDeadlineSeconds * 1000);
  let last: number | undefined;
  let at = schedule.next(earliest);
  for (let seen = 0; at !== undefined && at <= nowUnixMs && seen < MOST_MISSED; seen += 1) {
    last = at;
    at = schedule.next(at);
  }
  return last;
}

const MOST_MISSED = 10_000;

function jobName({ metadata }: CronJob, dueMs: number): string {
  return `${metadata.name}-${Math.floor(dueMs / 60_000)}`;
}

/** k8s: cronjob getJobFromTemplate2 */
function newJob(cronJob: CronJob, name: string, dueMs: number): NewObject<Job> {
  const { metadata: template, spec } = cronJob.spec.jobTemplate;
  const { namespace } = cronJob.metadata;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(template?.labels === undefined ? {} : { labels: template.labels }),
      annotations: { ...template?.annotations, 'batch.kubernetes.io/cronjob-scheduled-timestamp': formatRfc3339(dueMs) },
      ownerReferences: [ownerReferenceTo(cronJob)],
    },
    spec,
  };
}

/** Brings the list of active Jobs up to date with the Jobs that are there. */
function reconcileActive({ cronJob, jobs }: Situation): {
  readonly events: readonly PostedEvent[];
  readonly status: CronJob['status'];
} {
  const events: PostedEvent[] = [];
  let active = cronJob.status.active ?? [];
  let { lastSuccessfulTime } = cronJob.status;
  for (const job of jobs) {
    const { name, uid } = job.metadata;
    const isListed = active.some((each) => each.uid === uid);
    const finished = finishedOf(job);
    if (!isListed && finished === undefined) {
      events.push({
        type: 'Warning',
        reason: 'UnexpectedJob',
        message: `Saw a job that the controller did not create or forgot: ${name}`,
      });
    } else if (isListed && finished !== undefined) {
      active = active.filter((each) => each.uid !== uid);
      events.push({
        type: 'Normal',
        reason: 'SawCompletedJob',
        message: `Saw completed job: ${name}, condition: ${finished.type}`,
      });
    }
    const { completionTime } = job.status;
    if (finished !== undefined && completionTime !== undefined && completionTime > (lastSuccessfulTime ?? ''))
      lastSuccessfulTime = completionTime;
  }
  for (const { uid, name = '' } of active) {
    if (jobs.some(({ metadata }) => metadata.uid === uid)) continue;
    active = active.filter((each) => each.uid !== uid);
    events.push({ type: 'Normal', reason: 'MissingJob', message: `Active job went missing: ${name}` });
  }
  const status = withActive(cronJob.status, active);
  return { events, status: lastSuccessfulTime === undefined ? status : { ...status, lastSuccessfulTime } };
}

/** The status with these Jobs as the active ones. */
export function withActive(
  { active: _before, ...status }: CronJob['status'],
  active: readonly ObjectReference[],
): CronJob['status'] {
  return active.length === 0 ? status : { ...status, active };
}

function finishedOf({ status }: Job): Condition | undefined {
  return status?.conditions?.find(({ type, status: value }) => (type === 'Complete' || type === 'Failed') && value === 'True');
}

/** The oldest finished Jobs beyond the limits, of each outcome. */
function expiredJobs({ spec }: CronJob, jobs: readonly Job[]): readonly Job[] {
  const byOutcome = (type: string) => jobs.filter((job) => finishedOf(job)?.type === type).sort(byStart);
  return [
    ...byOutcome('Complete').slice(0, -(spec.successfulJobsHistoryLimit ?? 3) || undefined),
    ...byOutcome('Failed').slice(0, -(spec.failedJobsHistoryLimit ?? 1) || undefined),
  ];
}

function byStart(a: Job, b: Job): number {
  const [first, second] = [a.status.startTime ?? '', b.status.startTime ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

const WEEKDAY_NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon, 23 Nov 2026 03:00:00 +0000` */
function formatRfc1123(unixMs: number): string {
  const [date = '', time = ''] = formatRfc3339(unixMs).slice(0, -1).split('T');
  const [year, month, day] = date.split('-');
  const weekday = WEEKDAY_NAMES[(((Math.floor(unixMs / 86_400_000) + 4) % 7) + 7) % 7];
  return `${weekday}, ${day} ${MONTH_NAMES[Number(month) - 1]} ${year} ${time} +0000`;
}
