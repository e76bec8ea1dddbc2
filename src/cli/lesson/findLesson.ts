import { readFileSync } from 'node:fs';
import { judgeLesson, readLessonFile, type ReadLesson } from '#lessons/format/readLessonFile.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { LessonTexts } from '#lessons/texts.ts';

const lessons = import.meta.glob<{ readonly lesson: Lesson }>('../../lessons/course/*/lesson.ts', { eager: true });
const english = import.meta.glob<{ readonly texts: LessonTexts }>('../../lessons/course/*/en.ts', { eager: true });
const chinese = import.meta.glob<{ readonly texts: LessonTexts }>('../../lessons/course/*/zh.ts', { eager: true });

/** A lesson of the course by name, or one from a file; judged like any that comes from outside. Undefined when there is none. */
export function findLesson(name: string): ReadLesson | undefined {
  if (name.endsWith('.json')) return fromFile(name);
  const at = (file: string) => `../../lessons/course/${name}/${file}.ts`;
  const lesson = lessons[at('lesson')]?.lesson;
  const [en, zh] = [english[at('en')]?.texts, chinese[at('zh')]?.texts];
  if (lesson === undefined || en === undefined) return undefined;
  return judgeLesson({ lesson, texts: { en, ...(zh === undefined ? {} : { zh }) } });
}

function fromFile(path: string): ReadLesson | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  return readLessonFile(text);
}
