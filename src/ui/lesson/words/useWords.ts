import { use } from 'react';
import { fillBlanks } from '../../i18n/translate.ts';
import type { Language, Params } from '../../i18n/translate.ts';
import { useApp } from '../../store/store.ts';
import type { LessonWords, WordKey } from './en.ts';

/** Says a sentence of the lessons in the language of the page. */
export type Say = (key: WordKey, params?: Params) => string;

const sayers = new Map<Language, Promise<Say>>();

/** What the lessons say, fetched once a language. */
export function loadWords(language: Language): Promise<Say> {
  let sayer = sayers.get(language);
  if (sayer === undefined) {
    sayer = wordsIn(language).then((words) => (key, params) => fillBlanks(words[key], params));
    sayers.set(language, sayer);
  }
  return sayer;
}

async function wordsIn(language: Language): Promise<LessonWords> {
  if (language === 'zh') return (await import('./zh.ts')).wordsZh;
  return (await import('./en.ts')).wordsEn;
}

/** Suspends the component until the words are there. */
export function useWords(): Say {
  return use(loadWords(useApp((state) => state.language)));
}
