import { JqError, JqGivesUp, shortly } from './failure.ts';
import { compareJson, isArray, isObject, typeOf, type Json } from './json.ts';

/** Steps from a value to a part of it: keys, indexes, and slices as `{"start":1,"end":2}`. */
export type Path = readonly Json[];

/** The part that a key, an index or a slice names; null where nothing is. Throws JqError for what cannot be indexed so. */
export function partOf(value: Json, key: Json): Json {
  if (typeof key === 'string' && (value === null || isObject(value))) return value?.get(key) ?? null;
  if (typeof key === 'number' && (value === null || isArray(value))) {
    if (value === null || Number.isNaN(key)) return null;
    const index = key;
    return value[index < 0 ? index + value.length : index] ?? null;
  }
  if (isObject(key) && (value === null || isArray(value) || typeof value === 'string')) {
    const [from, to] = boundsOf(value, key);
    if (value === null) return null;
    return typeof value === 'string' ? Array.from(value).slice(from, to).join('') : value.slice(from, to);
  }
  if (isArray(key) && isArray(value)) return indexesOf(value, key);
  throw new JqError(`Cannot index ${typeOf(value)} with ${typeof key === 'string' ? `string "${key}"` : typeOf(key)}`);
}

function boundsOf(value: Json, slice: ReadonlyMap<string, Json>): readonly [number, number] {
  const length = typeof value === 'string' ? Array.from(value).length : isArray(value) ? value.length : 0;
  const bound = (of: Json, otherwise: number, round: (value: number) => number) => {
    if (of === null) return otherwise;
    if (typeof of !== 'number') throw new JqError('Start and end indices of an array slice must be numbers');
    const index = of < 0 ? of + length : of;
    return Math.min(Math.max(round(index), 0), length);
  };
  const from = bound(slice.get('start') ?? null, 0, Math.floor);
  return [from, Math.max(from, bound(slice.get('end') ?? null, length, Math.ceil))];
}

/** Where a list occurs in another. */
export function indexesOf(value: readonly Json[], wanted: readonly Json[]): number[] {
  if (wanted.length === 0) return [];
  return value.flatMap((_, at) => (wanted.every((item, offset) => at + offset < value.length && compareJson(value[at + offset] ?? null, item) === 0) ? [at] : []));
}

export function getPath(value: Json, path: Path): Json {
  let here = value;
  for (const key of path) {
    if (here === null) return null;
    here = partOf(here, key);
  }
  return here;
}

/** Lists and objects that a change has made for itself: the next step of it may write into them. */
export type Fresh = WeakSet<object>;

/** simplified: a path has so many steps. */
const MOST_STEPS = 1_000;

/** The value with one part changed; what is missing on the way is made. */
export function setPath(value: Json, path: Path, change: (before: Json) => Json, fresh: Fresh = new WeakSet()): Json {
  if (path.length > MOST_STEPS) throw new JqGivesUp('a path has too many steps');
  return setFrom(value, path, 0, { change, fresh });
}

interface Change {
  readonly change: (before: Json) => Json;
  readonly fresh: Fresh;
}

function setFrom(value: Json, path: Path, from: number, how: Change): Json {
  const key = path[from];
  if (key === undefined) return how.change(value);
  const changed = setFrom(partOf(value, key), path, from + 1, how);
  if (typeof key === 'string') return freshObject(value, how.fresh).set(key, changed);
  if (typeof key === 'number') return setItem(freshList(value, how.fresh), Math.floor(key), changed);
  if (isObject(key)) {
    if (changed !== null && !isArray(changed)) throw new JqError('A slice of an array can only be assigned another array');
    const [start, end] = boundsOf(value, key);
    const items = isArray(value) ? value : [];
    return [...items.slice(0, start), ...(changed ?? []), ...items.slice(end)];
  }
  throw new JqError(`Invalid path component ${shortly(key)}`);
}

function freshObject(value: Json, fresh: Fresh): Map<string, Json> {
  if (isObject(value) && fresh.has(value)) return value as Map<string, Json>;
  const members = new Map(isObject(value) ? value : []);
  fresh.add(members);
  return members;
}

function freshList(value: Json, fresh: Fresh): Json[] {
  if (isArray(value) && fresh.has(value)) return value as Json[];
  const items = isArray(value) ? [...value] : [];
  fresh.add(items);
  return items;
}

/** simplified: a list does not grow beyond so many items by one assignment. */
const LONGEST = 1_000_000;

function setItem(items: Json[], index: number, value: Json): Json {
  const at = index < 0 ? index + items.length : index;
  if (at < 0) throw new JqError('Out of bounds negative array index');
  if (at > LONGEST) throw new JqError('Array index too large');
  while (items.length < at) items.push(null);
  items[at] = value;
  return items;
}

/** The value without some of its parts. */
export function deletePaths(value: Json, paths: readonly Path[], fresh: Fresh = new WeakSet()): Json {
  // From the last to the first, so that indexes stay right.
  const ordered = [...paths].sort((a, b) => compareJson(b, a));
  return ordered.reduce((whole, path) => deletePath(whole, path, fresh), value);
}

function deletePath(value: Json, path: Path, fresh: Fresh): Json {
  const last = path.at(-1);
  if (last === undefined || value === null) return null;
  const holder = path.slice(0, -1);
  return getPath(value, holder) === null ? value : setPath(value, holder, (container) => deletePart(container, last, fresh), fresh);
}

function deletePart(value: Json, key: Json, fresh: Fresh): Json {
  if (isObject(value) && typeof key === 'string') {
    const members = freshObject(value, fresh);
    members.delete(key);
    return members;
  }
  if (isArray(value) && typeof key === 'number') {
    const at = key < 0 ? key + value.length : key;
    if (at < 0 || at >= value.length) return value;
    const items = freshList(value, fresh);
    items.splice(at, 1);
    return items;
  }
  if (isArray(value) && isObject(key)) {
    const [from, to] = boundsOf(value, key);
    return [...value.slice(0, from), ...value.slice(to)];
  }
  if (isObject(value)) throw new JqError(`Cannot delete ${typeOf(key)} field of object`);
  throw new JqError(isArray(value) ? `Cannot delete ${typeOf(key)} element of array` : `Cannot delete fields from ${typeOf(value)}`);
}
