import type { PredictionProgress } from '#lessons/progress.ts';
import type { Lesson, Step } from '#lessons/lesson.ts';
import { useApp, useAppStore, useT } from '../../store/store.ts';
import { textWidth } from '../../stage/fitText.ts';
import type { Box, StageLayout } from '../../stage/layout/layout.ts';
import { letterOf } from '../letterOf.ts';
import { markBox } from './markBox.ts';

/** How long an answer stays on the stage, in simulated milliseconds. */
const ANSWER_SHOWN_MS = 20_000;

/** What a lesson points at: the choices of a guess, the answer when it is there, and what to look at. */
export function LessonMarks({ layout }: { readonly layout: StageLayout }) {
  const progress = useApp(({ frame }) => frame.lesson);
  if (progress === undefined) return null;
  const { lesson, current, steps } = progress;
  const step = lesson.steps[current];
  const before = lesson.steps[current - 1];
  return (
    <g className="lesson-marks" aria-hidden="true">
      {step?.focus?.marks?.map((mark, index) => <Ring key={index} box={markBox(layout, mark)} />)}
      {step !== undefined && <Guess layout={layout} step={step} prediction={steps[current]?.prediction} />}
      {before !== undefined && <Answer layout={layout} lesson={lesson} step={before} prediction={steps[current - 1]?.prediction} />}
    </g>
  );
}

function Ring({ box }: { readonly box: Box | undefined }) {
  if (box === undefined) return null;
  return <rect className="lesson-focus" x={box.x - 6} y={box.y - 6} width={box.w + 12} height={box.h + 12} rx={14} />;
}

interface GuessProps {
  readonly layout: StageLayout;
  readonly step: Step;
  readonly prediction: PredictionProgress | undefined;
}

/** Each choice that lies on the stage wears its letter and can be pressed. The panel lists the same choices for the keyboard. */
function Guess({ layout, step, prediction }: GuessProps) {
  const t = useT();
  const store = useAppStore();
  const chosen = prediction?.choice;
  if (step.prediction === undefined || prediction?.revealed !== undefined) return null;
  return step.prediction.choices.map(({ id, mark }, index) => {
    const box = mark === undefined ? undefined : markBox(layout, mark);
    if (box === undefined) return null;
    const isChosen = chosen === id;
    return (
      // The list of choices beside the stage is the same for the keyboard.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
      <g key={id} className={`lesson-choice${isChosen ? ' is-chosen' : ''}${chosen === undefined ? ' is-open' : ''}`} data-choice={id} onClick={() => store.getState().dispatch({ do: 'predict', step: step.id, choice: id })}>
        <rect className="lesson-choice-ring" x={box.x - 2} y={box.y - 2} width={box.w + 4} height={box.h + 4} rx={9} />
        <Badge x={box.x} y={box.y + Math.min(box.h / 2, 14)} letter={letterOf(index)} />
        {isChosen && <Tag box={box} text={t('lesson.guess')} />}
      </g>
    );
  });
}

interface AnswerProps extends GuessProps {
  readonly lesson: Lesson;
}

function Answer({ layout, step, prediction }: AnswerProps) {
  const t = useT();
  const isFresh = useApp(({ nowMs }) => prediction?.revealed !== undefined && nowMs - prediction.revealed.atMs < ANSWER_SHOWN_MS);
  const revealed = prediction?.revealed;
  const box = revealed?.mark === undefined || !isFresh ? undefined : markBox(layout, revealed.mark);
  if (revealed === undefined || box === undefined) return null;
  const index = step.prediction?.choices.findIndex(({ id }) => id === revealed.right) ?? 0;
  return (
    <g className="lesson-choice is-answer">
      <rect className="lesson-choice-ring" x={box.x - 2} y={box.y - 2} width={box.w + 4} height={box.h + 4} rx={9} />
      <Badge x={box.x} y={box.y + Math.min(box.h / 2, 14)} letter={letterOf(index)} />
      <Tag box={box} text={t('lesson.answer')} />
    </g>
  );
}

function Badge({ x, y, letter }: { readonly x: number; readonly y: number; readonly letter: string }) {
  return (
    <>
      <circle className="lesson-badge" cx={x} cy={y} r={11} />
      <text className="lesson-badge-letter" x={x} y={y + 4} textAnchor="middle">
        {letter}
      </text>
    </>
  );
}

function Tag({ box, text }: { readonly box: Box; readonly text: string }) {
  const w = textWidth(text, { sizePx: 11, isBold: true }) + 16;
  // Beside a part of a mark, on the border of a whole one.
  const isPart = box.h < 40;
  const x = isPart ? box.x + box.w + 6 : box.x + box.w - w - 8;
  const y = isPart ? box.y + box.h / 2 - 10 : box.y - 12;
  return (
    <>
      <rect className="lesson-tag" x={x} y={y} width={w} height={20} rx={10} />
      <text className="lesson-tag-text" x={x + w / 2} y={y + 14} textAnchor="middle">
        {text}
      </text>
    </>
  );
}
