import type { Process, Program, Running, SpawnOptions } from '../process/process.ts';
import { run } from '../process/waits.ts';
import { isBusybox, nameOf, quoted } from './options.ts';

/** A command that can be started: what execvp would run, with the arguments it gets. */
export interface Command {
  readonly program: Program;
  readonly argv: readonly string[];
}

/** Finds a command along PATH; a script comes with its interpreter. Undefined, after its error has been told, with 127 or 126 to end with. */
export function findCommand(process: Process, argv: readonly string[], say = cannotExecute): Command | 126 | 127 {
  const [name = ''] = argv;
  const found = process.kernel.lookup(process.machine, name, process.env.get('PATH'), process.cwd);
  if (found?.program !== undefined && found.isExecutable) return { program: found.program, argv };
  if (found === undefined || found.isDirectory === true) {
    process.err(`${nameOf(process)}: ${say(process, name, found === undefined ? 'No such file or directory' : 'Permission denied')}\n`);
    return found === undefined ? 127 : 126;
  }
  const interpreter = found.script?.interpreter.length === 0 ? ['/bin/sh'] : (found.script?.interpreter ?? []);
  const runner = found.isExecutable ? process.kernel.lookup(process.machine, interpreter[0] ?? '', undefined, process.cwd) : undefined;
  if (runner?.program !== undefined) return { program: runner.program, argv: [...interpreter, found.path, ...argv.slice(1)] };
  process.err(`${nameOf(process)}: ${say(process, name, found.isExecutable ? 'No such file or directory' : 'Permission denied')}\n`);
  return found.isExecutable ? 127 : 126;
}

/** The words of most tools for a command that does not start. */
export function cannotExecute(process: Process, name: string, why: string): string {
  return isBusybox(process) ? `can't execute '${name}': ${why}` : `failed to run command ${quoted(process, name)}: ${why}`;
}

/** The rest of `env` and `nice`: the quoted name alone. */
export function quotedName(process: Process, name: string, why: string): string {
  return isBusybox(process) ? cannotExecute(process, name, why) : process.machine.flavour === 'centos7' ? `${name}: ${why}` : `'${name}': ${why}`;
}

/** Goes on as another program, as exec does. */
export function* become(process: Process, argv: readonly string[], say = cannotExecute): Running {
  const command = findCommand(process, argv, say);
  if (typeof command === 'number') return command;
  process.kernel.replace(process, command.argv, process.env);
  return yield* run(command.program, process);
}

/** Starts a command as a child. It inherits the descriptors and the environment unless others are given. */
export function startChild(process: Process, { program, argv }: Command, more: Partial<SpawnOptions> = {}): Process {
  return process.kernel.spawn({
    program, argv, machine: process.machine, parent: process, cwd: process.cwd, env: process.env, descriptors: process.descriptors, ...more,
  });
}
