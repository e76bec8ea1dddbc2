import type { StoredChange } from '#engine/api/api.ts';

/** One line a stored change: when, by whom, what, and the object as it was stored. Equal inputs give equal bytes on every machine. */
export function changeLine({ atMs, by, type, object }: StoredChange): string {
  return `${atMs.toFixed(3)} ${by} ${type} ${JSON.stringify(object)}`;
}
