import { Check, X } from 'lucide-react';
import type { PredictionProgress } from '#lessons/progress.ts';
import type { PredictionTexts } from '#lessons/texts.ts';
import { useApp } from '../store/store.ts';
import type { PanelPart } from './panelPart.ts';
import { plainText, RichText } from './RichText.tsx';
import { useWords } from './words/useWords.ts';

/** What came of the guess in the step before: it stays while the next step is new, until that one has been worked on for a while. */
export function RevealBox({ lesson, progress, content }: PanelPart) {
  const before = lesson.steps[progress.current - 1];
  const prediction = progress.steps[progress.current - 1]?.prediction;
  const isFresh = useApp(({ nowMs }) => prediction?.revealed !== undefined && nowMs - prediction.revealed.atMs < SHOWN_MS);
  const texts = before === undefined ? undefined : content.texts.steps[before.id]?.prediction;
  if (texts === undefined || prediction?.revealed === undefined || !isFresh) return null;
  return <Reveal texts={texts} prediction={prediction} />;
}

/** In simulated milliseconds. */
const SHOWN_MS = 120_000;

export function Reveal({ texts, prediction: { choice, revealed } }: { readonly texts: PredictionTexts; readonly prediction: PredictionProgress }) {
  const say = useWords();
  if (revealed === undefined) return null;
  const named = (id: string | undefined) => plainText(texts.choices[id ?? ''] ?? '');
  const { isRight, right } = revealed;
  const head = isRight === undefined ? say('guess.none', { choice: named(right) }) : isRight ? say('guess.right', { choice: named(right) }) : say('guess.wrong', { guess: named(choice), choice: named(right) });
  return (
    <output className={`lesson-reveal${isRight === false ? ' is-wrong' : ''}`}>
      <strong>
        {isRight === false ? <X size={14} aria-hidden="true" /> : <Check size={14} aria-hidden="true" />}
        {head}
      </strong>
      <span>
        <RichText text={texts.reveal} />
      </span>
    </output>
  );
}
