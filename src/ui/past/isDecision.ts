import type { Explanation } from '#engine/why.ts';

/** True for what a component did, or chose not to do yet, about something that a person made. */
export function isDecision({ kind, about }: Explanation): boolean {
  return kind !== 'note' && about.namespace?.startsWith('kube-') !== true;
}
