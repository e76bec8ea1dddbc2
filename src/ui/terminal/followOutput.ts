import type { AppStore } from '../store/store.ts';

export interface Screen {
  readonly write: (text: string) => void;
  /** Empties it: another session is shown. */
  readonly reset: () => void;
}

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
    if (state.generation !== before.generation) {
      screen.reset();
      position = 0;
    }
    if (state.frame !== before.frame) catchUp();
  });
}
