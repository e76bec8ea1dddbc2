import type { Random } from '#engine/core/random.ts';
import type { FileSystem } from '#engine/machine/files.ts';
import type { Flavour } from '#engine/machine/machine.ts';
import type { Signal } from '#engine/machine/programs.ts';
import type { Kernel, Process } from '../process/process.ts';
import type { Output } from '../process/stream.ts';
import { createCpuMeter, type CpuMeter } from '../process/waits.ts';
import type { Builtin } from './builtin.ts';
import type { Dialect } from './dialect.ts';
import type { History } from './interactive/history.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { SHOPT_DEFAULTS } from './options.ts';
import type { Evaluator } from './evaluator.ts';
import type { FunctionNode } from './parser.ts';
import { createSource, type Source } from './source.ts';
import { createVariables, type Variables } from './variables.ts';

/** What interrupts the order of commands until somebody takes it up: a loop, a function, the top. */
export type Flow =
  | { readonly kind: 'break' | 'continue'; readonly levels: number }
  | { readonly kind: 'return' | 'exit' }
  /** The rest of what was read is given up; `isInterrupt` when Ctrl-C is the reason. */
  | { readonly kind: 'discard'; readonly isInterrupt: boolean };

export interface ShellFunction {
  readonly name: string;
  readonly node: FunctionNode;
  readonly source: Source;
  /** The file it was read from, as BASH_SOURCE tells. */
  readonly file: string;
}

export interface FunctionCall {
  readonly name: string;
  /** Where the call stands. */
  readonly line: number;
  readonly file: string;
}

/** Names of signals without SIG, and EXIT, ERR, DEBUG, RETURN. */
export type TrapName = string;

/** The state of one running shell. A subshell starts with a copy. */
export interface Shell {
  readonly process: Process;
  readonly kernel: Kernel;
  /** Runs what builtins and substitutions hand over. */
  readonly evaluator: Evaluator;
  /** By name and alias, those of other dialects included. */
  readonly builtins: ReadonlyMap<string, Builtin>;
  readonly files: FileSystem;
  readonly dialect: Dialect;
  readonly variables: Variables;
  readonly functions: Map<string, ShellFunction>;
  readonly aliases: Map<string, string>;
  /** Names of `set -o` that are on. */
  readonly options: Set<string>;
  readonly shopt: Map<string, boolean>;
  readonly traps: Map<TrapName, string>;
  /** Signals that came and whose trap has not run yet. */
  readonly pendingTraps: TrapName[];
  readonly jobs: Jobs;
  /** Statuses of background jobs that have ended, by process number: `wait PID` may ask later. */
  readonly endedJobs: Map<number, number>;
  readonly hash: Map<string, { readonly path: string; hits: number }>;
  readonly disabledBuiltins: Set<string>;
  /** $1 and on. */
  parameters: readonly string[];
  /** $0. */
  name: string;
  /** $?. */
  status: number;
  pipeStatus: readonly number[];
  /** $_. */
  lastArgument: string;
  /** $!. */
  lastBackground: number | undefined;
  flow: Flow | undefined;
  /** The text that is running, for line numbers. */
  source: Source;
  /** The line of the command that is running. */
  line: number;
  /** BASH_SOURCE's first: `environment` for -c. */
  file: string;
  /** Loops around the running command, in this function. */
  loopDepth: number;
  readonly calls: FunctionCall[];
  /** Texts in texts being run: eval, sourced files, traps. */
  textDepth: number;
  /** Compound commands around the running one. */
  nesting: number;
  /** Files being sourced. */
  sourceDepth: number;
  /** In a condition: `set -e` and the ERR trap wait. */
  ignoreErrors: number;
  /** Traps do not interrupt themselves. */
  isInTrap: boolean;
  readonly isInteractive: boolean;
  readonly isLogin: boolean;
  /** Reads a script file (then messages name it in ash). */
  readonly isScript: boolean;
  /** Text from -c or standard input. */
  readonly mode: 'interactive' | 'command' | 'script' | 'stdin';
  /** 0 for the shell itself. */
  readonly subshellLevel: number;
  /** Ctrl-C came while the shell itself was running. */
  isInterrupted: boolean;
  /** A command substitution ran in the words of this command: its status counts for an assignment. */
  substitutionStatus: number | undefined;
  /** How deep in substitutions and evals: `set -x` shows it. */
  traceLevel: number;
  /** Process substitutions of the running command, by the path that names them. */
  readonly substitutions: Map<string, Output | undefined>;
  readonly cpu: CpuMeter;
  readonly random: Random;
  randomSeed: number;
  secondsOffsetMs: number;
  umask: number;
  directories: string[];
  optionIndex: { next: number; offset: number };
  readonly history: History | undefined;
  /** Commands run so far: `\#` of the prompt. */
  commandNumber: number;
  /** Lines typed so far: where a command begins. */
  linesRead: number;
  /** Pastes come marked (`ESC [200~`), as bash 5.1 and later ask the terminal to. */
  readonly marksPastes: boolean;
  /** The person has been told once of stopped jobs at `exit`. */
  warnedOfJobs: boolean;
  /** Says how the builtin's messages begin while one runs. */
  speaker: string | undefined;
}

