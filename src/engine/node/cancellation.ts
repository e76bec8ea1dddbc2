import type { Simulation } from '../core/simulation.ts';

/** Ends what is under way for a pod when the pod has to stop. */
export interface Cancellation {
  isCancelled(): boolean;
  cancel(): void;
  /** Called on cancelling; at once when that has happened. */
  onCancel(stop: () => void): void;
  /** An event that does not come once cancelled. */
  after(sim: Simulation, delayMs: number, label: string, run: () => void): void;
}

export function createCancellation(): Cancellation {
  let stops: (() => void)[] = [];
  let isCancelled = false;
  return {
    isCancelled: () => isCancelled,
    cancel: () => {
      isCancelled = true;
      for (const stop of stops) stop();
      stops = [];
    },
    onCancel: (stop) => {
      if (isCancelled) stop();
      else stops.push(stop);
    },
    after: (sim, delayMs, label, run) => {
      sim.after(delayMs, label, () => {
        if (!isCancelled) run();
      });
    },
  };
}
