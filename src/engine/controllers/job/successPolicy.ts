import type { Job } from '../../kinds/job.ts';
import { parseIndexes } from './indexes.ts';

/** Which rule says that enough indexes have succeeded, in the words of the condition. k8s: job matchSuccessPolicy */
export function metSuccessRule({ spec: { successPolicy } }: Job, succeeded: ReadonlySet<number>): string | undefined {
  if (succeeded.size === 0) return undefined;
  const index = (successPolicy?.rules ?? []).findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined) return succeededCount !== undefined && succeeded.size >= succeededCount;
    const wanted = parseIndexes(succeededIndexes);
    const met = wanted.filter((one) => succeeded.has(one)).length;
    return met >= (succeededCount ?? wanted.length);
  });
  return index < 0 ? undefined : `Matched rules at index ${index}`;
}
