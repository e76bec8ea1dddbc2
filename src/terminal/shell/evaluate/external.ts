import type { Program } from '../../process/process.ts';
import { run } from '../../process/waits.ts';
import { DEFAULT_PATH } from '../../process/executable.ts';
import type { Executable } from '../../process/process.ts';
import type { Eval } from '../evaluator.ts';
import { complain, ignoredSignals, type Shell } from '../shell.ts';
import { awaitPlace } from './subshell.ts';
import { waitInForeground } from './waiting.ts';

/** What starting a program costs. */
const EXEC_MS = 0.6;

export interface ExternalOptions {
  readonly temporary: ReadonlyMap<string, string>;
  readonly mayReplace: boolean;
  /** For the job list. */
  readonly text: string;
  readonly usesDefaultPath?: boolean;
}

/** Finds a program along PATH and runs it in a child, or in place of this process. */
export function* runExternal(shell: Shell, words: readonly string[], { temporary, mayReplace, text, usesDefaultPath = false }: ExternalOptions): Eval<void> {
  const name = words[0] ?? '';
  const found = findProgram(shell, name, usesDefaultPath ? DEFAULT_PATH : (temporary.get('PATH') ?? shell.variables.get('PATH')));
  if (typeof found === 'number') {
    shell.status = found;
    shell.pipeStatus = [found];
    return;
  }
  const env = new Map([...shell.variables.exported(), ...temporary]);
  env.set('_', found.path);
  const started = startable(shell, found, words);
  shell.cpu.spend(EXEC_MS);
  // Traps with a command need the shell to stay.
  if (mayReplace && shell.traps.size === 0) {
    shell.kernel.replace(shell.process, started.argv, env);
    shell.status = yield* run(started.program, shell.process);
    return;
  }
  yield* runChild(shell, started, { env, text });
}

interface Startable {
  readonly program: Program;
  readonly argv: readonly string[];
}

function* runChild(shell: Shell, { program, argv }: Startable, { env, text }: { readonly env: ReadonlyMap<string, string>; readonly text: string }): Eval<void> {
  yield* awaitPlace(shell);
  const { process, kernel } = shell;
  const isControlled = shell.options.has('monitor');
  const child = kernel.spawn({
    program,
    argv,
    machine: process.machine,
    parent: process,
    env,
    cwd: process.cwd,
    descriptors: process.descriptors,
    ignoredSignals: ignoredSignals(shell),
    ...(isControlled ? { processGroup: 'new' as const } : {}),
  });
  yield* waitInForeground(shell, shell.jobs.add({ processes: [child], processGroup: child.processGroup, text, isControlled, told: 'Running', isQuiet: false }));
}

/** The executable, or the status of the message that there is none. */
export function findProgram(shell: Shell, name: string, path: string | undefined, speaker?: string): Executable | number {
  const { dialect, process } = shell;
  const remembered = shell.hash.get(name);
  const found = shell.kernel.lookup(process.machine, remembered?.path ?? name, path, process.cwd);
  const says = (text: string, status: number) => {
    complain(shell, text, speaker);
    return status;
  };
  if (found === undefined && remembered !== undefined) {
    shell.hash.delete(name);
    return findProgram(shell, name, path, speaker);
  }
  if (found === undefined) return says(name.includes('/') ? dialect.noSuchFile(name) : speaker === 'exec' ? `${name}: not found` : dialect.notFound(name), 127);
  if (found.isDirectory === true) return says(dialect.isDirectory(name), 126);
  if (!found.isExecutable) return says(dialect.notExecutable(name.includes('/') ? name : found.path), 126);
  if (!name.includes('/') && path !== undefined) remember(shell, name, found.path);
  return found;
}

function remember(shell: Shell, name: string, path: string): void {
  const known = shell.hash.get(name);
  if (known === undefined) shell.hash.set(name, { path, hits: 1 });
  else known.hits += 1;
}

/** A program as it is; a script in its interpreter, or in this kind of shell when it names none. */
export function startable(shell: Shell, found: Executable, words: readonly string[]): Startable {
  if (found.program !== undefined) return { program: found.program, argv: words };
  const interpreter = found.script?.interpreter ?? [];
  const path = words[0]?.includes('/') === true ? (words[0] ?? found.path) : found.path;
  const command = interpreter[0] ?? '/bin/sh';
  const { machine, cwd } = shell.process;
  // A script that names no interpreter is the shell's own affair, wherever the shell lies.
  const runner = shell.kernel.lookup(machine, command, undefined, cwd) ?? (interpreter[0] === undefined ? shell.kernel.lookup(machine, 'sh', shell.variables.get('PATH'), cwd) : undefined);
  if (runner?.program === undefined) return { program: badInterpreter(shell, path, command), argv: words };
  const argv = [...(interpreter.length > 0 ? interpreter : ['sh']), path, ...words.slice(1)];
  return { program: runner.program, argv };
}

function badInterpreter(shell: Shell, path: string, interpreter: string): Program {
  return () => {
    complain(shell, shell.dialect.name === 'bash' ? `${path}: ${interpreter}: bad interpreter: No such file or directory` : shell.dialect.noSuchFile(path));
    return shell.dialect.name === 'bash' ? 126 : 127;
  };
}
