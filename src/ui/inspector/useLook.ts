import type { Session } from '#session/session.ts';
import { useApp } from '../store/store.ts';

/**
 * Asks the session something whenever its frame changes, and each so many simulated milliseconds besides: for what
 * changes without telling anybody, as a container's own disk does.
 */
export function useLook<T>(everyMs: number, ask: (session: Pick<Session, 'look' | 'log'>) => T): T {
  const witness = useApp((state) => state.witness);
  useApp((state) => state.frame);
  useApp((state) => Math.floor(state.nowMs / everyMs));
  return ask(witness);
}
