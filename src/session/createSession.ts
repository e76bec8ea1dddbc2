import { beginSession } from './beginSession.ts';
import { openDesk } from './openDesk.ts';
import type { Session, SessionOptions } from './session.ts';

/** A cluster, its terminals and their history behind one door. Time stands until somebody moves it. */
export function createSession(options: SessionOptions): Session {
  const begun = beginSession(options);
  begun.complete(openDesk);
  return begun.session;
}
