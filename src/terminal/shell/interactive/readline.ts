import { sharedGetters } from '#engine/core/sharedGetters.ts';
import { RAW, type Tty } from '../../process/tty.ts';
import type { Eval } from '../evaluator.ts';
import { completeAt } from './completion.ts';
import { createCompleter } from './tabKey.ts';
import type { History } from './history.ts';
import { readKey, type Key } from './keys.ts';
import { createLineEditor, type LineEditor } from './lineEditor.ts';
import { lineOf } from './lineEditing.ts';
import { createScreen, type Screen } from './screen.ts';
import { searchBackwards } from './search.ts';
import type { Shell } from '../shell.ts';

export type LineResult = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'end' } | { readonly kind: 'interrupt' };

/** Reads one line with editing, history and completion. The terminal is raw meanwhile and is left as it was found. */
export function* readLineEdited(shell: Shell, tty: Tty, prompt: string, history: History): Eval<LineResult> {
  const before = tty.mode;
  tty.mode = RAW;
  try {
    return yield* edit(shell, tty, prompt, history);
  } finally {
    tty.mode = before;
  }
}

function* edit(shell: Shell, tty: Tty, prompt: string, history: History): Eval<LineResult> {
  // Only the last line of a prompt is redrawn.
  const lastBreak = prompt.lastIndexOf('\n') + 1;
  const write = (text: string) => tty.output.write(text);
  write(prompt.slice(0, lastBreak).replace(/[\u0001\u0002]/g, ''));
  const shownPrompt = prompt.slice(lastBreak);
  const screen = createScreen(asDevice({ tty, write }));
  const editor = createLineEditor(history);
  const completer = createCompleter({ tty, complete: (text) => completeAt(shell, text), isBash: shell.dialect.name === 'bash' });
  screen.show(shownPrompt, editor.line());
  for (;;) {
    let key = yield* readKey(tty.input);
    if (key === undefined) return { kind: 'end' };
    if (key !== 'wake' && isSearch(key, shell)) key = yield* search(tty, screen, editor, history);
    if (key !== 'wake') {
      const result = yield* takeKey(key, { editor, screen, completer, tty });
      if (result !== undefined) return result;
    }
    screen.show(shownPrompt, editor.line());
  }
}

/** A terminal is as wide as it is at the moment. */
const asDevice = sharedGetters<{ readonly tty: Tty; readonly write: (text: string) => void }, { readonly columns: number }>({ columns: ({ tty }) => tty.columns });

/** busybox has no search in the history. */
function isSearch(key: Key, shell: Shell): boolean {
  return key.kind === 'key' && key.name === 'C-r' && shell.dialect.name === 'bash';
}

interface Parts {
  readonly editor: LineEditor;
  readonly screen: Screen;
  readonly completer: ReturnType<typeof createCompleter>;
  readonly tty: Tty;
}

/** A result when the key ends the line. */
function* takeKey(key: Key, { editor, screen, completer, tty }: Parts): Eval<LineResult | undefined> {
  const name = key.kind === 'key' ? key.name : '';
  if (name !== 'tab') completer.forget();
  if (name === 'enter' || name === 'C-o') {
    screen.finish();
    return { kind: 'line', text: editor.text() };
  }
  if (name === 'C-c') {
    tty.output.write('^C');
    screen.finish();
    return { kind: 'interrupt' };
  }
  if (name === 'C-d' && editor.text() === '') return { kind: 'end' };
  if (name === 'C-l') {
    tty.output.write('\u001b[H\u001b[2J');
    screen.forget();
  } else if (name === 'tab') yield* completer.press(editor, screen);
  else if (name === 'C-v' || name === 'C-q') yield* insertNext(tty, editor);
  else if (key.kind === 'text' ? !editor.insert(key.text) : !editor.press(name)) tty.output.write('\u0007');
  return undefined;
}

/** Ctrl-V: the next key as it is. */
function* insertNext(tty: Tty, editor: LineEditor): Eval<void> {
  for (;;) {
    const char = tty.input.read(1);
    if (char === undefined) return;
    if (char === '') yield tty.input.readable;
    else {
      editor.insert(char);
      return;
    }
  }
}

/** Ctrl-R. Gives the key that ended it, to be taken as if it had been pressed on the line found. */
function* search(tty: Tty, screen: Screen, editor: LineEditor, history: History): Eval<Key | 'wake'> {
  const found = yield* searchBackwards(tty, screen, history, editor.text());
  if (found.line !== undefined) editor.replace(lineOf(found.line.text, found.line.cursor));
  return found.key;
}
