import type { Check } from '../check.ts';
import { isCombination } from '../evaluate.ts';
import { glossaryEn } from '../glossary/en.ts';
import { termsIn } from '../glossary/terms.ts';
import type { Lesson, Step } from '../lesson.ts';
import type { LessonTexts } from '../texts.ts';
import type { Misfit } from './shape.ts';

/** Which texts a lesson lacks in one language, and which it has no use for. */
export function textMisfits(lesson: Lesson, texts: LessonTexts, at: string): readonly Misfit[] {
  return [
    ...compareKeys(texts.steps, lesson.steps.map(({ id }) => id), `${at}.steps`),
    ...lesson.steps.flatMap((step) => stepTextMisfits(step, texts.steps[step.id], `${at}.steps.${step.id}`)),
    ...compareKeys(texts.parts ?? {}, labelsOf(lesson), `${at}.parts`),
    ...compareKeys(texts.closing.choices, lesson.closing.choices, `${at}.closing.choices`),
    ...termMisfits(texts, at),
    ...compareKeys(texts.wrongAnswers, lesson.wrongAnswers.map(({ id }) => id), `${at}.wrongAnswers`),
  ];
}

/** Words that are marked for the glossary and do not stand in it. */
function termMisfits(value: unknown, at: string): readonly Misfit[] {
  if (typeof value === 'string') {
    const strangers = termsIn(value).filter((term) => !Object.hasOwn(glossaryEn, term));
    return strangers.map((term) => ({ path: at, expected: `a word of the glossary, not ${term}` }));
  }
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => termMisfits(inner, `${at}.${key}`)) : [];
}

function stepTextMisfits(step: Step, texts: LessonTexts['steps'][string] | undefined, at: string): readonly Misfit[] {
  if (texts === undefined) return [];
  return [
    ...(sentencesIn(texts.text) > 3 ? [{ path: `${at}.text`, expected: 'at most three sentences' }] : []),
    ...present(texts.prediction, step.prediction !== undefined, `${at}.prediction`),
    ...present(texts.notes, step.hasNotes === true, `${at}.notes`),
    ...(step.prediction === undefined || texts.prediction === undefined ? [] : compareKeys(texts.prediction.choices, step.prediction.choices.map(({ id }) => id), `${at}.prediction.choices`)),
    ...compareKeys(texts.outputNotes ?? {}, (step.outputNotes ?? []).map(({ id }) => id), `${at}.outputNotes`),
  ];
}

function present(text: unknown, isWanted: boolean, path: string): readonly Misfit[] {
  if ((text !== undefined) === isWanted) return [];
  return [{ path, expected: isWanted ? 'a text: the lesson has a place for it' : 'nothing: the lesson has no place for it' }];
}

function compareKeys(texts: Readonly<Record<string, unknown>>, wanted: readonly string[], at: string): readonly Misfit[] {
  return [
    ...wanted.filter((key) => !Object.hasOwn(texts, key)).map((key) => ({ path: `${at}.${key}`, expected: 'a text' })),
    ...Object.keys(texts).filter((key) => !wanted.includes(key)).map((key) => ({ path: `${at}.${key}`, expected: 'nothing: no part of the lesson uses it' })),
  ];
}

/** The labels that the checks of a lesson show. */
function labelsOf(lesson: Lesson): readonly string[] {
  const checks = lesson.steps.flatMap(({ check, needs }) => [check, needs]);
  return [...new Set(checks.flatMap((check) => (check === undefined ? [] : labelsIn(check))))];
}

function labelsIn(check: Check): readonly string[] {
  const own = check.check === 'all' || check.label === undefined ? [] : [check.label];
  if (!isCombination(check)) return own;
  // What stands inside a labelled check is never shown.
  if (own.length > 0) return own;
  const inner: readonly Check[] = Array.isArray(check.of) ? (check.of as readonly Check[]) : [check.of as Check];
  return inner.flatMap(labelsIn);
}

/** Sentences end in a full stop, a question mark or an exclamation mark, followed by a space, the end, or (in Chinese) anything. */
export function sentencesIn(text: string): number {
  const bare = text.replace(/`[^`]*`/g, 'x');
  return Math.max(1, (bare.match(/[.!?](?=\s|$)|[。！？]/g) ?? []).length);
}