export interface ShellOptions {
  readonly evaluator: Evaluator;
  readonly builtins: ReadonlyMap<string, Builtin>;
  readonly dialect: Dialect;
  readonly name: string;
  readonly parameters?: readonly string[];
  readonly mode: Shell['mode'];
  readonly isLogin?: boolean;
  readonly history?: History;
}

/** A shell with the process's environment as its exported variables. */
export function createShell(process: Process, { evaluator, builtins, dialect, name, parameters = [], mode, isLogin = false, history }: ShellOptions): Shell {
  const isInteractive = mode === 'interactive';
  const shell: Shell = {
    process,
    kernel: process.kernel,
    evaluator,
    builtins,
    files: process.machine.files,
    dialect,
    variables: createVariables(),
    functions: new Map(),
    aliases: new Map(),
    options: new Set(defaultOptions(dialect, isInteractive)),
    shopt: new Map(Object.entries({ ...SHOPT_DEFAULTS, ...(isInteractive ? { expand_aliases: true, histappend: true } : {}), login_shell: isLogin })),
    traps: new Map(),
    pendingTraps: [],
    jobs: createJobs(),
    endedJobs: new Map(),
    hash: new Map(),
    disabledBuiltins: new Set(),
    parameters,
    name,
    status: 0,
    pipeStatus: [0],
    lastArgument: name,
    lastBackground: undefined,
    flow: undefined,
    source: createSource(''),
    line: 1,
    file: mode === 'script' ? name : mode === 'interactive' ? 'main' : 'environment',
    loopDepth: 0,
    calls: [],
    textDepth: 0,
    nesting: 0,
    sourceDepth: 0,
    ignoreErrors: 0,
    isInTrap: false,
    isInteractive,
    isLogin,
    isScript: mode === 'script',
    mode,
    subshellLevel: 0,
    isInterrupted: false,
    substitutionStatus: undefined,
    traceLevel: 0,
    substitutions: new Map(),
    cpu: createCpuMeter(),
    random: process.kernel.cluster.sim.random.fork(`${process.machine.id}/${process.pid}`),
    randomSeed: 0,
    secondsOffsetMs: process.kernel.now(),
    umask: 0o022,
    directories: [],
    optionIndex: { next: 1, offset: 0 },
    history,
    commandNumber: 1,
    linesRead: 0,
    marksPastes: isInteractive && dialect.name === 'bash' && process.machine.flavour !== 'centos7',
    warnedOfJobs: false,
    speaker: undefined,
  };
  importEnvironment(shell);
  return shell;
}

/**
 * The version that this family of machines carries.
 * simplified: it behaves as bash 5.2 everywhere.
 */
export function versionOf(flavour: Flavour): { readonly version: string; readonly machineType: string } {
  return flavour === 'centos7' ? { version: '4.2.46(2)-release', machineType: 'x86_64-redhat-linux-gnu' } : { version: '5.2.15(1)-release', machineType: 'x86_64-pc-linux-gnu' };
}

function defaultOptions(dialect: Dialect, isInteractive: boolean): readonly string[] {
  if (dialect.name !== 'bash') return isInteractive ? ['monitor', 'stdin'] : [];
  return ['braceexpand', 'hashall', 'interactive-comments', ...(isInteractive ? ['emacs', 'histexpand', 'history', 'monitor'] : [])];
}

