import type { History } from './history.ts';
import { splitWords } from './historyExpansion.ts';
import { argumentStart, changeCase, charSearch, charsOf, cut, EMPTY_LINE, insert, lineOf, moveTo, overwrite, textOf, transpose, transposeWords, undone, withoutBlanks, wordEnd, wordStart, type Line } from './lineEditing.ts';

/** The line that is typed, with its undo, its kills and its way through the history. */
export interface LineEditor {
  readonly line: () => Line;
  readonly text: () => string;
  /** The number that is being typed in front of a command (Alt-3), as it is shown. */
  readonly argument: () => string | undefined;
  /** Where in the history the line stands; behind its end when it is a new one. */
  readonly historyIndex: () => number;
  /** Puts text at the cursor. */
  insert(text: string): boolean;
  /** An editing key of emacs mode; false when it can do nothing: the bell. */
  press(key: string): boolean;
  /** To the next such character, or the one before. */
  searchChar(char: string, isBackwards: boolean): boolean;
  /** Another line in its place; undo brings the old one back. */
  replace(line: Line): void;
  /** To a line of the history. */
  goTo(index: number, cursor: number): void;
  /** Runs the line from the history; the next prompt begins with the one behind it. */
  continueBehind(): void;
}

/** What one key does: a new line, or nothing. */
type Edit = (line: Line, count: number | undefined) => Line | undefined;

const MAX_UNDO = 200;
/** So many letters typed in a row are undone at once. */
const LONGEST_RUN = 20;

/** What outlives a line: the kills of a session, and where the next line begins. */
interface Memory {
  readonly kills: string[];
  resumeAt: number | undefined;
}

const memories = new WeakMap<History, Memory>();

