import { natives } from './builtins.ts';
import { define, withNames, type Callable, type Context, type FunctionTable, type Scope } from './evaluate.ts';
import type { Json } from './json.ts';
import { parseDefinitions } from './parser.ts';
import { PRELUDE } from './prelude.ts';
import { childrenOf, type Definition, type Filter } from './syntax.ts';

let prelude: ReadonlyMap<string, Definition> | undefined;

/** The definitions of the prelude, read once. */
function definitions(): ReadonlyMap<string, Definition> {
  prelude ??= new Map(parseDefinitions(PRELUDE).map((definition) => [`${definition.name}/${definition.parameters.length}`, definition]));
  return prelude;
}

/** A scope with all functions that jq brings, and the variables that were given. */
export function createScope(context: Context, variables: ReadonlyMap<string, Json>): Scope {
  const functions: FunctionTable = {
    find: (signature): Callable | undefined => {
      const native = natives[signature];
      if (native !== undefined) return { kind: 'native', run: native };
      const definition = definitions().get(signature);
      return definition === undefined ? undefined : { kind: 'defined', definition, scope: () => scope };
    },
  };
  const scope: Scope = { variables, labels: new Map(), functions, context, depth: 0 };
  return scope;
}

/** A name that a program uses and nobody defines. */
export interface Missing {
  /** `foo/1`, `$x`. */
  readonly name: string;
  readonly at: number;
}

/** All such names, in the order of the program. */
export function* undefinedNames(filter: Filter, scope: Scope): Generator<Missing, void, void> {
  switch (filter.type) {
    case 'call':
      if (scope.functions.find(`${filter.name}/${filter.args.length}`) === undefined) yield { name: `${filter.name}/${filter.args.length}`, at: filter.at };
      for (const arg of filter.args) yield* undefinedNames(arg, scope);
      return;
    case 'variable':
      if (!scope.variables.has(filter.name) && filter.name !== 'ENV' && filter.name !== '__loc__') yield { name: `$${filter.name}`, at: filter.at };
      return;
    case 'label':
      yield* undefinedNames(filter.body, { ...scope, labels: new Map([...scope.labels, [filter.name, filter]]) });
      return;
    case 'break':
      if (!scope.labels.has(filter.name)) yield { name: `$*label-${filter.name}`, at: filter.at };
      return;
    case 'define': {
      const own = define(scope, filter.definition);
      yield* undefinedNames(filter.definition.body, insideOf(filter.definition, own, filter));
      yield* undefinedNames(filter.rest, own);
      return;
    }
    case 'bind':
      yield* undefinedNames(filter.source, scope);
      yield* undefinedNames(filter.body, withNames(scope, filter.patterns));
      return;
    case 'reduce':
    case 'foreach': {
      const inner = withNames(scope, [filter.pattern]);
      yield* undefinedNames(filter.source, scope);
      yield* undefinedNames(filter.start, scope);
      yield* undefinedNames(filter.update, inner);
      if (filter.type === 'foreach') yield* undefinedNames(filter.extract, inner);
      return;
    }
    default:
      for (const child of childrenOf(filter)) yield* undefinedNames(child, scope);
  }
}

/** What the body of a function sees. */
function insideOf({ parameters }: Definition, own: Scope, filter: Filter): Scope {
  const bound = parameters.filter((parameter) => parameter.startsWith('$')).map((parameter) => [parameter.slice(1), null] as const);
  const isParameter = (signature: string) => parameters.some((parameter) => `${parameter.replace('$', '')}/0` === signature);
  return {
    ...own,
    variables: new Map([...own.variables, ...bound]),
    functions: { find: (asked) => (isParameter(asked) ? { kind: 'argument', filter, scope: own } : own.functions.find(asked)) },
  };
}
