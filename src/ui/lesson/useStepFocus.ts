import { useEffect, useRef } from 'react';
import type { LessonProgress } from '#lessons/progress.ts';
import type { AppStore } from '../store/store.ts';
import type { Arrangement } from '../store/viewSlice.ts';

const ARRANGEMENTS = { ordinals: 'ordinal', nodes: 'node', storage: 'storage' } as const;

/** Arranges the stage as a step wants it, once, when the step begins. What the person arranges afterwards stays. */
export function useStepFocus(store: AppStore, progress: LessonProgress | undefined): void {
  const { lesson, current, state } = progress ?? {};
  const wasOurs = useRef<Arrangement | undefined>(undefined);
  useEffect(() => {
    const step = lesson?.steps[current ?? 0];
    if (step === undefined || state !== 'running' || store.getState().present !== undefined) return;
    const { arrangement, arrange } = store.getState();
    const wanted = step.focus === undefined ? undefined : ARRANGEMENTS[step.focus.arrangement ?? 'ordinals'];
    const hasMarks = step.prediction?.choices.some(({ mark }) => mark !== undefined) === true;
    // What an earlier step arranged does not outlive it.
    const next = wanted ?? (hasMarks || wasOurs.current === arrangement ? 'ordinal' : undefined);
    wasOurs.current = wanted;
    if (next !== undefined && next !== arrangement) arrange(next);
  }, [store, lesson, current, state]);
}
