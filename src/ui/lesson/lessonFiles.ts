import type { Lesson } from '#lessons/lesson.ts';
import type { LessonFile } from '#lessons/texts.ts';
import type { Session } from '#session/session.ts';
import type { SharedLesson } from '#session/share/sharedSession.ts';

/** Lessons that came from a file or an address, with the file each came with. Those of the course are not among them. */
const files = new WeakMap<Lesson, LessonFile>();

/** Keeps a file's texts beside its lesson. Answers the lesson. */
export function rememberLessonFile(file: LessonFile): Lesson {
  files.set(file.lesson, file);
  return file.lesson;
}

/** The file that a lesson came with; undefined for one of the course. */
export function lessonFileOf(lesson: Lesson): LessonFile | undefined {
  return files.get(lesson);
}

/** What a link has to say of a session's lesson. */
export function sharedLessonOf({ options: { lesson } }: Pick<Session, 'options'>): { readonly lesson?: SharedLesson } {
  return lesson === undefined ? {} : { lesson: files.get(lesson) ?? lesson.name };
}
