import type { Lesson } from './lesson.ts';

/**
 * What a person reads of a lesson, in one language. Marks in the texts: `code` in backticks, **stress**, and
 * [[term]] or [[term|words]] for a word of the glossary.
 */
export interface LessonTexts {
  /** One sentence. */
  readonly goal: string;
  readonly steps: Readonly<Record<string, StepTexts>>;
  /** Labels of checks that bring a `label` of their own; `{have}` and `{want}` may stand in them. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly closing: QuestionTexts;
  /** Shown when the lesson is done: what to take away, one or two sentences. */
  readonly takeaway: string;
  /** Why each of the wrong answers is one; for teachers, and for the tests' names. */
  readonly wrongAnswers: Readonly<Record<string, string>>;
}

export interface StepTexts {
  readonly title: string;
  /** At most three sentences. */
  readonly text: string;
  /** First a nudge, then where to look, then what to do. */
  readonly hints: readonly [string, string, string];
  readonly prediction?: PredictionTexts;
  /** By the id of the output note. */
  readonly outputNotes?: Readonly<Record<string, string>>;
  /** For the teacher. */
  readonly notes?: string;
}

export interface PredictionTexts {
  readonly question: string;
  readonly choices: Readonly<Record<string, string>>;
  /** What happened and why: shown to all, right or wrong. */
  readonly reveal: string;
}

export interface QuestionTexts {
  readonly question: string;
  readonly choices: Readonly<Record<string, string>>;
  /** Why the right answer is right. */
  readonly explanation: string;
}

/** The texts that a lesson of this very shape needs: a missing or needless key is an error of types. */
export type TextsFor<L extends Lesson> = LessonTexts & {
  readonly steps: { readonly [S in L['steps'][number] as S['id']]: StepTextsFor<S> };
  readonly closing: { readonly choices: Exactly<L['closing']['choices'][number]> };
  readonly wrongAnswers: Exactly<L['wrongAnswers'][number]['id']>;
};

type Exactly<Key extends string> = { readonly [K in Key]: string };

type StepTextsFor<S extends Lesson['steps'][number]> = StepTexts &
  (S extends { readonly prediction: { readonly choices: readonly { readonly id: infer Id extends string }[] } } ? { readonly prediction: PredictionTexts & { readonly choices: Exactly<Id> } } : unknown) &
  (S extends { readonly outputNotes: readonly { readonly id: infer Id extends string }[] } ? { readonly outputNotes: Exactly<Id> } : unknown) &
  (S extends { readonly hasNotes: true } ? { readonly notes: string } : unknown);

/** A lesson with its texts: what a file or an address brings. Without `zh` the English texts are shown. */
export interface LessonFile {
  readonly lesson: Lesson;
  readonly texts: { readonly en: LessonTexts; readonly zh?: LessonTexts };
}
