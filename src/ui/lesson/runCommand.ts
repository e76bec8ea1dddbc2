import type { StepCommand } from '#lessons/lesson.ts';
import type { Session, TerminalFrame } from '#session/session.ts';
import type { AppState, AppStore } from '../store/store.ts';

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

/**
 * Where a command stands since a moment: not run, running while its terminal has not come back to a prompt, or run. What
 * is typed in a pod's shell leaves no mark on the timeline; what was run with a press is in the history all the same.
 */
export function commandState({ session, frame }: Pick<AppState, 'session' | 'frame'>, { line, terminal = 1 }: StepCommand, sinceMs: number): 'fresh' | 'running' | 'ran' {
  const first = firstLine(line);
  const marked = frame.marks.filter(({ atMs, kind }) => kind === 'command' && atMs >= sinceMs).map(({ text }) => firstLine(text));
  const pressed = pressedSince(session, sinceMs);
  if (!marked.includes(first) && !pressed.includes(first)) return 'fresh';
  const isLast = marked.at(-1) === first || pressed.at(-1) === first;
  return isLast && isBusy(frame.terminals, terminal) ? 'running' : 'ran';
}

function pressedSince({ history }: Pick<Session, 'history'>, sinceMs: number): readonly string[] {
  const lines: string[] = [];
  for (let index = history.length - 1; index >= 0; index -= 1) {
    const logged = history[index];
    if (logged === undefined || logged.atMs < sinceMs) break;
    if (logged.intent.do === 'run') lines.unshift(firstLine(logged.intent.line));
  }
  return lines;
}

function firstLine(text: string): string {
  return text.split(/[\r\n]/, 1)[0] ?? text;
}
