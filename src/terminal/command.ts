import type { Completer } from './process/completion.ts';
import type { Program } from './process/process.ts';
import type { Flavour } from '#engine/machine/machine.ts';

/** One Unix tool. Adding one is one file in `utilities/` (or `network/`) and one line in its `index.ts`. */
export interface Utility {
  readonly name: string;
  /** Other names of the same program: `vi` for `vim`. */
  readonly aliases?: readonly string[];
  /** Where it lives in a machine, `/usr/bin` unless told. */
  readonly directory?: string;
  /** Families of machines that have it; images add to or take from this by their `programs`. */
  readonly flavours: readonly Flavour[];
  /** One line for `help` and the documentation. */
  readonly summary: string;
  readonly run: Program;
  /** What TAB offers behind its name; file names when absent. */
  readonly complete?: Completer;
}

/** Keeps the literal types of a definition. */
export function defineUtility(utility: Utility): Utility {
  return utility;
}
