import type { Explanation } from '#engine/why.ts';
import type { StateCreator } from 'zustand';
import { isDecision } from '../past/isDecision.ts';
import type { AppState } from './store.ts';

/** Simulated seconds a real second; `max` jumps from event to event. */
export type Speed = 1 | 4 | 20 | 'max';

export const SPEEDS: readonly Speed[] = [1, 4, 20, 'max'];

/** In the past a step is a second: what comes next is recorded there already. */
const STEP_IN_PAST_MS = 1000;

/** A search for the next decision may use this much of an animation frame, and look so far ahead. */
const SLICE_MS = 12;
const LOOK_AHEAD_MS = 600_000;

/** What the last search for a decision found. */
export type Found = { readonly decision: Explanation } | { readonly nothingUntilMs: number };

export interface ClockSlice {
  readonly isPlaying: boolean;
  readonly speed: Speed;
  /** The decision that the clock stopped at, until time goes on. */
  readonly found: Found | undefined;
  readonly isSearching: boolean;
  readonly setPlaying: (isPlaying: boolean) => void;
  readonly setSpeed: (speed: Speed) => void;
  /** Stops the clock and runs to the next change that the picture shows. */
  readonly step: () => void;
  /** Stops the clock and runs to the next thing that a controller decides. */
  readonly stepToDecision: () => void;
  readonly dropFound: () => void;
}

export const createClockSlice =
  (firstSpeed: Speed): StateCreator<AppState, [], [], ClockSlice> =>
  (set, get) => ({
    isPlaying: true,
    speed: firstSpeed,
    found: undefined,
    isSearching: false,
    setPlaying: (isPlaying) => {
      if (get().crash === undefined) set({ isPlaying, ...(isPlaying ? { found: undefined, isSearching: false } : {}) });
    },
    setSpeed: (speed) => set({ speed }),
    step: () => {
      if (get().crash !== undefined) return;
      set({ isPlaying: false, found: undefined });
      if (get().present !== undefined) {
        get().lookAt(get().nowMs + STEP_IN_PAST_MS);
        return;
      }
      try {
        get().session.step();
      } catch (error) {
        get().reportCrash(error);
      }
    },
    stepToDecision: () => {
      const { crash, present, session } = get();
      if (crash !== undefined) return;
      set({ isPlaying: false, found: undefined });
      if (present !== undefined) {
        stepInPast(get, set);
        return;
      }
      set({ isSearching: true });
      const search = createSearch(session);
      const work = () => {
        if (!get().isSearching || get().session !== session) return;
        const found = guarded(get, search);
        if (found === undefined) requestAnimationFrame(work);
        else set({ isSearching: false, found });
      };
      work();
    },
    dropFound: () => set({ found: undefined }),
  });

/** Runs a slice; answers what was found, undefined while the search goes on. */
function createSearch(session: AppState['session']): () => Found | undefined {
  const untilMs = session.frame().nowMs + LOOK_AHEAD_MS;
  let newest = session.frame().explanations.at(-1);
  return () => {
    const endMs = performance.now() + SLICE_MS;
    do {
      const hasMore = session.step();
      const { explanations, nowMs } = session.frame();
      const added = newest === undefined ? explanations : explanations.slice(explanations.lastIndexOf(newest) + 1);
      newest = explanations.at(-1);
      const decision = added.find(isDecision);
      if (decision !== undefined) return { decision };
      // What it waits for is being fetched: the next animation frame looks again.
      if (!hasMore && session.isHeld()) return undefined;
      if (!hasMore || nowMs >= untilMs) return { nothingUntilMs: nowMs };
    } while (performance.now() < endMs);
    return undefined;
  };
}

function guarded(get: () => AppState, search: () => Found | undefined): Found | undefined {
  try {
    return search();
  } catch (error) {
    get().reportCrash(error);
    return { nothingUntilMs: get().nowMs };
  }
}

/** What was decided after the moment shown is known already: the picture goes there. */
function stepInPast(get: () => AppState, set: (part: Partial<AppState>) => void): void {
  const { present, nowMs, lookAt } = get();
  const decision = present?.frame.explanations.find((one) => one.atMs > nowMs + 0.5 && isDecision(one));
  if (decision === undefined) {
    set({ found: { nothingUntilMs: present?.nowMs ?? nowMs } });
    return;
  }
  lookAt(Math.ceil(decision.atMs));
  set({ found: { decision } });
}
