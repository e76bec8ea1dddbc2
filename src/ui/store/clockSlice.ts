import type { StateCreator } from 'zustand';
import type { AppState } from './store.ts';

/** Simulated seconds a real second; `max` jumps from event to event. */
export type Speed = 1 | 4 | 20 | 'max';

export const SPEEDS: readonly Speed[] = [1, 4, 20, 'max'];

/** In the past a step is a second: what comes next is recorded there already. */
const STEP_IN_PAST_MS = 1000;

export interface ClockSlice {
  readonly isPlaying: boolean;
  readonly speed: Speed;
  readonly setPlaying: (isPlaying: boolean) => void;
  readonly setSpeed: (speed: Speed) => void;
  /** Stops the clock and runs to the next change that the picture shows. */
  readonly step: () => void;
}

export const createClockSlice: StateCreator<AppState, [], [], ClockSlice> = (set, get) => ({
  isPlaying: true,
  speed: 1,
  setPlaying: (isPlaying) => {
    if (get().crash === undefined) set({ isPlaying });
  },
  setSpeed: (speed) => set({ speed }),
  step: () => {
    if (get().crash !== undefined) return;
    set({ isPlaying: false });
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
});
