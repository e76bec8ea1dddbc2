import type { Process, Running, Wait } from '../process/process.ts';
import { readSome } from '../process/waits.ts';

export interface PromptLoop {
  /** What stands before the line that is typed next. */
  readonly prompt: () => string;
  /** Takes a line; answers an exit code to end with. */
  readonly take: (line: string) => Generator<Wait, number | undefined, void>;
  /** What Ctrl-C does to a half-typed statement. */
  readonly cancel: () => void;
  /** What is written when the input ends. */
  readonly farewell: string;
}

/** Talks with a person line by line, as the clients of databases do. Ctrl-C gives up the line, Ctrl-D ends. */
export function* promptLoop(process: Process, { prompt, take, cancel, farewell }: PromptLoop): Running {
  let rest = '';
  let isInterrupted = false;
  process.onSignal('SIGINT', () => {
    isInterrupted = true;
  });
  // readline draws its line again when the window changes: so does somebody see it who attaches late.
  process.onSignal('SIGWINCH', () => process.out(`\r${prompt()}`));
  process.out(prompt());
  for (;;) {
    const text = process.stdin.read();
    if (text === undefined) {
      process.out(farewell);
      return 0;
    }
    if (text === '') {
      yield process.stdin.readable;
      if (!isInterrupted) continue;
      isInterrupted = false;
      rest = '';
      cancel();
      process.out(`\n${prompt()}`);
      continue;
    }
    rest += text;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 1);
      const code = yield* take(line);
      if (code !== undefined) return code;
      process.out(prompt());
    }
  }
}

/** Asks for a secret: what is typed is not shown. */
export function* askSecretly(process: Process, question: string): Generator<Wait, string, void> {
  const { tty } = process;
  process.err(question);
  const before = tty?.mode;
  if (tty !== undefined && before !== undefined) tty.mode = { ...before, echo: false };
  try {
    let typed = '';
    while (!typed.includes('\n')) {
      const text = yield* readSome(process.stdin, 1);
      if (text === undefined) break;
      typed += text;
    }
    process.err('\n');
    return typed.replace(/\n$/, '');
  } finally {
    if (tty !== undefined && before !== undefined) tty.mode = before;
  }
}
