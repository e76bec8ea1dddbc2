import { createCondition, subscribeUnless } from '../process/condition.ts';
import type { Wait } from '../process/process.ts';

/** Things that arrive while a command does something else, kept until it asks for them. */
export interface Mailbox<T> {
  readonly push: (item: T) => void;
  /** The oldest, or undefined when there is none. */
  take(): T | undefined;
  /** Wakes when something is there. */
  readonly arrived: Wait;
}

export function createMailbox<T>(why: string): Mailbox<T> {
  const items: T[] = [];
  const condition = createCondition(why);
  return {
    push: (item) => {
      items.push(item);
      condition.notify();
    },
    take: () => items.shift(),
    arrived: { why, subscribe: (wake, sim) => subscribeUnless(items.length > 0, condition, wake, sim) },
  };
}
