import { FileError } from '#engine/machine/files.ts';
import { defineBuiltin, optionsOrStatus, type BuiltinCall } from '../builtin.ts';
import { complain, type Shell } from '../shell.ts';

const usage = 'cd [-L|[-P [-e]] [-@]] [dir]';

/** Changes the working directory; the path is kept as typed (`-L`), so that `cd ..` leaves a link the way it was entered. */
export const cd = defineBuiltin({
  name: 'cd',
  aliases: ['chdir'],
  usage,
  summary: 'Change the shell working directory.',
  run: (call) => {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, 'LPe@');
    if (typeof options === 'number') return options;
    if (options.rest.length > 1 && shell.dialect.name === 'bash') return fail(call, 'too many arguments');
    const target = targetOf(call, options.rest[0]);
    return typeof target === 'number' ? target : changeDirectory(call, target, options.letters.has('P') || shell.options.has('physical'));
  },
});

interface Target {
  readonly path: string;
  /** As typed, for messages. */
  readonly shown: string;
  /** The new directory is printed: `cd -`, CDPATH. */
  readonly isPrinted: boolean;
}

function targetOf(call: BuiltinCall, argument: string | undefined): Target | number {
  const { variables } = call.shell;
  if (argument === undefined) {
    const home = variables.get('HOME');
    if (home === undefined) return call.shell.dialect.name === 'bash' ? fail(call, 'HOME not set') : 0;
    return { path: home, shown: home, isPrinted: false };
  }
  if (argument === '-') {
    const previous = variables.get('OLDPWD');
    if (previous === undefined) return call.shell.dialect.name === 'bash' ? fail(call, 'OLDPWD not set') : { path: call.shell.process.cwd, shown: argument, isPrinted: true };
    return { path: previous, shown: previous, isPrinted: true };
  }
  return alongPath(call.shell, argument) ?? { path: argument, shown: argument, isPrinted: false };
}

/** CDPATH: for names that do not begin with `/` or `.`. */
function alongPath({ variables, files, process }: Shell, argument: string): Target | undefined {
  const path = variables.get('CDPATH');
  if (path === undefined || path === '' || /^(\/|\.\.?(\/|$))/.test(argument)) return undefined;
  for (const prefix of path.split(':')) {
    const candidate = prefix === '' ? argument : `${prefix}/${argument}`;
    if (files.isDirectory(files.resolve(process.cwd, candidate))) return { path: candidate, shown: argument, isPrinted: prefix !== '' && prefix !== '.' };
  }
  return undefined;
}

function changeDirectory(call: BuiltinCall, { path, shown, isPrinted }: Target, isPhysical: boolean): number {
  const { shell } = call;
  const { files, process } = shell;
  const logical = files.resolve(process.cwd, path);
  const problem = problemOf(shell, logical);
  if (problem !== undefined) return refuse(call, shown, problem);
  moveTo(shell, isPhysical ? files.realPath(logical) : logical);
  if (isPrinted) process.out(`${process.cwd}\n`);
  return 0;
}

/** Enters a directory that is there: PWD, OLDPWD and the process follow. */
export function moveTo(shell: Shell, path: string): void {
  const { variables, process } = shell;
  variables.set('OLDPWD', variables.get('PWD') ?? process.cwd);
  variables.declare('OLDPWD').isExported = true;
  process.cwd = path;
  variables.set('PWD', path);
  variables.declare('PWD').isExported = true;
}

/** Why a directory cannot be entered, or undefined. */
export function problemOf({ files }: Shell, path: string): string | undefined {
  try {
    return files.stat(path).type === 'directory' ? undefined : 'Not a directory';
  } catch (error) {
    if (error instanceof FileError) return error.text;
    throw error;
  }
}

function refuse({ shell }: BuiltinCall, shown: string, problem: string): number {
  if (shell.dialect.name === 'bash') {
    complain(shell, `${shown}: ${problem}`);
    return 1;
  }
  // busybox names the reason since 1.31.
  const names = shell.dialect.name === 'ash' && !isOldBusybox(shell);
  complain(shell, `can't cd to ${shown}${names ? `: ${problem}` : ''}`);
  return 2;
}

function isOldBusybox({ process }: Shell): boolean {
  const [, minor = '35'] = (process.machine.busybox ?? '1.35').split('.');
  return Number(minor) < 31;
}

function fail({ shell }: BuiltinCall, text: string): number {
  complain(shell, text);
  return 1;
}
