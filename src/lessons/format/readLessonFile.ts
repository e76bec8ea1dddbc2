import type { LessonFile } from '../texts.ts';
import { lessonFileShape } from './lessonShape.ts';
import { lessonMisfits } from './rules.ts';
import type { Misfit } from './shape.ts';
import { textMisfits } from './textRules.ts';

/** A lesson that came from outside, or where and why it is none. Nothing of a bad one is ever run. */
export type ReadLesson = { readonly file: LessonFile } | { readonly misfits: readonly Misfit[] };

/** More characters than this are not looked at. */
const LONGEST_FILE = 1_000_000;
/** So many are told; the rest follows from them more often than not. */
const MOST_MISFITS = 20;

/** Reads the text of a lesson file. */
export function readLessonFile(text: string): ReadLesson {
  if (text.length > LONGEST_FILE) return { misfits: [{ path: '', expected: `at most ${LONGEST_FILE} characters` }] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { misfits: [{ path: '', expected: `JSON: ${error instanceof Error ? error.message : String(error)}` }] };
  }
  return judgeLesson(value);
}

/** Judges a value that may be a lesson with its texts. */
export function judgeLesson(value: unknown): ReadLesson {
  const shapeless = lessonFileShape.judge(value, '').map(({ path, expected }) => ({ path: path.replace(/^\./, ''), expected }));
  if (shapeless.length > 0) return { misfits: shapeless.slice(0, MOST_MISFITS) };
  const file = value as LessonFile;
  const { lesson, texts } = file;
  const misfits = [
    ...lessonMisfits(lesson),
    ...textMisfits(lesson, texts.en, 'texts.en'),
    ...(texts.zh === undefined ? [] : textMisfits(lesson, texts.zh, 'texts.zh')),
  ];
  return misfits.length > 0 ? { misfits: misfits.slice(0, MOST_MISFITS) } : { file };
}