export function createLineEditor(history: History): LineEditor {
  const memory = memoryOf(history);
  const { kills } = memory;
  const entries = history.entries();
  /** Lines of the history as they were changed while passing by, with what can be undone of that. */
  const touched = new Map<number, { readonly line: Line; readonly undo: Line[] }>();
  let undo: Line[] = [];
  let line: Line = EMPTY_LINE;
  let at = entries.length;
  let lastKey = '';
  let mark = 0;
  let isOverwriting = false;
  /** Where the letters typed in a row end, and how many they are. */
  let run = { end: -1, length: 0 };
  let argument: { readonly isNegative: boolean; readonly digits: string } | undefined;
  /** Alt-. in a row: how far back it is, which word it takes, and how long what it put there is. */
  let lastArgument: { readonly back: number; readonly word: number | undefined; readonly length: number } | undefined;

  const remember = () => {
    undo.push(line);
    if (undo.length > MAX_UNDO) undo.shift();
  };

  const set = (next: Line) => {
    if (textOf(next) !== textOf(line)) {
      remember();
      run = { end: -1, length: 0 };
    }
    line = next;
  };

  const type = (text: string) => {
    const next = isOverwriting ? overwrite(line, text) : insert(line, text);
    const isRun = charsOf(text).length === 1 && !isOverwriting && run.end === line.cursor && run.length < LONGEST_RUN;
    if (!isRun) remember();
    run = { end: next.cursor, length: isRun ? run.length + 1 : 1 };
    line = next;
  };

  const kill = (from: number, to: number, isBackwards: boolean): Line | undefined => {
    if (from === to) return undefined;
    const text = line.chars.slice(from, to).join('');
    const before = KILLS.has(lastKey) ? (kills.pop() ?? '') : '';
    kills.push(isBackwards ? text + before : before + text);
    return cut(line, from, to);
  };

  const yank: Edit = (current) => {
    const text = kills.at(-1);
    return text === undefined ? undefined : insert(current, text);
  };

  /** Alt-Y behind a yank: the kill before. */
  const rotate: Edit = (current) => {
    if (lastKey !== 'C-y' && lastKey !== 'M-y') return undefined;
    const text = kills.pop();
    if (text === undefined) return undefined;
    kills.unshift(text);
    const start = current.cursor - charsOf(text).length;
    return insert(cut(current, start, current.cursor), kills.at(-1) ?? '');
  };

  const go = (index: number): Line | undefined => {
    if (index < 0 || index > entries.length || index === at) return undefined;
    touched.set(at, { line, undo });
    at = index;
    const there = touched.get(index);
    undo = there?.undo ?? [];
    run = { end: -1, length: 0 };
    const shown = there?.line ?? lineOf(entries[index]?.line ?? '');
    line = moveTo(shown, shown.chars.length);
    return line;
  };

  /** A word of a line of the history: the last, or the one that is counted. */
  const wordOf = (back: number, word: number | undefined) => {
    const words = splitWords(entries[entries.length - back]?.line ?? '');
    return word === undefined ? words.at(-1) : words.at(word);
  };

  const insertLastArgument: Edit = (current, count) => {
    const before = lastKey === 'M-.' ? lastArgument : undefined;
    const back = (before?.back ?? 0) + 1;
    const base = before === undefined ? current : cut(current, current.cursor - before.length, current.cursor);
    const word = before?.word ?? count;
    const text = back > entries.length ? undefined : wordOf(back, word);
    lastArgument = { back: Math.min(back, entries.length), word, length: charsOf(text ?? '').length };
    if (text !== undefined) return insert(base, text);
    return before === undefined || before.length === 0 ? undefined : base;
  };

  const takeBack = (): Line | undefined => {
    const earlier = undo.pop();
    run = { end: -1, length: 0 };
    return earlier === undefined ? undefined : undone(line, earlier);
  };

  const edits: Readonly<Record<string, Edit>> = {
    ...MOVES,
    backspace: (current, count) => (count !== undefined && count > 1 ? kill(Math.max(0, current.cursor - count), current.cursor, true) : current.cursor === 0 ? undefined : cut(current, current.cursor - 1, current.cursor)),
    delete: (current, count) => (current.cursor === current.chars.length ? undefined : count !== undefined && count > 1 ? kill(current.cursor, Math.min(current.chars.length, current.cursor + count), false) : cut(current, current.cursor, current.cursor + 1)),
    'C-k': ({ chars, cursor }) => kill(cursor, chars.length, false),
    'C-u': ({ cursor }) => kill(0, cursor, true),
    'C-w': (current) => kill(argumentStart(current), current.cursor, true),
    'M-backspace': (current) => kill(wordStart(current), current.cursor, true),
    'M-d': (current) => kill(current.cursor, wordEnd(current), false),
    'C-y': yank,
    'M-y': rotate,
    'M-\\': withoutBlanks,
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
    'M-C-y': (current, count) => {
      const word = wordOf(1, count ?? 1);
      return word === undefined ? undefined : insert(current, word);
    },
    'C-_': takeBack,
    'C-g': () => undefined,
    'M-r': (current) => {
      const [first] = undo;
      undo = [];
      return first === undefined ? current : moveTo(first, first.chars.length);
    },
    'C-@': (current) => {
      mark = current.cursor;
      return current;
    },
    'C-x C-x': (current) => {
      const target = Math.min(mark, current.chars.length);
      mark = current.cursor;
      return moveTo(current, target);
    },
    insert: (current) => {
      isOverwriting = !isOverwriting;
      return current;
    },
  };

  /** Does an edit as often as the number says; a negative one turns its direction round. */
  const repeat = (name: string, count: number | undefined): Line | undefined => {
    const isNegative = count !== undefined && count < 0;
    const key = isNegative ? (OPPOSITES[name] ?? name) : name;
    const edit = edits[key];
    if (edit === undefined) return undefined;
    const times = count === undefined || !REPEATED.has(key) ? 1 : Math.min(Math.abs(count), 1000);
    const start = line;
    let next: Line | undefined;
    for (let done = 0; done < times; done += 1) {
      const before = line;
      const result = edit(before, count);
      if (result === undefined) break;
      next = result;
      if (done + 1 < times && !LEAVES_LINE.has(key)) line = result;
      lastKey = key;
    }
    if (!LEAVES_LINE.has(key)) line = start;
    return next;
  };

  const takeArgument = () => {
    const { isNegative, digits } = argument ?? { isNegative: false, digits: '' };
    const count = argument === undefined ? undefined : Number(digits === '' ? 1 : digits) * (isNegative ? -1 : 1);
    argument = undefined;
    return count;
  };

  if (memory.resumeAt !== undefined && memory.resumeAt < entries.length) go(memory.resumeAt);
  memory.resumeAt = undefined;

  return {
    line: () => line,
    text: () => textOf(line),
    argument: () => (argument === undefined ? undefined : `${argument.isNegative ? '-' : ''}${argument.digits === '' ? '1' : argument.digits}`),
    historyIndex: () => at,
    insert: (text) => {
      if (argument !== undefined && /^\d$/.test(text)) {
        argument = { ...argument, digits: (argument.digits + text).slice(0, 6) };
        return true;
      }
      lastKey = 'text';
      const times = Math.min(Math.max(takeArgument() ?? 1, 0), 1000);
      if (times > 0) type(text.repeat(times));
      return true;
    },
    press: (key) => {
      const name = ALIASES[key] ?? key;
      const digit = /^M-([-\d])$/.exec(name)?.[1];
      if (digit !== undefined) {
        const { isNegative = false, digits = '' } = argument ?? {};
        argument = digit === '-' ? { isNegative: !isNegative, digits } : { isNegative, digits: (digits + digit).slice(0, 6) };
        return true;
      }
      const next = repeat(name, takeArgument());
      if (next !== undefined && LEAVES_LINE.has(name)) line = next;
      else if (next !== undefined) set(next);
      lastKey = name;
      return next !== undefined || QUIET.has(name);
    },
    searchChar: (char, isBackwards) => {
      const next = charSearch(line, char, isBackwards);
      if (next !== undefined) line = next;
      lastKey = 'C-]';
      return next !== undefined;
    },
    replace: set,
    goTo: (index, cursor) => {
      if (index !== at) go(index);
      line = moveTo(line, cursor);
      lastKey = 'C-r';
    },
    continueBehind: () => {
      memory.resumeAt = at + 1;
    },
  };
}

