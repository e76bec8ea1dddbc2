import { utf8Length } from '#engine/core/utf8.ts';
import { contains, splitText } from './arithmetic.ts';
import { brokenDown, formatDate, parseDate, secondsOf } from './dates.ts';
import { made, pathsOf, type Item, type Native, type NativeCall } from './evaluate.ts';
import { JqError, JqGivesUp, JqHalt, shortly } from './failure.ts';
import { textOf } from './formats.ts';
import { compareJson, isArray, isObject, isTruthy, sortedKeys, typeOf, type Json } from './json.ts';
import { deletePaths, getPath, indexesOf, setPath, type Path } from './paths.ts';
import { compactJson } from './printJson.ts';
import { JsonError, parseJson } from './readJson.ts';
import { matchText } from './regex.ts';

/** A function of the input alone. */
const of = (compute: (value: Json, call: NativeCall) => Json): Native =>
  function* (call) {
    yield made(compute(call.item.value, call), call.item);
  };

/** A function of the input and one argument: once for each value of it. */
const withOne = (compute: (value: Json, argument: Json) => Json): Native =>
  function* (call) {
    for (const argument of call.values(0)) yield made(compute(call.item.value, argument), call.item);
  };

const withTwo = (compute: (value: Json, first: Json, second: Json) => Json): Native =>
  function* (call) {
    for (const second of call.values(1)) for (const first of call.values(0)) yield made(compute(call.item.value, first, second), call.item);
  };

const numeric = (compute: (value: number) => number): Native =>
  of((value) => {
    if (typeof value !== 'number') throw new JqError(`${typeOf(value)} (${shortly(value)}) number required`);
    return compute(value);
  });

const numericTwo = (compute: (first: number, second: number) => number): Native =>
  withTwo((_, first, second) => {
    for (const value of [first, second]) if (typeof value !== 'number') throw new JqError(`${typed(value)} number required`);
    return compute(Number(first), Number(second));
  });

function roundedToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

const typed = (value: Json) => `${typeOf(value)} (${shortly(value)})`;

function text(value: Json, what: string): string {
  if (typeof value !== 'string') throw new JqError(what);
  return value;
}

function list(value: Json, what: string): readonly Json[] {
  if (!isArray(value)) throw new JqError(`${typed(value)} ${what}`);
  return value;
}

function pathOf(value: Json, what = 'Path'): readonly Json[] {
  if (!isArray(value)) throw new JqError(`${what} must be specified as an array`);
  return value;
}

function codesOf(value: Json): readonly Json[] {
  if (!isArray(value)) throw new JqError('implode input must be an array');
  return value;
}

/** An error of null is none: the filter goes on with what comes next. */
function* fail(values: Iterable<Json>): Iterable<Item> {
  for (const value of values) if (value !== null) throw new JqError(value);
}

function lengthOf(value: Json): Json {
  if (value === null) return 0;
  if (typeof value === 'string') return Array.from(value).length;
  if (isArray(value)) return value.length;
  if (isObject(value)) return value.size;
  if (typeof value === 'number') return Math.abs(value);
  throw new JqError(`${typed(value)} has no length`);
}

function keysOf(value: Json, isSorted: boolean): Json {
  if (isArray(value)) return [...value.keys()];
  if (isObject(value)) return isSorted ? sortedKeys(value) : [...value.keys()];
  throw new JqError(`${typed(value)} has no keys`);
}

function has(value: Json, key: Json): boolean {
  if (isObject(value) && typeof key === 'string') return value.has(key);
  if (isArray(value) && typeof key === 'number') return key >= 0 && key < value.length;
  throw new JqError(`Cannot check whether ${typeOf(value)} has a ${typeof key === 'string' ? 'string' : typeOf(key)} key`);
}

function toNumber(value: Json): Json {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') throw new JqError(`${typed(value)} cannot be parsed as a number`);
  if (value === 'nan') return Number.NaN;
  const number = /^[xob]/i.test(value.trim().slice(1, 2)) ? Number.NaN : Number(value.trim());
  if (value.trim() === '' || Number.isNaN(number)) throw new JqError(`Invalid numeric literal at EOF at line 1, column ${value.length} (while parsing '${value}')`);
  return number;
}

function flatten(value: readonly Json[], depth: number): Json[] {
  return value.flatMap((item) => (isArray(item) && depth > 0 ? flatten(item, depth - 1) : [item]));
}

