import type { StreamEnd } from '#engine/machine/host.ts';
import type { Process, Wait } from '../../process/process.ts';
import { anyOf, drain, sleep } from '../../process/waits.ts';
import type { Mailbox } from './mailbox.ts';

export interface Manners {
  /** Tells the other side when the input has ended. */
  readonly halfCloses: boolean;
  /** Ends so long after the input has: -1 waits for the other side. */
  readonly quitMs: number;
  /** Ends after so long without a byte. */
  readonly idleMs: number;
  /** Lines go with a carriage return. */
  readonly sendsCrlf: boolean;
  readonly readsInput: boolean;
  readonly writesOutput: boolean;
}

export interface Talk {
  readonly sent: number;
  readonly received: number;
  readonly wasIdle: boolean;
}

/** Copies between the process and the other side of a connection until one of them has ended. */
export function* converse(process: Process, server: StreamEnd, arrived: Mailbox, manners: Manners): Generator<Wait, Talk, void> {
  let [sent, received] = [0, 0];
  let inputEnded = !manners.readsInput;
  let lastMs = process.kernel.now();
  let quitAtMs = Number.POSITIVE_INFINITY;
  try {
    for (;;) {
      const typed = inputEnded ? '' : process.stdin.read();
      if (typed === undefined) {
        inputEnded = true;
        if (manners.halfCloses) server.end();
        if (manners.quitMs >= 0) quitAtMs = process.kernel.now() + manners.quitMs;
      } else if (typed !== '') {
        server.write(manners.sendsCrlf ? typed.replaceAll(/\r?\n/g, '\r\n') : typed);
        sent += typed.length;
      }
      const text = arrived.take();
      if (text === undefined) return { sent, received, wasIdle: false };
      if (text !== '') {
        if (manners.writesOutput) process.out(text);
        received += text.length;
        yield* drain(process.stdout);
      }
      if (text !== '' || (typed !== '' && typed !== undefined)) {
        lastMs = process.kernel.now();
        continue;
      }
      const deadlineMs = Math.min(quitAtMs, lastMs + manners.idleMs);
      if (process.kernel.now() >= deadlineMs) return { sent, received, wasIdle: quitAtMs > process.kernel.now() };
      const waits: Wait[] = [arrived.changed, ...(inputEnded ? [] : [process.stdin.readable])];
      if (Number.isFinite(deadlineMs)) waits.push(sleep(deadlineMs - process.kernel.now()));
      yield anyOf(...waits);
    }
  } finally {
    server.end();
  }
}
