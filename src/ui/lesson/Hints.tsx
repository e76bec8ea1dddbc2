import { Lightbulb, Square } from 'lucide-react';
import type { Step } from '#lessons/lesson.ts';
import type { StepProgress } from '#lessons/progress.ts';
import type { StepTexts } from '#lessons/texts.ts';
import { useAppStore } from '../store/store.ts';
import { RichText } from './RichText.tsx';
import { useWords } from './words/useWords.ts';

interface HintsProps {
  readonly step: Step;
  readonly texts: StepTexts;
  readonly stepProgress: StepProgress;
  readonly isPerforming: boolean;
}

/** Help in three measures: something to think about, the command, or the step played. */
export function Hints({ step, texts, stepProgress: { hintsShown }, isPerforming }: HintsProps) {
  const say = useWords();
  const store = useAppStore();
  const { dispatch } = store.getState();
  const openTo = (count: number) => {
    for (let shown = hintsShown; shown < count; shown += 1) dispatch({ do: 'hint', step: step.id });
  };
  const show = () => {
    dispatch({ do: 'showStep', step: step.id });
    store.getState().setPlaying(true);
  };
  if (isPerforming) return <Performing />;
  return (
    <div className="lesson-hints">
      <div className="lesson-hint-buttons">
        <button type="button" className={`button${hintsShown === 0 ? '' : ' is-chosen'}`} disabled={hintsShown >= 2} onClick={() => openTo(hintsShown + 1)}>
          <Lightbulb size={14} aria-hidden="true" />
          {say(hintsShown === 1 ? 'hint.more' : 'hint.think')}
        </button>
        <button type="button" className="button" disabled={hintsShown >= 3} onClick={() => openTo(3)}>
          {say('hint.command')}
        </button>
        <button type="button" className="button" onClick={show}>
          {say('hint.show')}
        </button>
      </div>
      {hintsShown > 0 && (
        <ol className="lesson-hint-list" aria-label={say('hint.list')} aria-live="polite">
          {texts.hints.slice(0, hintsShown).map((hint) => (
            <li key={hint}>
              <RichText text={hint} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** Something is being played; it can be stopped at any time. */
function Performing() {
  const say = useWords();
  const store = useAppStore();
  return (
    <div className="lesson-performing">
      <output>{say('hint.performing')}</output>
      <button type="button" className="button" onClick={() => store.getState().dispatch({ do: 'stopPerforming' })}>
        <Square size={12} fill="currentColor" aria-hidden="true" />
        {say('hint.stop')}
      </button>
    </div>
  );
}
