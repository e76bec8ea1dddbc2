import { compute } from './arithmetic.ts';
import { enter, sized } from './bounds.ts';
import { JqBreak, JqError, shortly } from './failure.ts';
import { formats, textOf } from './formats.ts';
import { isArray, isObject, isTruthy, typeOf, type Json } from './json.ts';
import { deletePaths, getPath, partOf, setPath, type Fresh, type Path } from './paths.ts';
import { compactJson } from './printJson.ts';
import type { Definition, Filter, Pattern } from './syntax.ts';

/** A value on its way through filters. The path says where it lies: undefined when nobody asks, `lost` when it was made anew. */
export interface Item {
  readonly value: Json;
  readonly path: Path | 'lost' | undefined;
}

/** What a filter sees: variables, functions, and what the program was given. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Json>;
  readonly labels: ReadonlyMap<string, object>;
  /** By name and number of arguments: `map/1`. */
  readonly functions: FunctionTable;
  readonly context: Context;
  /** How deep in calls of functions it is. */
  readonly depth: number;
}

/** A chain of functions: the newest hides the older ones. */
export interface FunctionTable {
  find(signature: string): Callable | undefined;
}

export type Callable =
  | { readonly kind: 'defined'; readonly definition: Definition; readonly scope: () => Scope }
  /** An argument: a filter that sees the scope of the call. */
  | { readonly kind: 'argument'; readonly filter: Filter; readonly scope: Scope }
  | { readonly kind: 'native'; readonly run: Native };

export type Native = (call: NativeCall) => Iterable<Item>;

export interface NativeCall {
  readonly item: Item;
  readonly context: Context;
  /** All values of an argument for the input, or for another value. */
  values(index: number, input?: Json): Iterable<Json>;
  /** The same with paths, for functions through which paths go. */
  items(index: number, input?: Item): Iterable<Item>;
}

/** What the whole program shares. */
export interface Context {
  /** Counts work; throws JqGivesUp when a program goes on without end. */
  step(cost?: number): void;
  /** Says that the rest of the machine had its turn: counting begins again. */
  rested(): void;
  /** The next value of the input, for `input`. */
  nextInput(): Json | undefined;
  readonly inputFile: () => string | undefined;
  readonly environment: ReadonlyMap<string, Json>;
  readonly nowSeconds: () => number;
  readonly debug: (text: string) => void;
}

/** Makes the values of a filter for one input. */
export function* evaluate(filter: Filter, item: Item, scope: Scope): Generator<Item, void, void> {
  scope.context.step();
  switch (filter.type) {
    case 'identity':
      yield item;
      return;
    case 'literal':
      yield made(filter.value, item);
      return;
    case 'recurse':
      yield* recurse(item, scope.context);
      return;
    case 'text':
      for (const text of texts(filter, item, scope, 0)) yield made(sized(text, scope.context), item);
      return;
    case 'format':
      yield made(formatOf(filter.name)(item.value), item);
      return;
    case 'index':
      for (const key of plain(filter.key, item, scope)) for (const of of evaluate(filter.of, item, scope)) yield partAt(of, key);
      return;
    case 'slice':
      yield* slices(filter, item, scope);
      return;
    case 'each':
      for (const of of evaluate(filter.of, item, scope)) yield* parts(of);
      return;
    case 'try':
      yield* attempt(filter, item, scope);
      return;
    case 'pipe':
      for (const left of evaluate(filter.left, item, scope)) yield* evaluate(filter.right, left, scope);
      return;
    case 'comma':
      yield* evaluate(filter.left, item, scope);
      yield* evaluate(filter.right, item, scope);
      return;
    case 'binary':
      yield* binary(filter, item, scope);
      return;
    case 'assign':
      for (const value of assign(filter, item, scope)) yield made(sized(value, scope.context), item);
      return;
    case 'negate':
      for (const value of plain(filter.of, item, scope)) {
        if (typeof value !== 'number') throw new JqError(`${typeOf(value)} (${shortly(value)}) cannot be negated`);
        yield made(-value, item);
      }
      return;
    case 'array':
      yield made(filter.of === undefined ? [] : sized([...plain(filter.of, item, scope)], scope.context), item);
      return;
    case 'object':
      for (const members of objects(filter.members, item, scope, new Map())) yield made(sized(members, scope.context), item);
      return;
    case 'if':
      for (const test of plain(filter.test, item, scope)) yield* evaluate(isTruthy(test) ? filter.yes : filter.no, item, scope);
      return;
    case 'reduce':
    case 'foreach':
      yield* fold(filter, item, scope);
      return;
    case 'bind':
      for (const value of plain(filter.source, item, scope)) yield* bound(filter.patterns, filter.body, value, item, scope);
      return;
    case 'variable':
      yield made(variable(filter.name, scope), item);
      return;
    case 'call':
      yield* call(filter.name, filter.args, item, scope);
      return;
    case 'define':
      yield* evaluate(filter.rest, item, define(scope, filter.definition));
      return;
    case 'label': {
      const token = {};
      try {
        yield* evaluate(filter.body, item, { ...scope, labels: new Map([...scope.labels, [filter.name, token]]) });
      } catch (error) {
        if (!(error instanceof JqBreak) || error.token !== token) throw error;
      }
      return;
    }
    case 'break': {
      const token = scope.labels.get(filter.name);
      if (token === undefined) throw new JqError(`$*label-${filter.name} is not defined`);
      throw new JqBreak(token);
    }
  }
}

