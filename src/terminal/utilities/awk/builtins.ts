import { utf8Length } from '#engine/core/utf8.ts';
import { unixMsOf } from '#engine/core/time.ts';
import { createRandom } from '#engine/core/random.ts';
import type { Wait } from '../../process/process.ts';
import { strftime } from '../strftime.ts';
import { AwkError } from './dialect.ts';
import { formatValues } from './format.ts';
import type { Runtime } from './runtime.ts';
import { splitBy } from './separators.ts';
import type { Expression } from './syntax.ts';
import { compareValues, fromInput, toNumber, type Value } from './values.ts';
import { boundedRegExp } from '../../regExp/boundedRegExp.ts';

type Eval<T> = Generator<Wait, T, void>;

/** A call of a builtin: its arguments are evaluated when it asks for them. */
export interface BuiltinCall {
  readonly runtime: Runtime;
  readonly args: readonly Expression[];
  value(index: number): Eval<Value>;
  text(index: number): Eval<string>;
  number(index: number): Eval<number>;
  array(index: number): Map<string, Value>;
  /** A pattern: between slashes, or what the value says. */
  pattern(index: number): Eval<RegExp>;
  /** Assigns to an argument that is a variable, an element or a field; $0 where there is none. */
  assign(index: number, value: Value): Eval<void>;
}

type Builtin = (call: BuiltinCall) => Eval<Value>;

const arithmetic = (compute: (value: number) => number): Builtin =>
  function* (call) {
    return compute(yield* call.number(0));
  };

const bitwise = (combine: (a: bigint, b: bigint) => bigint): Builtin =>
  function* (call) {
    const values: bigint[] = [];
    for (const [index] of call.args.entries()) values.push(BigInt(Math.trunc(yield* call.number(index))));
    return Number(values.reduce(combine));
  };

export const builtins: Readonly<Record<string, Builtin>> = {
  *length(call) {
    const [first] = call.args;
    if (first?.type === 'name') {
      const { array, origin } = call.runtime.cell(first.name);
      if (array !== undefined || origin?.array !== undefined) return call.array(0).size;
    }
    const text = first === undefined ? call.runtime.toText(call.runtime.record.field(0)) : yield* call.text(0);
    // Only gawk knows characters of several bytes.
    return call.runtime.dialect.name === 'gawk' ? countOf(text) : utf8Length(text);
  },
  *substr(call) {
    const text = [...(yield* call.text(0))];
    // All three programs take a start before the first character for the first one.
    const from = Math.max(1, Math.trunc(yield* call.number(1)));
    const length = call.args.length > 2 ? Math.max(0, Math.trunc(yield* call.number(2))) : Number.POSITIVE_INFINITY;
    return text.slice(from - 1, from - 1 + length).join('');
  },
  *index(call) {
    const text = yield* call.text(0);
    const wanted = yield* call.text(1);
    const at = text.indexOf(wanted);
    return at < 0 || (wanted === '' && call.runtime.dialect.name === 'busybox') ? 0 : countOf(text.slice(0, at)) + 1;
  },
  split,
  *sub(call) {
    return yield* substitute(call, false);
  },
  *gsub(call) {
    return yield* substitute(call, true);
  },
  gensub,
  match: matchText,
  *sprintf(call) {
    const format = yield* call.text(0);
    const values: Value[] = [];
    for (let index = 1; index < call.args.length; index += 1) values.push(yield* call.value(index));
    return formatValues(format, values, call.runtime.toText, call.runtime.dialect);
  },
  sin: arithmetic(Math.sin),
  cos: arithmetic(Math.cos),
  exp: arithmetic(Math.exp),
  log: arithmetic(Math.log),
  sqrt: arithmetic(Math.sqrt),
  int: arithmetic(Math.trunc),
  compl: arithmetic((value) => Number(BigInt.asUintN(53, ~BigInt(Math.trunc(value))))),
  *atan2(call) {
    return Math.atan2(yield* call.number(0), yield* call.number(1));
  },
  and: bitwise((a, b) => a & b),
  or: bitwise((a, b) => a | b),
  xor: bitwise((a, b) => a ^ b),
  lshift: bitwise((a, b) => a << b),
  rshift: bitwise((a, b) => a >> b),
  *rand({ runtime }) {
    return runtime.dice.random.integer(0, 999_999_999) / 1_000_000_000;
  },
  *srand(call) {
    const { dice, process } = call.runtime;
    const before = dice.seed;
    dice.seed = call.args.length === 0 ? Math.floor(process.kernel.unixNow() / 1000) : yield* call.number(0);
    dice.random = createRandom(Math.trunc(dice.seed));
    return before;
  },
  *tolower(call) {
    const text = yield* call.text(0);
    return call.runtime.dialect.name === 'gawk' ? text.toLowerCase() : text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  },
  *toupper(call) {
    const text = yield* call.text(0);
    return call.runtime.dialect.name === 'gawk' ? text.toUpperCase() : text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
  },
  *system(call) {
    return yield* call.runtime.streams.system(yield* call.text(0));
  },
  *close(call) {
    return yield* call.runtime.streams.close(yield* call.text(0));
  },
  *fflush() {
    return 0;
  },
  *strtonum(call) {
    const value = yield* call.value(0);
    const text = call.runtime.toText(value).trim();
    if (/^0[xX][0-9a-fA-F]+/.test(text)) return Number.parseInt(text, 16);
    return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : toNumber(value);
  },
  *systime({ runtime }) {
    return Math.floor(runtime.process.kernel.unixNow() / 1000);
  },
  *strftime(call) {
    const format = call.args.length > 0 ? yield* call.text(0) : '%a %b %e %H:%M:%S %Z %Y';
    return strftime(format, call.args.length > 1 ? (yield* call.number(1)) * 1000 : call.runtime.process.kernel.unixNow());
  },
  *mktime(call) {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (yield* call.text(0)).trim().split(/\s+/).map(Number);
    return unixMsOf(year, month, day, hour, minute, second) / 1000;
  },
  *asort(call) {
    const array = call.array(0);
    return fill(call.args.length > 1 ? call.array(1) : array, [...array.values()].sort((a, b) => compareValues(a, b, call.runtime.toText)));
  },
  *asorti(call) {
    const array = call.array(0);
    return fill(call.args.length > 1 ? call.array(1) : array, [...array.keys()].sort());
  },
};

