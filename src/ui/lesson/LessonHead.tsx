import { BookOpen, LogOut, PanelLeftClose, PanelLeftOpen, Presentation, RotateCcw } from 'lucide-react';
import type { Lesson } from '#lessons/lesson.ts';
import type { LessonProgress } from '#lessons/progress.ts';
import { numberOf } from '#lessons/syllabus.ts';
import { useApp, useAppStore } from '../store/store.ts';
import { lessonFileOf } from './lessonFiles.ts';
import { useWords, type Say } from './words/useWords.ts';

interface HeadProps {
  readonly lesson: Lesson;
  readonly progress: LessonProgress;
  readonly isPhone: boolean;
}

/** Which lesson this is, how far it has come, and the ways out of it. */
export function LessonHead({ lesson, progress, isPhone }: HeadProps) {
  const say = useWords();
  const store = useAppStore();
  const language = useApp((state) => state.language);
  const { current, steps } = progress;
  const where = current < steps.length ? say('panel.step', { step: current + 1, count: steps.length }) : say('panel.allDone', { count: steps.length });
  return (
    <header className="lesson-head">
      <div className="lesson-line">
        <span>{lineOf(lesson, say)}</span>
        <span>{where}</span>
      </div>
      <ProgressBar progress={progress} label={where} />
      <div className="lesson-title">
        <h2>{lesson.title[language]}</h2>
        <div className="lesson-tools">
          <Tool label={say('panel.list')} Icon={BookOpen} onPress={() => store.getState().goTo('lessons')} />
          <Tool label={say('panel.again')} Icon={RotateCcw} onPress={() => store.getState().startLesson(lesson)} />
          {!isPhone && <Tool label={say('panel.present')} Icon={Presentation} onPress={() => store.getState().goTo('presenter')} />}
          <Tool label={say('panel.leave')} Icon={LogOut} onPress={() => void import('./leftLessons.ts').then(({ leaveLesson }) => leaveLesson(store))} />
          {!isPhone && <Tool label={say('panel.fold')} Icon={PanelLeftClose} onPress={() => store.getState().openLesson(false)} />}
        </div>
      </div>
    </header>
  );
}

export function lineOf(lesson: Lesson, say: Say): string {
  const number = lessonFileOf(lesson) === undefined ? numberOf(lesson.name) : undefined;
  return number === undefined ? say('panel.fromFile') : say('panel.number', { group: say(`group.${lesson.group}`), number });
}

function Tool({ label, Icon, onPress }: { readonly label: string; readonly Icon: typeof BookOpen; readonly onPress: () => void }) {
  return (
    <button type="button" className="icon-button is-quiet" aria-label={label} title={label} onClick={onPress}>
      <Icon size={15} aria-hidden="true" />
    </button>
  );
}

/** One piece a step; the current one fills as its parts come true. */
function ProgressBar({ progress: { steps, current }, label }: { readonly progress: LessonProgress; readonly label: string }) {
  return (
    // A progress element is one piece and cannot be drawn in steps.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="lesson-bar" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={steps.length} aria-valuenow={current}>
      {steps.map(({ id, state, parts }) => {
        const met = parts.filter((part) => part.state === 'met').length;
        const share = state === 'done' ? 1 : state === 'current' ? Math.max(0.12, parts.length === 0 ? 0 : met / parts.length) : 0;
        return (
          <span key={id} className={`is-${state}`}>
            <i style={{ width: `${share * 100}%` }} />
          </span>
        );
      })}
    </div>
  );
}

/** Folded to the edge of the window, with the number of the step. */
export function FoldedPanel({ lesson, progress }: { readonly lesson: Lesson; readonly progress: LessonProgress | undefined }) {
  const say = useWords();
  const store = useAppStore();
  const language = useApp((state) => state.language);
  return (
    <div className="lesson-folded">
      <Tool label={say('panel.unfold')} Icon={PanelLeftOpen} onPress={() => store.getState().openLesson(true)} />
      {progress !== undefined && (
        <span className="lesson-folded-count">
          {Math.min(progress.current + 1, progress.steps.length)}/{progress.steps.length}
        </span>
      )}
      <span className="lesson-folded-title">{lesson.title[language]}</span>
    </div>
  );
}