/** The values of a filter, whose paths nobody asks for. */
export function* plain(filter: Filter, item: Item, scope: Scope): Generator<Json, void, void> {
  for (const { value } of evaluate(filter, { value: item.value, path: undefined }, scope)) yield value;
}

/** A value that is no part of the input. */
export function made(value: Json, { path }: Item): Item {
  return { value, path: path === undefined ? undefined : 'lost' };
}

/** A part of an item. Throws when its path is asked for and lost. */
export function partAt({ value, path }: Item, key: Json): Item {
  if (path === 'lost') throw new JqError(`Invalid path expression near attempt to access element ${compactJson(key)} of ${shortly(value)}`);
  const part = partOf(value, key);
  return { value: part, path: path === undefined ? undefined : [...path, key] };
}

function* parts(item: Item): Generator<Item, void, void> {
  const { value } = item;
  if (item.path === 'lost') throw new JqError(`Invalid path expression near attempt to iterate through ${shortly(value)}`);
  if (isArray(value)) for (const index of value.keys()) yield partAt(item, index);
  else if (isObject(value)) for (const key of value.keys()) yield partAt(item, key);
  else throw new JqError(`Cannot iterate over ${typeOf(value)} (${shortly(value)})`);
}

function* recurse(item: Item, context: Context): Generator<Item, void, void> {
  context.step();
  yield item;
  if (isArray(item.value) || isObject(item.value)) for (const part of parts(item)) yield* recurse(part, context);
}

function* texts({ format, parts: pieces }: Filter & { type: 'text' }, item: Item, scope: Scope, from: number): Generator<string, void, void> {
  const piece = pieces[from];
  if (piece === undefined) {
    yield '';
    return;
  }
  const write = format === undefined ? textOf : formatOf(format);
  const rest = { type: 'text', format, parts: pieces } as const;
  // The last filter is the outermost loop, as with operators.
  for (const end of texts(rest, item, scope, from + 1)) {
    if (typeof piece === 'string') yield piece + end;
    else for (const value of plain(piece, item, scope)) yield write(value) + end;
  }
}

function formatOf(name: string): (value: Json) => string {
  const format = formats[name];
  if (format === undefined) throw new JqError(`${name.slice(1)} is not a valid format`);
  return format;
}

function* slices({ of, from, to }: Filter & { type: 'slice' }, item: Item, scope: Scope): Generator<Item, void, void> {
  const bounds = (filter: Filter | undefined): Iterable<Json> => (filter === undefined ? [null] : plain(filter, item, scope));
  for (const container of evaluate(of, item, scope)) for (const end of bounds(to)) for (const start of bounds(from)) {
    if (container.value !== null && !isArray(container.value) && typeof container.value !== 'string') throw new JqError(`Cannot index ${typeOf(container.value)} with object`);
    yield partAt(container, new Map([['start', start], ['end', end]]));
  }
}

/** simplified: jq 1.6 also catches what goes wrong behind a `try` in the same pipe. */
function* attempt({ body, handler }: Filter & { type: 'try' }, item: Item, scope: Scope): Generator<Item, void, void> {
  const steps = evaluate(body, item, scope);
  for (;;) {
    let step: IteratorResult<Item, void>;
    try {
      step = steps.next();
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
      if (handler !== undefined) yield* evaluate(handler, made(error.value, item), scope);
      return;
    }
    if (step.done === true) return;
    yield step.value;
  }
}

function* binary({ operator, left, right }: Filter & { type: 'binary' }, item: Item, scope: Scope): Generator<Item, void, void> {
  if (operator === '//') {
    yield* alternative(left, right, item, scope);
    return;
  }
  if (operator === 'and' || operator === 'or') {
    for (const value of plain(left, item, scope)) {
      if (isTruthy(value) === (operator === 'or')) yield made(operator === 'or', item);
      else for (const other of plain(right, item, scope)) yield made(isTruthy(other), item);
    }
    return;
  }
  for (const other of plain(right, item, scope)) for (const value of plain(left, item, scope)) yield made(sized(compute(operator, value, other), scope.context), item);
}

