import { isEqualJson, isRecord } from '../../core/json.ts';

/** What tells two items of a list apart: the value of the merge key, or the item itself. */
export function identityOf(item: unknown, mergeKey: string | undefined): unknown {
  return mergeKey !== undefined && isRecord(item) ? item[mergeKey] : item;
}

/** Where the list has an item of that identity; -1 if nowhere. */
export function positionIn(list: readonly unknown[], item: unknown, mergeKey: string | undefined): number {
  const identity = identityOf(item, mergeKey);
  return list.findIndex((other) => isEqualJson(identityOf(other, mergeKey), identity));
}

export interface ElementOrder {
  /** The order that the patch wants. */
  readonly wanted: readonly unknown[];
  /** The order that the items had before. */
  readonly before: readonly unknown[];
  readonly mergeKey: string | undefined;
}

/**
 * Puts merged items in order: those that the patch names as it names them, the others as they stood. An item of
 * the others goes in front of a named one only if it stood in front of it before, so new items come first.
 * k8s: strategicpatch normalizeElementOrder, mergeSortedSlice
 */
export function inElementOrder(items: readonly unknown[], { wanted, before, mergeKey }: ElementOrder): readonly unknown[] {
  const wantedAt = (item: unknown) => positionIn(wanted, item, mergeKey);
  const beforeAt = (item: unknown) => positionIn(before, item, mergeKey);
  const named = items.filter((item) => wantedAt(item) >= 0).sort((a, b) => wantedAt(a) - wantedAt(b));
  const others = items.filter((item) => wantedAt(item) < 0).sort((a, b) => beforeAt(a) - beforeAt(b));
  const isInFront = (other: unknown, item: unknown) => beforeAt(item) >= 0 && beforeAt(other) < beforeAt(item);
  const result: unknown[] = [];
  let next = 0;
  for (const item of named) {
    while (next < others.length && isInFront(others[next], item)) {
      result.push(others[next]);
      next += 1;
    }
    result.push(item);
  }
  return [...result, ...others.slice(next)];
}
