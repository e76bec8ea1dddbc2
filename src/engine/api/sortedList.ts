import type { KubeObject } from '../kinds/object.ts';

/** Objects in the order of their keys, `namespace/name`. */
export interface SortedList {
  /** All of them; never changed afterwards. */
  view(): readonly KubeObject[];
  size(): number;
  /** Takes a new object, or the next state of one that is in the list. */
  put(object: KubeObject, stored: KubeObject | undefined): void;
  /** Takes an object out that is in the list. */
  remove(stored: KubeObject): void;
}

/** So many new objects wait at most. */
const MOST_ADDED = 256;

/**
 * An empty list. New objects wait until somebody looks, for some lists are long and seldom looked at; the list copies
 * itself only when it changes after somebody has looked.
 */
export function createSortedList(): SortedList {
  let sorted: KubeObject[] = [];
  let added: KubeObject[] = [];
  let isSeen = false;

  /** The array, to be changed. */
  const own = (): KubeObject[] => {
    if (isSeen) sorted = sorted.slice();
    isSeen = false;
    return sorted;
  };

  const sortIn = () => {
    const [first] = added;
    if (first === undefined) return;
    if (added.length === 1) own().splice(placeOf(sorted, first), 0, first);
    else {
      sorted = merged(sorted, added.sort(compareKeys));
      isSeen = false;
    }
    added = [];
  };

  return {
    view: () => {
      sortIn();
      isSeen = true;
      return sorted;
    },
    size: () => sorted.length + added.length,
    put: (object, stored) => {
      if (stored === undefined) {
        added.push(object);
        if (added.length > MOST_ADDED) sortIn();
        return;
      }
      const place = placeOf(sorted, stored);
      if (sorted[place] === stored) own()[place] = object;
      else added[added.lastIndexOf(stored)] = object;
    },
    remove: (stored) => {
      const place = placeOf(sorted, stored);
      if (sorted[place] === stored) own().splice(place, 1);
      else added.splice(added.lastIndexOf(stored), 1);
    },
  };
}

/** Where an object stands, or where it belongs. */
function placeOf(sorted: readonly KubeObject[], object: KubeObject): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(sorted[middle] as KubeObject, object) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merged(a: readonly KubeObject[], b: readonly KubeObject[]): KubeObject[] {
  const all: KubeObject[] = [];
  let next = 0;
  for (const object of a) {
    for (; next < b.length && compareKeys(b[next] as KubeObject, object) < 0; next += 1) all.push(b[next] as KubeObject);
    all.push(object);
  }
  for (; next < b.length; next += 1) all.push(b[next] as KubeObject);
  return all;
}

/** As texts `namespace/name` compare, without making them. */
function compareKeys({ metadata: a }: KubeObject, { metadata: b }: KubeObject): number {
  if (a.namespace === b.namespace) return compareTexts(a.name, b.name);
  return compareTexts(`${a.namespace ?? ''}/`, `${b.namespace ?? ''}/`);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
