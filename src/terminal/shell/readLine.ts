import type { Wait } from '../process/process.ts';
import type { Input } from '../process/stream.ts';
import { readSome } from '../process/waits.ts';

/** A line without its newline, character by character so that the rest stays for the next reader. Undefined at the end of input. */
export function* readLine(input: Input): Generator<Wait, string | undefined, void> {
  let line = '';
  for (;;) {
    const char = yield* readSome(input, 1);
    if (char === undefined) return line === '' ? undefined : line;
    if (char === '\n') return line;
    line += char;
  }
}
