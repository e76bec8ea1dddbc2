/** How long failed pods of one set on one node are left alone before they are replaced. k8s: daemon failedPodsBackoff */
export interface FailureBackoff {
  /** How much longer, in milliseconds. */
  leftMs(key: string, nowMs: number): number;
  /** A failed pod is being replaced. */
  note(key: string, nowMs: number): void;
}

const FIRST_MS = 1000;
const LONGEST_MS = 900_000;

/** 1 s after the first replacement, doubling up to 15 min; forgotten after twice the longest pause without a failure. */
export function createFailureBackoff(): FailureBackoff {
  const entries = new Map<string, { readonly pauseMs: number; readonly sinceMs: number }>();
  return {
    leftMs: (key, nowMs) => {
      const entry = entries.get(key);
      return entry === undefined ? 0 : Math.max(0, entry.sinceMs + entry.pauseMs - nowMs);
    },
    note: (key, nowMs) => {
      const before = entries.get(key);
      const isFresh = before === undefined || nowMs - before.sinceMs > 2 * LONGEST_MS;
      entries.set(key, { pauseMs: isFresh ? FIRST_MS : Math.min(before.pauseMs * 2, LONGEST_MS), sinceMs: nowMs });
    },
  };
}
