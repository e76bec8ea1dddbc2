import { useEffect } from 'react';
import { isMoving } from './stage/model/isMoving.ts';
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
  const isOnTheWay = () => isMoving(session.frame(), store.getState().history);
  try {
    moveTime(session, speed, elapsedMs, { shouldPause: () => performance.now() >= endMs, isOnTheWay });
  } catch (error) {
    reportCrash(error);
  }
}

export interface Pace {
  readonly shouldPause: () => boolean;
  /** Whether the cluster changes by itself in the near future. */
  readonly isOnTheWay: () => boolean;
}

/**
 * One animation frame's worth of simulated time. At the highest speed busy terminals and then the cluster go from
 * event to event; once all is quiet, time passes as on a wall, so that no day is gone while somebody reads.
 */
export function moveTime(session: Session, speed: Speed, elapsedMs: number, { shouldPause, isOnTheWay }: Pace): void {
  if (speed !== 'max') {
    session.advance(elapsedMs * speed, shouldPause);
    return;
  }
  session.runUntilIdle(shouldPause);
  if (shouldPause()) return;
  if (!isOnTheWay() || !session.step()) session.advance(elapsedMs, shouldPause);
}
