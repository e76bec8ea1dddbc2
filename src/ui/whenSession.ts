import type { Session } from '#session/session.ts';

/** Comes true when something holds of a session: at once, or after a change of it. */
export function whenSession(session: Session, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const stop = session.subscribe(look);
    look();
  });
}
