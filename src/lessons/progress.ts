import type { Part } from './check.ts';
import type { Lesson, LessonInput, StageMark } from './lesson.ts';

/** How far a person is in a lesson: a pure reading of the session's history. Immutable. */
export interface LessonProgress {
  readonly lesson: Lesson;
  /** When the set-up was done and the person's time began, in milliseconds since the session's start. */
  readonly startedAtMs: number;
  /** `closing`: all steps are done, the closing question is open. */
  readonly state: 'running' | 'closing' | 'done';
  /** Index into `steps`; their number once all are done. */
  readonly current: number;
  /** One for each step of the lesson, in its order. */
  readonly steps: readonly StepProgress[];
  /** The answer to the closing question; it may be given again until it is right. */
  readonly answer: { readonly choice: string; readonly isRight: boolean } | undefined;
  readonly offTrack: OffTrack | undefined;
  /** Inputs are being played for the person ("show me", the way back). */
  readonly isPerforming: boolean;
}

export interface StepProgress {
  readonly id: string;
  readonly state: 'ahead' | 'current' | 'done';
  readonly startedAtMs: number | undefined;
  readonly doneAtMs: number | undefined;
  /** Parts of the check; of a step ahead they are empty, of a done step as they were at its end. */
  readonly parts: readonly Part[];
  /** How many of the three hints are open. */
  readonly hintsShown: number;
  /** "Show me" was used. */
  readonly wasShown: boolean;
  readonly prediction: PredictionProgress | undefined;
}

export interface PredictionProgress {
  readonly choice: string | undefined;
  /** Set once the cluster has revealed it. */
  readonly revealed: { readonly atMs: number; readonly right: string; readonly isRight: boolean | undefined; readonly mark: StageMark | undefined } | undefined;
}

/** What the current step is built on is gone. */
export interface OffTrack {
  readonly sinceMs: number;
  /** The parts of the step's `needs` that no longer hold. */
  readonly missing: readonly Part[];
  /** Ways back. Rewinding replays the person's own history up to that moment and goes on from there. */
  readonly rewindToMs: number;
  /** What puts it right without rewinding, where the lesson knows it; the intent `repair` plays it. */
  readonly repair: readonly LessonInput[] | undefined;
}

/** What a person does with a lesson; part of the session's log like all intents. */
export type LessonIntent =
  /** A guess, until it is revealed; a later one replaces it. */
  | { readonly do: 'predict'; readonly step: string; readonly choice: string }
  /** Opens the next hint of a step. */
  | { readonly do: 'hint'; readonly step: string }
  /** Leaves a step that has no check. */
  | { readonly do: 'continue'; readonly step: string }
  /** Answers the closing question. */
  | { readonly do: 'answer'; readonly choice: string }
  /** "Show me": plays the current step's solution. */
  | { readonly do: 'showStep'; readonly step: string }
  /** The way back: plays the `repair` of the current step. */
  | { readonly do: 'repair'; readonly step: string }
  /** Stops what is being played. */
  | { readonly do: 'stopPerforming' };