function memoryOf(history: History): Memory {
  const known = memories.get(history);
  if (known !== undefined) return known;
  const made: Memory = { kills: [], resumeAt: undefined };
  memories.set(history, made);
  return made;
}

const KILLS = new Set(['C-k', 'C-u', 'C-w', 'M-backspace', 'M-d']);

const ALIASES: Readonly<Record<string, string>> = {
  'C-a': 'home', 'C-e': 'end', 'C-b': 'left', 'C-f': 'right', 'C-p': 'up', 'C-n': 'down', 'C-h': 'backspace', 'C-d': 'delete', 'M-_': 'M-.', 'C-x C-u': 'C-_', 'C-x backspace': 'C-u', 'M-C-h': 'M-backspace', 'M- ': 'C-@',
};

/** Keys that do nothing here without a bell. */
const QUIET = new Set(['escape', 'unknown', 'insert', 'pageup', 'pagedown', 'home', 'end', 'M-b', 'M-f', 'M-r']);

/** These keep their own account of the line and of what can be undone. */
const LEAVES_LINE = new Set(['C-_', 'M-r', 'up', 'down', 'M-<', 'M->']);

/** What a number in front repeats. */
const REPEATED = new Set(['left', 'right', 'M-b', 'M-f', 'M-d', 'M-backspace', 'C-w', 'C-t', 'M-t', 'M-u', 'M-l', 'M-c', 'up', 'down', 'C-_']);

/** What a negative number makes of a key. */
const OPPOSITES: Readonly<Record<string, string>> = { left: 'right', right: 'left', 'M-b': 'M-f', 'M-f': 'M-b', 'M-d': 'M-backspace', 'M-backspace': 'M-d', 'C-k': 'C-u', 'C-u': 'C-k', backspace: 'delete', delete: 'backspace', up: 'down', down: 'up' };

const MOVES: Readonly<Record<string, Edit>> = {
  home: (line) => moveTo(line, 0),
  end: (line) => moveTo(line, line.chars.length),
  left: (line) => (line.cursor === 0 ? undefined : moveTo(line, line.cursor - 1)),
  right: (line) => (line.cursor === line.chars.length ? undefined : moveTo(line, line.cursor + 1)),
  'M-b': (line) => moveTo(line, wordStart(line)),
  'M-f': (line) => moveTo(line, wordEnd(line)),
};
