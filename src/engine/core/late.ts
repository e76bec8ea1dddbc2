import type { Simulation } from './simulation.ts';

/**
 * Something large that is not there from the start: code, texts. Whoever runs the simulation brings it, at once by
 * {@link provide}, or when it is first wanted, by {@link onWanted}. It is the same for all simulations.
 */
export interface Late<T> {
  readonly why: string;
  /** Hands it over; what waits for it goes on. */
  provide(found: T): void;
  /** It cannot be brought now: what waits goes on without it, and who wants it next asks anew. */
  fail(): void;
  /** Called when it is wanted and not there: has to lead to {@link provide} or {@link fail}. */
  onWanted(fetch: () => void): void;
  /** Undefined while nobody has brought it. */
  current(): T | undefined;
  /** It is not there although somebody is to bring it: that has failed, or it has not been asked for yet. */
  isAbsent(): boolean;
  /** Asks for it. Answers how to know whether the wait is over; undefined where there is nothing to wait for: it is there, or nobody can bring it. */
  want(): (() => boolean) | undefined;
}

/** `why` says what it is, for whoever looks at what a process waits for. */
export function createLate<T>(why: string): Late<T> {
  let found: T | undefined;
  let fetcher: (() => void) | undefined;
  let asked: { isOver: boolean } | undefined;

  const end = () => {
    if (asked !== undefined) asked.isOver = true;
    asked = undefined;
  };

  return {
    why,
    provide: (value) => {
      found = value;
      end();
    },
    fail: end,
    onWanted: (fetch) => {
      fetcher = fetch;
    },
    current: () => found,
    isAbsent: () => found === undefined && fetcher !== undefined,
    want: () => {
      if (found !== undefined || fetcher === undefined) return undefined;
      const mine = (asked ??= { isOver: false });
      fetcher();
      return mine.isOver ? undefined : () => mine.isOver;
    },
  };
}

/** Does the rest of an event once something late has come, or cannot come. Time stands until then. To be the last thing that the event does. */
export function whenThere(sim: Simulation, late: Late<unknown>, goOn: () => void): void {
  const isOver = late.want();
  if (isOver === undefined) goOn();
  else sim.hold(isOver, goOn);
}
