/** JSON as jq sees it: objects keep the order of their keys. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json>;

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is JsonObject {
  return value instanceof Map;
}

export function typeOf(value: Json): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return typeof value as 'boolean' | 'number' | 'string';
}

export function isTruthy(value: Json): boolean {
  return value !== null && value !== false;
}

const RANKS = { null: 0, boolean: 1, number: 3, string: 4, array: 5, object: 6 } as const;

/** jq's order of all values: null, false, true, numbers, strings, arrays, objects. */
export function compareJson(a: Json, b: Json): number {
  const difference = rankOf(a) - rankOf(b);
  if (difference !== 0) return difference;
  if (isArray(a) && isArray(b)) return compareLists(a, b);
  if (isObject(a) && isObject(b)) return compareObjects(a, b);
  if (typeof a === 'number' && typeof b === 'number') return Number.isNaN(a) ? -1 : a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return 0;
}

function rankOf(value: Json): number {
  return value === true ? 2 : RANKS[typeOf(value)];
}

function compareLists(a: readonly Json[], b: readonly Json[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = compareJson(a[index] ?? null, b[index] ?? null);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareObjects(a: JsonObject, b: JsonObject): number {
  const [keys, otherKeys] = [sortedKeys(a), sortedKeys(b)];
  const order = compareLists(keys, otherKeys);
  if (order !== 0) return order;
  return compareLists(keys.map((key) => a.get(key) ?? null), keys.map((key) => b.get(key) ?? null));
}

/** By code points, as UTF-8 bytes compare. */
export function compareText(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function sortedKeys(object: JsonObject): string[] {
  return [...object.keys()].sort(compareText);
}

/** Plain data as JSON; undefined members are left out. */
export function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object') return new Map(Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => [key, toJson(member)]));
  return value as boolean | number | string;
}
