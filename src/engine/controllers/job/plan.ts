import { parseRfc3339 } from '../../core/time.ts';
import type { Job } from '../../kinds/job.ts';
import { isTerminating, keyOf, type Condition } from '../../kinds/object.ts';
import { isReady, type Pod } from '../../kinds/pod.ts';
import { act, wait, type Reason } from '../reason.ts';
import { unreadyReason } from '../unreadyReason.ts';
import { backoffOf } from './backoff.ts';
import { failedIndexes, hasLimitPerIndex, pauseOfIndex, toBeReplaced } from './failedIndexes.ts';
import { verdictOn } from './failurePolicy.ts';
import { completedIndexes, freeIndexes, indexOf, type Indexes } from './indexes.ts';
import { metSuccessRule } from './successPolicy.ts';

export const TRACKING_FINALIZER = 'batch.kubernetes.io/job-tracking';

export interface Situation {
  readonly job: Job;
  /** The pods that it manages. */
  readonly pods: readonly Pod[];
  readonly nowUnixMs: number;
}

/** How a Job ends: the condition that is set once all pods are gone, after its forerunner. */
export interface Ending {
  readonly type: 'Complete' | 'Failed';
  readonly reason: string;
  readonly message: string;
}

export interface JobPlan {
  /** Pods whose end is counted now; their tracking finalizer goes afterwards. */
  readonly counted: readonly Pod[];
  readonly succeeded: number;
  readonly failed: number;
  readonly active: readonly Pod[];
  readonly terminating: readonly Pod[];
  readonly completedIndexes: string | undefined;
  /** The indexes that are given up, as the status writes them; absent without a limit per index. */
  readonly failedIndexes: string | undefined;
  /** By index: the failed pod whose count a new one goes on with. */
  readonly replaced: ReadonlyMap<number, Pod>;
  readonly ending: Ending | undefined;
  readonly creates: readonly (number | undefined)[];
  readonly deletes: readonly { readonly pod: Pod; readonly why: Reason }[];
  readonly waits: readonly Reason[];
  /** When to look again although nothing changes, in milliseconds. */
  readonly againMs: number | undefined;
}

/** No more pods than this are created or deleted in one look. k8s: MaxPodCreateDeletePerSync */
const BURST = 500;

/** k8s: job syncJob, manageJob */
export function planJob(situation: Situation): JobPlan {
  const { job, pods, nowUnixMs } = situation;
  const tracked = pods.filter(isTracked);
  const failures = tracked.filter((pod) => !isSucceeded(pod) && isFailed(job, pod));
  const active = pods.filter((pod) => !isSucceeded(pod) && pod.status.phase !== 'Failed' && !isTerminating(pod));
  const terminating = pods.filter((pod) => isTerminating(pod) && !isSucceeded(pod) && pod.status.phase !== 'Failed');
  const done = job.spec.completionMode === 'Indexed' ? completedIndexes(job, pods.filter(isSucceeded)) : undefined;
  const givenUp = hasLimitPerIndex(job) ? failedIndexes(job, failures) : undefined;
  const succeeded = (job.status.succeeded ?? 0) + tracked.filter(isSucceeded).length;
  const failed = (job.status.failed ?? 0) + failures.filter((pod) => verdictOn(job, pod).counts).length;
  const ending = endingOf(situation, { succeeded, failed, failures, active, done, givenUp });
  const replaced = done === undefined || givenUp === undefined || ending !== undefined ? NOTHING_REPLACED : toBeReplaced(failures, done.indexes, givenUp.indexes, active);
  const waiting = new Set(replaced.values());
  const counted = tracked.filter((pod) => (isSucceeded(pod) || isFailed(job, pod)) && !waiting.has(pod));
  const shared = {
    counted,
    succeeded: done?.length ?? succeeded,
    failed: failed - [...waiting].filter((pod) => verdictOn(job, pod).counts).length,
    active,
    terminating,
    completedIndexes: done?.text,
    failedIndexes: givenUp?.text,
    replaced,
    ending,
  };
  if (ending !== undefined || job.spec.suspend === true) {
    const code = ending === undefined ? 'job.suspendPod' : 'job.endPod';
    return {
      ...shared,
      creates: [],
      deletes: removals(job, active, code),
      waits: restReasons(situation, ending),
      againMs: undefined,
    };
  }
  const wanted = wantedActive(job, shared.succeeded, active.length);
  const blockers = job.spec.podReplacementPolicy === 'Failed' ? terminating.length : 0;
  const surplus = active.length - wanted;
  if (surplus > 0)
    return {
      ...shared,
      creates: [],
      deletes: removals(job, forRemoval(active).slice(0, surplus), 'job.surplusPod'),
      waits: [],
      againMs: deadlineMs(situation),
    };
  const missing = Math.min(wanted - active.length - blockers, BURST);
  const candidates = missing <= 0 ? [] : newIndexes(job, active, done?.indexes, givenUp?.indexes, missing);
  const commonMs = candidates.length === 0 || givenUp !== undefined ? 0 : backoffOf(pods, nowUnixMs);
  const pauses = candidates.map((index) => (index === undefined || givenUp === undefined ? commonMs : pauseOfIndex(replaced.get(index), nowUnixMs)));
  const creates = candidates.filter((_, place) => pauses[place] === 0);
  const pauseMs = Math.min(...pauses.filter((pause) => pause > 0));
  if (candidates.length > creates.length && creates.length === 0)
    return {
      ...shared,
      creates: [],
      deletes: [],
      waits: [givenUp === undefined ? backoffReason(job, failed, pauseMs) : indexReason(job, pauseMs)],
      againMs: earliest(pauseMs, deadlineMs(situation)),
    };
  return {
    ...shared,
    creates,
    deletes: [],
    waits: creates.length > 0 ? [] : waitsFor(job, active),
    againMs: candidates.length > creates.length ? earliest(pauseMs, deadlineMs(situation)) : deadlineMs(situation),
  };
}

