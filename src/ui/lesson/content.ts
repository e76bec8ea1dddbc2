import { use } from 'react';
import type { CheckTexts } from '#lessons/checks/texts/en.ts';
import type { Glossary } from '#lessons/glossary/en.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { LessonTexts } from '#lessons/texts.ts';
import type { Language } from '../i18n/translate.ts';
import { lessonFileOf } from './lessonFiles.ts';
import { loadCheckTexts, loadGlossary, loadLessonTexts } from './loadLesson.ts';

/** Everything that is needed to put a lesson into words, in one language. */
export interface LessonContent {
  readonly texts: LessonTexts;
  readonly checks: CheckTexts;
  readonly glossary: Glossary;
}

const contents = new WeakMap<Lesson, Map<Language, Promise<LessonContent>>>();

/** Suspends the component until the lesson's words are there. */
export function useContent(lesson: Lesson, language: Language): LessonContent {
  return use(loadContent(lesson, language));
}

function loadContent(lesson: Lesson, language: Language): Promise<LessonContent> {
  const known = contents.get(lesson) ?? new Map<Language, Promise<LessonContent>>();
  contents.set(lesson, known);
  let content = known.get(language);
  if (content === undefined) {
    content = fetchContent(lesson, language);
    known.set(language, content);
  }
  return content;
}

async function fetchContent(lesson: Lesson, language: Language): Promise<LessonContent> {
  const [texts, checks, glossary] = await Promise.all([textsOf(lesson, language), loadCheckTexts(language), loadGlossary(language)]);
  return { texts, checks, glossary };
}

async function textsOf(lesson: Lesson, language: Language): Promise<LessonTexts> {
  const file = lessonFileOf(lesson);
  const texts = file === undefined ? await loadLessonTexts(lesson.name, language) : language === 'zh' ? (file.texts.zh ?? file.texts.en) : file.texts.en;
  if (texts === undefined) throw new Error(`The lesson ${lesson.name} has no texts.`);
  return texts;
}
