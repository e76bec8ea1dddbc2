import type { StepCommand } from '#lessons/lesson.ts';
import type { TerminalFrame } from '#session/session.ts';
import type { AppStore } from '../store/store.ts';

/** Types a step's command into the terminal that it belongs in, which is opened when it is not there yet. The clock runs on. */
export function runCommand(store: AppStore, { line, as, terminal = 1 }: StepCommand): void {
  const { dispatch, activateTerminal, setPlaying, present } = store.getState();
  const id = present === undefined ? terminalFor(store, terminal) : terminal;
  if (as === 'keys') dispatch({ do: 'type', terminal: id, text: line });
  else dispatch({ do: 'run', terminal: id, line: line.replaceAll('\n', '\r') });
  if (present !== undefined) return;
  activateTerminal(id);
  setPlaying(true);
}

/** The terminal of that number, opened when it is not there yet. Terminals are numbered as they are opened; one that was closed is replaced by the last. */
export function terminalFor(store: AppStore, wanted: number): number {
  const frames = () => store.getState().session.frame().terminals;
  while (frames().every(({ id }) => id < wanted)) {
    const before = frames().length;
    store.getState().dispatch({ do: 'openTerminal' });
    if (frames().length === before) break;
  }
  if (frames().some(({ id, isOpen }) => id === wanted && isOpen)) return wanted;
  const free = frames().findLast(({ isOpen }) => isOpen);
  if (free !== undefined) return free.id;
  store.getState().dispatch({ do: 'openTerminal' });
  return frames().findLast(({ isOpen }) => isOpen)?.id ?? wanted;
}

/** Something runs in that terminal and does not wait for a person. */
export function isBusy(terminals: readonly TerminalFrame[], terminal: number): boolean {
  const frame = terminals.find(({ id }) => id === terminal);
  return frame !== undefined && frame.isOpen && !frame.isWaitingForPerson;
}
