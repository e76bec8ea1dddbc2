import { parseRfc3339 } from '../../core/time.ts';
import type { Pod } from '../../kinds/pod.ts';

const FIRST_MS = 10_000;
const LONGEST_MS = 600_000;

/**
 * How much longer a failed pod is not replaced, in milliseconds: 10 s after the first failure since the last success,
 * doubling up to 10 min, counted from when the pod ended. simplified: pods that
 * are gone do not count any more; upstream remembers them. k8s: job backoffRecord
 */
export function backoffOf(pods: readonly Pod[], nowUnixMs: number): number {
  const ended = pods.filter(
    ({ status, metadata }) =>
      status.phase === 'Succeeded' || status.phase === 'Failed' || metadata.deletionTimestamp !== undefined,
  );
  const byTime = ended
    .map((pod) => ({ atMs: finishedAt(pod), isFailure: pod.status.phase !== 'Succeeded' }))
    .sort((a, b) => a.atMs - b.atMs);
  const lastSuccess = byTime.findLastIndex(({ isFailure }) => !isFailure);
  const failures = byTime.slice(lastSuccess + 1);
  const last = failures.at(-1);
  if (last === undefined) return 0;
  return Math.max(0, last.atMs + pauseAfter(failures.length) - nowUnixMs);
}

/** The pause after so many failures in a row, in milliseconds. k8s: job getRemainingTimeForFailuresCount */
export function pauseAfter(failures: number): number {
  return Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
}

/** When its last container ended, or else when it was deleted. k8s: job getFinishedTime */
export function finishedAt({ status, metadata }: Pod): number {
  const ends = (status.containerStatuses ?? []).map(({ state }) => parseRfc3339(state.terminated?.finishedAt ?? '') ?? 0);
  const last = Math.max(0, ...ends);
  if (last > 0) return last;
  const deletedMs = parseRfc3339(metadata.deletionTimestamp ?? '');
  if (deletedMs !== undefined) return deletedMs - (metadata.deletionGracePeriodSeconds ?? 0) * 1000;
  const ready = status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;
  return parseRfc3339(ready ?? metadata.creationTimestamp) ?? 0;
}
