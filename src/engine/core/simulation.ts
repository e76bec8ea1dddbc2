import { AssertionError } from './assert.ts';
import { createRandom, type Random } from './random.ts';

/** A handle of something that is due; give it to {@link Simulation.cancel}. */
export interface Timer {
  readonly atMs: number;
  readonly label: string;
}

/**
 * One clock, one queue, one dice. Everything that takes time in the cluster or the terminal
 * is an event here. Two events at the same moment run in the order in which they were asked for.
 */
export interface Simulation {
  /** Milliseconds since the cluster's start. */
  now(): number;
  /** Runs `run` at that moment, or at once (after what is already due now) if it has passed. */
  at(atMs: number, label: string, run: () => void): Timer;
  /** Runs `run` after a delay, in milliseconds. */
  after(delayMs: number, label: string, run: () => void): Timer;
  /** Takes an event back; harmless when it has run. */
  cancel(timer: Timer | undefined): void;
  /** The moment of the next event, or undefined when nothing is due ever. */
  nextAtMs(): number | undefined;
  /** Moves to the next event and runs it. False when there is none, and while time is held. */
  step(): boolean;
  /**
   * Runs everything that is due up to and at that moment and leaves the clock there. `shouldPause` is
   * asked between events; once it says yes the call returns false with the clock at the last event run. So it does
   * while time is held.
   */
  runUntil(atMs: number, shouldPause?: () => boolean): boolean;
  /**
   * Lets time stand in the middle of the event that runs, until `isOver` says that something from outside has come.
   * `goOn` is the rest of that event: no other event runs before it, so that it makes no difference how long that took.
   * To be the last thing that the event does.
   */
  hold(isOver: () => boolean, goOn: () => void): void;
  /** Whether the last event still waits for something from outside, or for its end now that this has come. */
  isHeld(): boolean;
  /** Whether it was paused between two events of one moment: what else was due then is still to come. */
  isMidMoment(): boolean;
  /** How many events have run. */
  eventCount(): number;
  readonly random: Random;
}

interface Entry extends Timer {
  readonly seq: number;
  run: (() => void) | undefined;
}

/** More events than this without the clock moving is a livelock of ours. */
const LIVELOCK_EVENTS = 1_000_000;

/** A clock at zero with an empty queue. */
export function createSimulation(seed: number): Simulation {
  const heap: Entry[] = [];
  let nowMs = 0;
  let seq = 0;
  let ran = 0;
  let ranAtThisMoment = 0;
  let isMidMoment = false;
  let held: { readonly isOver: () => boolean; readonly goOn: () => void } | undefined;

  const at = (atMs: number, label: string, run: () => void): Timer => {
    if (Number.isNaN(atMs)) throw new AssertionError(`event "${label}" is due at NaN`);
    const entry: Entry = { atMs: Math.max(atMs, nowMs), label, seq, run };
    seq += 1;
    push(heap, entry);
    return entry;
  };

  const dropCancelled = () => {
    while (heap[0] !== undefined && heap[0].run === undefined) pop(heap);
  };

  /** Ends the event that was held. False while it has to wait. */
  const finish = () => {
    while (held !== undefined) {
      if (!held.isOver()) return false;
      const { goOn } = held;
      held = undefined;
      goOn();
    }
    return true;
  };

  const isMoreDueNow = () => {
    dropCancelled();
    return heap[0] !== undefined && heap[0].atMs <= nowMs;
  };

  const run = () => {
    dropCancelled();
    const entry = pop(heap);
    if (entry?.run === undefined) return false;
    ranAtThisMoment = entry.atMs === nowMs ? ranAtThisMoment + 1 : 0;
    if (ranAtThisMoment > LIVELOCK_EVENTS) throw new AssertionError(`livelock at ${nowMs} ms in "${entry.label}"`);
    nowMs = entry.atMs;
    const { run: happen } = entry;
    entry.run = undefined;
    ran += 1;
    happen();
    return true;
  };

  return {
    now: () => nowMs,
    at,
    after: (delayMs, label, run) => at(nowMs + delayMs, label, run),
    cancel: (timer) => {
      if (timer !== undefined) (timer as Entry).run = undefined;
    },
    nextAtMs: () => {
      dropCancelled();
      return heap[0]?.atMs;
    },
    step: () => {
      const hasRun = held === undefined ? run() : finish();
      isMidMoment = isMoreDueNow();
      return hasRun;
    },
    runUntil: (atMs, shouldPause) => {
      for (;;) {
        if (!finish()) return false;
        dropCancelled();
        const next = heap[0];
        if (next === undefined || next.atMs > atMs) break;
        if (shouldPause?.() === true) {
          isMidMoment = isMoreDueNow();
          return false;
        }
        run();
      }
      isMidMoment = false;
      nowMs = Math.max(nowMs, atMs);
      return true;
    },
    hold: (isOver, goOn) => {
      if (held !== undefined) throw new AssertionError('an event is held in the middle of another one');
      held = { isOver, goOn };
    },
    isHeld: () => held !== undefined,
    isMidMoment: () => isMidMoment,
    eventCount: () => ran,
    random: createRandom(seed),
  };
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.atMs === b.atMs ? a.seq < b.seq : a.atMs < b.atMs;
}

function push(heap: Entry[], entry: Entry): void {
  let index = heap.push(entry) - 1;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex] as Entry;
    if (isBefore(parent, entry)) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = entry;
}

function pop(heap: Entry[]): Entry | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || first === last) return first;
  let index = 0;
  for (;;) {
    let childIndex = 2 * index + 1;
    const left = heap[childIndex];
    const right = heap[childIndex + 1];
    if (left === undefined) break;
    if (right !== undefined && isBefore(right, left)) childIndex += 1;
    const child = heap[childIndex] as Entry;
    if (isBefore(last, child)) break;
    heap[index] = child;
    index = childIndex;
  }
  heap[index] = last;
  return first;
}
