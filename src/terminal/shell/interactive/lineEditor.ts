import type { History } from './history.ts';
import { splitWords } from './historyExpansion.ts';
import { argumentStart, changeCase, cut, EMPTY_LINE, insert, lineOf, moveTo, textOf, transpose, transposeWords, wordEnd, wordStart, type Line } from './lineEditing.ts';

/** The line that is typed, with its undo, its kills and its way through the history. */
export interface LineEditor {
  readonly line: () => Line;
  readonly text: () => string;
  /** Puts text at the cursor. */
  insert(text: string): boolean;
  /** An editing key of emacs mode; false when it can do nothing: the bell. */
  press(key: string): boolean;
  /** Another line in its place; undo brings the old one back. */
  replace(line: Line): void;
}

/** What one key does: a new line, or nothing. */
type Edit = (line: Line) => Line | undefined;

const MAX_UNDO = 200;
/** The kill ring is shared by all lines of a session in bash; here by the lines of one editor's history list. */
const rings = new WeakMap<History, string[]>();

export function createLineEditor(history: History): LineEditor {
  const ring = ringOf(history);
  const entries = history.entries();
  /** Lines of the history as they were changed while passing by. */
  const touched = new Map<number, Line>();
  const undo: Line[] = [];
  let line: Line = EMPTY_LINE;
  let at = entries.length;
  let lastKey = '';
  /** How often Alt-. was pressed in a row, and what it put there. */
  let lastArgument = { count: 0, length: 0 };

  const set = (next: Line) => {
    if (textOf(next) !== textOf(line)) {
      undo.push(line);
      if (undo.length > MAX_UNDO) undo.shift();
    }
    line = next;
  };

  const kill = (from: number, to: number, isBackwards: boolean): Line | undefined => {
    if (from === to) return undefined;
    const text = line.chars.slice(from, to).join('');
    const joins = KILLS.has(lastKey);
    const before = joins ? (ring.pop() ?? '') : '';
    ring.push(isBackwards ? text + before : before + text);
    return cut(line, from, to);
  };

  const yank: Edit = (current) => {
    const text = ring.at(-1);
    return text === undefined ? undefined : insert(current, text);
  };

  /** Alt-Y behind a yank: the kill before. */
  const rotate: Edit = (current) => {
    const text = ring.pop();
    if (text === undefined || (lastKey !== 'C-y' && lastKey !== 'M-y')) return undefined;
    ring.unshift(text);
    const start = current.cursor - [...text].length;
    return insert(cut(current, start, current.cursor), ring.at(-1) ?? '');
  };

  const go = (index: number): Line | undefined => {
    if (index < 0 || index > entries.length || index === at) return undefined;
    touched.set(at, line);
    at = index;
    const there = touched.get(index) ?? lineOf(entries[index]?.line ?? '');
    return moveTo(there, there.chars.length);
  };

  const insertLastArgument: Edit = (current) => {
    const count = lastKey === 'M-.' || lastKey === 'M-_' ? lastArgument.count + 1 : 1;
    const source = entries[entries.length - count];
    if (source === undefined) return undefined;
    const word = splitWords(source.line).at(-1) ?? '';
    const base = count > 1 ? cut(current, current.cursor - lastArgument.length, current.cursor) : current;
    lastArgument = { count, length: [...word].length };
    return insert(base, word);
  };

  const edits: Readonly<Record<string, Edit>> = {
    ...MOVES,
    backspace: ({ chars, cursor }) => (cursor === 0 ? undefined : cut({ chars, cursor }, cursor - 1, cursor)),
    delete: (current) => (current.cursor === current.chars.length ? undefined : cut(current, current.cursor, current.cursor + 1)),
    'C-k': ({ chars, cursor }) => kill(cursor, chars.length, false),
    'C-u': ({ cursor }) => kill(0, cursor, true),
    'C-w': (current) => kill(argumentStart(current), current.cursor, true),
    'M-backspace': (current) => kill(wordStart(current), current.cursor, true),
    'M-d': (current) => kill(current.cursor, wordEnd(current), false),
    'C-y': yank,
    'M-y': rotate,
    'C-t': transpose,
    'M-t': transposeWords,
    'M-u': (current) => changeCase(current, 'upper'),
    'M-l': (current) => changeCase(current, 'lower'),
    'M-c': (current) => changeCase(current, 'capital'),
    up: () => go(at - 1),
    down: () => go(at + 1),
    'M-<': () => go(0),
    'M->': () => go(entries.length),
    'M-.': insertLastArgument,
    'C-_': () => undo.pop(),
    'C-g': () => undefined,
    'M-r': () => touched.get(at) ?? lineOf(entries[at]?.line ?? ''),
  };

  return {
    line: () => line,
    text: () => textOf(line),
    insert: (text) => {
      lastKey = 'text';
      set(insert(line, text));
      return true;
    },
    press: (key) => {
      const name = ALIASES[key] ?? key;
      const next = edits[name]?.(line);
      if (name === 'C-_' && next !== undefined) line = next;
      else if (next !== undefined) set(next);
      lastKey = name;
      return next !== undefined || QUIET.has(name);
    },
    replace: set,
  };
}

function ringOf(history: History): string[] {
  const known = rings.get(history);
  if (known !== undefined) return known;
  const made: string[] = [];
  rings.set(history, made);
  return made;
}

const KILLS = new Set(['C-k', 'C-u', 'C-w', 'M-backspace', 'M-d']);

const ALIASES: Readonly<Record<string, string>> = { 'C-a': 'home', 'C-e': 'end', 'C-b': 'left', 'C-f': 'right', 'C-p': 'up', 'C-n': 'down', 'C-h': 'backspace', 'C-d': 'delete', 'M-_': 'M-.' };

/** Keys that do nothing here without a bell. */
const QUIET = new Set(['escape', 'unknown', 'insert', 'pageup', 'pagedown', 'home', 'end', 'C-g', 'M-b', 'M-f']);

const MOVES: Readonly<Record<string, Edit>> = {
  home: (line) => moveTo(line, 0),
  end: (line) => moveTo(line, line.chars.length),
  left: (line) => (line.cursor === 0 ? undefined : moveTo(line, line.cursor - 1)),
  right: (line) => (line.cursor === line.chars.length ? undefined : moveTo(line, line.cursor + 1)),
  'M-b': (line) => moveTo(line, wordStart(line)),
  'M-f': (line) => moveTo(line, wordEnd(line)),
};