/** Items with what they are sorted by, which sort_by and its kin bring along. */
function keyed(value: Json, keys: Json): { readonly item: Json; readonly key: Json }[] {
  const items = list(value, 'cannot be sorted, as it is not an array');
  const by = isArray(keys) && isArray(keys[0] ?? null) ? (keys[0] as readonly Json[]) : [];
  return items.map((item, index) => ({ item, key: by[index] ?? null }));
}

function sorted(value: Json, keys: Json) {
  return keyed(value, keys).sort((a, b) => compareJson(a.key, b.key));
}

function groups(value: Json, keys: Json): Json {
  const runs: Json[][] = [];
  let last: Json | undefined;
  for (const { item, key } of sorted(value, keys)) {
    if (last === undefined || compareJson(last, key) !== 0) runs.push([]);
    runs.at(-1)?.push(item);
    last = key;
  }
  return runs;
}

/** The lists of keys that min_by and its kin bring along, without the list around them. */
function firstOfEach(keys: Json): Json {
  return isArray(keys) ? (keys[0] ?? null) : keys;
}

function extreme(value: Json, keys: Json, sign: 1 | -1): Json {
  if (!isArray(value) || !isArray(keys)) throw new JqError(`${typed(value)} and ${typed(keys)} cannot be iterated over`);
  let best: { readonly item: Json; readonly key: Json } | undefined;
  for (const [index, item] of value.entries()) {
    const candidate = { item, key: keys[index] ?? null };
    const order = best === undefined ? 1 : sign * compareJson(candidate.key, best.key);
    // Of equal ones the greatest is the last, the least the first.
    if (order > 0 || (order === 0 && sign > 0)) best = candidate;
  }
  return best?.item ?? null;
}

function* rangeOf(call: NativeCall, from: Json, to: Json, by: Json): Iterable<Item> {
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number') throw new JqError('Range bounds must be numeric');
  for (let value = from; by > 0 ? value < to : by < 0 && value > to; value += by) {
    call.context.step();
    yield made(value, call.item);
  }
}

function* substitute(call: NativeCall, flags: string): Iterable<Item> {
  const { value } = call.item;
  const subject = text(value, `${typed(value)} cannot be matched, as it is not a string`);
  for (const pattern of call.values(0)) {
    const matches = matchText(subject, pattern, flags, false) as readonly ReadonlyMap<string, Json>[];
    yield* replaceAll(call, Array.from(subject), matches);
  }
}

/** Each value of the replacement makes a text of its own; the first match varies the fastest. */
function* replaceAll(call: NativeCall, subject: readonly string[], matches: readonly ReadonlyMap<string, Json>[]): Iterable<Item> {
  const between = (index: number) => subject.slice(endOf(matches[index - 1]), matches[index]?.get('offset') as number | undefined).join('');
  const branches = [{ index: matches.length - 1, tail: between(matches.length), values: replacements(call, matches.at(-1)) }];
  for (let branch = branches.at(-1); branch !== undefined; branch = branches.at(-1)) {
    const { done, value } = branch.values.next();
    if (done === true) {
      branches.pop();
      continue;
    }
    if (typeof value !== 'string') throw new JqError(`string (${shortly(between(branch.index))}) and ${typed(value)} cannot be added`);
    const { index } = branch;
    const tail = index < 0 ? branch.tail : between(index) + value + branch.tail;
    if (index <= 0) yield made(tail, call.item);
    else branches.push({ index: index - 1, tail, values: replacements(call, matches[index - 1]) });
  }
}

/** Of no match at all: once nothing. */
function replacements(call: NativeCall, match: ReadonlyMap<string, Json> | undefined): Iterator<Json> {
  return (match === undefined ? [''] : call.values(1, capturesOf(match)))[Symbol.iterator]();
}

function endOf(match: ReadonlyMap<string, Json> | undefined): number {
  return match === undefined ? 0 : (match.get('offset') as number) + (match.get('length') as number);
}

/** The named groups of a match as an object, which the replacement sees. */
function capturesOf(match: ReadonlyMap<string, Json>): Json {
  const captures = (match.get('captures') ?? []) as readonly ReadonlyMap<string, Json>[];
  return new Map(captures.flatMap((capture) => {
    const name = capture.get('name');
    return typeof name === 'string' ? [[name, capture.get('string') ?? null] as const] : [];
  }));
}

