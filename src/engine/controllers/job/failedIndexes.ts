import type { Job } from '../../kinds/job.ts';
import type { Pod } from '../../kinds/pod.ts';
import { finishedAt, pauseAfter } from './backoff.ts';
import { verdictOn } from './failurePolicy.ts';
import { indexesOf, indexOf, parseIndexes, type Indexes } from './indexes.ts';

const FAILURES = 'batch.kubernetes.io/job-index-failure-count';
const IGNORED_FAILURES = 'batch.kubernetes.io/job-index-ignored-failure-count';

/** An Indexed Job that gives up single indexes. k8s: job hasBackoffLimitPerIndex */
export function hasLimitPerIndex({ spec }: Job): boolean {
  return spec.completionMode === 'Indexed' && spec.backoffLimitPerIndex !== undefined;
}

/** The indexes that are given up, those of the stored status included. `failed` are failed pods that are still tracked. k8s: job calculateFailedIndexes */
export function failedIndexes(job: Job, failed: readonly Pod[]): Indexes {
  const given = failed.filter((pod) => isGivenUp(job, pod)).map(indexOf);
  return indexesOf(job, [...parseIndexes(job.status.failedIndexes ?? ''), ...given]);
}

/** k8s: job isIndexFailed */
function isGivenUp(job: Job, pod: Pod): boolean {
  const { action, counts } = verdictOn(job, pod);
  return action === 'FailIndex' || (counts && countOf(pod, FAILURES) >= (job.spec.backoffLimitPerIndex ?? 0));
}

/** The last failed pod of each index that is to be tried again: it keeps the count until it is replaced. k8s: job getPodsWithDelayedDeletionPerIndex */
export function toBeReplaced(failed: readonly Pod[], done: ReadonlySet<number>, givenUp: ReadonlySet<number>, active: readonly Pod[]): ReadonlyMap<number, Pod> {
  const busy = new Set(active.map(indexOf));
  const last = new Map<number, Pod>();
  for (const pod of failed) {
    const index = indexOf(pod);
    if (index < 0 || done.has(index) || givenUp.has(index) || busy.has(index)) continue;
    const before = last.get(index);
    if (before === undefined || (failuresOf(before) <= failuresOf(pod) && finishedAt(before) <= finishedAt(pod))) last.set(index, pod);
  }
  return last;
}

/** How much longer an index waits to be tried again, in milliseconds. k8s: job getRemainingTimePerIndex */
export function pauseOfIndex(last: Pod | undefined, nowUnixMs: number): number {
  return last === undefined ? 0 : Math.max(0, finishedAt(last) + pauseAfter(failuresOf(last) + 1) - nowUnixMs);
}

/** The annotations that count for a new pod of an index how often it failed. k8s: job addIndexFailureCountAnnotation */
export function failureCounts(job: Job, last: Pod | undefined): Readonly<Record<string, string>> {
  const counts = last !== undefined && verdictOn(job, last).counts;
  const failures = last === undefined ? 0 : countOf(last, FAILURES) + (counts ? 1 : 0);
  const ignored = last === undefined ? 0 : countOf(last, IGNORED_FAILURES) + (counts ? 0 : 1);
  return { [FAILURES]: String(failures), ...(ignored === 0 ? {} : { [IGNORED_FAILURES]: String(ignored) }) };
}

function failuresOf(pod: Pod): number {
  return countOf(pod, FAILURES) + countOf(pod, IGNORED_FAILURES);
}

function countOf({ metadata: { annotations } }: Pod, name: string): number {
  const count = Number(annotations?.[name] ?? 0);
  return Number.isInteger(count) && count >= 0 ? count : 0;
}
