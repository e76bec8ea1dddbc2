import type { Wait } from '../../process/process.ts';
import { createCondition, subscribeUnless } from '../../process/condition.ts';
import { RAW } from '../../process/tty.ts';
import { anyOf } from '../../process/waits.ts';
import type { KubectlContext } from '../command.ts';

/** The far end: what the person's keys go to. */
export interface FarEnd {
  write(text: string): void;
  closeInput(): void;
  resize(columns: number, rows: number): void;
  /** Its foreground waits for keys. */
  isWaitingForInput(): boolean;
}

/** Tells when the far end is done. */
export interface Ending {
  readonly end: () => void;
  readonly isOver: () => boolean;
  readonly over: Wait;
}

export function createEnding(why: string): Ending {
  const condition = createCondition(why);
  let isOver = false;
  return {
    end: () => {
      isOver = true;
      condition.notify();
    },
    isOver: () => isOver,
    over: { why, subscribe: (wake, sim) => subscribeUnless(isOver, condition, wake, sim) },
  };
}

export interface ConnectOptions {
  readonly stdin: boolean;
  /** The near terminal is put into raw mode: every key goes to the far end. */
  readonly tty: boolean;
}

/** Passes input on until the far end is done. Output comes by the far end's own callbacks. */
export function* connect(context: KubectlContext, farEnd: FarEnd, ending: Ending, options: ConnectOptions): Generator<Wait, void, void> {
  const { process } = context;
  const { tty } = process;
  const before = tty?.mode;
  if (options.tty && tty !== undefined) {
    tty.mode = RAW;
    tty.askAlso(() => farEnd.isWaitingForInput());
    process.onSignal('SIGWINCH', () => farEnd.resize(tty.columns, tty.rows));
  }
  try {
    let isOpen = options.stdin;
    while (!ending.isOver()) {
      isOpen &&= passInput(context, farEnd);
      if (ending.isOver()) break;
      yield isOpen ? anyOf(process.stdin.readable, ending.over) : ending.over;
    }
  } finally {
    if (options.tty && tty !== undefined && before !== undefined) {
      tty.askAlso(undefined);
      tty.mode = before;
    }
  }
}

/** Takes what is there; false once the input has ended. */
function passInput({ process }: KubectlContext, farEnd: FarEnd): boolean {
  for (;;) {
    const text = process.stdin.read();
    if (text === '') return true;
    if (text === undefined) {
      farEnd.closeInput();
      return false;
    }
    farEnd.write(text);
  }
}

/** `-t` needs a terminal on this side; without one it is said and forgotten. k8s: exec SetupTTY */
export function wantsTty(context: KubectlContext, tty: boolean): boolean {
  if (!tty || context.process.stdin.isTty()) return tty;
  context.err('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  return false;
}
