/** A piece of the difference of two texts: lines of the first that are replaced by lines of the second. Ends are exclusive. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

export interface DiffOptions {
  /** What of a line counts; all of it unless told. */
  readonly keyOf?: (line: string) => string;
  /** Where a run of changed lines may lie higher or lower, GNU's diff takes the lowest place; busybox's does not care. */
  readonly slides: boolean;
}

/** The shortest list of changes that makes the second of the first, in order. */
export function lineDiff(before: readonly string[], after: readonly string[], { keyOf = (line) => line, slides }: DiffOptions): readonly Change[] {
  const [a, b] = [before.map(keyOf), after.map(keyOf)];
  const { removed, added } = changedLines(a, b);
  if (slides) {
    slide(a, removed, added);
    slide(b, added, removed);
  }
  return changesOf(removed, added);
}

interface Changed {
  readonly removed: boolean[];
  readonly added: boolean[];
}

/** Myers' greedy algorithm, between the lines that both have at their start and end. */
function changedLines(a: readonly string[], b: readonly string[]): Changed {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let [aEnd, bEnd] = [a.length, b.length];
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd -= 1;
    bEnd -= 1;
  }
  const removed = a.map((_, index) => index >= start && index < aEnd);
  const added = b.map((_, index) => index >= start && index < bEnd);
  for (const [x, y] of commonLines(a.slice(start, aEnd), b.slice(start, bEnd))) {
    removed[start + x] = false;
    added[start + y] = false;
  }
  return { removed, added };
}

/** Pairs of equal lines, in order: as many as there can be. */
function commonLines(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const trace: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let edits = 0; edits <= a.length + b.length; edits += 1) {
    trace.push(new Map(reach));
    const next = new Map(reach);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const goesDown = diagonal === -edits || (diagonal !== edits && (reach.get(diagonal - 1) ?? -1) < (reach.get(diagonal + 1) ?? -1));
      let x = goesDown ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return pairsOf(trace, a, b);
    }
    reach = next;
  }
  return [];
}

function pairsOf(trace: readonly ReadonlyMap<number, number>[], a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits] ?? new Map<number, number>();
    const diagonal = x - y;
    const goesDown = diagonal === -edits || (diagonal !== edits && (reach.get(diagonal - 1) ?? -1) < (reach.get(diagonal + 1) ?? -1));
    const previous = goesDown ? diagonal + 1 : diagonal - 1;
    const fromX = edits === 0 ? 0 : (reach.get(previous) ?? 0);
    const stopX = edits === 0 ? 0 : goesDown ? fromX : fromX + 1;
    while (x > stopX) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    [x, y] = [fromX, fromX - previous];
  }
  return pairs.reverse();
}

/**
 * Moves runs of changed lines along equal ones: first to meet a neighbouring run, then to a change of the other file that
 * stands beside it, else as far down as it goes.
 */
function slide(lines: readonly string[], changed: boolean[], otherChanged: readonly boolean[]): void {
  const isAt = (flags: readonly boolean[], index: number) => flags[index] === true;
  for (let at = 0, other = 0; ; ) {
    while (at < lines.length && !isAt(changed, at)) {
      while (isAt(otherChanged, other)) other += 1;
      other += 1;
      at += 1;
    }
    if (at >= lines.length) return;
    let start = at;
    while (isAt(changed, at)) at += 1;
    while (isAt(otherChanged, other)) other += 1;
    let beside = at;
    for (let length = -1; length !== at - start; ) {
      length = at - start;
      while (start > 0 && lines[start - 1] === lines[at - 1]) {
        start -= 1;
        changed[start] = true;
        at -= 1;
        changed[at] = false;
        while (isAt(changed, start - 1)) start -= 1;
        other -= 1;
        while (isAt(otherChanged, other)) other -= 1;
      }
      beside = isAt(otherChanged, other - 1) ? at : -1;
      while (at < lines.length && lines[start] === lines[at]) {
        changed[start] = false;
        start += 1;
        changed[at] = true;
        at += 1;
        while (isAt(changed, at)) at += 1;
        other += 1;
        if (isAt(otherChanged, other)) beside = at;
        while (isAt(otherChanged, other)) other += 1;
      }
    }
    for (let back = beside < 0 ? 0 : at - beside; back > 0; back -= 1) {
      start -= 1;
      changed[start] = true;
      at -= 1;
      changed[at] = false;
      other -= 1;
      while (isAt(otherChanged, other)) other -= 1;
    }
  }
}

function changesOf(removed: readonly boolean[], added: readonly boolean[]): readonly Change[] {
  const changes: Change[] = [];
  let [x, y] = [0, 0];
  while (x < removed.length || y < added.length) {
    const [from, newFrom] = [x, y];
    while (removed[x] === true) x += 1;
    while (added[y] === true) y += 1;
    if (x > from || y > newFrom) changes.push({ from, to: x, newFrom, newTo: y });
    else {
      x += 1;
      y += 1;
    }
  }
  return changes;
}
