import { useEffect } from 'react';
import type { LessonProgress } from '#lessons/progress.ts';
import { liveBranch } from '../store/pastSlice.ts';
import type { AppState, AppStore } from '../store/store.ts';
import { keepRecords, keptRecords, mergeRecord, type LessonRecord } from './records.ts';

/** How often the time that a person spends is noted, in real milliseconds. */
const NOTE_EVERY_MS = 5000;

/** Notes in the browser how far the person is in lessons, and how long it took. */
export function useLessonRecords(store: AppStore): void {
  useEffect(() => {
    store.getState().setRecords(keptRecords());
    let seen: LessonProgress | undefined;
    const unsubscribe = store.subscribe((state) => {
      const progress = liveProgress(state);
      if (progress === seen) return;
      const hasMoved = progress !== undefined && (progress.current !== seen?.current || progress.state !== seen.state || progress.lesson !== seen.lesson);
      seen = progress;
      if (hasMoved) note(store, progress, 0);
    });
    const timer = window.setInterval(() => {
      const progress = liveProgress(store.getState());
      if (progress?.state === 'running' && document.visibilityState === 'visible' && store.getState().place !== 'lessons') note(store, progress, NOTE_EVERY_MS);
    }, NOTE_EVERY_MS);
    return () => {
      unsubscribe();
      window.clearInterval(timer);
    };
  }, [store]);
}

function liveProgress(state: AppState): LessonProgress | undefined {
  return state.present?.frame.lesson ?? (state.present === undefined ? state.frame.lesson : liveBranch(state).session.frame().lesson);
}

function note(store: AppStore, progress: LessonProgress, passedMs: number): void {
  const { records, setRecords } = store.getState();
  const { name } = progress.lesson;
  const known = records.lessons[name];
  const next = mergeRecord(known, recordOf(progress, (known?.spentMs ?? 0) + passedMs));
  const merged = { ...records, lessons: { ...records.lessons, [name]: next } };
  setRecords(merged);
  keepRecords(merged);
}

function recordOf({ steps, state, current }: LessonProgress, spentMs: number): LessonRecord {
  const revealed = steps.flatMap(({ prediction }) => (prediction?.revealed?.isRight === undefined ? [] : [prediction.revealed.isRight]));
  return {
    steps: current,
    of: steps.length,
    spentMs,
    ...(state === 'done' ? { doneAtMs: Date.now() } : {}),
    ...(revealed.length === 0 ? {} : { right: revealed.filter(Boolean).length, guesses: revealed.length }),
  };
}