function importEnvironment(shell: Shell): void {
  const { variables, process } = shell;
  for (const [name, value] of process.env) {
    variables.set(name, value);
    variables.declare(name).isExported = true;
  }
  variables.set('IFS', ' \t\n');
  variables.declare('IFS').isExported = false;
  if (variables.get('PWD') === undefined || variables.get('PWD') !== process.cwd) variables.set('PWD', process.cwd);
  variables.set('OPTIND', '1');
  variables.set('PPID', String(process.parent?.pid ?? 0));
  variables.set('PS2', '> ');
  variables.set('PS4', '+ ');
  variables.declare('PWD').isExported = true;
  if (shell.dialect.name !== 'dash') {
    variables.set('SHLVL', String(Number(process.env.get('SHLVL') ?? 0) + 1));
    variables.declare('SHLVL').isExported = true;
  }
  if (shell.dialect.name === 'bash') {
    variables.set('BASH', '/bin/bash');
    const { version, machineType } = versionOf(process.machine.flavour);
    variables.set('BASH_VERSION', version);
    variables.setArray('BASH_VERSINFO', new Map([...version.split(/[.()-]+/), machineType].map((part, index) => [index, part])));
    variables.set('HOSTTYPE', 'x86_64');
    variables.set('MACHTYPE', machineType);
    variables.set('OSTYPE', 'linux-gnu');
    variables.set('UID', '0');
    variables.set('EUID', '0');
    variables.set('HOSTNAME', process.machine.hostname);
    variables.set('OPTERR', '1');
  }
}

/** The copy that a subshell works with: its changes stay there. */
export function forkShell(shell: Shell, process: Process): Shell {
  return {
    ...shell,
    process,
    variables: shell.variables.clone(),
    functions: new Map(shell.functions),
    aliases: new Map(shell.aliases),
    options: new Set([...shell.options].filter((option) => option !== 'monitor')),
    shopt: new Map(shell.shopt),
    // Traps with a command are the parent's affair; ignored signals stay ignored.
    traps: new Map([...shell.traps].filter(([, command]) => command === '')),
    pendingTraps: [],
    jobs: createJobs(),
    endedJobs: new Map(),
    hash: new Map(shell.hash),
    disabledBuiltins: new Set(shell.disabledBuiltins),
    calls: [...shell.calls],
    flow: undefined,
    isInteractive: false,
    isInTrap: false,
    isInterrupted: false,
    subshellLevel: shell.subshellLevel + 1,
    substitutions: new Map(),
    cpu: createCpuMeter(),
    random: shell.random.fork(`subshell ${process.pid}`),
    directories: [...shell.directories],
    optionIndex: { ...shell.optionIndex },
    history: shell.history,
  };
}

/** Writes a message as the shell would: with its name, the line, and the builtin that speaks. */
export function complain(shell: Shell, text: string, speaker = shell.speaker): void {
  shell.process.err(`${messagePrefix(shell, speaker)}${text}\n`);
}

/** A message in which no builtin names itself. */
export function complainAsShell(shell: Shell, text: string): void {
  shell.process.err(`${messagePrefix(shell)}${text}\n`);
}

export function messagePrefix(shell: Shell, speaker?: string): string {
  return shell.dialect.prefix({
    // bash names the file that the running function or sourced text came from.
    shellName: shell.dialect.name === 'bash' && (shell.calls.length > 0 || shell.sourceDepth > 0) && !isInteractiveAtHeart(shell) ? shell.file : shell.name,
    line: shell.line,
    isInteractive: isInteractiveAtHeart(shell),
    isScript: shell.isScript,
    ...(speaker === undefined ? {} : { builtin: speaker }),
  });
}

/** A subshell of an interactive shell still speaks without line numbers. */
function isInteractiveAtHeart(shell: Shell): boolean {
  return shell.mode === 'interactive';
}

/** Signals that the children of a shell inherit as ignored. */
export function ignoredSignals(shell: Shell): readonly Signal[] {
  return [...shell.traps].filter(([, command]) => command === '').map(([name]) => `SIG${name}` as Signal);
}
