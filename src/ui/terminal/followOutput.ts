import type { AppStore } from '../store/store.ts';

export interface Screen {
  readonly write: (text: string) => void;
}

/** The full reset of a terminal. It is written, for a screen that is emptied at once still has to read what was written before. */
const RESET = '\u001Bc';

/**
 * Hands on what a terminal has written and goes on doing so. Answers how to stop. Writing starts with what the
 * session still keeps.
 */
export function followOutput(store: AppStore, terminal: number, screen: Screen): () => void {
  let position = 0;
  const catchUp = () => {
    const { session } = store.getState();
    const length = session.frame().terminals.find(({ id }) => id === terminal)?.outputLength ?? 0;
    if (length <= position) return;
    const { from, text } = session.output(terminal, position);
    position = from + text.length;
    if (text !== '') screen.write(text);
  };
  catchUp();
  return store.subscribe((state, before) => {
    // A replay that has gone on to another moment may be shown with a frame that was seen while it went there.
    const isAnother = state.generation !== before.generation;
    if (isAnother) {
      screen.write(RESET);
      position = 0;
    }
    if (isAnother || state.frame !== before.frame) catchUp();
  });
}