function countOf(text: string): number {
  return Array.from(text).length;
}

function fill(array: Map<string, Value>, values: readonly Value[]): number {
  array.clear();
  for (const [index, value] of values.entries()) array.set(String(index + 1), value);
  return values.length;
}

function* split(call: BuiltinCall): Eval<Value> {
  const text = yield* call.text(0);
  const [, , separator] = call.args;
  const { runtime } = call;
  if (separator === undefined) return fill(call.array(1), runtime.split(text, runtime.setting('FS')).map(fromInput));
  if (separator.type === 'pattern') return fill(call.array(1), text === '' ? [] : splitBy(text, runtime.pattern(separator.source)).map(fromInput));
  return fill(call.array(1), runtime.split(text, yield* call.text(2)).map(fromInput));
}

/** How a replacement is written: `&` is what was found, `\\&` an ampersand; with groups also `\\1`. */
function replacementOf(text: string, match: RegExpMatchArray, withGroups: boolean): string {
  return text.replaceAll(/\\(\\&|[\\&\d])|&/g, (whole, code: string | undefined) => {
    if (code === undefined) return match[0];
    if (code === '&') return '&';
    if (code === '\\&') return `\\${match[0]}`;
    if (code === '\\') return withGroups ? '\\' : '\\\\';
    return withGroups ? (match[Number(code)] ?? '') : whole;
  });
}

function* substitute(call: BuiltinCall, isGlobal: boolean): Eval<Value> {
  const pattern = yield* call.pattern(0);
  const replacement = yield* call.text(1);
  const text = call.args.length > 2 ? yield* call.text(2) : call.runtime.toText(call.runtime.record.field(0));
  const { result, count } = replaceIn(text, pattern, isGlobal ? 'all' : 1, (match) => replacementOf(replacement, match, false));
  if (count > 0) yield* call.assign(2, result);
  return count;
}

function* gensub(call: BuiltinCall): Eval<Value> {
  const pattern = yield* call.pattern(0);
  const replacement = yield* call.text(1);
  const which = yield* call.text(2);
  const text = call.args.length > 3 ? yield* call.text(3) : call.runtime.toText(call.runtime.record.field(0));
  return replaceIn(text, pattern, /^[gG]/.test(which) ? 'all' : Math.max(1, Math.trunc(toNumber(which))), (match) => replacementOf(replacement, match, true)).result;
}

function replaceIn(text: string, pattern: RegExp, which: number | 'all', replace: (match: RegExpMatchArray) => string): { readonly result: string; readonly count: number } {
  let result = '';
  let from = 0;
  let [seen, count] = [0, 0];
  let lastEnd = -1;
  for (const match of text.matchAll(boundedRegExp(pattern.source, `${pattern.flags}g`))) {
    const end = match.index + match[0].length;
    // An empty match right behind another is none.
    if (match[0] === '' && match.index === lastEnd) continue;
    lastEnd = end;
    seen += 1;
    if (which !== 'all' && seen !== which) continue;
    result += text.slice(from, match.index) + replace(match);
    from = end;
    count += 1;
  }
  return { result: result + text.slice(from), count };
}

function* matchText(call: BuiltinCall): Eval<Value> {
  const { runtime } = call;
  const text = yield* call.text(0);
  const match = (yield* call.pattern(1)).exec(text);
  const start = match === null ? 0 : countOf(text.slice(0, match.index)) + 1;
  runtime.set('RSTART', start);
  runtime.set('RLENGTH', match === null ? -1 : countOf(match[0]));
  if (call.args.length > 2) {
    if (runtime.dialect.name !== 'gawk') throw new AwkError('match: too many arguments');
    const groups = call.array(2);
    groups.clear();
    for (const [index, group] of (match ?? []).entries()) if (group !== undefined) groups.set(String(index), fromInput(group));
  }
  return start;
}
