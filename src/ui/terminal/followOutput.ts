import type { Session } from '#session/session.ts';
import type { AppStore } from '../store/store.ts';

export interface Screen {
  /** Draws a text behind what was written before, and calls `done` once it has. */
  readonly write: (text: string, done: () => void) => void;
}

/** The full reset of a terminal. It is written, for a screen that is emptied at once still has to read what was written before. */
const RESET = '\u001Bc';

/**
 * Hands on what a terminal has written and goes on doing so. Answers how to stop. Writing starts with what the
 * session still keeps. When another session is shown that has written the same and more, it goes on from there. A screen that is
 * emptied again and again, as somebody drags through the past, skips what it has not come to: it draws one moment to its end
 * and then the newest.
 */
export function followOutput(store: AppStore, terminal: number, screen: Screen): () => void {
  /** Who wrote what is drawn, and how much of it that is. */
  let drawn = store.getState().session;
  let position = 0;
  /** How many texts it has not drawn yet. */
  let pending = 0;
  let isStale = false;
  const write = (text: string) => {
    pending += 1;
    screen.write(text, () => {
      pending -= 1;
      if (isStale && pending === 0) startAnew();
    });
  };
  const startAnew = () => {
    isStale = false;
    write(RESET);
    position = 0;
    catchUp();
  };
  const catchUp = () => {
    const { session } = store.getState();
    drawn = session;
    const length = session.frame().terminals.find(({ id }) => id === terminal)?.outputLength ?? 0;
    if (length <= position) return;
    const { from, text } = session.output(terminal, position);
    position = from + text.length;
    if (text !== '') write(text);
  };
  catchUp();
  const unsubscribe = store.subscribe((state, before) => {
    // A replay that has gone on to another moment may be shown with a frame that was seen while it went there.
    if (state.generation !== before.generation) {
      if (!isStale && beginsAs(state.session, drawn, terminal, position)) catchUp();
      else if (pending > 0) isStale = true;
      else startAnew();
    } else if (!isStale && state.frame !== before.frame) catchUp();
  });
  return () => {
    isStale = false;
    unsubscribe();
  };
}

/** Whether a session has written, to begin with, the first `length` characters of another one. */
function beginsAs(session: Session, other: Session, terminal: number, length: number): boolean {
  if (session === other) return true;
  const [own, others] = [session, other].map((one) => one.output(terminal, 0));
  return own?.from === 0 && others?.from === 0 && own.text.startsWith(others.text.slice(0, length));
}
