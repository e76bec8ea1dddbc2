import { JqGivesUp } from './failure.ts';
import type { Context } from './evaluate.ts';
import { isArray, isObject, type Json } from './json.ts';
import { childrenOf, type Filter } from './syntax.ts';

/** simplified: jq goes on until its memory is full. Here a value holds so many parts and characters, so many levels deep. */
const MOST_WEIGHT = 4_000_000;
const MOST_LEVELS = 1_000;
/** simplified: so deep may functions call functions; jq has room for some millions. Those that loop (until, while, repeat, recurse, range) do not get deeper. */
const MOST_DEPTH = 500;

interface Size {
  readonly weight: number;
  readonly levels: number;
}

const sizes = new WeakMap<object, Size>();
const NOTHING: Size = { weight: 1, levels: 0 };

/** The value, after its size is found bearable and counted as work. Throws JqGivesUp. */
export function sized<T extends Json>(value: T, context: Context): T {
  const { weight, levels } = sizeOf(value);
  if (weight > MOST_WEIGHT || levels > MOST_LEVELS) throw new JqGivesUp('a value grows too large');
  if (weight > 50) context.step(weight / 50);
  return value;
}

/** What has been weighed is known: parts are shared, so a value may be far larger than the memory it takes. */
function sizeOf(value: Json): Size {
  if (typeof value === 'string') return value.length < 8 ? NOTHING : { weight: value.length / 8, levels: 0 };
  if (!isArray(value) && !isObject(value)) return NOTHING;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let [weight, levels] = [1, 0];
  for (const part of value.values()) {
    const inner = sizeOf(part);
    weight += inner.weight;
    levels = Math.max(levels, inner.levels);
  }
  const size = { weight, levels: levels + 1 };
  sizes.set(value, size);
  return size;
}

/** So much work may a program do at one go, and altogether. */
const MOST_STEPS = 1_000_000;
const MOST_STEPS_IN_ALL = 20_000_000;

/** Counts the work of a program. */
export function createStepLimit(): Pick<Context, 'step' | 'rested'> {
  let [steps, inAll] = [0, 0];
  return {
    step: (cost = 1) => {
      steps += cost;
      if (steps > MOST_STEPS || inAll + steps > MOST_STEPS_IN_ALL) throw new JqGivesUp('the program goes on and on');
    },
    rested: () => {
      inAll += steps;
      steps = 0;
    },
  };
}

/** Did the host run out of stack? The limits above are set so that it should not. */
export function isTooDeep(error: unknown): error is RangeError {
  return error instanceof RangeError;
}

const heights = new WeakMap<Filter, number>();

/** The depth inside a function. Throws JqGivesUp before the evaluator would overflow. */
export function enter(body: Filter, depth: number): number {
  const deeper = depth + heightOf(body);
  if (deeper > MOST_DEPTH) throw new JqGivesUp('functions call each other too deep');
  return deeper;
}

/** How many evaluations lie inside each other for a filter. */
function heightOf(filter: Filter): number {
  const known = heights.get(filter);
  if (known !== undefined) return known;
  const width = filter.type === 'object' ? filter.members.length : filter.type === 'text' ? filter.parts.length / 2 : 0;
  const height = 1 + width + Math.max(0, ...childrenOf(filter).map(heightOf));
  heights.set(filter, height);
  return height;
}
