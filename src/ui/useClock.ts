import { useEffect } from 'react';
import { advanceRecorded } from '#session/advanceRecorded.ts';
import { isMoving } from './stage/model/isMoving.ts';
import type { Present } from './store/pastSlice.ts';
import type { AppStore } from './store/store.ts';
import type { Speed } from './store/clockSlice.ts';
import type { Session } from '#session/session.ts';

/** The engine may use this much of an animation frame; the rest is for drawing and for the person. */
const SLICE_MS = 6;
/** A frame that keeps the page busy for longer is followed by a rest as long: keys and clicks get their turn. */
const LIGHT_MS = 8;
/** One event of the cluster may take longer than a slice (a thousand pods made at once): what is waiting goes before its picture. */
const HEAVY_MS = 16;
/** After a pause of the page (a hidden tab) time goes on from there instead of leaping. */
const LONGEST_FRAME_MS = 100;

/** Moves virtual time while the page plays: the only reader of real time. */
export function useClock(store: AppStore): void {
  useEffect(() => {
    let request = 0;
    let lastMs = performance.now();
    let restMs = 0;
    let restUntilMs = 0;
    let later: ReturnType<typeof setTimeout> | undefined;
    /** Does a piece of work with the drawing that follows it in a microtask, and rests as long. */
    const withRest = (work: () => void) => {
      const startMs = performance.now();
      work();
      queueMicrotask(() => {
        const endMs = performance.now();
        if (endMs - startMs > LIGHT_MS) restUntilMs = endMs + (endMs - startMs);
      });
    };
    const show = () => {
      later = undefined;
      withRest(() => store.getState().show());
    };
    const tick = (nowMs: number) => {
      request = requestAnimationFrame(tick);
      if (later !== undefined || performance.now() < restUntilMs) return;
      restMs += Math.min(Math.max(nowMs - lastMs, 0), LONGEST_FRAME_MS);
      lastMs = nowMs;
      // Whole milliseconds, so that a replay meets the same moments.
      const elapsedMs = Math.floor(restMs);
      restMs -= elapsedMs;
      if (elapsedMs === 0) return;
      withRest(() => {
        const startMs = performance.now();
        store.getState().unseen(() => playSlice(store, elapsedMs));
        if (performance.now() - startMs > HEAVY_MS) later = setTimeout(show, 0);
        else store.getState().show();
      });
    };
    request = requestAnimationFrame(tick);
    return () => {
      cancelAnimationFrame(request);
      clearTimeout(later);
    };
  }, [store]);
}

function playSlice(store: AppStore, elapsedMs: number): void {
  const { isPlaying, speed, session, crash, present, backToLive, reportCrash } = store.getState();
  // What is only recalled cannot go on; the replay that can is on its way.
  if (!isPlaying || crash !== undefined || session.isRecalled === true) return;
  const endMs = performance.now() + SLICE_MS;
  const shouldPause = () => performance.now() >= endMs;
  try {
    if (present === undefined) moveTime(session, speed, elapsedMs, { shouldPause, isOnTheWay: () => isMoving(session.frame(), store.getState().history) });
    else if (playAgain(session, present, elapsedMs * (speed === 'max' ? FASTEST_REPLAY : speed), shouldPause)) backToLive();
  } catch (error) {
    reportCrash(error);
  }
}

const FASTEST_REPLAY = 200;

/** Plays what was recorded once more. True when it has come to the present. */
function playAgain(session: Session, present: Present, byMs: number, shouldPause: () => boolean): boolean {
  const untilMs = Math.min(session.frame().nowMs + byMs, present.nowMs);
  return advanceRecorded(session, present.session.history, untilMs, shouldPause) && untilMs >= present.nowMs;
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
  if (shouldPause() || session.isHeld()) return;
  if (!isOnTheWay() || !session.step()) session.advance(elapsedMs, shouldPause);
}
