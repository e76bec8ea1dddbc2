import type { Wait } from '../../process/process.ts';
import { createCpuMeter, drain } from '../../process/waits.ts';
import { builtins } from './builtins.ts';
import { compute, orderOf } from './operators.ts';
import { AwkError } from './dialect.ts';
import { formatValues } from './format.ts';
import type { Runtime } from './runtime.ts';
import { takeRecord, type Taken } from './separators.ts';
import type { AwkProgram, BinaryOperator, Expression, Redirection, Statement, Target } from './syntax.ts';
import { compareValues, fromInput, isTrue, toNumber, type Value } from './values.ts';
import { arrayOf, createCell, type Cell } from './variables.ts';

type Eval<T> = Generator<Wait, T, void>;

/** How a statement ended, where not by going on to the next. */
type Flow = undefined | 'break' | 'continue' | { readonly value: Value };

/** Thrown to leave everything: to the next record, the next file, the end. */
export class Leap extends Error {
  override readonly name = 'Leap';
  readonly to: 'next' | 'nextfile' | 'exit';
  constructor(to: 'next' | 'nextfile' | 'exit') {
    super(to);
    this.to = to;
  }
}

export interface Interpreter {
  evaluate(expression: Expression): Eval<Value>;
  execute(statement: Statement): Eval<void>;
  /** What `exit` was given; kept when a later exit gives none. */
  readonly exitCode: () => number;
}

/** Where main input comes from: getline takes records from it as the main loop does. */
export interface MainInput {
  /** The next record, with NR, FNR and FILENAME set; undefined at the end of all files. */
  next(): Eval<string | undefined>;
}

/** More calls inside calls than this are refused. */
const DEEPEST = 2000;