function* limited(call: NativeCall, count: number): Iterable<Item> {
  let left = count;
  for (const item of call.items(1)) {
    yield item;
    left -= 1;
    if (left <= 0) return;
  }
}

type Visit = { readonly emit: Item } | { readonly enter: Item };

/** Walks what a visit of an item leads to, without getting deeper with each step. */
function* descend(call: NativeCall, visit: (item: Item) => Iterator<Visit, void>): Iterable<Item> {
  const open = [peeking(visit(call.item))];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    call.context.step();
    const next = top.next();
    // What has nothing more to come is not looked back on.
    if (top.isDone()) open.pop();
    if (next === undefined) continue;
    if ('emit' in next) yield next.emit;
    else if (open.push(peeking(visit(next.enter))) > MOST_OPEN) throw new JqGivesUp('a loop goes on and on');
  }
}

/** An iterator that knows one step ahead. What is thrown there waits for its turn. */
function peeking<T>(steps: Iterator<T, void>): { next(): T | undefined; isDone(): boolean } {
  const pull = (): (() => T | undefined) | undefined => {
    try {
      const { done, value } = steps.next();
      return done === true ? undefined : () => value as T;
    } catch (error) {
      return () => {
        throw error;
      };
    }
  };
  let ahead = pull();
  return {
    next: () => {
      const take = ahead;
      ahead = take === undefined ? undefined : pull();
      return take?.();
    },
    isDone: () => ahead === undefined,
  };
}

/** So many steps may a loop look back on. */
const MOST_OPEN = 200_000;

