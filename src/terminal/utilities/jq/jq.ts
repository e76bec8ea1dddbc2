import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Wait } from '../../process/process.ts';
import { createCpuMeter, drain, readSome } from '../../process/waits.ts';
import { readOptions, type ParsedOptions } from '../options.ts';
import { evaluate, type Context } from './evaluate.ts';
import { createStepLimit, enter, isTooDeep } from './bounds.ts';
import { JqBreak, JqError, JqGivesUp, JqHalt } from './failure.ts';
import { isTruthy, toJson, type Json } from './json.ts';
import { parseJq } from './parser.ts';
import { compactJson, printJson, type PrintOptions } from './printJson.ts';
import { createScope, undefinedNames } from './program.ts';
import { createJsonReader, JsonError, parseJson, type JsonReader } from './readJson.ts';
import { JqSyntaxError, type Filter } from './syntax.ts';

const SPEC = {
  short: 'rcnesSRjaCMf:hV',
  long: {
    'raw-output': 'r', 'compact-output': 'c', 'null-input': 'n', 'exit-status': 'e', slurp: 's', 'sort-keys': 'S', 'raw-input': 'R', 'join-output': 'j', 'ascii-output': 'a',
    'color-output': 'C', 'monochrome-output': 'M', 'from-file': 'f:', tab: 'tab', indent: 'indent:', help: 'h', version: 'V', seq: 'seq', stream: 'stream', unbuffered: 'unbuffered',
  },
};
/** jq 1.6, as far as people filter with it. */
export const jq = defineUtility({
  name: 'jq',
  flavours: ['centos7'],
  summary: 'command-line JSON processor',
  *run(process) {
    const settings = yield* readSettings(process);
    if (typeof settings === 'number') return settings;
    const { options, filter, files } = settings;
    const inputs = createInputs(process, files, options);
    const run = createRun(process, settings, inputs);
    let last: Json | undefined;
    let status = 0;
    const perform = function* (value: Json): Generator<Wait, void, void> {
      const outcome = yield* run(filter, value);
      if (outcome.last !== undefined) last = outcome.last;
      status = outcome.failed ? 5 : 0;
    };
    try {
      if (options.has('n')) {
        // `input` reads while no time passes: what it may want is read before.
        yield* inputs.readAhead();
        yield* perform(null);
      } else for (let value = yield* inputs.next(); value !== undefined; value = yield* inputs.next()) yield* perform(value);
    } catch (error) {
      if (error instanceof JqHalt) return halt(process, error);
      if (!(error instanceof JsonError)) throw error;
      process.err(`parse error: ${error.message}\n`);
      return 4;
    }
    if (inputs.hasFailed()) return 2;
    if (status !== 0 || !options.has('e')) return status;
    return last === undefined ? 4 : isTruthy(last) ? 0 : 1;
  },
});

interface Settings {
  readonly options: ParsedOptions;
  readonly filter: Filter;
  readonly variables: ReadonlyMap<string, Json>;
  readonly files: readonly string[];
}

/** The exit code of jq when it ends before it begins. */
function* readSettings(process: Process): Generator<Wait, Settings | number, void> {
  const named = takeNamed(process);
  if (typeof named === 'number') return named;
  // A minus before anything but a letter begins a program, not an option: `jq -1`.
  const options = readOptions(SPEC, named.rest.map((word) => (/^-[^-a-zA-Z]/.test(word) ? ` ${word}` : word)));
  if ('fault' in options) {
    process.err(`jq: Unknown option ${options.isLong ? '--' : '-'}${options.option}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n`);
    return 2;
  }
  if (options.has('V')) {
    process.out('jq-1.6\n');
    return 0;
  }
  const [inline, ...operands] = options.operands;
  const file = options.value('f');
  // Inside a pipe a program that is missing is the identity.
  const missing = process.stdin.isTty() && process.stdout.isTty() ? undefined : '.';
  const source = file === undefined ? (inline ?? missing) : textOf(process, file);
  if (options.has('h') || source === undefined) {
    (options.has('h') ? process.out : process.err)(USAGE);
    return options.has('h') ? 0 : 2;
  }
  const files = file === undefined ? operands : options.operands;
  const variables = new Map(named.variables);
  variables.set('ARGS', new Map<string, Json>([['positional', named.args], ['named', named.variables]]));
  const filter = compile(process, source, variables);
  return filter === undefined ? 3 : { options, filter, variables, files };
}

const USAGE =
  'jq - commandline JSON processor [version 1.6]\n\nUsage:\tjq [options] <jq filter> [file...]\n\tjq [options] --args <jq filter> [strings...]\n\tjq [options] --jsonargs <jq filter> [JSON_TEXTS...]\n\n';

interface Named {
  readonly rest: readonly string[];
  readonly variables: Map<string, Json>;
  readonly args: readonly Json[];
}

