import { dumpDiff, type Dump } from './goDump.ts';
import type { PodSpec } from './pod.ts';

/** What changed between two pod specs, line by line, as the API server shows it. */
export function podSpecDiff(old: PodSpec, next: PodSpec): string {
  return dumpDiff(old as unknown as Dump, next as unknown as Dump);
}
