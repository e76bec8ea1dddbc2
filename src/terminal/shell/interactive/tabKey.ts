import type { Tty } from '../../process/tty.ts';
import type { Eval } from '../evaluator.ts';
import { commonPrefix, type Completion } from './completion.ts';
import { listCandidates, MANY } from './completionList.ts';
import { readKey } from './keys.ts';
import type { LineEditor } from './lineEditor.ts';
import { insert, type Line } from './lineEditing.ts';
import type { Screen } from './screen.ts';

export interface CompleterOptions {
  readonly tty: Tty;
  readonly complete: (before: string) => Eval<Completion>;
  /** Only file names. */
  readonly completeFile: (before: string) => Completion;
  readonly isBash: boolean;
}

/** The TAB key: completes as far as it is clear, rings when nothing can be added, and lists at the next press. */
export interface TabKey {
  press(editor: LineEditor, screen: Screen): Eval<void>;
  /** Other keys: list at once, put all candidates into the line, complete a file name wherever the cursor is. */
  also(how: 'list' | 'insert' | 'file', editor: LineEditor, screen: Screen): Eval<void>;
  /** Another key came in between: the next TAB is a first one. */
  forget(): void;
}

export function createCompleter({ tty, complete, completeFile, isBash }: CompleterOptions): TabKey {
  let lists = false;

  const before = (editor: LineEditor) => {
    const { chars, cursor } = editor.line();
    return chars.slice(0, cursor).join('');
  };

  const also: TabKey['also'] = function* (how, editor, screen) {
    const completion = how === 'file' ? completeFile(before(editor)) : yield* complete(before(editor));
    if (completion.candidates.length === 0) tty.output.write('\u0007');
    else if (how === 'list') yield* list(tty, screen, completion, isBash);
    else if (how === 'insert') editor.replace(withAll(editor.line(), completion));
    else yield* fill(editor, screen, completion);
  };

  const press = function* (editor: LineEditor, screen: Screen): Eval<void> {
    yield* fill(editor, screen, yield* complete(before(editor)));
  };

  const fill = function* (editor: LineEditor, screen: Screen, completion: Completion): Eval<void> {
    const { chars } = editor.line();
    const { candidates } = completion;
    if (candidates.length === 0) {
      tty.output.write('\u0007');
      return;
    }
    if (lists && candidates.length > 1) {
      yield* list(tty, screen, completion, isBash);
      return;
    }
    const next = completed(editor.line(), completion);
    const isChanged = next.chars.join('') !== chars.join('');
    if (isChanged) editor.replace(next);
    if (candidates.length > 1) {
      tty.output.write('\u0007');
      lists = !isChanged;
    }
  };

  return {
    press,
    also,
    forget: () => {
      lists = false;
    },
  };
}

/** The line with what is clear filled in. */
function completed(line: Line, { start, candidates, suffix, write }: Completion): Line {
  const [only] = candidates;
  const head = line.chars.slice(0, start);
  const tail = line.chars.slice(line.cursor);
  if (candidates.length === 1 && only !== undefined) {
    const ending = only.isDirectory === true ? '/' : suffix;
    const text = `${write(only.text)}${tail[0] === ending ? '' : ending}`;
    return insert({ chars: [...head, ...tail], cursor: start }, text);
  }
  return insert({ chars: [...head, ...tail], cursor: start }, write(commonPrefix(candidates)));
}

/** The line with every candidate in the place of the word. */
function withAll(line: Line, { start, candidates, suffix, write }: Completion): Line {
  const text = candidates.map(({ text: candidate, isDirectory }) => write(candidate + (isDirectory === true ? '/' : '')) + suffix).join('');
  return insert({ chars: [...line.chars.slice(0, start), ...line.chars.slice(line.cursor)], cursor: start }, text);
}

function* list(tty: Tty, screen: Screen, { candidates }: Completion, isBash: boolean): Eval<void> {
  screen.finish();
  if (isBash && candidates.length > MANY) {
    tty.output.write(`Display all ${candidates.length} possibilities? (y or n)`);
    const isWanted = yield* confirmed(tty);
    tty.output.write('\n');
    if (!isWanted) return;
  }
  const rows = listCandidates(candidates, tty.columns);
  // busybox leaves the last column as it is.
  yield* page(tty, isBash ? rows : rows.map((row) => row.trimEnd()), isBash);
}

/** y, Y or a blank for yes; n, N or Backspace for no. */
function* confirmed(tty: Tty): Eval<boolean> {
  for (;;) {
    const key = yield* readKey(tty.input);
    if (key === undefined) return false;
    if (key === 'wake') continue;
    const answer = key.kind === 'text' ? key.text.toLowerCase() : key.name;
    if (answer === 'y' || answer === ' ') return true;
    if (['n', 'backspace', 'C-c', 'C-g'].includes(answer)) return false;
    tty.output.write('\u0007');
  }
}

/** Stops with `--More--` when the screen is full. */
function* page(tty: Tty, rows: readonly string[], isBash: boolean): Eval<void> {
  let left = Math.max(1, tty.rows - 1);
  for (const row of rows) {
    if (left === 0 && isBash) {
      tty.output.write('--More--');
      const more = yield* moreKey(tty);
      tty.output.write('\r\u001b[K');
      if (more === 0) return;
      left = more === 1 ? 1 : Math.max(1, tty.rows - 1);
    }
    tty.output.write(`${row}\n`);
    left -= 1;
  }
}

/** How many rows more: none, one, or a page. */
function* moreKey(tty: Tty): Eval<0 | 1 | 2> {
  for (;;) {
    const key = yield* readKey(tty.input);
    if (key === undefined) return 0;
    if (key === 'wake') continue;
    const answer = key.kind === 'text' ? key.text.toLowerCase() : key.name;
    if (answer === ' ' || answer === 'y') return 2;
    if (answer === 'enter') return 1;
    if (['q', 'n', 'backspace', 'C-c', 'C-g'].includes(answer)) return 0;
    tty.output.write('\u0007');
  }
}

