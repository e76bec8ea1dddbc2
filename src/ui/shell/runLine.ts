import type { TerminalFrame } from '#session/session.ts';
import type { AppStore } from '../store/store.ts';

/**
 * Types a command into a terminal of the host for the person and runs it. The terminal in front is taken when it
 * waits; otherwise another one that waits, or a new one. The clock starts, for a command takes time.
 */
export function runLine(store: AppStore, line: string): void {
  const { dispatch, session, activeTerminal } = store.getState();
  const host = session.options.profile.terminalNode;
  let terminal = waitingTerminal(store.getState().frame.terminals, activeTerminal, host);
  if (terminal === undefined) {
    dispatch({ do: 'openTerminal' });
    terminal = store.getState().session.frame().terminals.findLast(({ isOpen }) => isOpen);
  }
  if (terminal === undefined) return;
  store.getState().activateTerminal(terminal.id);
  dispatch({ do: 'run', terminal: terminal.id, line });
  store.getState().setPlaying(true);
}

/** A terminal of the host that nothing runs in. */
export function waitingTerminal(terminals: readonly TerminalFrame[], active: number | undefined, host: string): TerminalFrame | undefined {
  const free = terminals.filter(({ isOpen, isWaitingForPerson, title }) => isOpen && isWaitingForPerson && title === host);
  return free.find(({ id }) => id === active) ?? free[0];
}
