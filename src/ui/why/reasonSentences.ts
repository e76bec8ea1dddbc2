import type { Explanation, Why } from '#engine/why.ts';
import { fillBlanks } from '../i18n/translate.ts';
import type { Language } from '../i18n/translate.ts';

/** The sentence of every reason's code, in both languages, with `{blanks}` for its values. */
export type ReasonSentences = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** A reason as a person reads it. A code without a sentence is said as it is, so that it is seen. */
export function sayReason(sentences: ReasonSentences, language: Language, { code, params }: Why): string {
  const sentence = sentences[code]?.[language];
  return sentence === undefined ? code : fillBlanks(sentence, params);
}

/** Two reasons that say the same about the same object. */
export function isSameReason(a: Explanation, b: Explanation): boolean {
  return a.code === b.code && a.about.name === b.about.name && a.about.kind === b.about.kind;
}
