import type { Job } from '../../kinds/job.ts';
import type { Pod } from '../../kinds/pod.ts';

export const INDEX_ANNOTATION = 'batch.kubernetes.io/job-completion-index';

/** The completion index of a pod of an Indexed Job, -1 for others. */
export function indexOf({ metadata: { annotations } }: Pod): number {
  const text = annotations?.[INDEX_ANNOTATION];
  return text === undefined || !/^\d+$/.test(text) ? -1 : Number(text);
}

export interface Indexes {
  readonly indexes: ReadonlySet<number>;
  readonly length: number;
  /** `0,2-4`: as the status writes them. */
  readonly text: string;
}

/** The indexes that have succeeded, those of the stored status included. k8s: job calculateSucceededIndexes */
export function completedIndexes(job: Job, succeeded: readonly Pod[]): Indexes {
  return indexesOf(job, [...parseIndexes(job.status.completedIndexes ?? ''), ...succeeded.map(indexOf)]);
}

/** Those of the numbers that are indexes of the Job. */
export function indexesOf({ spec: { completions = 0 } }: Job, numbers: readonly number[]): Indexes {
  const sorted = [...new Set(numbers)].filter((index) => index >= 0 && index < completions).sort((a, b) => a - b);
  return { indexes: new Set(sorted), length: sorted.length, text: rangesText(sorted) };
}

/** The lowest indexes that are neither done nor under way. */
export function freeIndexes({ spec: { completions = 0 } }: Job, taken: ReadonlySet<number>): readonly number[] {
  return Array.from({ length: completions }, (_, index) => index).filter((index) => !taken.has(index));
}

/** The numbers of `0,2-4`. */
export function parseIndexes(text: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [from, to = from] = part.split('-').map(Number);
    if (part === '' || from === undefined || to === undefined) return [];
    return Array.from({ length: to - from + 1 }, (_, step) => from + step);
  });
}

/** Three or more in a row are a range; two are written as two. */
function rangesText(sorted: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < sorted.length;) {
    let end = at;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    const [from, to] = [sorted[at], sorted[end]];
    parts.push(end === at ? `${from}` : end === at + 1 ? `${from},${to}` : `${from}-${to}`);
    at = end + 1;
  }
  return parts.join(',');
}
