/** `12:40`; an hour is 60 minutes more. */
export function talkClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Whole minutes that a talk is ahead of its plan, by the share of its steps that is done; negative when it is behind. */
export function paceMinutes(elapsedMs: number, plannedMinutes: number, shareDone: number): number {
  // Zero has no sign.
  return Math.trunc(shareDone * plannedMinutes - elapsedMs / 60_000) + 0;
}
