import { findProfile } from '#engine/profiles/index.ts';
import type { Lesson, WrongAnswer } from '#lessons/lesson.ts';
import type { LessonProgress } from '#lessons/progress.ts';
import { createSession } from '../createSession.ts';
import type { Session } from '../session.ts';

/** A lesson played without a page: what came of it, and the session to look into. */
export interface Played {
  readonly session: Session;
  readonly progress: LessonProgress;
}

/** Longer than this no step takes, in virtual time. */
const LONGEST_STEP_MS = 1_200_000;
const SLICE_MS = 500;
/** After the last input so much time may pass: what was begun has come to its end. */
const AFTERMATH_MS = 120_000;
const IDLE_MS = 300_000;

/** A session of a lesson, in the profile that the lesson names. */
export function openLesson(lesson: Lesson): Session {
  const profile = findProfile(lesson.profile);
  if (profile === undefined) throw new Error(`the lesson ${lesson.name} asks for the profile ${lesson.profile}, which is unknown`);
  return createSession({ profile, seed: lesson.seed, hasEditor: true, lesson });
}

/** Plays every step's solution, one after another, and answers the closing question. `onStep` is told after each step that is done. */
export function playSolution(lesson: Lesson, onStep: (played: Played) => void = () => undefined): Played {
  const session = openLesson(lesson);
  for (const { id } of lesson.steps) {
    if (!playStep(session, id)) return played(session);
    onStep(played(session));
  }
  session.dispatch({ do: 'answer', choice: lesson.closing.right });
  return played(session);
}

/** Plays the solution up to a step, then the wrong inputs in its place. */
export function playWrongAnswer(lesson: Lesson, { at = lesson.steps[0]?.id ?? '', inputs }: WrongAnswer): Played {
  const session = openLesson({ ...lesson, steps: lesson.steps.map((step) => (step.id === at ? { ...step, solution: inputs } : step)) });
  for (const { id } of lesson.steps) {
    if (id === at) break;
    playStep(session, id);
  }
  session.dispatch({ do: 'showStep', step: at });
  advanceUntil(session, LONGEST_STEP_MS, () => progressOf(session).isPerforming === false);
  session.advance(AFTERMATH_MS);
  return played(session);
}

/** Lets time pass and does nothing. */
export function playNothing(lesson: Lesson): Played {
  const session = openLesson(lesson);
  session.advance(IDLE_MS);
  return played(session);
}

/** Plays the solution of the current step; false when it is not done by it. */
export function playStep(session: Session, id: string): boolean {
  const isDone = () => progressOf(session).steps.find((step) => step.id === id)?.state === 'done';
  const isOver = () => isDone() || !progressOf(session).isPerforming;
  session.dispatch({ do: 'showStep', step: id });
  advanceUntil(session, LONGEST_STEP_MS, isOver);
  session.dispatch({ do: 'continue', step: id });
  advanceUntil(session, AFTERMATH_MS, isDone);
  advanceUntil(session, LONGEST_STEP_MS, () => !progressOf(session).isPerforming);
  return isDone();
}

function advanceUntil(session: Session, mostMs: number, isEnough: () => boolean): void {
  const untilMs = session.frame().nowMs + mostMs;
  while (!isEnough() && session.frame().crash === undefined && session.frame().nowMs < untilMs) session.advance(SLICE_MS);
}

export function progressOf(session: Session): LessonProgress {
  const { lesson, crash } = session.frame();
  if (crash !== undefined) throw new Error(`${crash.message} at ${crash.atMs} ms`);
  if (lesson === undefined) throw new Error('the session has no lesson');
  return lesson;
}

function played(session: Session): Played {
  return { session, progress: progressOf(session) };
}
