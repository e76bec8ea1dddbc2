import { parseGoDuration } from '#engine/kinds/duration.ts';
import { KubectlError } from './errors.ts';

/** One flag: its type, its names and how its text is read. */
export interface FlagSpec<T = unknown> {
  readonly type: 'bool' | 'string' | 'int' | 'duration' | 'strings';
  readonly short?: string;
  readonly default: T;
  /** The value that the flag has when it stands alone, as text; a flag with this takes a value only after `=`. */
  readonly alone?: string;
  readonly usage: string;
  /** Printed on stderr when the flag is used: `Flag --x has been deprecated, <this>`. */
  readonly deprecated?: string;
  readonly hidden?: boolean;
  /** The default as the help shows it. */
  readonly shown: string;
  read(text: string, before: T | undefined): T;
}

export type FlagSpecs = Readonly<Record<string, FlagSpec>>;

/** The values of a set of flags, by flag name. */
export type FlagValues<S extends FlagSpecs> = { readonly [K in keyof S]: S[K] extends FlagSpec<infer T> ? T : never };

interface FlagOptions {
  readonly short?: string;
  readonly alone?: string;
  readonly deprecated?: string;
  readonly hidden?: boolean;
}

const BOOL_TEXTS: Readonly<Record<string, boolean>> = {
  1: true, t: true, T: true, true: true, TRUE: true, True: true, 0: false, f: false, F: false, false: false, FALSE: false, False: false,
};

/** Why a flag's text cannot be read, in Go's words. */
class FlagProblem extends Error {
  override readonly name = 'FlagProblem';
}

/** A switch; `--flag=false` turns it off. */
export function boolFlag(usage: string, options: FlagOptions & { readonly default?: boolean } = {}): FlagSpec<boolean> {
  const { default: initial = false, ...rest } = options;
  return { type: 'bool', default: initial, alone: 'true', usage, shown: String(initial), read: readBool, ...rest };
}

function readBool(text: string): boolean {
  const value = BOOL_TEXTS[text];
  if (value === undefined) throw new FlagProblem(`strconv.ParseBool: parsing "${text}": invalid syntax`);
  return value;
}

export function textFlag(usage: string, options: FlagOptions & { readonly default?: string } = {}): FlagSpec<string> {
  const { default: initial = '', ...rest } = options;
  return { type: 'string', default: initial, usage, shown: `'${initial}'`, read: (text) => text, ...rest };
}

/** A whole number of 32 or 64 bits. */
export function intFlag(usage: string, initial: number, options: FlagOptions = {}): FlagSpec<number> {
  return { type: 'int', default: initial, usage, shown: String(initial), read: readInt, ...options };
}

function readInt(text: string): number {
  if (!/^[+-]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9_]*)$/.test(text)) {
    throw new FlagProblem(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  }
  const digits = text.replace(/^[+-]/, '').replaceAll('_', '');
  const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  if (value > 2 ** 53) throw new FlagProblem(`strconv.ParseInt: parsing "${text}": value out of range`);
  return text.startsWith('-') ? -value : value;
}

/** A Go duration such as `1m30s`; the value is in milliseconds. */
export function durationFlag(usage: string, initialMs: number, options: FlagOptions & { readonly shown?: string } = {}): FlagSpec<number> {
  return { type: 'duration', default: initialMs, usage, shown: `${initialMs / 1000}s`, read: readDuration, ...options };
}

function readDuration(text: string): number {
  const ms = parseGoDuration(text);
  if (ms === undefined) throw new FlagProblem(durationProblem(text));
  return ms;
}

/** Go's words for a text that is no duration. */
export function durationProblem(text: string): string {
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned === '' || !/^[\d.]/.test(unsigned)) return `time: invalid duration "${text}"`;
  const rest = unsigned.replace(/^((\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))*/, '');
  const unit = /^[\d.]+([^\d.]*)/.exec(rest)?.[1] ?? '';
  return unit === '' ? `time: missing unit in duration "${text}"` : `time: unknown unit "${unit}" in duration "${text}"`;
}

/** A list whose texts also split at commas (pflag StringSlice). */
export function listFlag(usage: string, options: FlagOptions = {}): FlagSpec<readonly string[]> {
  return { type: 'strings', default: [], usage, shown: '[]', read: (text, before) => [...(before ?? []), ...(text === '' ? [] : text.split(','))], ...options };
}

/** A list that takes each text whole (pflag StringArray). */
export function arrayFlag(usage: string, options: FlagOptions = {}): FlagSpec<readonly string[]> {
  return { type: 'strings', default: [], usage, shown: '[]', read: (text, before) => [...(before ?? []), text], ...options };
}

