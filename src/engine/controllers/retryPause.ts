/** How long a key has to wait after a failure. */
export interface RetryPauses {
  /** The pause before the next try, in milliseconds; grows with each call for the same key. */
  next(key: string): number;
  /** The key succeeded: its next failure starts small again. */
  forget(key: string): void;
}

const FIRST_MS = 5;
const LONGEST_MS = 1_000_000;
const RETRIES_PER_SECOND = 10;
const BURST = 100;

/**
 * The longer of two pauses: 5 ms doubling to 1000 s for each key, and what a bucket of 10 retries a second
 * with a burst of 100 leaves for all keys together. k8s: client-go DefaultTypedControllerRateLimiter
 */
export function createRetryPauses(now: () => number): RetryPauses {
  const failures = new Map<string, number>();
  let tokens = BURST;
  let filledAtMs = now();

  const bucketPauseMs = () => {
    tokens = Math.min(BURST, tokens + ((now() - filledAtMs) / 1000) * RETRIES_PER_SECOND);
    filledAtMs = now();
    tokens -= 1;
    return tokens >= 0 ? 0 : (-tokens / RETRIES_PER_SECOND) * 1000;
  };

  return {
    next: (key) => {
      const count = failures.get(key) ?? 0;
      failures.set(key, count + 1);
      return Math.max(Math.min(FIRST_MS * 2 ** count, LONGEST_MS), bucketPauseMs());
    },
    forget: (key) => {
      failures.delete(key);
    },
  };
}
