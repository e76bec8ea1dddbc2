import type { Frame, Session } from '#session/session.ts';
import type { StateCreator } from 'zustand';
import type { History } from '../history/history.ts';
import { advanceRecorded } from '#session/advanceRecorded.ts';
import type { AppState } from './store.ts';

/** The present, kept while an earlier moment is shown. */
export interface Present {
  readonly session: Session;
  readonly frame: Frame;
  readonly nowMs: number;
  readonly history: History;
}

/** One course of things. Acting in the past begins another one; none is lost. */
export interface Branch {
  readonly number: number;
  readonly session: Session;
}

export interface PastSlice {
  /** Set while an earlier moment is shown: then the session of the page is a replay up to that moment. */
  readonly present: Present | undefined;
  /** The moment that is being prepared, in milliseconds since the start. */
  readonly seekingMs: number | undefined;
  readonly branches: readonly Branch[];
  /** Shows an earlier moment, everything as it was then. */
  readonly lookAt: (ms: number) => void;
  readonly backToLive: () => void;
  /** Makes the moment shown the present of a new branch. */
  readonly actFromHere: () => void;
  readonly switchTo: (branch: Branch) => void;
}

/** A replay may use this much of an animation frame: nothing else moves meanwhile. */
const SLICE_MS = 12;

export const createPastSlice =
  (first: Session): StateCreator<AppState, [], [], PastSlice> =>
  (set, get) => {
    let seek = 0;

    /** Lets a replay come to a moment, a slice an animation frame, and shows it then. A newer wish replaces an older one. */
    const replayTo = (target: Session, present: Present, ms: number) => {
      seek += 1;
      const wish = seek;
      const work = () => {
        if (wish !== seek) return;
        const endMs = performance.now() + SLICE_MS;
        try {
          const isThere = advanceRecorded(target, present.session.history, ms, () => performance.now() >= endMs);
          if (!isThere) {
            requestAnimationFrame(work);
            return;
          }
        } catch (error) {
          get().reportCrash(error);
        }
        get().adopt(target);
        set({ present, seekingMs: undefined });
      };
      work();
    };

    return {
      present: undefined,
      seekingMs: undefined,
      branches: [{ number: 1, session: first }],
      lookAt: (ms) => {
        const { session, openSession, present: known } = get();
        const present = known ?? presentOf(get());
        if (ms >= present.nowMs) {
          get().backToLive();
          return;
        }
        set({ isPlaying: false, seekingMs: Math.max(0, ms) });
        const { profile, seed } = present.session.options;
        const canGoOn = known !== undefined && session.frame().nowMs <= ms;
        replayTo(canGoOn ? session : openSession(profile, seed), present, Math.max(0, ms));
      },
      backToLive: () => {
        seek += 1;
        const { present, adopt } = get();
        if (present !== undefined) adopt(present.session);
        set({ present: undefined, seekingMs: undefined });
      },
      actFromHere: () => {
        const { present, session, branches } = get();
        if (present === undefined) return;
        seek += 1;
        set({ present: undefined, seekingMs: undefined, branches: [...branches, { number: branches.length + 1, session }] });
        get().setPlaying(true);
      },
      switchTo: ({ session }) => {
        seek += 1;
        set({ present: undefined, seekingMs: undefined, isPlaying: false });
        get().adopt(session);
      },
    };
  };

function presentOf({ session, frame, nowMs, history }: AppState): Present {
  return { session, frame, nowMs, history };
}
