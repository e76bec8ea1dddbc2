import type { Signal } from '#engine/machine/programs.ts';
import type { Input, Output } from './stream.ts';

/**
 * A terminal device: between a person's keys and the programs. In cooked mode it echoes, edits a line
 * (erase, kill, Ctrl-D) and turns Ctrl-C into a signal; in raw mode it hands over every key.
 */
export interface Tty {
  readonly input: Input;
  readonly output: Output;
  columns: number;
  rows: number;
  mode: { echo: boolean; canonical: boolean; signals: boolean };
  /** The group that gets Ctrl-C and may read. */
  foreground: number;
  /** Keys from the person (or from the other end of an attach). */
  receive(text: string): void;
  /** The line is gone (tab closed, connection cut): SIGHUP. */
  hangUp(): void;
  resize(columns: number, rows: number): void;
  /** True while somebody in the foreground waits for keys and none are there: the clock may stand. */
  isWaitingForPerson(): boolean;
  /** Sends a signal to the foreground group. */
  raise(signal: Signal): void;
}
