import type { Process, Wait } from '../process/process.ts';
import type { Tty } from '../process/tty.ts';
import { anyOf, sleep } from '../process/waits.ts';

/** Hands over single keys while a program draws the screen: no echo, no lines; Ctrl-C stays a signal. Call the answer to give the terminal back. */
export function takeKeys(tty: Tty): () => void {
  const before = tty.mode;
  tty.mode = { echo: false, canonical: false, signals: true };
  return () => {
    tty.mode = before;
  };
}

/** What is typed until a moment of the simulation; '' when it passes, undefined when the terminal is gone. */
export function* keysUntil(process: Process, tty: Tty, atMs: number): Generator<Wait, string | undefined, void> {
  for (;;) {
    const keys = tty.input.read();
    if (keys !== '') return keys;
    const leftMs = atMs - process.kernel.now();
    if (leftMs <= 0) return '';
    yield atMs === Number.POSITIVE_INFINITY ? tty.input.readable : anyOf(tty.input.readable, sleep(leftMs));
  }
}

const SEQUENCE = /^\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z])/;

/** Single keys: an escape sequence is one. */
export function splitKeys(text: string): readonly string[] {
  const keys: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const key = SEQUENCE.exec(rest)?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
    keys.push(key);
    rest = rest.slice(key.length);
  }
  return keys;
}
