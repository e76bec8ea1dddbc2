import type { LessonCard } from '#lessons/lesson.ts';
import { syllabus } from '#lessons/syllabus.ts';
import type { Records } from './records.ts';

/** The lesson to offer after one: the first behind it that is not done, then the first of all that is not. */
export function nextLesson(after: string | undefined, { lessons }: Records): LessonCard | undefined {
  const at = syllabus.findIndex(({ name }) => name === after);
  const inTurn = [...syllabus.slice(at + 1), ...syllabus.slice(0, at + 1)];
  return inTurn.find(({ name }) => name !== after && lessons[name]?.doneAtMs === undefined);
}
