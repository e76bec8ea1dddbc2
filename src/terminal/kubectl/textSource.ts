import type { Wait } from '../process/process.ts';

/**
 * Large texts that are not there from the start. Whoever runs the terminal brings them: at once by {@link provide}, or
 * when they are first wanted, by {@link onWanted}.
 */
export interface TextSource<T> {
  /** Hands the texts over; commands that wait for them go on. */
  provide(found: T): void;
  /** Called once when a command needs the texts and they are not there: it has to lead to {@link provide}. */
  onWanted(fetch: () => void): void;
  /** The texts, or undefined when nobody has brought them. */
  current(): T | undefined;
  /** The texts, after a wait where somebody can bring them. */
  wait(): Generator<Wait, T | undefined, void>;
}

export function createTextSource<T>(why: string): TextSource<T> {
  let texts: T | undefined;
  let fetcher: (() => void) | undefined;
  const waiting = new Set<() => void>();

  const subscribe = (wake: () => void) => {
    waiting.add(wake);
    return () => waiting.delete(wake);
  };

  /** Asks for the texts; false when nobody can bring them. */
  const ask = (): boolean => {
    const fetch = fetcher;
    fetcher = undefined;
    fetch?.();
    return fetch !== undefined || waiting.size > 0;
  };

  return {
    provide: (found) => {
      texts = found;
      for (const wake of waiting) wake();
    },
    onWanted: (fetch) => {
      fetcher = fetch;
    },
    current: () => texts,
    *wait() {
      if (texts === undefined && ask() && texts === undefined) yield { why, subscribe };
      return texts;
    },
  };
}
