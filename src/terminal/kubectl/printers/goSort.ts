/**
 * Sorts in place as Go's sort.Sort does: not stable, and always in the same way. Lists of up to twelve keep the order of
 * equals, longer ones do not, and people see that. k8s: kubectl's --sort-by over Go's pattern-defeating quicksort
 */
export function goSort<T>(list: T[], isLess: (left: T, right: T) => boolean): void {
  const data: Data = {
    less: (i, j) => isLess(list[i] as T, list[j] as T),
    swap: (i, j) => {
      [list[i], list[j]] = [list[j] as T, list[i] as T];
    },
  };
  if (list.length > 1) quickSort(data, 0, list.length, bitLength(list.length));
}

interface Data {
  less(i: number, j: number): boolean;
  swap(i: number, j: number): void;
}

const LONGEST_INSERTION = 12;
const SHORTEST_NINTHER = 50;
const SHORTEST_SHIFTING = 50;
const MOST_SWAPS = 12;
const MOST_STEPS = 5;

function bitLength(value: number): number {
  return 32 - Math.clz32(value);
}

function quickSort(data: Data, from: number, to: number, limit: number): void {
  let [a, b, depth] = [from, to, limit];
  let [wasBalanced, wasPartitioned] = [true, true];
  for (;;) {
    const length = b - a;
    if (length <= LONGEST_INSERTION) return insertionSort(data, a, b);
    if (depth === 0) return heapSort(data, a, b);
    if (!wasBalanced) {
      breakPatterns(data, a, b);
      depth -= 1;
    }
    const chosen = orientedPivot(data, a, b);
    if (wasBalanced && wasPartitioned && chosen.isIncreasing && partialInsertionSort(data, a, b)) return;
    if (a > 0 && !data.less(a - 1, chosen.pivot)) {
      a = partitionEqual(data, a, b, chosen.pivot);
      continue;
    }
    const { middle, isPartitioned } = partition(data, a, b, chosen.pivot);
    wasPartitioned = isPartitioned;
    const [left, right] = [middle - a, b - middle];
    wasBalanced = Math.min(left, right) >= Math.floor(length / 8);
    if (left < right) {
      quickSort(data, a, middle, depth);
      a = middle + 1;
    } else {
      quickSort(data, middle + 1, b, depth);
      b = middle;
    }
  }
}

function insertionSort(data: Data, a: number, b: number): void {
  for (let i = a + 1; i < b; i += 1) for (let j = i; j > a && data.less(j, j - 1); j -= 1) data.swap(j, j - 1);
}

function heapSort(data: Data, first: number, b: number): void {
  const size = b - first;
  for (let i = Math.floor((size - 1) / 2); i >= 0; i -= 1) siftDown(data, i, size, first);
  for (let i = size - 1; i >= 0; i -= 1) {
    data.swap(first, first + i);
    siftDown(data, 0, i, first);
  }
}

function siftDown(data: Data, from: number, size: number, first: number): void {
  let root = from;
  for (let child = 2 * root + 1; child < size; child = 2 * root + 1) {
    if (child + 1 < size && data.less(first + child, first + child + 1)) child += 1;
    if (!data.less(first + root, first + child)) return;
    data.swap(first + root, first + child);
    root = child;
  }
}

interface Pivot {
  readonly pivot: number;
  readonly isIncreasing: boolean;
}

/** The pivot, after a list that seems to fall has been turned round. */
function orientedPivot(data: Data, a: number, b: number): Pivot {
  const swaps = { count: 0 };
  const pivot = pivotOf(data, a, b, swaps);
  if (swaps.count < MOST_SWAPS) return { pivot, isIncreasing: swaps.count === 0 };
  for (let i = a, j = b - 1; i < j; i += 1, j -= 1) data.swap(i, j);
  return { pivot: b - 1 - (pivot - a), isIncreasing: true };
}

interface Swaps {
  count: number;
}

function pivotOf(data: Data, a: number, b: number, swaps: Swaps): number {
  const length = b - a;
  const quarter = Math.floor(length / 4);
  let [i, j, k] = [a + quarter, a + quarter * 2, a + quarter * 3];
  if (length < 8) return j;
  if (length >= SHORTEST_NINTHER) {
    i = median(data, i - 1, i, i + 1, swaps);
    j = median(data, j - 1, j, j + 1, swaps);
    k = median(data, k - 1, k, k + 1, swaps);
  }
  return median(data, i, j, k, swaps);
}

function median(data: Data, first: number, second: number, third: number, swaps: Swaps): number {
  const ordered = (i: number, j: number): readonly [number, number] => {
    if (!data.less(j, i)) return [i, j];
    swaps.count += 1;
    return [j, i];
  };
  const [a, b] = ordered(first, second);
  const [c] = ordered(b, third);
  return ordered(a, c)[1];
}

function partition(data: Data, a: number, b: number, pivot: number): { readonly middle: number; readonly isPartitioned: boolean } {
  data.swap(a, pivot);
  let [i, j] = [a + 1, b - 1];
  for (let isFirst = true; ; isFirst = false) {
    while (i <= j && data.less(i, a)) i += 1;
    while (i <= j && !data.less(j, a)) j -= 1;
    if (i > j) {
      data.swap(j, a);
      return { middle: j, isPartitioned: isFirst };
    }
    data.swap(i, j);
    i += 1;
    j -= 1;
  }
}

/** Puts what equals the pivot first; the answer is where the greater ones begin. */
function partitionEqual(data: Data, a: number, b: number, pivot: number): number {
  data.swap(a, pivot);
  let [i, j] = [a + 1, b - 1];
  for (;;) {
    while (i <= j && !data.less(a, i)) i += 1;
    while (i <= j && data.less(a, j)) j -= 1;
    if (i > j) return i;
    data.swap(i, j);
    i += 1;
    j -= 1;
  }
}

/** Puts a few that are out of place where they belong; true when all is sorted then. */
function partialInsertionSort(data: Data, a: number, b: number): boolean {
  let i = a + 1;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    while (i < b && !data.less(i, i - 1)) i += 1;
    if (i === b) return true;
    if (b - a < SHORTEST_SHIFTING) return false;
    data.swap(i, i - 1);
    if (i - a >= 2) for (let j = i - 1; j >= 1 && data.less(j, j - 1); j -= 1) data.swap(j, j - 1);
    if (b - i >= 2) for (let j = i + 1; j < b && data.less(j, j - 1); j += 1) data.swap(j, j - 1);
  }
  return false;
}

/** Stirs three elements in the middle, by a number that only the length decides. */
function breakPatterns(data: Data, a: number, b: number): void {
  const length = b - a;
  if (length < 8) return;
  let random = BigInt(length);
  const mask = (1n << BigInt(bitLength(length))) - 1n;
  const index = a + Math.floor(length / 4) * 2;
  for (let i = 0; i < 3; i += 1) {
    random = BigInt.asUintN(64, random ^ (random << 13n));
    random ^= random >> 7n;
    random = BigInt.asUintN(64, random ^ (random << 17n));
    const other = Number(random & mask);
    data.swap(index - 1 + i, a + (other >= length ? other - length : other));
  }
}
