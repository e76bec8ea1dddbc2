/** Growing pauses by key. k8s: client-go flowcontrol.Backoff */
export interface BackOff {
  /** The pause that is in force for what happened at `sinceMs`; undefined when it is over or there is none. */
  holding(key: string, sinceMs: number, nowMs: number): { readonly delayMs: number; readonly untilMs: number } | undefined;
  /** The same, counted from the last failure that was noted. */
  holdingSinceUpdate(key: string, nowMs: number): { readonly delayMs: number; readonly untilMs: number } | undefined;
  /** Notes another failure: the first one gives the initial pause, each further one doubles it. */
  next(key: string, sinceMs: number, nowMs: number): void;
  forget(key: string): void;
}

export function createBackOff({ initialMs, maxMs }: { readonly initialMs: number; readonly maxMs: number }): BackOff {
  const entries = new Map<string, { delayMs: number; updatedMs: number }>();
  const hold = ({ delayMs }: { readonly delayMs: number }, sinceMs: number, nowMs: number) => {
    const untilMs = sinceMs + delayMs;
    return nowMs < untilMs ? { delayMs, untilMs } : undefined;
  };
  const isExpired = (sinceMs: number, updatedMs: number) => sinceMs - updatedMs > 2 * maxMs;

  return {
    holding: (key, sinceMs, nowMs) => {
      const entry = entries.get(key);
      if (entry === undefined || isExpired(sinceMs, entry.updatedMs)) return undefined;
      return hold(entry, sinceMs, nowMs);
    },
    holdingSinceUpdate: (key, nowMs) => {
      const entry = entries.get(key);
      return entry === undefined ? undefined : hold(entry, entry.updatedMs, nowMs);
    },
    next: (key, sinceMs, nowMs) => {
      const entry = entries.get(key);
      const isFirst = entry === undefined || isExpired(sinceMs, entry.updatedMs);
      entries.set(key, { delayMs: isFirst ? initialMs : Math.min(maxMs, entry.delayMs * 2), updatedMs: nowMs });
    },
    forget: (key) => {
      entries.delete(key);
    },
  };
}
