import type { Part, PartLabel } from './check.ts';
import type { CheckTexts } from './checks/texts/en.ts';
import type { LessonTexts } from './texts.ts';

/** Where the words come from: the lesson's own, and those of the catalogue of checks, in one language. */
export interface Words {
  readonly lesson: Pick<LessonTexts, 'parts'>;
  readonly checks: CheckTexts;
}

/** What a part of a check is called, in words. */
export function sayPart({ label, have, want }: Pick<Part, 'label' | 'have' | 'want'>, words: Words): string {
  return say(label, { have, want }, words);
}

function say({ from, key, params, of }: PartLabel, counts: Readonly<Record<string, number>>, words: Words): string {
  const text: string = (from === 'lesson' ? words.lesson.parts?.[key] : words.checks[key as keyof CheckTexts]) ?? key;
  const values = { ...params, ...counts, ...(of === undefined ? {} : { text: say(of, counts, words) }) };
  return text.replace(/\{(\w+)\}/g, (whole: string, name: string) => String((values as Readonly<Record<string, string | number>>)[name] ?? whole)).trim();
}