/** Takes `--arg name value` and its kin out of the arguments. */
function takeNamed(process: Process): Named | number {
  const rest: string[] = [];
  const variables = new Map<string, Json>();
  const args: Json[] = [];
  const words = process.argv.slice(1);
  let positional: 'args' | 'jsonargs' | undefined;
  let hasFilter = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--args' || word === '--jsonargs') positional = word.slice(2) as 'args';
    else if (['--arg', '--argjson', '--slurpfile', '--rawfile', '--argfile'].includes(word)) {
      const [name, value] = [words[at + 1], words[at + 2]];
      if (name === undefined || value === undefined) {
        process.err(`jq: ${word} takes two parameters (e.g. ${word} ${word === '--arg' || word === '--argjson' ? `varname ${word === '--arg' ? 'value' : 'text'}` : 'varname filename'})\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n`);
        return 2;
      }
      const given = valueOf(process, word, value);
      if (given === undefined) return badNamed(process, word, name, value);
      variables.set(name, given);
      at += 2;
    } else if (!word.startsWith('-') && hasFilter && positional !== undefined) args.push(positional === 'args' ? word : (valueOf(process, '--argjson', word) ?? null));
    else {
      if (!word.startsWith('-') && words[at - 1] !== '--indent' && words[at - 1] !== '-f' && words[at - 1] !== '--from-file') hasFilter = true;
      rest.push(word);
    }
  }
  return { rest, variables, args };
}

