import type { Check, Part, Since } from './check.ts';
import { evaluate, type Evaluation, type Memory } from './evaluate.ts';
import type { Lesson, PredictionChoice, Step } from './lesson.ts';
import type { LessonIntent, LessonProgress, OffTrack, PredictionProgress, StepProgress } from './progress.ts';
import { momentOf, type CheckContext, type LessonView, type Moment } from './view.ts';

/** A lesson under way: moved on by looking at the cluster, never by what was typed. */
export interface LessonRun {
  /** Looks at the cluster as it is now. Give it a view whenever something may have changed, at least once a second. */
  look(view: LessonView): void;
  /** Takes what the person did with the lesson; what does not apply now is ignored. */
  take(intent: LessonIntent, view: LessonView): void;
  /** Does this hold, seen from the current step? For inputs that wait for something; the memory is the asker's. */
  holds(check: Check, view: LessonView, memory: Memory): boolean;
  progress(isPerforming: boolean): LessonProgress;
  /** Grows with everything that a page shows of the lesson. */
  revision(): number;
}

/** What the current step is built on has to be missing for so long before the lesson says anything: pods come and go. */
const OFF_TRACK_AFTER_MS = 5000;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface StepState extends Writable<StepProgress> {
  readonly step: Step;
  readonly memory: Memory;
  readonly needsMemory: Memory;
  readonly revealMemory: Memory;
  moment: Moment | undefined;
}

/** Begins a lesson at this moment. */
export function createLessonRun(lesson: Lesson, start: LessonView): LessonRun {
  const begin = momentOf(start);
  const states = lesson.steps.map(newState);
  let revision = 0;
  let current = 0;
  let answer: LessonProgress['answer'];
  let offTrack: OffTrack | undefined;
  let missingSinceMs: number | undefined;

  const contextOf = (view: LessonView): CheckContext => ({ view, since: (since) => momentSince(since, view) });

  const momentSince = (since: Since | undefined, view: LessonView): Moment => {
    if (since === 'lesson') return begin;
    const state = since === undefined || since === 'step' ? states[current] : states.find(({ id }) => id === since.step);
    return state?.moment ?? momentOf(view);
  };

  const enter = (view: LessonView) => {
    const state = states[current];
    offTrack = undefined;
    missingSinceMs = undefined;
    if (state === undefined) return;
    state.state = 'current';
    state.startedAtMs = view.nowMs;
    state.moment = momentOf(view);
    // What has to come true is there to be read from the first moment on, also while time stands.
    if (state.step.check !== undefined) showParts(state, evaluate(state.step.check, contextOf(view), state.memory));
  };

  const leave = (state: StepState, view: LessonView) => {
    state.state = 'done';
    state.doneAtMs = view.nowMs;
    current += 1;
    revision += 1;
    enter(view);
  };

  const showParts = (state: StepState, { parts }: Evaluation) => {
    if (areSame(parts, state.parts)) return;
    state.parts = parts;
    revision += 1;
  };

  const reveal = (state: StepState, view: LessonView, isStepDone: boolean) => {
    const { prediction } = state.step;
    if (prediction === undefined || state.prediction?.revealed !== undefined) return;
    const isDue = isStepDone || (prediction.revealWhen !== undefined && evaluate(prediction.revealWhen, contextOf(view), state.revealMemory).isMet);
    if (!isDue) return;
    const right = prediction.choices.find((choice) => isRight(choice, prediction.right, contextOf(view)));
    if (right === undefined) return;
    const choice = state.prediction?.choice;
    state.prediction = { choice, revealed: { atMs: view.nowMs, right: right.id, isRight: choice === undefined ? undefined : choice === right.id, mark: right.mark } };
    revision += 1;
  };

  const watchNeeds = ({ step, needsMemory, moment }: StepState, view: LessonView) => {
    if (step.needs === undefined) return;
    const { parts, isMet } = evaluate(step.needs, contextOf(view), needsMemory);
    if (isMet) {
      missingSinceMs = undefined;
      if (offTrack !== undefined) revision += 1;
      offTrack = undefined;
      return;
    }
    missingSinceMs ??= view.nowMs;
    if (view.nowMs - missingSinceMs < OFF_TRACK_AFTER_MS) return;
    const missing = parts.filter(({ state }) => state !== 'met');
    if (offTrack !== undefined && areSame(missing, offTrack.missing)) return;
    offTrack = { sinceMs: missingSinceMs, missing, rewindToMs: moment?.atMs ?? begin.atMs, repair: step.repair };
    revision += 1;
  };

  const look = (view: LessonView) => {
    const state = states[current];
    if (state === undefined) return;
    const { check } = state.step;
    const evaluation = check === undefined ? undefined : evaluate(check, contextOf(view), state.memory);
    if (evaluation !== undefined) showParts(state, evaluation);
    reveal(state, view, evaluation?.isMet === true);
    if (evaluation?.isMet === true) leave(state, view);
    else watchNeeds(state, view);
  };

  const ofStep = (id: string, run: (state: StepState) => void) => {
    const state = states.find((each) => each.id === id);
    if (state === undefined) return;
    run(state);
    revision += 1;
  };

  const take = (intent: LessonIntent, view: LessonView) => {
    switch (intent.do) {
      case 'predict':
        return ofStep(intent.step, (state) => {
          if (state.prediction?.revealed === undefined && state.step.prediction?.choices.some(({ id }) => id === intent.choice) === true) state.prediction = { choice: intent.choice, revealed: undefined };
        });
      case 'hint':
        return ofStep(intent.step, (state) => {
          if (state.state !== 'ahead') state.hintsShown = Math.min(3, state.hintsShown + 1);
        });
      case 'showStep':
        return ofStep(intent.step, (state) => {
          if (state.state === 'current') state.wasShown = true;
        });
      case 'continue':
        return ofStep(intent.step, (state) => {
          if (state.state !== 'current' || state.step.check !== undefined) return;
          reveal(state, view, true);
          leave(state, view);
        });
      case 'answer':
        if (current < states.length || answer?.isRight === true || !lesson.closing.choices.includes(intent.choice)) return;
        answer = { choice: intent.choice, isRight: intent.choice === lesson.closing.right };
        revision += 1;
        return;
      case 'repair':
      case 'stopPerforming':
        return;
    }
  };

  enter(start);
  return {
    look,
    take,
    holds: (check, view, memory) => evaluate(check, contextOf(view), memory).isMet,
    revision: () => revision,
    progress: (isPerforming) => ({
      lesson,
      startedAtMs: begin.atMs,
      state: current < states.length ? 'running' : answer?.isRight === true ? 'done' : 'closing',
      current,
      steps: states.map(shown),
      answer,
      offTrack,
      isPerforming,
    }),
  };
}

