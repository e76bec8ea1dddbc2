import type { Wait } from '../../process/process.ts';
import { AwkError } from './dialect.ts';
import { createInterpreter, Leap, takeBy, type Interpreter, type MainInput } from './interpreter.ts';
import type { Runtime } from './runtime.ts';
import { createSource, openInput, type RecordSource } from './streams.ts';
import type { AwkProgram, Rule } from './syntax.ts';
import { unescape } from './tokens.ts';
import { fromInput, isTrue, toNumber } from './values.ts';
import { arrayOf } from './variables.ts';

type Eval<T> = Generator<Wait, T, void>;

/** Runs a program: BEGIN, the records of all operands, END. Answers the exit code. */
export function* runProgram(program: AwkProgram, runtime: Runtime): Eval<number> {
  const files = createFiles(runtime);
  const interpreter = createInterpreter(program, runtime, files);
  const begin = program.rules.filter(({ pattern }) => pattern.type === 'BEGIN');
  const end = program.rules.filter(({ pattern }) => pattern.type === 'END');
  const main = program.rules.filter(({ pattern }) => !['BEGIN', 'END', 'BEGINFILE', 'ENDFILE'].includes(pattern.type));
  try {
    const goesOn = yield* untilExit(runRules(interpreter, begin));
    if (goesOn !== 'exit' && (main.length > 0 || end.length > 0)) yield* untilExit(readRecords({ interpreter, runtime, files, rules: main, program }));
    yield* untilExit(runRules(interpreter, end));
  } finally {
    yield* runtime.streams.closeAll();
  }
  return interpreter.exitCode();
}

/** `exit` in BEGIN or a rule goes to END, in END it ends. */
function* untilExit(steps: Eval<void>): Eval<'exit' | undefined> {
  try {
    yield* steps;
    return undefined;
  } catch (error) {
    if (error instanceof Leap && error.to === 'exit') return 'exit';
    throw error;
  }
}

function* runRules(interpreter: Interpreter, rules: readonly Rule[]): Eval<void> {
  for (const { action } of rules) if (action !== undefined) yield* interpreter.execute(action);
}

interface Reading {
  readonly interpreter: Interpreter;
  readonly runtime: Runtime;
  readonly files: Files;
  readonly rules: readonly Rule[];
  readonly program: AwkProgram;
}

function* readRecords({ interpreter, runtime, files, rules, program }: Reading): Eval<void> {
  /** The range patterns that have begun and not ended. */
  const open = new Set<Rule>();
  files.onFile = function* (moment) {
    yield* runRules(interpreter, program.rules.filter(({ pattern }) => pattern.type === moment));
  };
  for (let text = yield* files.next(); text !== undefined; text = yield* files.next()) {
    runtime.record.set(text);
    try {
      for (const rule of rules) if (yield* applies(interpreter, rule, open)) yield* interpreter.execute(rule.action ?? PRINT);
    } catch (error) {
      if (!(error instanceof Leap) || error.to === 'exit') throw error;
      if (error.to === 'nextfile') yield* files.skip();
    }
  }
}

const PRINT = { type: 'print', items: [], isFormatted: false, redirection: undefined } as const;

function* applies(interpreter: Interpreter, rule: Rule, open: Set<Rule>): Eval<boolean> {
  const { pattern } = rule;
  if (pattern.type === 'when') return isTrue(yield* interpreter.evaluate(pattern.test));
  if (pattern.type !== 'range') return true;
  if (!open.has(rule) && !isTrue(yield* interpreter.evaluate(pattern.from))) return false;
  open.add(rule);
  if (isTrue(yield* interpreter.evaluate(pattern.to))) open.delete(rule);
  return true;
}

interface Files extends MainInput {
  /** Leaves the rest of the current file. */
  skip(): Eval<void>;
  onFile: ((moment: 'BEGINFILE' | 'ENDFILE') => Eval<void>) | undefined;
}

/** The operands, one after the other: files, `-`, and assignments that hold from there on. */
function createFiles(runtime: Runtime): Files {
  let index = 0;
  let opened = 0;
  let current: RecordSource | undefined;
  const argument = (name: number) => runtime.toText(arrayOf(runtime.cell('ARGV')).get(String(name)));

  const open = function* (name: string): Eval<RecordSource | undefined> {
    opened += 1;
    const input = openInput(runtime.process, name);
    if (input === undefined) {
      complain(runtime, name);
      return undefined;
    }
    runtime.set('FILENAME', name);
    runtime.set('FNR', 0);
    current = createSource(input);
    if (files.onFile !== undefined) yield* files.onFile('BEGINFILE');
    return current;
  };

  const nextSource = function* (): Eval<RecordSource | undefined> {
    while (index < toNumber(runtime.get('ARGC'))) {
      const name = argument(index);
      index += 1;
      const [, variable, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(name) ?? [];
      if (variable !== undefined && value !== undefined) runtime.set(variable, fromInput(unescape(value)));
      else if (name !== '') {
        const source = yield* open(name);
        if (source !== undefined) return source;
      }
    }
    if (opened > 0) return undefined;
    index += 1;
    return yield* open('-');
  };

  const leave = function* (): Eval<void> {
    if (current !== undefined && files.onFile !== undefined) yield* files.onFile('ENDFILE');
    current = undefined;
  };

  const files: Files = {
    onFile: undefined,
    skip: leave,
    *next() {
      if (index === 0) index = 1;
      for (;;) {
        const source = current ?? (yield* nextSource());
        if (source === undefined) return undefined;
        const text = yield* source.next(takeBy(runtime));
        if (text !== undefined) {
          runtime.set('NR', toNumber(runtime.get('NR')) + 1);
          runtime.set('FNR', toNumber(runtime.get('FNR')) + 1);
          return text;
        }
        yield* leave();
      }
    },
  };
  return files;
}

/** gawk passes over a directory; everything else ends the program. */
function complain(runtime: Runtime, name: string): void {
  const { process, dialect } = runtime;
  const { files } = process.machine;
  const isDirectory = files.isDirectory(files.resolve(process.cwd, name));
  switch (dialect.name) {
    case 'gawk':
      if (!isDirectory) throw new AwkError(`fatal: cannot open file \`${name}' for reading: No such file or directory`, 'alone');
      process.err(`${dialect.title}: warning: command line argument \`${name}' is a directory: skipped\n`);
      return;
    case 'busybox':
      throw isDirectory ? new AwkError('Is a directory') : new AwkError(`${name}: No such file or directory`, 'alone');
    case 'mawk':
      throw new AwkError(isDirectory ? 'read error (Is a directory)' : `cannot open ${name} (No such file or directory)`, 'alone');
  }
}
