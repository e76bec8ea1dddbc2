import type { Simulation } from '#engine/core/simulation.ts';
import type { Wait } from './process.ts';

/** Something that happens now and then: those who wait for it are woken in the order in which they came. */
export interface Condition extends Wait {
  notify(): void;
  hasWaiters(): boolean;
}

export function createCondition(why: string): Condition {
  const waiters = new Set<() => void>();
  return {
    why,
    subscribe: (wake) => {
      // A wrapper of its own: the same function may wait twice.
      const waiter = () => wake();
      waiters.add(waiter);
      return () => waiters.delete(waiter);
    },
    notify: () => {
      for (const waiter of waiters) waiter();
    },
    hasWaiters: () => waiters.size > 0,
  };
}

/** Wakes at the next event when the condition already holds, so that nobody sleeps through it. */
export function subscribeUnless(holds: boolean, wait: Wait, wake: () => void, sim: Simulation): () => void {
  if (!holds) return wait.subscribe(wake, sim);
  const timer = sim.after(0, wait.why, wake);
  return () => sim.cancel(timer);
}
