import { encodedIn } from '../share/sessionLink.ts';
import type { AppStore } from '../store/store.ts';
import { looksLikeLesson, startCourseLesson, startLessonAt, startLessonText } from './startLesson.ts';

/** Opens what a text turns out to be: a session's link or a file with one in it, a lesson, or the address of a lesson. False when it is none. */
export async function openText(store: AppStore, name: string, text: string): Promise<boolean> {
  const encoded = encodedIn(text);
  if (encoded !== undefined) {
    store.getState().goTo('lab');
    const { openEncoded } = await import('../share/openShared.ts');
    await openEncoded(store, encoded);
    return true;
  }
  if (looksLikeLesson(text)) {
    await startLessonText(store, name === '' ? 'JSON' : name, text);
    return true;
  }
  const course = /#lesson=([a-z0-9-]{1,80})$/.exec(text)?.[1];
  if (course !== undefined) {
    await startCourseLesson(store, course);
    return true;
  }
  if (!/^\S{1,500}\.json$/.test(text)) return false;
  await startLessonAt(store, text);
  return true;
}

/** Whether a dropped file is for the lessons: a lesson, a session in a saved picture or transcript, or a file of progress. */
export function isForLessons(text: string): boolean {
  return looksLikeLesson(text) || isProgress(text) || (encodedIn(text) !== undefined && !MANIFEST.test(text));
}

/** A manifest may name a link in a comment or an annotation, and stays a manifest. */
const MANIFEST = /^(?:apiVersion|kind):/m;

export function isProgress(text: string): boolean {
  return /^\s*\{\s*"ordinalProgress"/.test(text);
}
