import type { Step } from '#lessons/lesson.ts';
import type { StepProgress } from '#lessons/progress.ts';
import { useAppStore } from '../store/store.ts';
import { CommandList } from './CommandList.tsx';
import { Hints } from './Hints.tsx';
import { OutputNotes } from './OutputNotes.tsx';
import type { PanelPart } from './panelPart.ts';
import { PartList } from './PartList.tsx';
import { PredictionBox } from './PredictionBox.tsx';
import { RichText } from './RichText.tsx';
import { useWords } from './words/useWords.ts';

interface CurrentStepProps extends PanelPart {
  readonly step: Step;
  readonly stepProgress: StepProgress;
}

/** The step that is due: what to do, what has to come true, and how much help is wanted. */
export function CurrentStep({ lesson, progress, content, step, stepProgress }: CurrentStepProps) {
  const say = useWords();
  const store = useAppStore();
  const texts = content.texts.steps[step.id];
  if (texts === undefined) return null;
  return (
    <section className="lesson-current" data-step={progress.current} aria-labelledby="lesson-step-title">
      <div className="lesson-step-head">
        <span className="lesson-number" aria-hidden="true">
          {lesson.steps.indexOf(step) + 1}
        </span>
        <h3 id="lesson-step-title">
          <RichText text={texts.title} />
        </h3>
      </div>
      <p>
        <RichText text={texts.text} glossary={content.glossary} />
      </p>
      <PredictionBox step={step} texts={texts} prediction={stepProgress.prediction} />
      <CommandList step={step} startedAtMs={stepProgress.startedAtMs ?? 0} isPerforming={progress.isPerforming} />
      <PartList parts={stepProgress.parts} content={content} />
      {step.check === undefined && (
        <button type="button" className="button is-primary" onClick={() => store.getState().dispatch({ do: 'continue', step: step.id })}>
          {say('panel.continue')}
        </button>
      )}
      <OutputNotes key={step.id} step={step} texts={texts} startedAtMs={stepProgress.startedAtMs ?? 0} />
      <Hints step={step} texts={texts} stepProgress={stepProgress} isPerforming={progress.isPerforming} />
    </section>
  );
}
