import { useEffect } from 'react';
import type { AppStore } from './store/store.ts';
import type { Speed } from './store/clockSlice.ts';
import type { Session } from '#session/session.ts';

/** The engine may use this much of an animation frame; the rest is for drawing and for the person. */
const SLICE_MS = 6;
/** After a pause of the page (a hidden tab) time goes on from there instead of leaping. */
const LONGEST_FRAME_MS = 100;

/** Moves virtual time while the page plays: the only reader of real time. */
export function useClock(store: AppStore): void {
  useEffect(() => {
    let request = 0;
    let lastMs = performance.now();
    const tick = (nowMs: number) => {
      const elapsedMs = Math.min(Math.max(nowMs - lastMs, 0), LONGEST_FRAME_MS);
      lastMs = nowMs;
      playSlice(store, elapsedMs);
      request = requestAnimationFrame(tick);
    };
    request = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(request);
  }, [store]);
}

function playSlice(store: AppStore, elapsedMs: number): void {
  const { isPlaying, speed, session, crash, reportCrash } = store.getState();
  if (!isPlaying || crash !== undefined) return;
  const endMs = performance.now() + SLICE_MS;
  try {
    moveTime(session, speed, elapsedMs, () => performance.now() >= endMs);
  } catch (error) {
    reportCrash(error);
  }
}

/** One animation frame's worth of simulated time. */
export function moveTime(session: Session, speed: Speed, elapsedMs: number, shouldPause: () => boolean): void {
  if (speed !== 'max') {
    session.advance(elapsedMs * speed, shouldPause);
    return;
  }
  session.runUntilIdle(shouldPause);
  // While everything waits for a person the cluster still goes from change to change, one a drawn frame.
  if (!shouldPause() && !session.step()) session.advance(elapsedMs, shouldPause);
}