/** What a command line holds. */
export interface ParsedFlags {
  readonly values: Readonly<Record<string, unknown>>;
  /** Names of the flags that were given. */
  readonly given: ReadonlySet<string>;
  readonly args: readonly string[];
  /** How many arguments stood before `--`; undefined without one. */
  readonly argsBeforeDash: number | undefined;
  /** What deprecated flags have to say, one line each. */
  readonly notes: readonly string[];
}

/** `-h` or `--help` was met: the help is wanted and nothing else. */
export class HelpWanted extends Error {
  override readonly name = 'HelpWanted';
}

/** Reads flags as pflag does: anywhere among the arguments, until `--`. `path` is for the hint below an error. */
export function parseFlags(specs: FlagSpecs, argv: readonly string[], path: string): ParsedFlags {
  const reader = createReader(specs);
  try {
    readAll(reader, argv);
  } catch (error) {
    if (error instanceof FlagProblem) throw new KubectlError(`${error.message}\nSee '${path} --help' for usage.`);
    throw error;
  }
  return reader.result();
}

interface Reader {
  readonly specs: FlagSpecs;
  readonly byShort: ReadonlyMap<string, string>;
  readonly args: string[];
  argsBeforeDash: number | undefined;
  set(name: string, text: string): void;
  result(): ParsedFlags;
}

function createReader(specs: FlagSpecs): Reader {
  const values: Record<string, unknown> = {};
  const given = new Set<string>();
  const notes: string[] = [];
  const byShort = new Map<string, string>();
  for (const [name, spec] of Object.entries(specs)) if (spec.short !== undefined) byShort.set(spec.short, name);
  const set = (name: string, text: string) => {
    const spec = specs[name];
    if (spec === undefined) throw new FlagProblem(`unknown flag: --${name}`);
    try {
      values[name] = spec.read(text, given.has(name) ? values[name] : undefined);
    } catch (error) {
      if (!(error instanceof FlagProblem)) throw error;
      throw new FlagProblem(`invalid argument "${text}" for "${spec.short === undefined ? '' : `-${spec.short}, `}--${name}" flag: ${error.message}`);
    }
    if (spec.deprecated !== undefined && !given.has(name)) notes.push(`Flag --${name} has been deprecated, ${spec.deprecated}`);
    given.add(name);
  };
  const reader: Reader = {
    specs,
    byShort,
    args: [],
    argsBeforeDash: undefined,
    set,
    result: () => {
      for (const [name, spec] of Object.entries(specs)) if (!given.has(name)) values[name] = spec.default;
      return { values, given, args: reader.args, argsBeforeDash: reader.argsBeforeDash, notes };
    },
  };
  return reader;
}

function readAll(reader: Reader, argv: readonly string[]): void {
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      reader.argsBeforeDash = reader.args.length;
      reader.args.push(...rest);
      return;
    }
    if (word.startsWith('--')) readLong(reader, word.slice(2), rest);
    else if (word.startsWith('-') && word !== '-') readShorts(reader, word.slice(1), rest);
    else reader.args.push(word);
  }
}

function readLong(reader: Reader, word: string, rest: string[]): void {
  const equals = word.indexOf('=');
  const name = equals < 0 ? word : word.slice(0, equals);
  if (name === '' || name.startsWith('-')) throw new FlagProblem(`bad flag syntax: --${word}`);
  const spec = reader.specs[name];
  if (spec === undefined) {
    if (name === 'help') throw new HelpWanted();
    throw new FlagProblem(`unknown flag: --${name}`);
  }
  if (equals >= 0) return reader.set(name, word.slice(equals + 1));
  if (spec.alone !== undefined) return reader.set(name, spec.alone);
  const value = rest.shift();
  if (value === undefined) throw new FlagProblem(`flag needs an argument: --${name}`);
  reader.set(name, value);
}

function readShorts(reader: Reader, word: string, rest: string[]): void {
  let letters = word;
  while (letters !== '') {
    const letter = letters[0] ?? '';
    const name = reader.byShort.get(letter);
    const spec = name === undefined ? undefined : reader.specs[name];
    if (name === undefined || spec === undefined) {
      if (letter === 'h') throw new HelpWanted();
      throw new FlagProblem(`unknown shorthand flag: '${letter}' in -${word}`);
    }
    const after = letters.slice(1);
    if (after.startsWith('=')) return reader.set(name, after.slice(1));
    if (spec.alone === undefined) {
      const value = after === '' ? rest.shift() : after;
      if (value === undefined) throw new FlagProblem(`flag needs an argument: '${letter}' in -${word}`);
      return reader.set(name, value);
    }
    reader.set(name, spec.alone);
    letters = after;
  }
}
