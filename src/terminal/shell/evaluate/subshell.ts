import { FileError } from '#engine/machine/files.ts';
import { createPipe } from '../../process/pipe.ts';
import type { Process, SpawnOptions } from '../../process/process.ts';
import type { Input, Output } from '../../process/stream.ts';
import { readAll, sleep, waitFor } from '../../process/waits.ts';
import { expandText } from '../expand/expandWord.ts';
import { ShellError } from '../errors.ts';
import type { Eval } from '../evaluator.ts';
import type { ParsedScript, Redirect } from '../parser.ts';
import { complain, forkShell, ignoredSignals, type Shell } from '../shell.ts';
import { createSource } from '../source.ts';
import { leave, reportError } from './leaving.ts';
import { drive } from './segment.ts';

/** As `ulimit -u` would: a fork bomb ends here. */
const MAX_PROCESSES = 512;
/** What a fork costs. */
const FORK_MS = 0.4;

export interface SubshellOptions {
  readonly descriptors?: ReadonlyMap<number, Input | Output>;
  readonly processGroup?: SpawnOptions['processGroup'];
  /** Started with `&` and without job control: keys that interrupt do not reach it. */
  readonly isAsynchronous?: boolean;
}

/** Waits for a place in the process table, as bash does: four tries, ever longer apart. */
export function* awaitPlace(shell: Shell): Eval<void> {
  const { process, kernel } = shell;
  for (const seconds of [1, 2, 4, 8]) {
    if (kernel.processes(process.machine).length < MAX_PROCESSES) return;
    if (shell.dialect.name === 'bash') complain(shell, 'fork: retry: Resource temporarily unavailable');
    yield sleep(seconds * 1000);
  }
  if (kernel.processes(process.machine).length < MAX_PROCESSES) return;
  throw new ShellError(shell.dialect.name === 'bash' ? 'fork: Resource temporarily unavailable' : "can't fork: Resource temporarily unavailable", { kind: 'fatal', status: 254 });
}

/** Starts a copy of the shell that runs a body in a process of its own. Wait for a place first. */
export function spawnSubshell(shell: Shell, body: (subshell: Shell) => Eval<number>, options: SubshellOptions = {}): Process {
  const { process, kernel } = shell;
  shell.cpu.spend(FORK_MS);
  let subshell: Shell | undefined;
  const child = kernel.spawn({
    program: () => drive(runSubshell(subshell as Shell, body)),
    argv: process.argv,
    machine: process.machine,
    parent: process,
    cwd: process.cwd,
    descriptors: options.descriptors ?? process.descriptors,
    ignoredSignals: options.isAsynchronous === true ? [...ignoredSignals(shell), 'SIGINT', 'SIGQUIT'] : ignoredSignals(shell),
    ...(options.processGroup === undefined ? {} : { processGroup: options.processGroup }),
  });
  // Copied now, as fork does: what the parent changes before the child's first step is not seen.
  subshell = forkShell(shell, child);
  return child;
}

function* runSubshell(shell: Shell, body: (subshell: Shell) => Eval<number>): Eval<number> {
  try {
    shell.status = yield* body(shell);
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    reportError(shell, error);
  }
  return yield* leave(shell);
}

/** `$(…)`: the output of a subshell without its last newlines. */
export function* substitute(shell: Shell, script: ParsedScript): Eval<string> {
  const shortcut = fileShortcut(script);
  if (shortcut !== undefined) return yield* readFile(shell, shortcut);
  const output = yield* capture(shell, script);
  if (output.includes('\0') && shell.dialect.name === 'bash') complain(shell, 'warning: command substitution: ignored null byte in input');
  return output.replaceAll('\0', '').replace(/\n+$/, '');
}

