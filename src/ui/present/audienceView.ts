import { isDecision } from '../past/isDecision.ts';
import type { LessonContent } from '../lesson/content.ts';
import { plainText } from '../lesson/RichText.tsx';
import type { AppState } from '../store/store.ts';
import type { AudienceView, Poll } from './audienceMessages.ts';

/** How long what was revealed stays the sentence of the room, in simulated milliseconds. */
const REVEALED_MS = 30_000;

/** What the room sees now besides the cluster. */
export function audienceView(state: AppState, content: LessonContent | undefined): AudienceView {
  const { isBlank, language, theme, arrangement, activeTerminal } = state;
  return { caption: captionOf(state, content), poll: pollOf(state, content), isBlank, language, theme, arrangement, terminal: activeTerminal };
}

function captionOf({ frame, nowMs, say }: AppState, content: LessonContent | undefined): string {
  const { lesson } = frame;
  const at = lesson?.current ?? 0;
  const step = lesson?.steps[at];
  const before = lesson?.steps[at - 1];
  if (lesson !== undefined && content !== undefined && step === undefined) return plainText(lesson.state === 'done' ? content.texts.takeaway : content.texts.closing.question);
  const texts = content?.texts.steps[step?.id ?? ''];
  if (texts?.prediction !== undefined && step?.prediction?.revealed === undefined) return plainText(texts.prediction.question);
  const revealed = [step, before].find((one) => one?.prediction?.revealed !== undefined && nowMs - one.prediction.revealed.atMs < REVEALED_MS);
  const reveal = content?.texts.steps[revealed?.id ?? '']?.prediction?.reveal;
  if (reveal !== undefined) return plainText(reveal);
  const decided = frame.explanations.findLast((one) => isDecision(one) && one.atMs >= (step?.startedAtMs ?? 0));
  return decided === undefined ? plainText(texts?.title ?? '') : say(decided);
}

/** The guess of the step that is due, or of the one before while its answer is new. */
export function pollOf({ frame, nowMs, votes, areVotesShown }: AppState, content: LessonContent | undefined): Poll | undefined {
  const { lesson } = frame;
  if (lesson === undefined || content === undefined) return undefined;
  const id = polledStep(lesson, nowMs);
  const step = lesson.lesson.steps.find((one) => one.id === id);
  const prediction = lesson.steps.find((one) => one.id === id)?.prediction;
  if (step?.prediction === undefined) return undefined;
  const texts = content.texts.steps[step.id]?.prediction;
  return {
    areHandsShown: areVotesShown,
    choices: step.prediction.choices.map((choice, index) => ({
      text: plainText(texts?.choices[choice.id] ?? choice.id),
      hands: votes[step.id]?.[index] ?? 0,
      isRight: prediction?.revealed?.right === choice.id,
    })),
  };
}

/** The step whose guess is asked or was answered just now. */
export function polledStep({ lesson, current, steps }: NonNullable<AppState['frame']['lesson']>, nowMs: number): string | undefined {
  const asked = lesson.steps[current];
  if (asked?.prediction !== undefined) return asked.id;
  const revealed = steps[current - 1]?.prediction?.revealed;
  return revealed !== undefined && nowMs - revealed.atMs < REVEALED_MS ? steps[current - 1]?.id : undefined;
}
