import type { Step } from '#lessons/lesson.ts';
import type { PredictionProgress } from '#lessons/progress.ts';
import type { StepTexts } from '#lessons/texts.ts';
import { useAppStore } from '../store/store.ts';
import { letterOf } from './letterOf.ts';
import { Reveal } from './RevealBox.tsx';
import { RichText } from './RichText.tsx';
import { useWords } from './words/useWords.ts';

interface PredictionBoxProps {
  readonly step: Step;
  readonly texts: StepTexts;
  readonly prediction: PredictionProgress | undefined;
}

/** A guess before the cluster shows it: pressed in the picture, or chosen here. */
export function PredictionBox({ step, texts, prediction }: PredictionBoxProps) {
  const say = useWords();
  const store = useAppStore();
  if (step.prediction === undefined || texts.prediction === undefined) return null;
  if (prediction?.revealed !== undefined) return <Reveal texts={texts.prediction} prediction={prediction} />;
  const { choices } = step.prediction;
  const onStage = choices.some(({ mark }) => mark !== undefined);
  return (
    <fieldset className="lesson-guess">
      <legend>
        <strong>{say('guess.title')}</strong>
        <small>{say('guess.free')}</small>
      </legend>
      <p>
        <RichText text={texts.prediction.question} />
      </p>
      {onStage && <p className="lesson-note">{say('guess.onStage')}</p>}
      {choices.map(({ id, mark }, index) => (
        <label key={id} className={prediction?.choice === id ? 'is-chosen' : ''}>
          <input type="radio" name={`guess-${step.id}`} checked={prediction?.choice === id} onChange={() => store.getState().dispatch({ do: 'predict', step: step.id, choice: id })} />
          <span className={`lesson-letter${mark === undefined ? '' : ' is-on-stage'}`} aria-hidden="true">
            {letterOf(index)}
          </span>
          <span>
            <RichText text={texts.prediction?.choices[id] ?? id} />
          </span>
          {prediction?.choice === id && <small>{say('guess.yours')}</small>}
        </label>
      ))}
      {prediction?.choice !== undefined && <p className="lesson-note">{say('guess.when')}</p>}
    </fieldset>
  );
}
