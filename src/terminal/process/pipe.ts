import { createCondition, subscribeUnless } from './condition.ts';
import { BrokenPipe } from './process.ts';
import type { Input, Output } from './stream.ts';
import { createTextQueue } from './textQueue.ts';

/** What Linux gives a pipe. */
const CAPACITY = 65_536;

/** Both ends of a pipe, each with one holder. `capacity` is in characters. */
export function createPipe(capacity = CAPACITY): { readonly input: Input; readonly output: Output } {
  const readable = createCondition('input');
  const drained = createCondition('a reader');
  const queue = createTextQueue();
  let readers = 1;
  let writers = 1;

  const isFull = () => readers > 0 && queue.length() >= capacity;

  const read = (limit?: number) => {
    if (queue.length() === 0) return writers === 0 ? undefined : '';
    const wasFull = isFull();
    const text = queue.take(limit);
    if (wasFull && !isFull()) drained.notify();
    return text;
  };

  const write = (text: string) => {
    if (readers === 0) throw new BrokenPipe('nobody reads this pipe');
    if (text === '') return;
    queue.push(text);
    readable.notify();
  };

  return {
    input: {
      direction: 'in',
      read,
      readable: { why: 'input', subscribe: (wake, sim) => subscribeUnless(queue.length() > 0 || writers === 0, readable, wake, sim) },
      isReadable: () => queue.length() > 0 || writers === 0,
      isTty: () => false,
      retain: () => {
        readers += 1;
      },
      release: () => {
        readers -= 1;
        if (readers === 0) drained.notify();
      },
    },
    output: {
      direction: 'out',
      write,
      drained: { why: 'a reader', subscribe: (wake, sim) => subscribeUnless(!isFull(), drained, wake, sim) },
      isFull,
      isTty: () => false,
      retain: () => {
        writers += 1;
      },
      release: () => {
        writers -= 1;
        if (writers === 0) readable.notify();
      },
    },
  };
}
