import type { Lesson } from '#lessons/lesson.ts';
import type { LessonProgress } from '#lessons/progress.ts';
import type { LessonContent } from './content.ts';

/** What every part of the panel is given. */
export interface PanelPart {
  readonly lesson: Lesson;
  readonly progress: LessonProgress;
  readonly content: LessonContent;
}
