import type { Wait } from './process.ts';

/** The reading end of a pipe, a file, a terminal. A new stream has one holder: who made it. */
export interface Input {
  readonly direction: 'in';
  /** Takes up to `limit` characters that are there now; '' when none are; undefined at the end of input. */
  read(limit?: number): string | undefined;
  /** Something can be read, or the end has come. */
  readonly readable: Wait;
  isReadable(): boolean;
  isTty(): boolean;
  /** One more holder (a child inherits it). */
  retain(): void;
  /** A holder less; at zero the end is closed. */
  release(): void;
}

/** The writing end. */
export interface Output {
  readonly direction: 'out';
  /**
   * Never blocks; throws BrokenPipe when nobody reads. Loops without end have to yield `drained` now and then.
   * The kernel holds a process back at its next yield while one of its outputs is full.
   */
  write(text: string): void;
  /** The reader has taken enough that more is welcome. */
  readonly drained: Wait;
  isFull(): boolean;
  isTty(): boolean;
  retain(): void;
  release(): void;
}
