import type { Simulation, Timer } from '../core/simulation.ts';
import type { Key } from './controller.ts';

/** The keys that one controller still has to look at. */
export interface WorkQueue {
  /** Asks for a look at the key, soon; asking twice before the look is one look. */
  add(key: Key): void;
  /** Asks for a look later, in milliseconds; of several wishes for one key the earliest counts. */
  addAfter(key: Key, delayMs: number): void;
  /** Drops everything that is asked for. */
  clear(): void;
}

export interface WorkQueueOptions {
  readonly sim: Simulation;
  readonly label: string;
  /** The pause between the first wish and the look, in milliseconds; asked once for each drain. */
  readonly latencyMs: () => number;
  readonly look: (key: Key) => void;
}

interface Delayed {
  readonly key: Key;
  readonly timer: Timer;
}

/**
 * A queue without duplicates. All keys that are waiting are looked at in one event of the simulation, in the
 * order in which they were asked for. Looks are instantaneous, so no key is ever looked at twice at once; a key
 * that is asked for while the queue is drained is looked at again in the next drain.
 * k8s: client-go util/workqueue
 */
export function createWorkQueue({ sim, label, latencyMs, look }: WorkQueueOptions): WorkQueue {
  let waiting = new Map<string, Key>();
  const delayed = new Map<string, Delayed>();
  let drainTimer: Timer | undefined;

  const drain = () => {
    drainTimer = undefined;
    const keys = waiting;
    waiting = new Map();
    for (const key of keys.values()) look(key);
  };

  const add = (key: Key) => {
    const id = keyText(key);
    if (waiting.has(id)) return;
    waiting.set(id, key);
    drainTimer ??= sim.after(latencyMs(), label, drain);
  };

  const addAfter = (key: Key, delayMs: number) => {
    const id = keyText(key);
    const earlier = delayed.get(id);
    if (earlier !== undefined && earlier.timer.atMs <= sim.now() + delayMs) return;
    sim.cancel(earlier?.timer);
    const timer = sim.after(delayMs, `${label} later`, () => {
      delayed.delete(id);
      add(key);
    });
    delayed.set(id, { key, timer });
  };

  const clear = () => {
    sim.cancel(drainTimer);
    drainTimer = undefined;
    waiting = new Map();
    for (const { timer } of delayed.values()) sim.cancel(timer);
    delayed.clear();
  };

  return { add, addAfter, clear };
}

/** `namespace/name`, or the bare name of something without a namespace. */
export function keyText({ namespace, name }: Key): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
