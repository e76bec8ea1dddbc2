import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Lesson } from '#lessons/lesson.ts';
import { LANGUAGE_TAG } from '../i18n/language.ts';
import { useContent } from '../lesson/content.ts';
import type { LessonContent } from '../lesson/content.ts';
import { useLessonRecords } from '../lesson/useLessonRecords.ts';
import { useStepFocus } from '../lesson/useStepFocus.ts';
import { useWords } from '../lesson/words/useWords.ts';
import { ErrorBox } from '../shell/ErrorBox.tsx';
import { Toasts } from '../shell/Toasts.tsx';
import { Stage } from '../stage/Stage.tsx';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { TerminalRegion } from '../terminal/TerminalRegion.tsx';
import { useClock } from '../useClock.ts';
import { polledStep } from './audienceView.ts';
import { commandQueue } from './commandQueue.ts';
import { PresenterPanel } from './PresenterPanel.tsx';
import { pressOfKey, type Press } from './presentKeys.ts';
import { createTypist, type Typed } from './typist.ts';
import { useAudience } from './useAudience.ts';
import '../shell/shell.css';
import '../lesson/lesson.css';
import './present.css';

/** The presenter's desk: the cluster, notes, clock, and commands that a key releases. */
export function PresenterPage() {
  const lesson = useApp((state) => state.session.options.lesson);
  return lesson === undefined ? <Desk lesson={undefined} content={undefined} /> : <LessonDesk lesson={lesson} />;
}

function LessonDesk({ lesson }: { readonly lesson: Lesson }) {
  const content = useContent(lesson, useApp((state) => state.language));
  return <Desk lesson={lesson} content={content} />;
}

interface DeskProps {
  readonly lesson: Lesson | undefined;
  readonly content: LessonContent | undefined;
}

function Desk({ lesson, content }: DeskProps) {
  const t = useT();
  const say = useWords();
  const store = useAppStore();
  const theme = useApp((state) => state.theme);
  const language = useApp((state) => state.language);
  const progress = useApp((state) => state.frame.lesson);
  const [typed, setTyped] = useState<Typed | undefined>(undefined);
  const [released, setReleased] = useState<readonly string[]>([]);
  const typist = useMemo(() => createTypist(store, setTyped, (key) => setReleased((known) => [...known, key])), [store]);
  const audience = useAudience(store, content);
  const queue = progress === undefined ? [] : commandQueue(progress, new Set(released));
  useClock(store);
  useLessonRecords(store);
  useStepFocus(store, progress);
  useEffect(() => () => typist.stop(), [typist]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.lang = LANGUAGE_TAG[language];
    document.title = `Ordinal: ${say('present.title')}`;
  }, [theme, language, say]);

  const doPress = (press: Press) => {
    const { blank, isBlank, setPlaying, isPlaying, showVotes, areVotesShown, undo } = store.getState();
    if (press.does === 'next') typist.next(queue[0]);
    if (press.does === 'back' && !typist.erase()) {
      setReleased((known) => known.slice(0, -1));
      undo();
    }
    if (press.does === 'blank') blank(!isBlank);
    if (press.does === 'pause') setPlaying(!isPlaying);
    if (press.does === 'votes') showVotes(!areVotesShown);
    if (press.does === 'hand' || press.does === 'takeHand') countHand(press);
  };
  const lastHand = useRef<{ readonly step: string; readonly choice: number } | undefined>(undefined);
  const countHand = (press: Press) => {
    const state = store.getState();
    const step = state.frame.lesson === undefined ? undefined : polledStep(state.frame.lesson, state.nowMs);
    const choices = lesson?.steps.find(({ id }) => id === step)?.prediction?.choices.length ?? 0;
    if (press.does === 'hand' && step !== undefined && press.choice < choices) {
      lastHand.current = { step, choice: press.choice };
      state.countHand(step, press.choice, 1);
    } else if (press.does === 'takeHand' && lastHand.current !== undefined) state.countHand(lastHand.current.step, lastHand.current.choice, -1);
  };
  useKeys(doPress);

  return (
    <div className="presenter">
      <main className="presenter-desk" aria-label={say('present.preview')}>
        <section className="region region-stage" aria-label={t('stage.title')}>
          <ErrorBox message={t('error.region')} again={t('error.again')}>
            <Stage />
          </ErrorBox>
        </section>
        <section className="region region-terminal" aria-label={t('terminal.title')}>
          <ErrorBox message={t('error.region')} again={t('error.again')}>
            <TerminalRegion />
          </ErrorBox>
        </section>
      </main>
      <PresenterPanel lesson={lesson} content={content} queue={queue} typed={typed} audience={audience} onPress={doPress} />
      <Toasts />
    </div>
  );
}

/** Keys work everywhere but where text is typed; those of a remote control in the terminal too. */
function useKeys(onPress: (press: Press) => void): void {
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  });
  const onKeyDown = useCallback((event: KeyboardEvent) => {
    const press = pressOfKey(event.key);
    if (press === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const isRemote = event.key === 'PageDown' || event.key === 'PageUp';
    if (!isRemote && event.target instanceof Element && event.target.closest('input, textarea, select, .xterm, .stage-svg, [role="tablist"]') !== null) return;
    event.preventDefault();
    event.stopPropagation();
    latest.current(press);
  }, []);
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [onKeyDown]);
}
