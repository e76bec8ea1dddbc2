import type { Process } from '../../process/process.ts';
import { isBusybox, nameOf } from '../options.ts';

/** Which awk a machine has: they differ in their messages, and in what they know beyond POSIX. */
export interface AwkDialect {
  readonly name: 'gawk' | 'mawk' | 'busybox';
  /** The exit code of a program or a file that is not right. */
  readonly failure: number;
  readonly hasIntervals: boolean;
  /** What stands before a message. */
  readonly title: string;
}

export function dialectOf(process: Process): AwkDialect {
  const called = nameOf(process);
  if (isBusybox(process)) return { name: 'busybox', failure: 1, hasIntervals: true, title: called };
  if (process.machine.flavour === 'debian') return { name: 'mawk', failure: 2, hasIntervals: false, title: called };
  return { name: 'gawk', failure: 2, hasIntervals: true, title: called };
}

/** Thrown by a program that cannot go on; the text is the message without what stands before it. */
export class AwkError extends Error {
  override readonly name = 'AwkError';
  /** `alone`: no place in the program is named before it. */
  readonly place: 'named' | 'alone';
  constructor(message: string, place: 'named' | 'alone' = 'named') {
    super(message);
    this.place = place;
  }
}
