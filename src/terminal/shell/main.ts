import { FileError } from '#engine/machine/files.ts';
import type { Process, Program, Running } from '../process/process.ts';
import { builtinsByName } from './builtins/index.ts';
import { ash, bash, dash, type Dialect } from './dialect.ts';
import { interpreter } from './evaluate/interpreter.ts';
import { drive } from './evaluate/segment.ts';
import { leave } from './evaluate/leaving.ts';
import { ASH_OPTIONS, optionOfLetter, OPTION_LETTERS } from './options.ts';
import { historyOf, runInteractive } from './interactive/repl.ts';
import { runInput, runScriptText } from './runScript.ts';
import type { Eval } from './evaluator.ts';
import { createShell, versionOf, type Shell } from './shell.ts';

/** The shell as a program: `bash`, `sh`, `ash`, `dash`, with their options. */
export const shellProgram: Program = (process) => drive(runShell(process));

function* runShell(process: Process): Running {
  const dialect = dialectOf(process);
  const call = parseCall(process, dialect);
  if (typeof call === 'number') return call;
  const started = startShell(process, dialect, call);
  if (typeof started === 'number') return started;
  const { shell, run } = started;
  yield* run(shell);
  return yield* leave(shell);
}

/** `sh` is bash on CentOS, dash on Debian, and the one shell of busybox elsewhere. */
export function dialectOf({ argv, machine }: Pick<Process, 'argv' | 'machine'>): Dialect {
  const name = (argv[0] ?? '').replace(/^-/, '').replace(/^.*\//, '');
  if (name === 'bash') return bash;
  if (name === 'dash') return dash;
  if (name === 'ash' || name === 'busybox') return ash;
  if (machine.flavour === 'centos7') return bash;
  return machine.flavour === 'debian' ? dash : ash;
}

interface Call {
  readonly mode: Shell['mode'];
  /** The text of -c. */
  readonly command: string | undefined;
  readonly file: string | undefined;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly isLogin: boolean;
  readonly options: readonly (readonly [name: string, isOn: boolean])[];
  readonly shopts: readonly (readonly [name: string, isOn: boolean])[];
}

/** Reads the command line; a status when that is all there is to it. */
function parseCall(process: Process, dialect: Dialect): Call | number {
  const { argv } = process;
  const options: [string, boolean][] = [];
  const shopts: [string, boolean][] = [];
  let isCommand = false;
  let readsInput = false;
  let isForced = false;
  let isLogin = (argv[0] ?? '').startsWith('-');
  let index = 1;
  for (; index < argv.length; index += 1) {
    const arg = argv[index] as string;
    if (arg === '--' || arg === '-') {
      index += 1;
      break;
    }
    if (dialect.name === 'bash' && arg.startsWith('--')) {
      const status = longOption(process, arg);
      if (status !== undefined) return status;
      if (arg === '--login') isLogin = true;
      if (arg === '--posix') options.push(['posix', true]);
      if (arg === '--rcfile' || arg === '--init-file') index += 1;
      continue;
    }
    if (!/^[-+]./.test(arg)) break;
    for (const letter of arg.slice(1)) {
      if (letter === 'c') isCommand = true;
      else if (letter === 's') readsInput = true;
      else if (letter === 'i') isForced = true;
      else if (letter === 'l') isLogin = true;
      else if (letter === 'o') options.push([argv[(index += 1)] ?? '', arg.startsWith('-')]);
      else if (letter === 'O' && dialect.name === 'bash') shopts.push([argv[(index += 1)] ?? '', arg.startsWith('-')]);
      else {
        const option = optionOfLetter(letter);
        if (option === undefined) return refuseOption(process, dialect, letter);
        options.push([option, arg.startsWith('-')]);
      }
    }
  }
  const wrong = options.find(([name]) => !(dialect.name === 'bash' ? OPTION_LETTERS.map(([known]) => known) : ASH_OPTIONS).includes(name));
  if (wrong !== undefined) {
    process.err(`${shownName(process)}: ${wrong[0]}: invalid option name\n`);
    return 2;
  }
  return finishCall(process, { rest: argv.slice(index), isCommand, readsInput, isForced, isLogin, options, shopts });
}

interface Flags {
  readonly rest: readonly string[];
  readonly isCommand: boolean;
  readonly readsInput: boolean;
  readonly isForced: boolean;
  readonly isLogin: boolean;
  readonly options: Call['options'];
  readonly shopts: Call['shopts'];
}

function finishCall(process: Process, flags: Flags): Call | number {
  const { rest, isCommand, readsInput, isForced, isLogin, options, shopts } = flags;
  const name = shownName(process);
  const common = { isLogin, options, shopts };
  if (isCommand) {
    const [command, shown = name, ...parameters] = rest;
    if (command !== undefined) return { ...common, mode: isForced ? 'interactive' : 'command', command, file: undefined, name: shown, parameters };
    process.err(`${name}: -c: option requires an argument\n`);
    return 2;
  }
  const [file, ...parameters] = rest;
  if (file !== undefined && !readsInput) return { ...common, mode: 'script', command: undefined, file, name: file, parameters };
  const isInteractive = isForced || (process.stdin.isTty() && process.stderr.isTty());
  return { ...common, mode: isInteractive ? 'interactive' : 'stdin', command: undefined, file: undefined, name, parameters: rest };
}

function shownName({ argv }: Process): string {
  return argv[0] ?? 'sh';
}

const LONG_OPTIONS = ['--login', '--noprofile', '--norc', '--posix', '--rcfile', '--init-file', '--noediting', '--verbose', '--restricted', '--debugger', '--dump-strings', '--dump-po-strings'];

/** A status when the option is all, undefined to go on. */
function longOption(process: Process, option: string): number | undefined {
  if (option === '--version') {
    process.out(versionText(process));
    return 0;
  }
  if (LONG_OPTIONS.includes(option)) return undefined;
  process.err(`${shownName(process)}: ${option}: invalid option\n`);
  return 2;
}

function versionText({ machine }: Process): string {
  const { version, machineType } = versionOf(machine.flavour);
  const years = machine.flavour === 'centos7' ? '2011' : '2022';
  return [
    `GNU bash, version ${version} (${machineType})`,
    `Copyright (C) ${years} Free Software Foundation, Inc.`,
    'License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>',
    '',
    'This is free software; you are free to change and redistribute it.',
    'There is NO WARRANTY, to the extent permitted by law.',
    '',
  ].join('\n');
}

function refuseOption(process: Process, dialect: Dialect, letter: string): number {
  const name = shownName(process);
  process.err(dialect.name === 'bash' ? `${name}: -${letter}: invalid option\n` : dialect.name === 'ash' ? `${name}: illegal option -${letter}\n` : `${name}: 0: Illegal option -${letter}\n`);
  return 2;
}

interface Started {
  readonly shell: Shell;
  readonly run: (shell: Shell) => Eval<void>;
}

function startShell(process: Process, dialect: Dialect, call: Call): Started | number {
  const text = call.file === undefined ? call.command : readFile(process, dialect, call.file);
  if (typeof text === 'number') return text;
  const history = call.mode === 'interactive' ? historyOf(process.machine) : undefined;
  const { name, parameters, mode, isLogin } = call;
  const shell = createShell(process, { ...(history === undefined ? {} : { history }), evaluator: interpreter, builtins: builtinsByName, dialect, name, parameters, mode, isLogin });
  for (const [name, isOn] of call.options) if (isOn) shell.options.add(name);
  else shell.options.delete(name);
  for (const [name, isOn] of call.shopts) shell.shopt.set(name, isOn);
  if (text !== undefined) return { shell, run: (started) => runScriptText(started, text) };
  if (history !== undefined) return { shell, run: (started) => runInteractive(started, history) };
  return { shell, run: (started) => runInput(started, process.stdin) };
}

/** The text of a script, or the status of the message that there is none. */
function readFile(process: Process, dialect: Dialect, file: string): string | number {
  const { files } = process.machine;
  const path = files.resolve(process.cwd, file);
  try {
    return files.read(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const name = shownName(process);
    if (dialect.name === 'bash') process.err(error.code === 'EISDIR' ? `${name}: ${file}: Is a directory\n` : `${name}: ${file}: ${error.text}\n`);
    else if (dialect.name === 'ash') process.err(`${name}: can't open '${file}': ${error.text}\n`);
    else process.err(`${name}: 0: cannot open ${file}: ${error.code === 'ENOENT' ? 'No such file' : error.text}\n`);
    return dialect.name !== 'bash' ? 2 : error.code === 'EISDIR' ? 126 : 127;
  }
}