/** All values of the left side that are neither false nor null; those of the right when there are none. */
function* alternative(left: Filter, right: Filter, item: Item, scope: Scope): Generator<Item, void, void> {
  let found = false;
  for (const value of evaluate(left, item, scope)) {
    if (!isTruthy(value.value)) continue;
    found = true;
    yield value;
  }
  if (!found) yield* evaluate(right, item, scope);
}

function* objects(members: readonly { readonly key: Filter; readonly value: Filter }[], item: Item, scope: Scope, done: ReadonlyMap<string, Json>): Generator<Json, void, void> {
  const [member, ...rest] = members;
  if (member === undefined) {
    yield done;
    return;
  }
  for (const key of plain(member.key, item, scope)) {
    if (typeof key !== 'string') throw new JqError('Object keys must be strings');
    for (const value of plain(member.value, item, scope)) yield* objects(rest, item, scope, new Map([...done, [key, value]]));
  }
}

function* fold(filter: Filter & { type: 'reduce' | 'foreach' }, item: Item, scope: Scope): Generator<Item, void, void> {
  for (const start of evaluate(filter.start, item, scope)) {
    let state: Item | undefined = start;
    for (const value of plain(filter.source, item, scope)) {
      for (const inner of bindings([filter.pattern], value, item, scope)) {
        const before: Item = state ?? made(null, item);
        state = filter.type === 'reduce' ? undefined : state;
        for (const next of evaluate(filter.update, before, inner)) {
          state = next;
          if (filter.type === 'foreach') yield* evaluate(filter.extract, next, inner);
        }
      }
    }
    if (filter.type === 'reduce') yield state ?? made(null, item);
  }
}

/** `as` with one pattern, or with several: the next is tried when one leads to an error. */
function* bound(patterns: readonly Pattern[], body: Filter, value: Json, item: Item, scope: Scope): Generator<Item, void, void> {
  const [pattern, ...others] = patterns;
  if (pattern === undefined) return;
  if (others.length === 0) {
    for (const inner of bindings(patterns, value, item, scope)) yield* evaluate(body, item, inner);
    return;
  }
  // Names of all patterns are there, null where they are not bound.
  const steps = (function* () {
    for (const inner of bindings([pattern], value, item, withNames(scope, patterns))) yield* evaluate(body, item, inner);
  })();
  try {
    for (const made of steps) yield made;
  } catch (error) {
    if (!(error instanceof JqError)) throw error;
    yield* bound(others, body, value, item, withNames(scope, patterns));
  }
}

/** A scope in which all names of some patterns are there. */
export function withNames(scope: Scope, patterns: readonly Pattern[]): Scope {
  const names = (pattern: Pattern): readonly string[] => {
    if (pattern.type === 'variable') return [pattern.name];
    if (pattern.type === 'array') return pattern.items.flatMap(names);
    return pattern.members.flatMap(({ variable, pattern: inner }) => [...(variable === undefined ? [] : [variable]), ...(inner === undefined ? [] : names(inner))]);
  };
  return { ...scope, variables: new Map([...scope.variables, ...patterns.flatMap(names).map((name) => [name, null] as const)]) };
}

/** Scopes in which the variables of a pattern have the parts of a value. */
function* bindings(patterns: readonly Pattern[], value: Json, item: Item, scope: Scope): Generator<Scope, void, void> {
  const [pattern] = patterns;
  if (pattern === undefined) {
    yield scope;
    return;
  }
  if (pattern.type === 'variable') {
    yield { ...scope, variables: new Map([...scope.variables, [pattern.name, value]]) };
    return;
  }
  const members = pattern.type === 'array' ? pattern.items.map((inner, index) => ({ key: { type: 'literal', value: index } as Filter, variable: undefined, pattern: inner })) : pattern.members;
  yield* bindMembers(members, value, item, scope);
}

type Member = (Pattern & { type: 'object' })['members'][number];

function* bindMembers(members: readonly Member[], value: Json, item: Item, scope: Scope): Generator<Scope, void, void> {
  const [member, ...rest] = members;
  if (member === undefined) {
    yield scope;
    return;
  }
  for (const key of plain(member.key, item, scope)) {
    if (value !== null && !isObject(value) && typeof key === 'string') throw new JqError(`Cannot index ${typeOf(value)} with string "${key}"`);
    const part = partOf(value, key);
    const named = member.variable === undefined ? scope : { ...scope, variables: new Map([...scope.variables, [member.variable, part]]) };
    for (const inner of bindings(member.pattern === undefined ? [] : [member.pattern], part, item, named)) yield* bindMembers(rest, value, item, inner);
  }
}

function variable(name: string, scope: Scope): Json {
  if (name === 'ENV') return scope.context.environment;
  if (name === '__loc__') return new Map<string, Json>([['file', '<top-level>'], ['line', 1]]);
  const value = scope.variables.get(name);
  if (value === undefined) throw new JqError(`$${name} is not defined`);
  return value;
}

