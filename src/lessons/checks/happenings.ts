import { isTerminating } from '#engine/kinds/object.ts';
import { isReady, type Pod } from '#engine/kinds/pod.ts';
import type { Moment, LessonView, ViewChange } from '../view.ts';

/** What can happen to an object: it comes, is asked to go, becomes Ready, is gone. */
export type Happening = 'created' | 'deleted' | 'ready' | 'gone';

/** A place in history: which change, and when. */
export interface Happened {
  readonly index: number;
  readonly atMs: number;
}

/** Is this change one of that sort? */
export function isHappening(what: Happening, { type, object, previous }: ViewChange): boolean {
  switch (what) {
    case 'created':
      return type === 'ADDED';
    case 'gone':
      return type === 'DELETED';
    case 'deleted':
      return (type === 'DELETED' || isTerminating(object)) && (previous === undefined || !isTerminating(previous));
    case 'ready':
      return type !== 'DELETED' && isReady(object as Pod) && (previous === undefined || !isReady(previous as Pod));
  }
}

/** The last time since then that it happened to an object of that name. */
export function lastHappening(view: LessonView, what: Happening, { kind, name, namespace }: { readonly kind: string; readonly name: string; readonly namespace: string }, from: Moment): Happened | undefined {
  for (let index = view.changes.length - 1; index >= from.changes; index -= 1) {
    const change = view.changes[index];
    if (change === undefined || change.object.kind !== kind) continue;
    const { metadata } = change.object;
    if (metadata.name === name && (metadata.namespace ?? namespace) === namespace && isHappening(what, change)) return { index, atMs: change.atMs };
  }
  return undefined;
}
