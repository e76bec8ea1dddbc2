import { createStore } from '#engine/api/storage.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { HistoryEntry } from '../session.ts';

/** The stored objects after any number of changes, found by winding from where it stands: forwards or backwards. */
export interface Reel {
  /** The objects of these kinds after so many changes, each list sorted by namespace and name and never changed afterwards. */
  at(count: number, kinds: readonly string[]): ReadonlyMap<string, readonly KubeObject[]>;
}

/** `changes` is the growing list of all that was stored, beginning with an empty cluster. */
export function createReel(changes: () => readonly HistoryEntry[]): Reel {
  const store = createStore();
  let standing = 0;

  const wind = (to: number) => {
    const all = changes();
    for (; standing < to; standing += 1) apply(all[standing] as HistoryEntry);
    for (; standing > to; standing -= 1) takeBack(all[standing - 1] as HistoryEntry);
  };

  const apply = ({ type, object }: HistoryEntry) => {
    if (type === 'DELETED') store.remove(object);
    else store.put(object);
  };

  const takeBack = ({ object, previous }: HistoryEntry) => {
    if (previous === undefined) store.remove(object);
    else store.put(previous);
  };

  return {
    at: (count, kinds) => {
      wind(count);
      return new Map(kinds.map((kind) => [kind, store.list(kind)]));
    },
  };
}
