import { useEffect, useRef } from 'react';
import type { LessonProgress } from '#lessons/progress.ts';
import type { Lesson } from '#lessons/lesson.ts';
import { useApp, useAppStore } from '../store/store.ts';
import { Announcer } from './Announcer.tsx';
import { AheadSteps, DoneSteps } from './OtherSteps.tsx';
import { Closing } from './Closing.tsx';
import { useContent } from './content.ts';
import { CurrentStep } from './CurrentStep.tsx';
import { FoldedPanel, LessonHead } from './LessonHead.tsx';
import { OffTrackBox } from './OffTrackBox.tsx';
import { RevealBox } from './RevealBox.tsx';
import { RichText } from './RichText.tsx';
import { useStepFocus } from './useStepFocus.ts';
import { useWords } from './words/useWords.ts';

/** The lesson beside the stage: what it is about, the step that is due, and what comes true of it. */
export function LessonPanel({ isPhone }: { readonly isPhone: boolean }) {
  const lesson = useApp((state) => state.session.options.lesson);
  const progress = useApp((state) => state.frame.lesson);
  const isOpen = useApp((state) => state.isLessonOpen);
  if (lesson === undefined) return null;
  if (!isOpen && !isPhone) return <FoldedPanel lesson={lesson} progress={progress} />;
  if (progress === undefined) return <Preparing />;
  return <OpenPanel lesson={lesson} progress={progress} isPhone={isPhone} />;
}

function Preparing() {
  const say = useWords();
  return <p className="lesson-loading">{say('panel.loading')}</p>;
}

interface OpenPanelProps {
  readonly lesson: Lesson;
  readonly progress: LessonProgress;
  readonly isPhone: boolean;
}

function OpenPanel({ lesson, progress, isPhone }: OpenPanelProps) {
  const language = useApp((state) => state.language);
  const content = useContent(lesson, language);
  const scroller = useRef<HTMLDivElement>(null);
  const { current } = progress;
  const store = useAppStore();
  useStepFocus(store, progress);
  useEffect(() => {
    // The step that is due stands in sight.
    scroller.current?.querySelector(`.lesson-current[data-step="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  useEffect(() => {
    // Who came from the list with the keyboard goes on in the lesson.
    if (!isPhone && (document.activeElement === null || document.activeElement === document.body)) scroller.current?.focus({ preventScroll: true });
  }, [isPhone]);
  const { texts, glossary } = content;
  const step = lesson.steps[progress.current];
  const stepProgress = progress.steps[progress.current];
  const shared = { lesson, progress, content };
  return (
    <div className="lesson" lang={language === 'zh' ? 'zh-CN' : 'en'}>
      {/* A keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="lesson-scroll" ref={scroller} tabIndex={0}>
        <LessonHead lesson={lesson} progress={progress} isPhone={isPhone} />
        <p className="lesson-goal">
          <RichText text={texts.goal} glossary={glossary} />
        </p>
        <DoneSteps {...shared} />
        <RevealBox {...shared} />
        <OffTrackBox {...shared} />
        {step !== undefined && stepProgress !== undefined && <CurrentStep key={step.id} {...shared} step={step} stepProgress={stepProgress} />}
        {progress.state !== 'running' && <Closing {...shared} />}
        <AheadSteps {...shared} />
      </div>
      <Announcer {...shared} />
    </div>
  );
}
