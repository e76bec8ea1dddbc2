import type { Process } from '../process/process.ts';
import { BUSYBOX_OPTIONS } from './busyboxOptions.ts';
import { BUSYBOX_USAGE } from './busyboxUsage.ts';
import { PROCPS_USAGE } from './procpsUsage.ts';

/** Which options a tool has, as getopt_long is told. */
export interface OptionSpec {
  /** Letters; a colon behind one means that it takes a value: `an:v`. */
  readonly short: string;
  /** Long names to the short letter they stand for, or to themselves; a `:` at the end of the value means that it takes a value. */
  readonly long?: Readonly<Record<string, string>>;
  /** Stop at the first operand, as POSIX does (env, nice, xargs). */
  readonly stopAtOperand?: boolean;
}

export interface ParsedOptions {
  has(name: string): boolean;
  /** The last value given for an option. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
  /** All options in the order in which they came. */
  readonly given: readonly (readonly [string, string | undefined])[];
  readonly operands: readonly string[];
}

/** Does this machine carry busybox's tools rather than GNU's? */
export function isBusybox(process: Process): boolean {
  return process.machine.flavour === 'alpine' || process.machine.flavour === 'busybox';
}

/** The name under which a program was called, without its directory: the prefix of its messages. */
export function nameOf(process: Process): string {
  const called = process.argv[0] ?? '';
  return called.slice(called.lastIndexOf('/') + 1);
}

/** A name in a message of GNU's tools: the nodes are set to UTF-8 and get its quotation marks. */
export function quoted(process: Process, name: string): string {
  return process.machine.flavour === 'centos7' ? `‘${name}’` : `'${name}'`;
}

/** One operand too many, as GNU's tools say it. */
export function extraOperand(process: Process, operand: string): 1 {
  process.err(`${nameOf(process)}: extra operand ${quoted(process, operand)}\n`);
  return sayUsage(process);
}

/** What is wrong with an argument; `option` without its dashes. */
export interface OptionFault {
  readonly fault: 'unknown' | 'needs value' | 'takes none';
  readonly option: string;
  readonly isLong: boolean;
}

/**
 * Parses the arguments, argv behind the name unless others are given. A bad option is told in the words of GNU's
 * or busybox's getopt, and the answer is undefined: the tool then ends with its usage exit code.
 */
export function parseOptions(process: Process, spec: OptionSpec, args: readonly string[] = process.argv.slice(1)): ParsedOptions | undefined {
  const parsed = readOptions(spec, args);
  if (!('fault' in parsed)) return parsed;
  process.err(`${nameOf(process)}: ${process.machine.flavour === 'alpine' ? muslWords(parsed) : gnuWords(parsed)}\n`);
  sayUsage(process);
  return undefined;
}

/** What follows the message about a wrong call: busybox's banner and usage line, GNU's hint. Answers the usual exit code. */
export function sayUsage(process: Process): 1 {
  const name = nameOf(process);
  const procps = isBusybox(process) ? undefined : PROCPS_USAGE[name];
  if (procps !== undefined) {
    process.err(`${procps}\n`);
    return 1;
  }
  // diffutils name themselves once more.
  const prefix = name === 'diff' || name === 'cmp' ? `${name}: ` : '';
  const grepUsage = /^[ef]?grep$/.test(name) ? `Usage: ${name} [OPTION]... PATTERN${process.machine.flavour === 'centos7' ? '' : 'S'} [FILE]...\n` : '';
  process.err(isBusybox(process) ? busyboxUsage(process) : `${grepUsage}${prefix}Try '${name} --help'${name === 'tar' ? " or 'tar --usage'" : ''} for more information.\n`);
  return 1;
}

/** simplified: all versions have the list of options of 1.35; a few tools have none. */
export function busyboxUsage(process: Process, name = nameOf(process)): string {
  const rest = BUSYBOX_USAGE[name] ?? '';
  const options = BUSYBOX_OPTIONS[name];
  return `${busyboxBanner(process)}\n\nUsage: ${`${name} ${rest}`.trimEnd()}\n${options === undefined ? '' : `\n${options}`}`;
}