function* capture(shell: Shell, script: ParsedScript): Eval<string> {
  yield* awaitPlace(shell);
  const pipe = createPipe();
  const child = spawnSubshell(shell, (subshell) => runScript(subshell, script), { descriptors: new Map([...shell.process.descriptors, [1, pipe.output]]) });
  pipe.output.release();
  try {
    const text = yield* readAll(pipe.input);
    const status = yield* waitFor(child);
    shell.substitutionStatus = status.code;
    // Of the others, `$?` keeps the status of the command before until this one has run.
    if (shell.dialect.name === 'bash') shell.status = status.code;
    if (status.signal === 'SIGINT') interruptedBy(shell);
    return text;
  } finally {
    pipe.input.release();
  }
}

/** Ctrl-C in a substitution stops the command that it belongs to. */
function interruptedBy(shell: Shell): void {
  shell.isInterrupted = true;
}

function* runScript(shell: Shell, script: ParsedScript): Eval<number> {
  shell.traceLevel += 1;
  if (script.source !== undefined) shell.source = createSource(script.source, shell.line);
  if (script.errors !== undefined && script.errors.length > 0) {
    // The text is known to the source only when it is not an escaped copy.
    const text = script.source ?? shell.source.text.slice(script.pos, script.end);
    return yield* shell.evaluator.text(shell, text, { firstLine: shell.line });
  }
  if (!shell.options.has('posix') && shell.shopt.get('inherit_errexit') !== true) shell.options.delete('errexit');
  return yield* shell.evaluator.statements(shell, script.commands);
}

/** `$(< file)` reads the file without a process. */
function fileShortcut(script: ParsedScript): Redirect | undefined {
  const command = script.commands.length === 1 ? script.commands[0]?.command : undefined;
  if (command?.type !== 'Command' || command.name !== undefined || command.prefix.length !== 1) return undefined;
  const [only] = command.prefix;
  return only?.type === 'Redirect' && only.operator === '<' && only.descriptor === undefined ? only : undefined;
}

function* readFile(shell: Shell, redirect: Redirect): Eval<string> {
  const name = redirect.target === undefined ? '' : yield* expandText(shell, redirect.target);
  try {
    const text = shell.files.read(shell.files.resolve(shell.process.cwd, name));
    shell.substitutionStatus = 0;
    return text.replace(/\n+$/, '');
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    complain(shell, shell.dialect.cannotOpen(name, error.text));
    shell.substitutionStatus = 1;
    return '';
  }
}

/** The stream of a process substitution that a redirection takes. */
export function startSubstitution(shell: Shell, script: ParsedScript, direction: '<' | '>'): Input | Output {
  const pipe = createPipe();
  const [mine, theirs, descriptor] = direction === '<' ? [pipe.input, pipe.output, 1] : [pipe.output, pipe.input, 0];
  spawnSubshell(shell, (subshell) => runScript(subshell, script), { descriptors: new Map<number, Input | Output>([...shell.process.descriptors, [descriptor, theirs]]) });
  theirs.release();
  return mine;
}

/**
 * The path that stands for a process substitution among a command's words.
 * simplified: `<(…)` runs to its end before the command starts, since programs read files at once.
 */
export function* substituteProcess(shell: Shell, script: ParsedScript, direction: '<' | '>'): Eval<string> {
  const number = 63 - shell.substitutions.size;
  const path = `/dev/fd/${number}`;
  shell.files.makeDirectory('/dev/fd', { parents: true });
  if (direction === '<') {
    const text = yield* capture(shell, script);
    shell.files.write(path, text);
    shell.substitutions.set(path, undefined);
    return path;
  }
  const output = startSubstitution(shell, script, '>') as Output;
  shell.files.write(path, '');
  Object.assign(shell.files.node(path), { device: { read: () => '', write: (text: string) => output.write(text) } });
  shell.substitutions.set(path, output);
  return path;
}

/** Takes the paths away once the command has ended. */
export function dropSubstitutions(shell: Shell): void {
  for (const [path, output] of shell.substitutions) {
    output?.release();
    if (shell.files.exists(path)) shell.files.unlink(path);
  }
  shell.substitutions.clear();
}