function newState(step: Step): StepState {
  return {
    step, id: step.id, memory: new Map(), needsMemory: new Map(), revealMemory: new Map(), moment: undefined,
    state: 'ahead', startedAtMs: undefined, doneAtMs: undefined, parts: [], hintsShown: 0, wasShown: false, prediction: undefined,
  };
}

function shown({ id, state, startedAtMs, doneAtMs, parts, hintsShown, wasShown, prediction }: StepState): StepProgress {
  return { id, state, startedAtMs, doneAtMs, parts, hintsShown, wasShown, prediction };
}

function isRight({ id, rightWhen }: PredictionChoice, right: PredictionProgress['choice'], context: CheckContext): boolean {
  if (right !== undefined) return id === right;
  return rightWhen !== undefined && evaluate(rightWhen, context, new Map()).isMet;
}

function areSame(one: readonly Part[], other: readonly Part[]): boolean {
  return one.length === other.length && one.every((part, index) => isSame(part, other[index]));
}

function isSame(one: Part, other: Part | undefined): boolean {
  return other !== undefined && one.state === other.state && one.have === other.have && one.want === other.want && JSON.stringify(one.label) === JSON.stringify(other.label);
}

/** What "show me" plays for a step: its own solution, or its commands one after another. */
export function solutionOf(step: Step): NonNullable<Step['solution']> {
  if (step.solution !== undefined) return step.solution;
  return step.commands.flatMap(({ line, terminal, as, runsOn }) => {
    const at = terminal === undefined ? {} : { terminal };
    if (as === 'keys') return [{ do: 'keys' as const, keys: line, ...at }];
    const run = { do: 'run' as const, line, ...at };
    return runsOn === 'untilInterrupted' ? [run, ...interrupted(step.check, at)] : [run];
  });
}

/** A command that runs on is stopped once it has shown what it is for. */
function interrupted(check: Check | undefined, at: { readonly terminal?: number }): NonNullable<Step['solution']> {
  return [check === undefined ? { do: 'wait', ms: 5000 } : { do: 'waitFor', check }, { do: 'keys', keys: '\u0003', ...at }];
}
