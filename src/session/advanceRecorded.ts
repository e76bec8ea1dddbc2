import type { LoggedIntent, Session } from './session.ts';

/**
 * Moves a session through what was recorded in another one, up to a moment. How much of the record it has taken is
 * its own history's length, so it can go on from wherever it stands. False when it was told to pause, or where time is held.
 */
export function advanceRecorded(session: Session, recorded: readonly LoggedIntent[], untilMs: number, shouldPause: () => boolean): boolean {
  for (;;) {
    const next = recorded[session.history.length];
    const isNextDue = next !== undefined && next.atMs <= untilMs;
    const targetMs = isNextDue ? next.atMs : untilMs;
    const leftMs = targetMs - session.frame().nowMs;
    if ((session.isHeld() || session.isMidMoment()) && !session.advance(0, shouldPause)) return false;
    if (leftMs > 0 && !session.advance(leftMs, shouldPause)) return false;
    if (!isNextDue) return true;
    session.dispatch(next.intent);
    if (shouldPause()) return false;
  }
}
