import type { TerminalFrame } from '#session/session.ts';
import type { AppStore } from '../store/store.ts';

/**
 * Types a command into a terminal of the host for the person and runs it. The terminal in front is taken when it
 * waits; otherwise another one that waits, or a new one. The clock starts, for a command takes time.
 */
export function runLine(store: AppStore, line: string): void {
  const terminal = takeTerminal(store);
  if (terminal === undefined) return;
  store.getState().dispatch({ do: 'run', terminal: terminal.id, line });
  store.getState().setPlaying(true);
}

/** A terminal of the host in which a line can be typed now, brought to the front; a new one where none waits. */
export function takeTerminal(store: AppStore): TerminalFrame | undefined {
  const { dispatch, session, activeTerminal, frame } = store.getState();
  let terminal = waitingTerminal(frame.terminals, activeTerminal, session.options.profile.terminalNode);
  if (terminal === undefined) {
    dispatch({ do: 'openTerminal' });
    terminal = store.getState().session.frame().terminals.findLast(({ isOpen }) => isOpen);
  }
  if (terminal !== undefined) store.getState().activateTerminal(terminal.id);
  return terminal;
}

/** A terminal of the host that nothing runs in. */
export function waitingTerminal(terminals: readonly TerminalFrame[], active: number | undefined, host: string): TerminalFrame | undefined {
  const free = terminals.filter(({ isOpen, isWaitingForPerson, title }) => isOpen && isWaitingForPerson && title === host);
  return free.find(({ id }) => id === active) ?? free[0];
}
