import type { Terminal } from '@xterm/xterm';
import { useEffect, useMemo } from 'react';
import type { Lesson } from '#lessons/lesson.ts';
import { useApp, useAppStore } from '../store/store.ts';
import { useContent } from './content.ts';
import { isFreshStep } from './foundNotes.ts';
import { createMargin } from './terminalMargin.ts';

/** Explains lines of a terminal beside them, where the window is wide enough. The lesson's panel says the same. */
export function TerminalNotes({ view, lesson }: { readonly view: Terminal; readonly lesson: Lesson }) {
  const store = useAppStore();
  const { texts } = useContent(lesson, useApp((state) => state.language));
  const current = useApp((state) => state.frame.lesson?.current);
  const step = current === undefined ? undefined : lesson.steps[current];
  const margin = useMemo(() => createMargin(view), [view]);
  useEffect(() => () => margin.dispose(), [margin]);
  useEffect(() => {
    if (step === undefined) return undefined;
    margin.begin(step.id, isFreshStep(store.getState().frame, step.id));
    const look = () => margin.explain(step.outputNotes ?? [], texts.steps[step.id]?.outputNotes ?? {});
    look();
    const parsed = view.onWriteParsed(look);
    return () => parsed.dispose();
  }, [store, view, margin, step, texts]);
  return null;
}
