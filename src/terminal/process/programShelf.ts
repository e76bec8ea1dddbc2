import type { Late } from '#engine/core/late.ts';
import type { Utility } from '../command.ts';
import type { Completer } from './completion.ts';
import { daemonProgram } from './daemonProgram.ts';
import type { Program, Wait } from './process.ts';
import { come, run } from './waits.ts';

/** The programs of a kernel by the names of their executables, whether their code is there or not. */
export interface ProgramShelf {
  /** What that executable does. One that no part of the programs has is a server of the machine's image. */
  program(name: string): Program;
  completer(name: string): Generator<Wait, Completer | undefined, void>;
}

/**
 * `later` are parts whose code may come later, in the order in which it comes. A name is looked for in one part after the
 * other, so that nobody has to know beforehand which of them has it.
 */
export function createProgramShelf(programs: readonly Utility[], later: readonly Late<readonly Utility[]>[]): ProgramShelf {
  const known = new Map<readonly Utility[], ReadonlyMap<string, Utility>>();

  const findIn = (part: readonly Utility[], name: string): Utility | undefined => {
    const byName = known.get(part) ?? indexOf(part);
    known.set(part, byName);
    return byName.get(name);
  };

  /** What is found, after waits for what is not there yet; the first part that cannot be brought ends the search. */
  const find = function* (name: string): Generator<Wait, Utility | 'missing' | undefined, void> {
    let found = findIn(programs, name);
    for (const part of later) {
      if (found !== undefined) break;
      const utilities = yield* come(part);
      if (utilities === undefined) return 'missing';
      found = findIn(utilities, name);
    }
    return found;
  };

  /** A start that first brings the code. */
  const started = (name: string): Program => function* (process) {
    const found = yield* find(name);
    if (found !== 'missing') return yield* run(found?.run ?? daemonProgram(name), process);
    process.err(`${process.argv[0] ?? name}: the page could not fetch this program; run it again when there is a connection, or load the page again\n`);
    return 126;
  };

  return {
    program: (name) => {
      const parts = [programs, ...later.map((part) => part.current())];
      for (const part of parts) {
        if (part === undefined) return started(name);
        const found = findIn(part, name);
        if (found !== undefined) return found.run;
      }
      return daemonProgram(name);
    },
    *completer(name) {
      const found = yield* find(name);
      return found === 'missing' ? undefined : found?.complete;
    },
  };
}

/** The last of a name counts. */
function indexOf(part: readonly Utility[]): ReadonlyMap<string, Utility> {
  return new Map(part.flatMap((utility) => [utility.name, ...(utility.aliases ?? [])].map((name) => [name, utility] as const)));
}