const NOTHING_REPLACED: ReadonlyMap<number, Pod> = new Map();

/** Is the pod's end still to be counted? */
export function isTracked({ metadata: { finalizers = [] } }: Pod): boolean {
  return finalizers.includes(TRACKING_FINALIZER);
}

function isSucceeded({ status }: Pod): boolean {
  return status.phase === 'Succeeded';
}

/** A pod that is deleted counts as failed at once, unless only failed ones are replaced. k8s: job isPodFailed */
function isFailed({ spec }: Job, pod: Pod): boolean {
  if (pod.status.phase === 'Failed') return true;
  return spec.podReplacementPolicy !== 'Failed' && isTerminating(pod) && !isSucceeded(pod);
}

interface Counts {
  readonly succeeded: number;
  readonly failed: number;
  /** The failed pods that are still tracked. */
  readonly failures: readonly Pod[];
  readonly active: readonly Pod[];
  readonly done: Indexes | undefined;
  readonly givenUp: Indexes | undefined;
}

function endingOf(situation: Situation, counts: Counts): Ending | undefined {
  const { job } = situation;
  const begun = job.status.conditions?.find(
    ({ type, status }) => (type === 'FailureTarget' || type === 'SuccessCriteriaMet') && status === 'True',
  );
  return begun === undefined ? (failureOf(situation, counts) ?? successOf(job, counts)) : endingFrom(begun);
}

