import type { StreamEnd } from '#engine/machine/host.ts';
import { createCondition, type Condition } from '../../process/condition.ts';

/** What the other side of a connection has sent and nobody has read yet. */
export interface Mailbox {
  readonly end: StreamEnd;
  /** '' when nothing is there; undefined once the other side has ended. */
  take(): string | undefined;
  readonly changed: Condition;
}

export function createMailbox(): Mailbox {
  const changed = createCondition('the other side');
  let text = '';
  let hasEnded = false;
  return {
    changed,
    end: {
      write: (more) => {
        text += more;
        changed.notify();
      },
      end: () => {
        hasEnded = true;
        changed.notify();
      },
    },
    take: () => {
      const taken = text;
      text = '';
      return taken === '' && hasEnded ? undefined : taken;
    },
  };
}
