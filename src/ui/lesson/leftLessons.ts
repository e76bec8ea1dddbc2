import { encodeShared } from '#session/share/encodeShared.ts';
import { decodeShared } from '#session/share/decodeShared.ts';
import { openShared } from '../share/openShared.ts';
import { liveBranch } from '../store/pastSlice.ts';
import type { AppStore } from '../store/store.ts';
import { lessonFileOf, sharedLessonOf } from './lessonFiles.ts';

const PREFIX = 'ordinal.lesson.';

/** Keeps a lesson that is left half done, as a link would: the way back is a replay. */
export function keepLeft(store: AppStore): void {
  const state = store.getState();
  const { session } = liveBranch(state);
  const { lesson, profile, seed } = session.options;
  const progress = session.frame().lesson;
  if (lesson === undefined || lessonFileOf(lesson) !== undefined) return;
  if (progress === undefined || progress.state === 'done' || progress.current === 0) {
    forgetLeft(lesson.name);
    return;
  }
  const encoded = encodeShared({ profile, seed, inputs: session.history, atMs: session.frame().nowMs, view: { clock: 'runs' }, ...sharedLessonOf(session) });
  try {
    localStorage.setItem(PREFIX + lesson.name, encoded);
  } catch {
    // Where nothing can be kept, the lesson begins anew.
  }
}

/** Free play: the lesson is kept for later. */
export function leaveLesson(store: AppStore): void {
  keepLeft(store);
  store.getState().leaveLesson();
}

/** Goes on with a lesson that was left; false when there is none of that name. It is kept once: from then on the tab keeps it. */
export async function returnTo(store: AppStore, name: string): Promise<boolean> {
  const encoded = localStorage.getItem(PREFIX + name);
  const decoded = encoded === null ? undefined : decodeShared(encoded);
  forgetLeft(name);
  if (decoded === undefined || !('shared' in decoded)) return false;
  store.getState().goTo('lab');
  store.getState().openLesson(true);
  store.getState().showPhoneTab('lesson');
  await openShared(store, decoded.shared);
  return true;
}

export function forgetLeft(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing is kept there.
  }
}
