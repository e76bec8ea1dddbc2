import type { Shell } from './shell.ts';
import { OPTION_LETTERS } from './options.ts';
import { scalarOf, type Variable } from './variables.ts';

/** The value of a parameter: a variable, a position, or one of the special ones. Undefined when unset. */
export function parameterValue(shell: Shell, name: string): string | undefined {
  if (/^\d+$/.test(name)) return name === '0' || Number(name) === 0 ? shell.name : shell.parameters[Number(name) - 1];
  if (name.length === 1) {
    const special = specialValue(shell, name);
    if (special !== undefined) return special.value;
  }
  const dynamic = dynamicValue(shell, name);
  return dynamic === undefined ? shell.variables.get(name) : dynamic;
}

/** `$?` and its kin; undefined when the name is none of them. `$@` and `$*` are lists and not here. */
function specialValue(shell: Shell, name: string): { readonly value: string | undefined } | undefined {
  switch (name) {
    case '?':
      return { value: String(shell.status) };
    case '#':
      return { value: String(shell.parameters.length) };
    case '$':
      return { value: String(rootPid(shell)) };
    case '!':
      return { value: shell.lastBackground === undefined ? (shell.dialect.name === 'bash' ? undefined : '') : String(shell.lastBackground) };
    case '-':
      return { value: optionFlags(shell) };
    case '_':
      return { value: shell.lastArgument };
    default:
      return undefined;
  }
}

/** Subshells keep the number of the shell that started them. */
function rootPid(shell: Shell): number {
  let process = shell.process;
  for (let level = shell.subshellLevel; level > 0 && process.parent !== undefined; level -= 1) process = process.parent;
  return process.pid;
}

function optionFlags(shell: Shell): string {
  const letters = OPTION_LETTERS.filter(([name, letter]) => letter !== undefined && shell.options.has(name)).map(([, letter]) => letter as string);
  const isBash = shell.dialect.name === 'bash';
  const lower = letters.filter((letter) => letter >= 'a').sort();
  const upper = letters.filter((letter) => letter < 'a').sort();
  const interactive = shell.isInteractive ? (isBash ? [...lower, 'i'].sort() : lower) : lower;
  const mode = shell.mode === 'command' && isBash ? 'c' : shell.mode === 'stdin' || (shell.mode === 'interactive' && isBash) ? 's' : '';
  return interactive.join('') + upper.join('') + mode;
}

/** Variables that bash computes when they are read. Undefined: not one of them. */
function dynamicValue(shell: Shell, name: string): string | undefined {
  if (shell.dialect.name === 'dash') return name === 'LINENO' ? String(shell.line) : undefined;
  switch (name) {
    case 'RANDOM':
      return String(nextRandom(shell));
    case 'LINENO':
      return String(shell.line);
    case 'SECONDS':
      return String(Math.floor((shell.kernel.now() - shell.secondsOffsetMs) / 1000));
    case 'EPOCHSECONDS':
      return String(Math.floor(shell.kernel.unixNow() / 1000));
    case 'EPOCHREALTIME':
      return (shell.kernel.unixNow() / 1000).toFixed(6);
    default:
      return shell.dialect.name === 'bash' ? bashDynamicValue(shell, name) : undefined;
  }
}

function bashDynamicValue(shell: Shell, name: string): string | undefined {
  switch (name) {
    case 'BASHPID':
      return String(shell.process.pid);
    case 'BASH_SUBSHELL':
      return String(shell.subshellLevel);
    case 'SRANDOM':
      return String(shell.random.integer(0, 0xffff_ffff));
    case 'BASHOPTS':
      return [...shell.shopt].filter(([, isOn]) => isOn).map(([option]) => option).sort().join(':');
    case 'SHELLOPTS':
      return [...shell.options].sort().join(':');
    case 'HISTCMD':
      return String(shell.isInteractive ? (shell.history?.nextNumber() ?? 1) - 1 : 1);
    case 'COLUMNS':
      return shell.isInteractive && shell.process.tty !== undefined ? String(shell.process.tty.columns) : undefined;
    case 'LINES':
      return shell.isInteractive && shell.process.tty !== undefined ? String(shell.process.tty.rows) : undefined;
    default: {
      const list = dynamicArray(shell, name);
      return list === undefined ? undefined : (list.get(0) ?? '');
    }
  }
}

/** As bash's: numbers from 0 to 32767 that assigning to RANDOM makes repeat. */
function nextRandom(shell: Shell): number {
  if (shell.randomSeed === 0) return shell.random.integer(0, 32_767);
  shell.randomSeed = (Math.imul(shell.randomSeed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
  return (shell.randomSeed >> 16) & 0x7fff;
}

/** Assigning to some variables does more than store. */
export function noticeAssignment(shell: Shell, name: string, value: string): void {
  if (name === 'RANDOM') shell.randomSeed = (Number.parseInt(value, 10) || 0) | 0 || 1;
  else if (name === 'SECONDS') shell.secondsOffsetMs = shell.kernel.now() - (Number.parseInt(value, 10) || 0) * 1000;
  else if (name === 'OPTIND') shell.optionIndex = { next: Math.max(1, Number.parseInt(value, 10) || 1), offset: 0 };
  else if (name === 'PATH') shell.hash.clear();
}

/** Arrays that the shell keeps itself. */
export function dynamicArray(shell: Shell, name: string): ReadonlyMap<number, string> | undefined {
  if (shell.dialect.name !== 'bash') return undefined;
  const indexed = (values: readonly (string | number)[]) => new Map(values.map((value, index) => [index, String(value)]));
  switch (name) {
    case 'PIPESTATUS':
      return indexed(shell.pipeStatus);
    case 'FUNCNAME':
      return shell.calls.length === 0 ? undefined : indexed([...shell.calls.map(({ name }) => name).reverse(), ...(shell.mode === 'script' ? ['main'] : [])]);
    case 'BASH_LINENO':
      return indexed([...shell.calls.map(({ line }) => line).reverse(), 0]);
    case 'BASH_SOURCE':
      return shell.calls.length === 0 && shell.sourceDepth === 0 && shell.mode !== 'script' ? new Map() : indexed([shell.file, ...shell.calls.map(({ file }) => file).reverse()]);
    case 'DIRSTACK':
      return indexed([shell.process.cwd, ...shell.directories]);
    case 'GROUPS':
      return indexed([0]);
    default:
      return undefined;
  }
}

/** The elements of a variable as `${name[@]}` sees them: a scalar is an array of one. */
export function elementsOf(shell: Shell, name: string): readonly (readonly [key: string, value: string])[] {
  const dynamic = dynamicArray(shell, name);
  if (dynamic !== undefined) return [...dynamic].map(([key, value]) => [String(key), value]);
  const variable = shell.variables.find(name);
  if (variable === undefined) {
    const value = parameterValue(shell, name);
    return value === undefined ? [] : [['0', value]];
  }
  return elementsOfVariable(variable);
}

export function elementsOfVariable(variable: Variable): readonly (readonly [key: string, value: string])[] {
  if (variable.associative !== undefined) return [...variable.associative];
  if (variable.indexed !== undefined) return [...variable.indexed].sort(([a], [b]) => a - b).map(([key, value]) => [String(key), value]);
  const value = scalarOf(variable);
  return value === undefined ? [] : [['0', value]];
}

/** The first character of IFS: what joins `"$*"`. */
export function listSeparator(shell: Shell): string {
  const ifs = shell.variables.get('IFS');
  return ifs === undefined ? ' ' : ifs.slice(0, 1);
}

export function fieldSeparators(shell: Shell): string {
  return shell.variables.get('IFS') ?? ' \t\n';
}