/** Why the Job has failed, the first reason that holds. */
function failureOf({ job, nowUnixMs }: Situation, { failed, failures, active, done, givenUp }: Counts): Ending | undefined {
  const { backoffLimit = 6, activeDeadlineSeconds, maxFailedIndexes, completions = 0 } = job.spec;
  const verdict = failures.map((pod) => verdictOn(job, pod)).find(({ action }) => action === 'FailJob');
  if (verdict !== undefined) return failure('PodFailurePolicy', verdict.message);
  if (failed > backoffLimit || hasRestartedTooOften(job, active, backoffLimit)) return failure('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  const startedMs = parseRfc3339(job.status.startTime ?? '');
  const isLate = activeDeadlineSeconds !== undefined && startedMs !== undefined && nowUnixMs - startedMs >= activeDeadlineSeconds * 1000;
  if (isLate && job.spec.suspend !== true) return failure('DeadlineExceeded', 'Job was active longer than specified deadline');
  if (givenUp === undefined || givenUp.length === 0) return undefined;
  if (maxFailedIndexes !== undefined && givenUp.length > maxFailedIndexes) return failure('MaxFailedIndexesExceeded', 'Job has exceeded the specified maximal number of failed indexes');
  return givenUp.length + (done?.length ?? 0) >= completions ? failure('FailedIndexes', 'Job has failed indexes') : undefined;
}

function failure(reason: string, message: string): Ending {
  return { type: 'Failed', reason, message };
}

function successOf(job: Job, { succeeded, active, done }: Counts): Ending | undefined {
  const { completions } = job.spec;
  const rule = done === undefined ? undefined : metSuccessRule(job, done.indexes);
  if (rule !== undefined) return { type: 'Complete', reason: 'SuccessPolicy', message: rule };
  const isComplete = completions === undefined ? succeeded > 0 && active.length === 0 : (done?.length ?? succeeded) >= completions;
  return isComplete ? { type: 'Complete', reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' } : undefined;
}

function endingFrom({ type, reason = '', message = '' }: Condition): Ending {
  return { type: type === 'FailureTarget' ? 'Failed' : 'Complete', reason, message };
}

/** With OnFailure the containers are restarted in place, and their restarts count. k8s: job pastBackoffLimitOnFailure */
function hasRestartedTooOften({ spec }: Job, active: readonly Pod[], limit: number): boolean {
  if (spec.template.spec.restartPolicy !== 'OnFailure') return false;
  const restarts = active
    .flatMap(({ status }) => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])])
    .reduce((total, { restartCount }) => total + restartCount, 0);
  return limit === 0 ? restarts > 0 : restarts >= limit;
}

function wantedActive({ spec: { completions, parallelism = 1 } }: Job, succeeded: number, active: number): number {
  if (completions === undefined) return succeeded > 0 ? active : parallelism;
  return Math.max(0, Math.min(completions - succeeded, parallelism));
}

/** Pods that are not ready go first, then the youngest. k8s: job activePodsForRemoval */
function forRemoval(active: readonly Pod[]): readonly Pod[] {
  return [...active].sort(
    (a, b) => Number(isReady(a)) - Number(isReady(b)) || (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? 1 : -1),
  );
}

function removals({ metadata }: Job, pods: readonly Pod[], code: string) {
  return pods.map((pod) => ({ pod, why: act(keyOf(pod), code, { pod: pod.metadata.name, job: metadata.name }) }));
}

function newIndexes(
  job: Job,
  active: readonly Pod[],
  done: ReadonlySet<number> | undefined,
  givenUp: ReadonlySet<number> | undefined,
  count: number,
): readonly (number | undefined)[] {
  if (done === undefined) return Array.from({ length: count });
  return freeIndexes(job, new Set([...done, ...(givenUp ?? []), ...active.map(indexOf)])).slice(0, count);
}

function deadlineMs({ job: { spec, status }, nowUnixMs }: Situation): number | undefined {
  const startedMs = parseRfc3339(status.startTime ?? '') ?? nowUnixMs;
  return spec.activeDeadlineSeconds === undefined
    ? undefined
    : Math.max(0, startedMs + spec.activeDeadlineSeconds * 1000 - nowUnixMs);
}

function earliest(a: number, b: number | undefined): number {
  return b === undefined ? a : Math.min(a, b);
}

function backoffReason(job: Job, failed: number, pauseMs: number): Reason {
  const params = { job: job.metadata.name, failed, seconds: Math.ceil(pauseMs / 1000), limit: job.spec.backoffLimit ?? 6 };
  return wait(keyOf(job), 'job.backoff', params);
}

function indexReason(job: Job, pauseMs: number): Reason {
  return wait(keyOf(job), 'job.backoffIndex', { job: job.metadata.name, seconds: Math.ceil(pauseMs / 1000), limit: job.spec.backoffLimitPerIndex ?? 0 });
}

function restReasons({ job }: Situation, ending: Ending | undefined): readonly Reason[] {
  return ending === undefined ? [wait(keyOf(job), 'job.suspended', { job: job.metadata.name })] : [];
}

function waitsFor(job: Job, active: readonly Pod[]): readonly Reason[] {
  const [first] = active;
  if (first === undefined) return [];
  const isRunning = first.status.phase === 'Running';
  const params = { pod: first.metadata.name, count: active.length, reason: isRunning ? 'Running' : unreadyReason(first) };
  return [wait(keyOf(job), 'job.waitPods', params, keyOf(first))];
}
