import type { LessonFile } from '#lessons/texts.ts';
import type { AppStore } from '../store/store.ts';
import { rememberLessonFile } from './lessonFiles.ts';
import { loadLesson, readLessonText } from './loadLesson.ts';

/** Begins a lesson of the course, or goes on where the person left it. */
export async function startCourseLesson(store: AppStore, name: string): Promise<void> {
  const { keepLeft, returnTo } = await import('./leftLessons.ts');
  keepLeft(store);
  if (await returnTo(store, name)) return;
  const lesson = await loadLesson(name);
  if (lesson === undefined) store.getState().reportLesson({ is: 'missing', source: name });
  else store.getState().startLesson(lesson);
}

/** Begins the lesson in a text, when the file's judge finds nothing; says where and why not otherwise. */
export async function startLessonText(store: AppStore, source: string, text: string): Promise<void> {
  const read = await readLessonText(text);
  if ('misfits' in read) store.getState().reportLesson({ is: 'misfits', source, misfits: read.misfits });
  else startLessonFile(store, read.file);
}

function startLessonFile(store: AppStore, file: LessonFile): void {
  store.getState().startLesson(rememberLessonFile(file));
}

/** Fetches a lesson from an address of this site and begins it. Other sites are not asked. */
export async function startLessonAt(store: AppStore, address: string): Promise<void> {
  const { reportLesson } = store.getState();
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : undefined;
  if (url === undefined) return reportLesson({ is: 'missing', source: address });
  if (url.origin !== location.origin) return reportLesson({ is: 'foreign', source: url.href });
  const text = await fetch(url).then(
    (answer) => (answer.ok ? answer.text() : undefined),
    () => undefined,
  );
  if (text === undefined) return reportLesson({ is: 'missing', source: url.pathname });
  return startLessonText(store, url.pathname, text);
}

/** Whether a text that was dropped or pasted looks like a lesson: then it is judged as one. */
export function looksLikeLesson(text: string): boolean {
  return /^\s*\{/.test(text) && text.includes('"lesson"') && text.includes('"texts"');
}
