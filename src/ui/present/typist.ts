import type { AppStore } from '../store/store.ts';
import { terminalFor } from '../lesson/runCommand.ts';
import type { QueuedCommand } from './commandQueue.ts';

/** Between two letters, in real milliseconds. */
const LETTER_MS = 32;

/** How far the command is that is being typed. */
export interface Typed {
  readonly key: string;
  readonly letters: number;
  readonly isWhole: boolean;
}

/** Types commands letter by letter, and runs them when asked once more. */
export interface Typist {
  /** Begins to type; while it types, completes at once; once it is typed, runs it. */
  next(command: QueuedCommand | undefined): void;
  /** Takes what was typed away again. False when nothing was. */
  erase(): boolean;
  stop(): void;
}

export function createTypist(store: AppStore, onTyped: (typed: Typed | undefined) => void, onReleased: (key: string) => void): Typist {
  let current: (QueuedCommand & { readonly terminal: number; readonly letters: readonly string[] }) | undefined;
  let at = 0;
  let timer: number | undefined;

  const send = (text: string) => {
    if (current !== undefined) store.getState().dispatch({ do: 'type', terminal: current.terminal, text });
  };
  const isWhole = () => current !== undefined && at >= current.letters.length;
  const rest = () => {
    window.clearInterval(timer);
    timer = undefined;
  };
  const end = () => {
    rest();
    const key = current?.key;
    current = undefined;
    onTyped(undefined);
    if (key !== undefined) onReleased(key);
  };
  const typeLetters = (count: number) => {
    if (current === undefined) return;
    send(current.letters.slice(at, at + count).join(''));
    at += count;
    if (!isWhole()) return onTyped({ key: current.key, letters: at, isWhole: false });
    rest();
    // Keys are all there is to them: no Enter follows.
    if (current.command.as === 'keys') end();
    else onTyped({ key: current.key, letters: at, isWhole: true });
  };

  return {
    next: (command) => {
      if (current !== undefined && isWhole()) {
        send('\r');
        end();
      } else if (current !== undefined) typeLetters(current.letters.length - at);
      else if (command !== undefined) {
        const terminal = terminalFor(store, command.command.terminal ?? 1);
        store.getState().activateTerminal(terminal);
        store.getState().setPlaying(true);
        current = { ...command, terminal, letters: [...command.command.line.replaceAll('\n', '\r')] };
        at = 0;
        onTyped({ key: command.key, letters: 0, isWhole: false });
        timer = window.setInterval(() => typeLetters(1), LETTER_MS);
      }
    },
    erase: () => {
      if (current === undefined) return false;
      rest();
      // Ctrl-C drops the line, and the lines before it.
      send('\u0003');
      current = undefined;
      onTyped(undefined);
      return true;
    },
    stop: rest,
  };
}