function valueOf(process: Process, option: string, text: string): Json | undefined {
  try {
    if (option === '--arg') return text;
    if (option === '--argjson') return parseJson(text);
    const content = textOf(process, text);
    if (content === undefined || option === '--rawfile') return content;
    const reader = createJsonReader();
    reader.feed(content);
    const values: Json[] = [];
    for (let next = reader.next(true); next !== undefined; next = reader.next(true)) values.push(next.value);
    return values;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function badNamed(process: Process, option: string, name: string, value: string): number {
  if (option === '--argjson') process.err(`jq: invalid JSON text passed to --argjson\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n`);
  else process.err(`jq: Bad JSON in --${option.slice(2)} ${name} ${value}: Could not open ${value}: No such file or directory\n`);
  return 2;
}

function textOf(process: Process, name: string): string | undefined {
  try {
    return process.machine.files.read(process.machine.files.resolve(process.cwd, name));
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** Undefined after what is wrong with the program has been told. */
function compile(process: Process, source: string, variables: ReadonlyMap<string, Json>): Filter | undefined {
  const complaints: string[] = [];
  const complain = (text: string, at: number) => {
    const before = source.slice(0, at).split('\n');
    const line = source.split('\n')[before.length - 1] ?? '';
    complaints.push(`jq: error: ${text} at <top-level>, line ${before.length}:\n${line}${' '.repeat(before.at(-1)?.length ?? 0)}\n`);
  };
  const tell = (): undefined => {
    process.err(`${complaints.join('')}jq: ${complaints.length} compile error${complaints.length === 1 ? '' : 's'}\n`);
  };
  try {
    const filter = parseJq(source);
    enter(filter, 0);
    for (const { name, at } of undefinedNames(filter, createScope(createContext(process, undefined), variables))) complain(`${name} is not defined`, at);
    return complaints.length === 0 ? filter : tell();
  } catch (error) {
    if (error instanceof JqGivesUp || isTooDeep(error)) {
      complain('memory exhausted', source.length);
      return tell();
    }
    if (!(error instanceof JqSyntaxError)) throw error;
    complain(error.message.startsWith('syntax error') ? `${error.message} (Unix shell quoting issues?)` : error.message, error.at);
    if (error.also !== undefined) complain(error.also, 0);
    return tell();
  }
}

interface Inputs {
  next(): Generator<Wait, Json | undefined, void>;
  readAhead(): Generator<Wait, void, void>;
  /** Without waiting: what has been read ahead, or lies in the files. */
  nextNow(): Json | undefined;
  /** Where a message says that the input stands: `<stdin>:3`. */
  place(): string;
  fileName(): string | undefined;
  hasFailed(): boolean;
}

function createInputs(process: Process, files: readonly string[], options: ParsedOptions): Inputs {
  const reader = createJsonReader();
  const waiting = [...files];
  let fileName: string | undefined;
  let isAtEnd = false;
  let failed = false;
  let hasTaken = false;
  let slurped = false;
  let raw = '';

  /** More text, from the next file or from standard input; false when there is none. */
  const readMore = function* (): Generator<Wait, boolean, void> {
    if (files.length === 0) {
      const text = yield* readSome(process.stdin);
      if (text === undefined) return false;
      feed(text);
      return true;
    }
    return readFile();
  };
  const feed = (text: string) => {
    if (options.has('R')) raw += text;
    else reader.feed(text);
  };
  const readFile = (): boolean => {
    const name = waiting.shift();
    if (name === undefined) return false;
    const text = textOf(process, name);
    if (text === undefined) {
      failed = true;
      process.err(`jq: error: Could not open file ${name}: ${process.machine.files.isDirectory(process.machine.files.resolve(process.cwd, name)) ? 'Is a directory' : 'No such file or directory'}\n`);
      return true;
    }
    fileName = name;
    feed(text);
    return true;
  };

  const takeLine = (): { readonly value: Json } | undefined => {
    const end = raw.indexOf('\n');
    if (end < 0 && !(isAtEnd && raw !== '')) return undefined;
    const line = end < 0 ? raw : raw.slice(0, end);
    raw = end < 0 ? '' : raw.slice(end + 1);
    return { value: line };
  };
  const take = () => {
    const found = options.has('R') ? takeLine() : reader.next(isAtEnd);
    if (found !== undefined) hasTaken = true;
    return found;
  };

  const one = function* (): Generator<Wait, Json | undefined, void> {
    for (;;) {
      const found = take();
      if (found !== undefined) return found.value;
      if (isAtEnd) return undefined;
      if (!(yield* readMore())) isAtEnd = true;
    }
  };

  const all = function* (): Generator<Wait, Json, void> {
    slurped = true;
    if (options.has('R')) {
      while (yield* readMore());
      return raw;
    }
    const values: Json[] = [];
    for (let value = yield* one(); value !== undefined; value = yield* one()) values.push(value);
    return values;
  };

  return {
    *next() {
      if (!options.has('s')) return yield* one();
      return slurped ? undefined : yield* all();
    },
    *readAhead() {
      if (files.length === 0 && process.stdin.isTty()) return;
      while (yield* readMore());
      isAtEnd = true;
    },
    nextNow: () => {
      while (!isAtEnd && files.length > 0) if (!readFile()) isAtEnd = true;
      return take()?.value;
    },
    place: () => (hasTaken ? `${fileName ?? '<stdin>'}:${linesOf(reader)}` : '<unknown>'),
    fileName: () => fileName,
    hasFailed: () => failed,
  };
}

function linesOf(reader: JsonReader): number {
  return reader.lines();
}

function createContext(process: Process, inputs: Inputs | undefined): Context {
  return {
    ...createStepLimit(),
    nextInput: () => inputs?.nextNow(),
    inputFile: () => inputs?.fileName(),
    environment: toJson(Object.fromEntries(process.env)) as ReadonlyMap<string, Json>,
    nowSeconds: () => process.kernel.unixNow() / 1000,
    debug: (text) => process.err(text),
  };
}

interface Outcome {
  readonly last: Json | undefined;
  readonly failed: boolean;
}

/** Runs the program on one value and prints what it makes. */
function createRun(process: Process, { options, variables }: Settings, inputs: Inputs) {
  const print = printOptions(process, options);
  const cpu = createCpuMeter();
  const isRaw = options.has('r') || options.has('j');
  const end = options.has('j') ? '' : '\n';
  return function* (filter: Filter, value: Json): Generator<Wait, Outcome, void> {
    let last: Json | undefined;
    const context = createContext(process, inputs);
    const scope = createScope(context, variables);
    try {
      for (const { value: made } of evaluate(filter, { value, path: undefined }, scope)) {
        last = made;
        process.out((isRaw && typeof made === 'string' ? made : printJson(made, print)) + end);
        const rest = cpu.spend(0.05);
        if (rest) {
          yield rest;
          context.rested();
        }
        yield* drain(process.stdout);
      }
      return { last, failed: false };
    } catch (error) {
      if (error instanceof JqBreak) process.err(`jq: error (at ${inputs.place()}): break\n`);
      else if (error instanceof JqGivesUp || isTooDeep(error)) process.err(`jq: error: this simulation gives up: ${error.message}\n`);
      else if (error instanceof JqError) process.err(`jq: error (at ${inputs.place()})${messageOf(error)}\n`);
      else throw error;
      return { last, failed: true };
    }
  };
}

function messageOf({ value }: JqError): string {
  return typeof value === 'string' ? `: ${value}` : ` (not a string): ${compactJson(value)}`;
}

function printOptions(process: Process, options: ParsedOptions): PrintOptions {
  const indent = options.has('tab') ? '\t' : ' '.repeat(Number(options.value('indent') ?? 2));
  return {
    indent: options.has('c') || indent === '' ? undefined : indent,
    sortsKeys: options.has('S'),
    isColored: options.has('C') || (process.stdout.isTty() && !options.has('M')),
    isAscii: options.has('a'),
  };
}

function halt(process: Process, { code, value }: JqHalt): number {
  if (value !== undefined && value !== null) process.err(typeof value === 'string' ? value : `${compactJson(value)}\n`);
  return code;
}