export function define(scope: Scope, definition: Definition): Scope {
  const signature = `${definition.name}/${definition.parameters.length}`;
  const inner: Scope = { ...scope, functions: { find: (asked) => (asked === signature ? { kind: 'defined', definition, scope: () => inner } : scope.functions.find(asked)) } };
  return inner;
}

function* call(name: string, args: readonly Filter[], item: Item, scope: Scope): Generator<Item, void, void> {
  const found = scope.functions.find(`${name}/${args.length}`);
  if (found === undefined) throw new JqError(`${name}/${args.length} is not defined`);
  if (found.kind === 'argument') {
    yield* evaluate(found.filter, item, { ...found.scope, depth: enter(found.filter, scope.depth) });
    return;
  }
  if (found.kind === 'native') {
    for (const result of found.run({
      item,
      context: scope.context,
      *values(index, input = item.value) {
        const filter = args[index];
        if (filter !== undefined) yield* plain(filter, { value: input, path: undefined }, scope);
      },
      *items(index, input = item) {
        const filter = args[index];
        if (filter !== undefined) yield* evaluate(filter, input, scope);
      },
    })) {
      sized(result.value, scope.context);
      yield result;
    }
    return;
  }
  yield* callDefined(found.definition, args, item, { outer: scope, inner: { ...found.scope(), depth: enter(found.definition.body, scope.depth) } });
}

function* callDefined({ parameters, body }: Definition, args: readonly Filter[], item: Item, { outer, inner }: { readonly outer: Scope; readonly inner: Scope }): Generator<Item, void, void> {
  const closures = new Map<string, Callable>();
  for (const [index, parameter] of parameters.entries()) {
    const filter = args[index];
    if (filter !== undefined) closures.set(`${parameter.replace('$', '')}/0`, { kind: 'argument', filter, scope: outer });
  }
  const scope: Scope = closures.size === 0 ? inner : { ...inner, functions: { find: (asked) => closures.get(asked) ?? inner.functions.find(asked) } };
  yield* bindParameters(parameters, args, item, { outer, scope, body });
}

interface Called {
  readonly outer: Scope;
  readonly scope: Scope;
  readonly body: Filter;
}

/** `def f($a)`: once for each value of the argument. */
function* bindParameters(parameters: readonly string[], args: readonly Filter[], item: Item, { outer, scope, body }: Called): Generator<Item, void, void> {
  const index = parameters.findIndex((parameter) => parameter.startsWith('$'));
  const filter = args[index];
  const name = parameters[index]?.slice(1);
  if (filter === undefined || name === undefined) {
    yield* evaluate(body, item, scope);
    return;
  }
  const rest = parameters.map((parameter, at) => (at === index ? name : parameter));
  for (const value of plain(filter, item, outer)) {
    const bindingScope: Scope = { ...scope, variables: new Map([...scope.variables, [name, value]]) };
    yield* bindParameters(rest, args, item, { outer, scope: bindingScope, body });
  }
}

/** The paths of all items that a filter makes of the input. */
export function* pathsOf(items: Iterable<Item>): Generator<{ readonly path: Path; readonly value: Json }, void, void> {
  for (const { value, path } of items) {
    if (path === undefined || path === 'lost') throw new JqError(`Invalid path expression with result ${shortly(value)}`);
    yield { path, value };
  }
}

function* assign({ operator, left, right }: Filter & { type: 'assign' }, item: Item, scope: Scope): Generator<Json, void, void> {
  const targets = () => [...pathsOf(evaluate(left, { value: item.value, path: [] }, scope))].map(({ path }) => path);
  if (operator === '|=') {
    yield update(item.value, targets(), (before) => {
      for (const value of plain(right, { value: before, path: undefined }, scope)) return value;
      return undefined;
    });
    return;
  }
  for (const value of plain(right, item, scope)) {
    const change = (before: Json): Json => {
      if (operator === '=') return value;
      if (operator === '//=') return isTruthy(before) ? before : value;
      return compute(operator.charAt(0) as '+', before, value);
    };
    const fresh: Fresh = new WeakSet();
    yield targets().reduce((whole, path) => setPath(whole, path, change, fresh), item.value);
  }
}

/** Changes the parts at some paths; where the change gives nothing, the part goes. */
export function update(value: Json, paths: readonly Path[], change: (before: Json) => Json | undefined): Json {
  const fresh: Fresh = new WeakSet();
  return paths.reduce((whole, path) => {
    const next = change(getPath(whole, path));
    // What goes moves the next ones up, while their paths stay: as in jq 1.6.
    return next === undefined ? deletePaths(whole, [path], fresh) : setPath(whole, path, () => next, fresh);
  }, value);
}
