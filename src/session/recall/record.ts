import type { Passing } from '../frames.ts';

/** Where a session stood at a moment: what passes, and how far its histories had come. */
export interface Stand extends Passing {
  /** Since when it stood so, in milliseconds since the start. */
  readonly atMs: number;
  readonly changeCount: number;
  readonly intentCount: number;
  /** The place in the course of the reasons. */
  readonly reasonPlace: number;
}

/** Keeps where a session stood, often enough for every pixel of its past. */
export interface StandRecord {
  /** From now on stands are kept. */
  begin(): void;
  /** To be told before anything happens: the moment at which it does. */
  note(nextMs: number): void;
  /** The newest that is kept of a moment or of what was before it. */
  at(ms: number): Stand | undefined;
}

/** What stands at each multiple of this is kept, in milliseconds: of less an eye sees nothing. */
const GRAIN_MS = 100;

export interface Standing {
  readonly nowMs: () => number;
  /** Changes with whatever a stand holds. */
  readonly revision: () => number;
  readonly read: () => Omit<Stand, 'atMs'>;
}

export function createStandRecord({ nowMs, revision, read }: Standing): StandRecord {
  const kept: Stand[] = [];
  let keptRevision = Number.NaN;
  /** The first multiple that nothing is kept of yet, to begin with the moment of the beginning. */
  let dueMs = Infinity;

  /** Since when it stands as it does: nothing has happened since the multiple that is due. */
  const sinceMs = () => Math.min(nowMs(), dueMs);

  const keep = () => {
    if (keptRevision === revision()) return;
    keptRevision = revision();
    const atMs = sinceMs();
    if (kept.at(-1)?.atMs === atMs) kept.pop();
    kept.push({ ...read(), atMs });
  };

  return {
    begin: () => {
      kept.length = 0;
      keptRevision = Number.NaN;
      dueMs = nowMs();
    },
    note: (nextMs) => {
      if (nextMs <= dueMs) return;
      keep();
      dueMs = Math.ceil(nextMs / GRAIN_MS) * GRAIN_MS;
    },
    at: (ms) => {
      if (ms >= sinceMs()) keep();
      return kept[lastUpTo(kept, ms)];
    },
  };
}

/** The place of the last stand that is no later than a moment, -1 when there is none. */
function lastUpTo(stands: readonly Stand[], ms: number): number {
  let low = 0;
  let high = stands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stands[middle] as Stand).atMs <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
