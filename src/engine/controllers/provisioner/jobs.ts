/** Work that takes time: it is begun once and done when its time has come. */
export interface Jobs {
  /** The next step of a piece of work. A new worker begins anew. */
  step(id: string, worker: string, nowMs: number): 'begin' | 'wait' | 'finish';
  /** Notes that work has begun and when it will be done. */
  begin(id: string, worker: string, dueMs: number): void;
  drop(id: string): void;
}

export function createJobs(): Jobs {
  const jobs = new Map<string, { readonly worker: string; readonly dueMs: number }>();
  return {
    step: (id, worker, nowMs) => {
      const job = jobs.get(id);
      if (job?.worker !== worker) return 'begin';
      if (nowMs < job.dueMs) return 'wait';
      jobs.delete(id);
      return 'finish';
    },
    begin: (id, worker, dueMs) => {
      jobs.set(id, { worker, dueMs });
    },
    drop: (id) => {
      jobs.delete(id);
    },
  };
}

const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 1_000_000;

/** Pauses after failures, 15 s doubling to 1000 s for each piece of work. See sig-storage-lib-external-provisioner */
export interface Failures {
  /** Notes one more failure and returns the pause before the next try, in milliseconds. */
  note(id: string, nowMs: number): number;
  isPausing(id: string, nowMs: number): boolean;
  forget(id: string): void;
}

export function createFailures(): Failures {
  const failures = new Map<string, { readonly count: number; readonly untilMs: number }>();
  return {
    note: (id, nowMs) => {
      const count = (failures.get(id)?.count ?? 0) + 1;
      const pauseMs = Math.min(FIRST_RETRY_MS * 2 ** (count - 1), LONGEST_RETRY_MS);
      failures.set(id, { count, untilMs: nowMs + pauseMs });
      return pauseMs;
    },
    isPausing: (id, nowMs) => (failures.get(id)?.untilMs ?? 0) > nowMs,
    forget: (id) => {
      failures.delete(id);
    },
  };
}
