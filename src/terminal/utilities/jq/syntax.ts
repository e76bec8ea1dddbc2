import type { Json } from './json.ts';

export type Arithmetic = '+' | '-' | '*' | '/' | '%';
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** The tree of a jq program: every filter makes any number of values of one. */
export type Filter =
  | { readonly type: 'identity' }
  | { readonly type: 'recurse' }
  | { readonly type: 'literal'; readonly value: Json }
  /** Text with filters in it; a format says how their values are written. */
  | { readonly type: 'text'; readonly format: string | undefined; readonly parts: readonly (string | Filter)[] }
  | { readonly type: 'format'; readonly name: string }
  | { readonly type: 'index'; readonly of: Filter; readonly key: Filter }
  | { readonly type: 'slice'; readonly of: Filter; readonly from: Filter | undefined; readonly to: Filter | undefined }
  | { readonly type: 'each'; readonly of: Filter }
  | { readonly type: 'try'; readonly body: Filter; readonly handler: Filter | undefined }
  | { readonly type: 'pipe'; readonly left: Filter; readonly right: Filter }
  | { readonly type: 'comma'; readonly left: Filter; readonly right: Filter }
  | { readonly type: 'binary'; readonly operator: Arithmetic | Comparison | 'and' | 'or' | '//'; readonly left: Filter; readonly right: Filter }
  | { readonly type: 'assign'; readonly operator: '=' | '|=' | '+=' | '-=' | '*=' | '/=' | '%=' | '//='; readonly left: Filter; readonly right: Filter }
  | { readonly type: 'negate'; readonly of: Filter }
  | { readonly type: 'array'; readonly of: Filter | undefined }
  | { readonly type: 'object'; readonly members: readonly { readonly key: Filter; readonly value: Filter }[] }
  | { readonly type: 'if'; readonly test: Filter; readonly yes: Filter; readonly no: Filter }
  | { readonly type: 'reduce'; readonly source: Filter; readonly pattern: Pattern; readonly start: Filter; readonly update: Filter }
  | { readonly type: 'foreach'; readonly source: Filter; readonly pattern: Pattern; readonly start: Filter; readonly update: Filter; readonly extract: Filter }
  | { readonly type: 'bind'; readonly source: Filter; readonly patterns: readonly Pattern[]; readonly body: Filter }
  | { readonly type: 'variable'; readonly name: string; readonly at: number }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Filter[]; readonly at: number }
  | { readonly type: 'define'; readonly definition: Definition; readonly rest: Filter }
  | { readonly type: 'label'; readonly name: string; readonly body: Filter }
  | { readonly type: 'break'; readonly name: string; readonly at: number };

/** The filters that a filter holds. The body of a function that it defines is none of them. */
export function childrenOf(filter: Filter): readonly Filter[] {
  const present = (filters: readonly (Filter | undefined)[]) => filters.filter((one) => one !== undefined);
  switch (filter.type) {
    case 'text':
      return filter.parts.filter((part) => typeof part !== 'string');
    case 'index':
      return [filter.of, filter.key];
    case 'slice':
      return present([filter.of, filter.from, filter.to]);
    case 'each':
    case 'negate':
      return [filter.of];
    case 'array':
      return present([filter.of]);
    case 'try':
      return present([filter.body, filter.handler]);
    case 'pipe':
    case 'comma':
    case 'binary':
    case 'assign':
      return [filter.left, filter.right];
    case 'object':
      return filter.members.flatMap(({ key, value }) => [key, value]);
    case 'if':
      return [filter.test, filter.yes, filter.no];
    case 'reduce':
      return [filter.source, filter.start, filter.update];
    case 'foreach':
      return [filter.source, filter.start, filter.update, filter.extract];
    case 'bind':
      return [filter.source, filter.body];
    case 'call':
      return filter.args;
    case 'define':
      return [filter.rest];
    case 'label':
      return [filter.body];
    default:
      return [];
  }
}

/** Where the parts of a value go: `$x`, `[$a, $b]`, `{a: $x, $y}`. */
export type Pattern =
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'array'; readonly items: readonly Pattern[] }
  | { readonly type: 'object'; readonly members: readonly { readonly key: Filter; readonly variable: string | undefined; readonly pattern: Pattern | undefined }[] };

export interface Definition {
  readonly name: string;
  /** With a `$` before it: the values of the argument are bound, one after the other. */
  readonly parameters: readonly string[];
  readonly body: Filter;
}

/** A program that is none; the message is without `jq: error: `. */
export class JqSyntaxError extends Error {
  override readonly name = 'JqSyntaxError';
  /** Offset in the program. */
  readonly at: number;
  /** What jq says besides. */
  readonly also: string | undefined;
  constructor(message: string, at: number, also?: string) {
    super(message);
    this.at = at;
    this.also = also;
  }
}