/** The getopt of Alpine's C library has words of its own. */
function muslWords({ fault, option }: OptionFault): string {
  if (fault === 'unknown') return `unrecognized option: ${option}`;
  return fault === 'needs value' ? `option requires an argument: ${option}` : `option '--${option}' doesn't allow an argument`;
}

function gnuWords({ fault, option, isLong }: OptionFault): string {
  if (fault === 'takes none') return `option '--${option}' doesn't allow an argument`;
  if (fault === 'unknown') return isLong ? `unrecognized option '--${option}'` : `invalid option -- '${option}'`;
  return isLong ? `option '--${option}' requires an argument` : `option requires an argument -- '${option}'`;
}

/** The old spelling `-5` of head and tail as `-n5`; the value behind -n or -c stays as it is. */
export function withCountOption(args: readonly string[]): string[] {
  return args.map((arg, index) => (/^-\d+$/.test(arg) && !/^-[nc]$/.test(args[index - 1] ?? '') ? `-n${arg.slice(1)}` : arg));
}

/** Sorts arguments into options and operands as getopt_long does, or says what is wrong with the first bad one. */
export function readOptions(spec: OptionSpec, args: readonly string[]): ParsedOptions | OptionFault {
  const given: (readonly [string, string | undefined])[] = [];
  const operands: string[] = [];
  const takesValue = (letter: string) => spec.short.includes(`${letter}:`);

  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      operands.push(...args.slice(index + 1));
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) {
      operands.push(arg);
      if (spec.stopAtOperand !== true) continue;
      operands.push(...args.slice(index + 1));
      break;
    }
    if (arg.startsWith('--')) {
      const [typed = '', attached] = splitOnce(arg.slice(2), '=');
      const name = findLong(spec, typed);
      if (name === undefined) return { fault: 'unknown', option: arg.slice(2), isLong: true };
      const target = spec.long?.[name] ?? name;
      const key = target.replace(/:$/, '');
      const wants = target.endsWith(':') || takesValue(key);
      if (!wants && attached !== undefined) return { fault: 'takes none', option: name, isLong: true };
      const value = wants ? (attached ?? args[(index += 1)]) : undefined;
      if (wants && value === undefined) return { fault: 'needs value', option: name, isLong: true };
      given.push([key, value]);
      continue;
    }
    for (let at = 1; at < arg.length; at += 1) {
      const letter = arg.charAt(at);
      if (letter === ':' || !spec.short.includes(letter)) return { fault: 'unknown', option: letter, isLong: false };
      if (!takesValue(letter)) {
        given.push([letter, undefined]);
        continue;
      }
      const value = at + 1 < arg.length ? arg.slice(at + 1) : args[(index += 1)];
      if (value === undefined) return { fault: 'needs value', option: letter, isLong: false };
      given.push([letter, value]);
      break;
    }
  }

  return {
    given,
    operands,
    has: (name) => given.some(([key]) => key === name),
    value: (name) => given.findLast(([key]) => key === name)?.[1],
    values: (name) => given.filter(([key]) => key === name).map(([, value]) => value ?? ''),
  };
}

/** An exact long name, or the only one that begins so. */
function findLong(spec: OptionSpec, typed: string): string | undefined {
  const names = Object.keys(spec.long ?? {});
  if (names.includes(typed)) return typed;
  const starting = names.filter((name) => name.startsWith(typed));
  return starting.length === 1 && typed !== '' ? starting[0] : undefined;
}

function splitOnce(text: string, by: string): readonly [string, string | undefined] {
  const at = text.indexOf(by);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + by.length)];
}

/** The first line of busybox's usage texts. */
export function busyboxBanner(process: Process): string {
  const version = { '1.28': 'v1.28.4 (2018-05-22 17:00:17 UTC)', '1.36': 'v1.36.1 (2024-06-10 07:11:47 UTC)' }[process.machine.busybox ?? '1.36'];
  return `BusyBox ${version ?? 'v1.36.1 (2024-06-10 07:11:47 UTC)'} multi-call binary.`;
}
