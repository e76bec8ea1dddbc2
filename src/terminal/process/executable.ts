import { FileError, type FileStat } from '#engine/machine/files.ts';
import type { Machine } from '#engine/machine/machine.ts';
import type { Executable, Program } from './process.ts';

/** Where programs are looked for when PATH is unset. */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * What a command name means in a machine. A name with a slash is a path; others are looked for along PATH. The first
 * executable file wins; one that may not be executed is only the answer when there is no other.
 */
export function findExecutable(
  machine: Machine,
  name: string,
  { path = DEFAULT_PATH, cwd, programs }: { readonly path: string | undefined; readonly cwd: string; readonly programs: (name: string) => Program },
): Executable | undefined {
  if (name === '') return undefined;
  if (name.includes('/')) return executableAt(machine, machine.files.resolve(cwd, name), programs);
  let second: Executable | undefined;
  for (const directory of path.split(':')) {
    const found = executableAt(machine, machine.files.resolve(cwd, `${directory === '' ? '.' : directory}/${name}`), programs);
    if (found === undefined || found.isDirectory === true) continue;
    if (found.isExecutable) return found;
    second ??= found;
  }
  return second;
}

function executableAt(machine: Machine, path: string, programs: (name: string) => Program): Executable | undefined {
  const stat = statOrUndefined(machine, path);
  if (stat === undefined) return undefined;
  if (stat.type === 'directory') return { path, isExecutable: false, isDirectory: true };
  const isExecutable = (stat.mode & 0o111) !== 0;
  if (stat.program === undefined) return { path, isExecutable, script: scriptOf(machine.files.read(path)) };
  return { path, isExecutable, programName: stat.program, program: programs(stat.program) };
}

function statOrUndefined(machine: Machine, path: string): FileStat | undefined {
  try {
    return machine.files.stat(path);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** The words behind `#!`; none when the text starts otherwise: then the calling shell runs it. */
function scriptOf(text: string): { readonly interpreter: readonly string[]; readonly text: string } {
  if (!text.startsWith('#!')) return { interpreter: [], text };
  const end = text.indexOf('\n');
  const line = text.slice(2, end < 0 ? undefined : end).trim();
  // As the Linux kernel: the rest of the line is one argument.
  const space = line.search(/[ \t]/);
  return { interpreter: space < 0 ? [line] : [line.slice(0, space), line.slice(space).trim()], text };
}