export function createInterpreter(program: AwkProgram, runtime: Runtime, input: MainInput): Interpreter {
  const { process, record, streams, toText } = runtime;
  const cpu = createCpuMeter();
  const frames: Map<string, Cell>[] = [];
  let exitCode = 0;

  const cell = (name: string): Cell => frames.at(-1)?.get(name) ?? runtime.cell(name);
  const array = (name: string): Map<string, Value> => {
    const found = cell(name);
    if (found.array === undefined && found.value !== undefined) throw new AwkError(fatal(`attempt to use scalar \`${name}' as an array`));
    return arrayOf(found);
  };
  const fatal = (text: string) => (runtime.dialect.name === 'gawk' ? `fatal: ${text}` : text);

  const isLocal = (name: string) => frames.at(-1)?.has(name) === true;
  const getName = (name: string): Value => {
    const found = isLocal(name) ? cell(name) : undefined;
    if (found === undefined && name === 'NF') return record.count();
    const { value, array: elements } = found ?? runtime.cell(name);
    if (elements !== undefined) throw new AwkError(fatal(`attempt to use array \`${name}' in a scalar context`));
    return value;
  };

  const key = function* (keys: readonly Expression[]): Eval<string> {
    const [only] = keys;
    if (keys.length === 1 && only !== undefined) return toText(yield* evaluate(only));
    const parts: string[] = [];
    for (const one of keys) parts.push(toText(yield* evaluate(one)));
    return parts.join(runtime.setting('SUBSEP'));
  };

  const fieldIndex = function* (of: Expression): Eval<number> {
    const index = Math.trunc(toNumber(yield* evaluate(of)));
    if (index < 0) throw new AwkError({ gawk: `fatal: attempt to access field ${index}`, mawk: `negative field index $${index}`, busybox: 'Access to negative field' }[runtime.dialect.name]);
    return index;
  };

  const read = function* (target: Target): Eval<Value> {
    if (target.type === 'name') return getName(target.name);
    if (target.type === 'field') return record.field(yield* fieldIndex(target.of));
    const elements = array(target.name);
    const subscript = yield* key(target.keys);
    // Looking an element up makes it.
    if (!elements.has(subscript)) elements.set(subscript, undefined);
    return elements.get(subscript);
  };

  /** Finds where a target is before its value is worked out, as `a[i++] = i` needs it. */
  const place = function* (target: Target): Eval<{ get(): Value; set(value: Value): void }> {
    if (target.type === 'field') {
      const index = yield* fieldIndex(target.of);
      return {
        get: () => record.field(index),
        set: (value) => {
          if (index === 0) record.set(toText(value));
          else record.setField(index, toText(value));
        },
      };
    }
    if (target.type === 'element') {
      const elements = array(target.name);
      const subscript = yield* key(target.keys);
      return { get: () => elements.get(subscript), set: (value) => elements.set(subscript, value) };
    }
    return {
      get: () => getName(target.name),
      set: (value) => {
        if (!isLocal(target.name)) {
          if (runtime.cell(target.name).array !== undefined) throw new AwkError(fatal(`attempt to use array \`${target.name}' in a scalar context`));
          runtime.set(target.name, value);
        } else cell(target.name).value = value;
      },
    };
  };

  const evaluate = function* (expression: Expression): Eval<Value> {
    switch (expression.type) {
      case 'number':
      case 'string':
        return expression.value;
      case 'name':
      case 'element':
      case 'field':
        return yield* read(expression);
      case 'pattern':
        return runtime.pattern(expression.source).test(toText(record.field(0))) ? 1 : 0;
      case 'group':
        return expression.items.length === 1 && expression.items[0] !== undefined ? yield* evaluate(expression.items[0]) : yield* key(expression.items);
      case 'assign':
        return yield* assign(expression);
      case 'increment': {
        const where = yield* place(expression.target);
        const before = toNumber(where.get());
        where.set(before + expression.by);
        return expression.isPrefix ? before + expression.by : before;
      }
      case 'choice':
        return yield* evaluate(isTrue(yield* evaluate(expression.test)) ? expression.yes : expression.no);
      case 'binary': {
        const left = yield* evaluate(expression.left);
        if (expression.operator === '&&' && !isTrue(left)) return 0;
        if (expression.operator === '||' && isTrue(left)) return 1;
        return compute(runtime, expression.operator, left, yield* evaluate(expression.right));
      }
      case 'match': {
        const text = toText(yield* evaluate(expression.left));
        return (yield* patternOf(expression.right)).test(text) !== expression.isNegated ? 1 : 0;
      }
      case 'in':
        return array(expression.name).has(yield* key(expression.keys)) ? 1 : 0;
      case 'unary': {
        const value = yield* evaluate(expression.of);
        if (expression.operator === '!') return isTrue(value) ? 0 : 1;
        return expression.operator === '-' ? -toNumber(value) : toNumber(value);
      }
      case 'call':
        return yield* call(expression.name, expression.args);
      case 'builtin':
        return yield* callBuiltin(expression.name, expression.args);
      case 'getline':
        return yield* getline(expression);
    }
  };

  const assign = function* ({ operator, target, value }: Expression & { type: 'assign' }): Eval<Value> {
    const where = yield* place(target);
    const right = yield* evaluate(value);
    const result = operator === '=' ? right : compute(runtime, operator.charAt(0) as BinaryOperator, where.get(), right);
    where.set(result);
    return result;
  };

  const patternOf = function* (expression: Expression): Eval<RegExp> {
    if (expression.type === 'pattern') return runtime.pattern(expression.source);
    return runtime.pattern(toText(yield* evaluate(expression)));
  };

  const call = function* (name: string, args: readonly Expression[]): Eval<Value> {
    const definition = program.functions.get(name);
    if (definition === undefined) throw new AwkError(fatal(`function \`${name}' not defined`));
    if (frames.length >= DEEPEST) throw new AwkError(fatal('function calls are nested too deep'));
    const frame = new Map<string, Cell>();
    for (const [index, parameter] of definition.parameters.entries()) frame.set(parameter, yield* argument(args[index]));
    frames.push(frame);
    try {
      const flow = yield* execute(definition.body);
      return typeof flow === 'object' ? flow.value : undefined;
    } finally {
      frames.pop();
    }
  };

  /** A bare name may turn out to be an array: it goes in by reference. */
  const argument = function* (expression: Expression | undefined): Eval<Cell> {
    if (expression === undefined) return createCell();
    if (expression.type !== 'name' || expression.name === 'NF') return createCell(yield* evaluate(expression));
    const own = cell(expression.name);
    return own.array === undefined && own.value !== undefined ? createCell(own.value) : createCell(undefined, own);
  };

  const callBuiltin = function* (name: string, args: readonly Expression[]): Eval<Value> {
    const builtin = builtins[name];
    if (builtin === undefined) throw new AwkError(fatal(`function \`${name}' not defined`));
    const at = (index: number): Expression => args[index] ?? { type: 'string', value: '' };
    return yield* builtin({
      runtime: { ...runtime, cell },
      args,
      value: (index) => evaluate(at(index)),
      *text(index) {
        return toText(yield* evaluate(at(index)));
      },
      *number(index) {
        return toNumber(yield* evaluate(at(index)));
      },
      array: (index) => {
        const argumentAt = args[index];
        if (argumentAt?.type !== 'name') throw new AwkError(fatal(`${name}: argument is not an array`));
        return array(argumentAt.name);
      },
      pattern: (index) => patternOf(at(index)),
      *assign(index, value) {
        const target = args[index] ?? { type: 'field', of: { type: 'number', value: 0 } };
        if (target.type === 'name' || target.type === 'element' || target.type === 'field') (yield* place(target)).set(value);
      },
    });
  };

  const getline = function* ({ target, from, source }: Expression & { type: 'getline' }): Eval<Value> {
    const text = from === 'input' ? yield* input.next() : yield* nextOf(from, toText(source === undefined ? '' : yield* evaluate(source)));
    if (typeof text === 'number') return text;
    if (text === undefined) return 0;
    if (target === undefined) record.set(text);
    else (yield* place(target)).set(fromInput(text));
    return 1;
  };

  /** The next record of a file or command; -1 when it cannot be read. */
  const nextOf = function* (kind: 'file' | 'command', name: string): Eval<string | undefined | -1> {
    const stream = streams.readFrom(kind, name);
    return stream === undefined ? -1 : yield* stream.next(takeBy(runtime));
  };

  const execute = function* (statement: Statement): Eval<Flow> {
    const pause = cpu.spend(0.005);
    if (pause) yield pause;
    switch (statement.type) {
      case 'expression':
        yield* evaluate(statement.of);
        return undefined;
      case 'print':
        yield* print(statement);
        return undefined;
      case 'block':
        return yield* executeAll(statement.statements);
      case 'if': {
        const branch = isTrue(yield* evaluate(statement.test)) ? statement.yes : statement.no;
        return branch === undefined ? undefined : yield* execute(branch);
      }
      case 'while':
      case 'do':
      case 'for':
        return yield* loop(statement);
      case 'for in':
        return yield* loopOver(statement);
      case 'switch':
        return yield* choose(statement);
      case 'delete':
        if (statement.keys === undefined) array(statement.name).clear();
        else array(statement.name).delete(yield* key(statement.keys));
        return undefined;
      case 'break':
      case 'continue':
        return statement.type;
      case 'next':
      case 'nextfile':
        throw new Leap(statement.type);
      case 'exit':
        if (statement.value !== undefined) exitCode = Math.trunc(toNumber(yield* evaluate(statement.value))) & 255;
        throw new Leap('exit');
      case 'return':
        return { value: statement.value === undefined ? undefined : yield* evaluate(statement.value) };
    }
  };

  const executeAll = function* (statements: readonly Statement[]): Eval<Flow> {
    for (const statement of statements) {
      const flow = yield* execute(statement);
      if (flow !== undefined) return flow;
    }
    return undefined;
  };

  const loop = function* (statement: Statement & { type: 'while' | 'do' | 'for' }): Eval<Flow> {
    if (statement.type === 'for' && statement.init !== undefined) yield* execute(statement.init);
    let isFirst = statement.type === 'do';
    while (isFirst || statement.test === undefined || isTrue(yield* evaluate(statement.test))) {
      isFirst = false;
      const pause = cpu.spend(0.005);
      if (pause) yield pause;
      const flow = yield* execute(statement.body);
      if (flow === 'break') break;
      if (typeof flow === 'object') return flow;
      if (statement.type === 'for' && statement.step !== undefined) yield* execute(statement.step);
    }
    return undefined;
  };

  const loopOver = function* ({ name, array: arrayName, body }: Statement & { type: 'for in' }): Eval<Flow> {
    const elements = array(arrayName);
    const where = yield* place({ type: 'name', name });
    for (const subscript of orderOf(elements, runtime)) {
      if (!elements.has(subscript)) continue;
      where.set(fromInput(subscript));
      const flow = yield* execute(body);
      if (flow === 'break') break;
      if (typeof flow === 'object') return flow;
    }
    return undefined;
  };

  const choose = function* ({ of, cases }: Statement & { type: 'switch' }): Eval<Flow> {
    const value = yield* evaluate(of);
    let start = -1;
    for (const [index, one] of cases.entries()) {
      if (one.value === undefined) continue;
      const isHit = one.value.type === 'pattern' ? runtime.pattern(one.value.source).test(toText(value)) : compareValues(value, yield* evaluate(one.value), toText) === 0;
      if (isHit) {
        start = index;
        break;
      }
    }
    if (start < 0) start = cases.findIndex((one) => one.value === undefined);
    for (const one of start < 0 ? [] : cases.slice(start)) {
      const flow = yield* executeAll(one.statements);
      if (flow === 'break') return undefined;
      if (flow !== undefined) return flow;
    }
    return undefined;
  };

  const print = function* ({ items, isFormatted, redirection }: Statement & { type: 'print' }): Eval<void> {
    const values: Value[] = [];
    for (const item of items) values.push(yield* evaluate(item));
    const [format, ...rest] = values;
    const text = isFormatted
      ? formatValues(toText(format), rest, toText, runtime.dialect)
      : (items.length === 0 ? toText(record.field(0)) : values.map(runtime.toOutput).join(runtime.setting('OFS'))) + runtime.setting('ORS');
    yield* write(text, redirection);
  };

  const write = function* (text: string, redirection: Redirection | undefined): Eval<void> {
    if (redirection === undefined) {
      process.out(text);
      yield* drain(process.stdout);
      return;
    }
    const name = toText(yield* evaluate(redirection.to));
    const output = streams.writeTo(redirection.kind, name);
    if ('error' in output) throw new AwkError(cannotWrite(name, output.error), runtime.dialect.name === 'gawk' ? 'named' : 'alone');
    output.write(text);
    yield* drain(output);
  };

  const cannotWrite = (name: string, why: string): string => {
    if (runtime.dialect.name === 'gawk') return `fatal: cannot redirect to \`${name}': ${why}`;
    return runtime.dialect.name === 'busybox' ? `can't open '${name}': ${why}` : `cannot open "${name}" for output (${why})`;
  };

  return {
    evaluate,
    *execute(statement) {
      yield* execute(statement);
    },
    exitCode: () => exitCode,
  };
}

/** Parts records off a buffer by the RS that holds now. */
export function takeBy(runtime: Runtime): (buffer: string, isAtEnd: boolean) => Taken | undefined {
  return (buffer, isAtEnd) => takeRecord(buffer, runtime.setting('RS'), { isAtEnd, compile: runtime.pattern });
}
