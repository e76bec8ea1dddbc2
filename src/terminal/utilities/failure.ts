import { FileError } from '#engine/machine/files.ts';
import type { Process } from '../process/process.ts';
import { isBusybox, nameOf, sayUsage } from './options.ts';

/** Runs a file operation; what Linux refuses is told by `say` with strerror's text. True when it worked. */
export function attempt(process: Process, action: () => void, say: (text: string) => string): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(`${nameOf(process)}: ${say(error.text)}\n`);
    return false;
  }
}

/** What every tool says that wants at least one name. */
export function missingOperand(process: Process, what = 'missing operand'): number {
  if (!isBusybox(process)) process.err(`${nameOf(process)}: ${what}\n`);
  return sayUsage(process);
}
