import { sharedGetters } from '#engine/core/sharedGetters.ts';
import { RAW, type Tty } from '../../process/tty.ts';
import type { Eval } from '../evaluator.ts';
import { completeAt, completeFileAt } from './completion.ts';
import { createCompleter } from './tabKey.ts';
import type { History } from './history.ts';
import { readCharacter, readKey, type Key } from './keys.ts';
import { createLineEditor, type LineEditor } from './lineEditor.ts';
import { moveTo } from './lineEditing.ts';
import { createScreen, type Screen } from './screen.ts';
import { searchHistory, searchHistoryOfAsh } from './search.ts';
import type { Shell } from '../shell.ts';

export type LineResult =
  | { readonly kind: 'line'; readonly text: string }
  /** To be changed in an editor first. */
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'end' } | { readonly kind: 'interrupt' };

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
  const isBash = shell.dialect.name === 'bash';
  const completer = createCompleter({ tty, complete: (text) => completeAt(shell, text), completeFile: (text) => completeFileAt(shell, text), isBash });
  const show = () => {
    const argument = editor.argument();
    screen.show(argument === undefined ? shownPrompt : `(arg: ${argument}) `, editor.line());
  };
  show();
  for (;;) {
    let key = yield* readKey(tty.input);
    if (key === undefined) return { kind: 'end' };
    const direction = searchDirection(key, isBash);
    if (direction !== undefined) {
      key = yield* (isBash ? searchHistory({ tty, screen, history, editor }, direction === 'backwards') : searchHistoryOfAsh({ tty, screen, history, editor }));
      if (key === 'wake' || key.kind === 'text' || key.name !== 'C-c') show();
    }
    if (!isBash) key = keyOfAsh(key);
    if (key !== 'wake') {
      const result = yield* takeKey(key, { editor, screen, completer, tty, isBash });
      if (result !== undefined) return result;
    }
    show();
  }
}

/** A terminal is as wide as it is at the moment. */
const asDevice = sharedGetters<{ readonly tty: Tty; readonly write: (text: string) => void }, { readonly columns: number }>({ columns: ({ tty }) => tty.columns });

/** busybox only searches backwards. */
function searchDirection(key: Key | 'wake', isBash: boolean): 'backwards' | 'forwards' | undefined {
  if (key === 'wake' || key.kind === 'text') return undefined;
  if (key.name === 'C-r') return 'backwards';
  // simplified: Ctrl-S does not halt the terminal, so that it can search, as after `stty -ixon`.
  return key.name === 'C-s' && isBash ? 'forwards' : undefined;
}

/** The keys that busybox's line editor knows, besides Enter, TAB and the signals. */
const ASH_KEYS = new Set([
  'home', 'end', 'left', 'right', 'up', 'down', 'backspace', 'delete', 'C-a', 'C-e', 'C-b', 'C-f', 'C-p', 'C-n', 'C-h', 'C-d', 'C-k', 'C-u', 'C-w', 'C-l', 'M-b', 'M-f', 'M-d', 'M-backspace', 'enter', 'tab', 'C-c', 'C-j',
]);

/** What busybox takes a key for: unknown ones do nothing, and of Alt with a letter only the letter is left. */
function keyOfAsh(key: Key | 'wake'): Key | 'wake' {
  if (key === 'wake' || key.kind === 'text' || ASH_KEYS.has(key.name)) return key;
  const letter = /^M-(.)$/su.exec(key.name)?.[1];
  return letter === undefined ? 'wake' : { kind: 'text', text: letter };
}

interface Parts {
  readonly editor: LineEditor;
  readonly screen: Screen;
  readonly completer: ReturnType<typeof createCompleter>;
  readonly tty: Tty;
  readonly isBash: boolean;
}

/** A result when the key ends the line. */
function* takeKey(key: Key, parts: Parts): Eval<LineResult | undefined> {
  const { editor, screen, completer, tty, isBash } = parts;
  const name = key.kind === 'key' ? key.name : '';
  if (name !== 'tab') completer.forget();
  if (name === 'enter' || name === 'M-enter' || (isBash && (name === 'C-o' || name === 'M-#'))) return accept(name, parts);
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
  else if (isBash && name === 'C-x C-e') return accept(name, parts);
  else if (isBash && COMPLETIONS.has(name)) yield* completer.also(COMPLETIONS.get(name) ?? 'list', editor, screen);
  else if (name === 'C-v' || name === 'C-q') yield* insertNext(tty, editor);
  else if (key.kind === 'text' ? !editor.insert(key.text) : !(yield* pressed(name, parts))) tty.output.write('\u0007');
  return undefined;
}

const COMPLETIONS: ReadonlyMap<string, 'list' | 'insert' | 'file'> = new Map([['M-?', 'list'], ['M-=', 'list'], ['M-*', 'insert'], ['M-/', 'file']]);

function accept(name: string, { editor, screen }: Parts): LineResult {
  if (name === 'M-#') {
    editor.replace(moveTo(editor.line(), 0));
    editor.insert('#');
    screen.show(screen.prompt(), editor.line());
  }
  if (name === 'C-o') editor.continueBehind();
  screen.finish();
  return { kind: name === 'C-x C-e' ? 'edit' : 'line', text: editor.text() };
}

function* pressed(name: string, { editor, tty, isBash }: Parts): Eval<boolean> {
  if (isBash && (name === 'C-]' || name === 'M-C-]')) return editor.searchChar(yield* readCharacter(tty.input), name === 'M-C-]');
  return editor.press(name);
}

/** Ctrl-V: the next key as it is. */
function* insertNext(tty: Tty, editor: LineEditor): Eval<void> {
  const char = yield* readCharacter(tty.input);
  if (char !== '') editor.insert(char);
}