/** Functions that are not written in jq, by name and number of arguments. */
export const natives: Readonly<Record<string, Native>> = {
  'empty/0': function* () {},
  'error/0': ({ item }) => fail([item.value]),
  'error/1': (call) => fail(call.values(0)),
  'not/0': of((value) => !isTruthy(value)),
  'length/0': of(lengthOf),
  'utf8bytelength/0': of((value) => utf8Length(text(value, `${typed(value)} only strings have UTF-8 byte length`))),
  'keys/0': of((value) => keysOf(value, true)),
  'keys_unsorted/0': of((value) => keysOf(value, false)),
  'has/1': withOne(has),
  'contains/1': withOne(contains),
  'type/0': of(typeOf),
  'tostring/0': of(textOf),
  'tojson/0': of(compactJson),
  'tonumber/0': of(toNumber),
  'fromjson/0': of((value) => {
    try {
      return parseJson(text(value, `${typed(value)} only strings can be parsed`));
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      throw new JqError(`${error.message} (while parsing '${String(value)}')`);
    }
  }),
  'recurse/1': (call) =>
    descend(call, function* (item) {
      yield { emit: item };
      for (const next of call.items(0, item)) yield { enter: next };
    }),
  /** jq 1.6 begins again with the same input, whatever its manual says. */
  'repeat/1': function* (call) {
    for (let any = true; any; ) {
      any = false;
      for (const item of call.items(0)) {
        any = true;
        call.context.step();
        yield item;
      }
    }
  },
  'while/2': (call) =>
    descend(call, function* (item) {
      for (const goesOn of call.values(0, item.value)) {
        if (!isTruthy(goesOn)) continue;
        yield { emit: item };
        for (const next of call.items(1, item)) yield { enter: next };
      }
    }),
  'until/2': (call) =>
    descend(call, function* (item) {
      for (const isDone of call.values(0, item.value)) {
        if (isTruthy(isDone)) yield { emit: item };
        else for (const next of call.items(1, item)) yield { enter: next };
      }
    }),
  'range/2': function* (call) {
    for (const from of call.values(0)) for (const to of call.values(1)) yield* rangeOf(call, from, to, 1);
  },
  'range/3': function* (call) {
    for (const from of call.values(0)) for (const to of call.values(1)) for (const by of call.values(2)) yield* rangeOf(call, from, to, by);
  },
  'floor/0': numeric(Math.floor),
  'ceil/0': numeric(Math.ceil),
  'round/0': numeric((value) => Math.sign(value) * Math.round(Math.abs(value))),
  'trunc/0': numeric(Math.trunc),
  'sqrt/0': numeric(Math.sqrt),
  'fabs/0': numeric(Math.abs),
  'log/0': numeric(Math.log),
  'log2/0': numeric(Math.log2),
  'log10/0': numeric(Math.log10),
  'exp/0': numeric(Math.exp),
  'exp2/0': numeric((value) => 2 ** value),
  'exp10/0': numeric((value) => 10 ** value),
  'sin/0': numeric(Math.sin),
  'cos/0': numeric(Math.cos),
  'tan/0': numeric(Math.tan),
  'asin/0': numeric(Math.asin),
  'acos/0': numeric(Math.acos),
  'atan/0': numeric(Math.atan),
  'sinh/0': numeric(Math.sinh),
  'cosh/0': numeric(Math.cosh),
  'tanh/0': numeric(Math.tanh),
  'asinh/0': numeric(Math.asinh),
  'acosh/0': numeric(Math.acosh),
  'atanh/0': numeric(Math.atanh),
  'cbrt/0': numeric(Math.cbrt),
  'expm1/0': numeric(Math.expm1),
  'log1p/0': numeric(Math.log1p),
  'rint/0': numeric(roundedToEven),
  'nearbyint/0': numeric(roundedToEven),
  'logb/0': numeric((value) => Math.floor(Math.log2(Math.abs(value)))),
  'significand/0': numeric((value) => (value === 0 ? 0 : value / 2 ** Math.floor(Math.log2(Math.abs(value))))),
  'frexp/0': of((value) => {
    if (typeof value !== 'number') throw new JqError(`${typed(value)} number required`);
    const exponent = value === 0 || !Number.isFinite(value) ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
    return [value / 2 ** exponent, exponent];
  }),
  'modf/0': of((value) => {
    if (typeof value !== 'number') throw new JqError(`${typed(value)} number required`);
    return [value - Math.trunc(value), Math.trunc(value)];
  }),
  'atan2/2': numericTwo(Math.atan2),
  'fmod/2': numericTwo((a, b) => a % b),
  'fmin/2': numericTwo(Math.min),
  'fmax/2': numericTwo(Math.max),
  'hypot/2': numericTwo(Math.hypot),
  'ldexp/2': numericTwo((a, b) => a * 2 ** b),
  'scalb/2': numericTwo((a, b) => a * 2 ** b),
  'scalbln/2': numericTwo((a, b) => a * 2 ** b),
  'pow/2': numericTwo((base, exponent) => base ** exponent),
  'infinite/0': of(() => Number.POSITIVE_INFINITY),
  'nan/0': of(() => Number.NaN),
  'isinfinite/0': of((value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY),
  'isnan/0': of((value) => typeof value === 'number' && Number.isNaN(value)),
  'isnormal/0': of((value) => typeof value === 'number' && Number.isFinite(value) && value !== 0),
  'sort/0': of((value) => [...list(value, 'cannot be sorted, as it is not an array')].sort(compareJson)),
  'min/0': of((value) => extreme(value, value, -1)),
  'max/0': of((value) => extreme(value, value, 1)),
  '_sort_by/1': withOne((value, keys) => sorted(value, keys).map(({ item }) => item)),
  '_group_by/1': withOne(groups),
  '_min_by/1': withOne((value, keys) => extreme(value, firstOfEach(keys), -1)),
  '_max_by/1': withOne((value, keys) => extreme(value, firstOfEach(keys), 1)),
  '_flatten/1': withOne((value, depth) => {
    if (!isObject(value) && !isArray(value)) throw new JqError(`Cannot iterate over ${value === null ? 'null' : typed(value)}`);
    return flatten([...value.values()], typeof depth === 'number' ? depth : 0);
  }),
  'startswith/1': withOne((value, part) => text(value, 'startswith() requires string inputs').startsWith(text(part, 'startswith() requires string inputs'))),
  'endswith/1': withOne((value, part) => text(value, 'endswith() requires string inputs').endsWith(text(part, 'endswith() requires string inputs'))),
  'ltrimstr/1': withOne((value, part) => (typeof value === 'string' && typeof part === 'string' && value.startsWith(part) ? value.slice(part.length) : value)),
  'rtrimstr/1': withOne((value, part) => (typeof value === 'string' && typeof part === 'string' && part !== '' && value.endsWith(part) ? value.slice(0, -part.length) : value)),
  'explode/0': of((value) => Array.from(text(value, 'explode input must be a string')).map((char) => char.codePointAt(0) ?? 0)),
  'implode/0': of((value) => codesOf(value).map((code) => String.fromCodePoint(Number(code))).join('')),
  'split/1': withOne((value, separator) => {
    if (typeof value !== 'string' || typeof separator !== 'string') throw new JqError('split input and separator must be strings');
    return splitText(value, separator);
  }),
  'ascii_downcase/0': of((value) => text(value, 'explode input must be a string').replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())),
  'ascii_upcase/0': of((value) => text(value, 'explode input must be a string').replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())),
  '_indices/1': withOne(indices),
  'path/1': function* (call) {
    for (const { path } of pathsOf(call.items(0, { value: call.item.value, path: [] }))) yield made(path, call.item);
  },
  'getpath/1': function* (call) {
    for (const path of call.values(0)) {
      const steps = pathOf(path);
      const { item } = call;
      const value = getPath(item.value, steps);
      yield { value, path: item.path === undefined ? undefined : item.path === 'lost' ? 'lost' : [...item.path, ...steps] };
    }
  },
  'setpath/2': withTwo((value, path, part) => setPath(value, pathOf(path), () => part)),
  'delpaths/1': withOne((value, paths) => deletePaths(value, pathOf(paths, 'Paths') as readonly Path[])),
  '_limit/2': function* (call) {
    for (const count of call.values(0)) yield* limited(call, Number(count) + 1);
  },
  'first/1': function* (call) {
    for (const item of call.items(0)) {
      yield item;
      return;
    }
  },
  'isempty/1': function* (call) {
    let isEmpty = true;
    for (const _ of call.values(0)) {
      isEmpty = false;
      break;
    }
    yield made(isEmpty, call.item);
  },
  '_match/3': function* (call) {
    for (const pattern of call.values(0)) for (const flags of call.values(1)) for (const asks of call.values(2)) {
      // match(["re", "flags"]) may come here as a list.
      const [source, mode] = isArray(pattern) ? [pattern[0] ?? null, pattern[1] ?? flags] : [pattern, flags];
      yield made(matchText(call.item.value, source, mode, asks === true), call.item);
    }
  },
  'sub/2': (call) => substitute(call, ''),
  'gsub/2': (call) => substitute(call, 'g'),
  'sub/3': function* (call) {
    for (const flags of call.values(2)) yield* substitute(call, String(flags));
  },
  'gsub/3': function* (call) {
    for (const flags of call.values(2)) yield* substitute(call, `${String(flags)}g`);
  },
  'now/0': of((_, { context }) => context.nowSeconds()),
  'gmtime/0': of(brokenDown),
  'localtime/0': of(brokenDown),
  'mktime/0': of(secondsOf),
  'strftime/1': withOne(formatDate),
  'strflocaltime/1': withOne(formatDate),
  'strptime/1': withOne(parseDate),
  'input/0': of((_, { context }) => {
    const next = context.nextInput();
    if (next === undefined) throw new JqError('break');
    return next;
  }),
  'inputs/0': function* ({ item, context }) {
    for (let next = context.nextInput(); next !== undefined; next = context.nextInput()) yield made(next, item);
  },
  'input_filename/0': of((_, { context }) => context.inputFile() ?? null),
  'input_line_number/0': of(() => 0),
  'debug/0': of((value, { context }) => {
    context.debug(`["DEBUG:",${compactJson(value)}]\n`);
    return value;
  }),
  'stderr/0': of((value, { context }) => {
    context.debug(compactJson(value));
    return value;
  }),
  'halt/0': of(() => {
    throw new JqHalt(0, undefined);
  }),
  'halt_error/1': withOne((value, code) => {
    throw new JqHalt(typeof code === 'number' ? code : 5, value);
  }),
  'builtins/0': of(() => Object.keys(natives).filter((name) => !name.startsWith('_'))),
};

function indices(value: Json, wanted: Json): Json {
  if (value === null) return null;
  if (typeof value === 'string' && typeof wanted === 'string') {
    const found: number[] = [];
    if (wanted === '') return null;
    for (let at = value.indexOf(wanted); at >= 0; at = value.indexOf(wanted, at + 1)) found.push(Array.from(value.slice(0, at)).length);
    return found;
  }
  return indexesOf(list(value, 'cannot be searched'), isArray(wanted) ? wanted : [wanted]);
}
