import type { CheckTexts } from '#lessons/checks/texts/en.ts';
import type { Glossary } from '#lessons/glossary/en.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { LessonTexts } from '#lessons/texts.ts';
import type { Language } from '../i18n/translate.ts';

const lessons = import.meta.glob<Lesson>('../../lessons/course/*/lesson.ts', { import: 'lesson' });
const english = import.meta.glob<LessonTexts>('../../lessons/course/*/en.ts', { import: 'texts' });
const chinese = import.meta.glob<LessonTexts>('../../lessons/course/*/zh.ts', { import: 'texts' });

/** The data of a lesson of the course, fetched when it is wanted; undefined when there is none of that name. */
export async function loadLesson(name: string): Promise<Lesson | undefined> {
  return lessons[`../../lessons/course/${name}/lesson.ts`]?.();
}

/** What a lesson of the course says in a language, fetched when it is wanted. */
export async function loadLessonTexts(name: string, language: Language): Promise<LessonTexts | undefined> {
  return language === 'zh' ? chinese[`../../lessons/course/${name}/zh.ts`]?.() : english[`../../lessons/course/${name}/en.ts`]?.();
}

/** The sentences of the catalogue of checks in a language. */
export async function loadCheckTexts(language: Language): Promise<CheckTexts> {
  if (language === 'zh') return (await import('#lessons/checks/texts/zh.ts')).checkTextsZh;
  return (await import('#lessons/checks/texts/en.ts')).checkTextsEn;
}

/** The glossary in a language. */
export async function loadGlossary(language: Language): Promise<Glossary> {
  if (language === 'zh') return (await import('#lessons/glossary/zh.ts')).glossaryZh;
  return (await import('#lessons/glossary/en.ts')).glossaryEn;
}

/** Reads and judges a lesson file that a person brings or an address gives; the judge is fetched with it. */
export async function readLessonText(text: string) {
  const { readLessonFile } = await import('#lessons/format/readLessonFile.ts');
  return readLessonFile(text);
}
