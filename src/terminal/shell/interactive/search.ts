import type { Tty } from '../../process/tty.ts';
import type { Eval } from '../evaluator.ts';
import type { History } from './history.ts';
import { readKey, type Key } from './keys.ts';
import type { LineEditor } from './lineEditor.ts';
import { charsOf, lineOf, wordEnd } from './lineEditing.ts';
import type { Screen } from './screen.ts';

/** What was searched for last: Ctrl-R twice takes it up again. */
const lastQueries = new WeakMap<History, string>();

interface Search {
  readonly query: readonly string[];
  /** Index in the history; its length for the line that was being typed. */
  readonly at: number;
  /** Which line is looked at next, and from where: after a failure still the last one that was tried. */
  readonly tried: number;
  readonly from: number;
  readonly isBackwards: boolean;
  readonly isFailed: boolean;
  /** Where it was found last. */
  readonly shownAt: number;
  readonly shownFrom: number;
  readonly lastFound: string | undefined;
}

export interface SearchParts {
  readonly tty: Tty;
  readonly screen: Screen;
  readonly history: History;
  readonly editor: LineEditor;
}

/**
 * Ctrl-R and Ctrl-S: show the last line with what is typed in it, again an older (or newer) one. Enter runs it, other
 * keys go on editing it: the key that ended the search is given back, to be taken as if it were pressed on the line found.
 */
export function* searchHistory({ tty, screen, history, editor }: SearchParts, isBackwards: boolean): Eval<Key | 'wake'> {
  const lines = history.entries().map(({ line }) => charsOf(line));
  const index = editor.historyIndex();
  lines[index] = [...editor.line().chars];
  let search: Search = { query: [], at: index, tried: index, from: editor.line().cursor, isBackwards, isFailed: false, shownAt: index, shownFrom: editor.line().cursor, lastFound: undefined };

  for (;;) {
    screen.show(promptOf(search), lineOf((lines[search.shownAt] ?? []).join(''), search.shownFrom));
    const key = yield* readKey(tty.input);
    if (key === undefined) return 'wake';
    if (key === 'wake') continue;
    const name = key.kind === 'key' ? key.name : '';
    if (name === 'C-g') return 'wake';
    const asked = key.kind === 'text' ? { ...search, query: [...search.query, ...charsOf(key.text)] } : onKey(name, search, lines, history);
    if (asked === undefined) {
      // Ctrl-C breaks off where the screen stands.
      if (name === 'C-c') return key;
      lastQueries.set(history, search.query.join(''));
      if (search.query.length > 0 && search.shownAt <= history.entries().length) editor.goTo(search.shownAt, search.shownFrom);
      // Escape ends the search, and what follows is a key of its own.
      const behind = /^M-(.)$/su.exec(name)?.[1];
      if (behind !== undefined) return { kind: 'text', text: behind };
      return name === 'escape' || name === 'C-j' ? 'wake' : key;
    }
    const next = asked === 'nothing' ? search : found(asked, lines);
    if (next.isFailed || asked === 'nothing') tty.output.write('\u0007');
    search = next;
  }
}

/** What a key asks for: a search from another place, nothing, or an end to it. */
function onKey(name: string, search: Search, lines: readonly (readonly string[])[], history: History): Search | 'nothing' | undefined {
  switch (name) {
    case 'C-r':
    case 'C-s': {
      const isBackwards = name === 'C-r';
      if (search.query.length === 0) return { ...search, isBackwards, query: charsOf(lastQueries.get(history) ?? '') };
      // The first press of the other key only turns round.
      if (search.isBackwards !== isBackwards) return { ...search, isBackwards };
      return { ...search, from: search.from + (isBackwards ? -1 : 1) };
    }
    case 'backspace':
    case 'C-h':
      return search.query.length === 0 ? 'nothing' : { ...search, query: search.query.slice(0, -1) };
    case 'C-w': {
      const chars = lines[search.shownAt] ?? [];
      const start = search.shownFrom + search.query.length;
      const end = wordEnd({ chars, cursor: start });
      return start >= chars.length ? 'nothing' : { ...search, query: [...search.query, ...chars.slice(start, end)] };
    }
    default:
      return undefined;
  }
}

/** Looks on from where the search stands, line after line; copies of the line that was just found do not count. */
function found(search: Search, lines: readonly (readonly string[])[]): Search {
  const { query, isBackwards, lastFound } = search;
  if (query.length === 0) return { ...search, isFailed: true };
  const step = isBackwards ? -1 : 1;
  let { at, tried, from } = search;
  for (;;) {
    const line = lines[tried] ?? [];
    for (; isBackwards ? from >= 0 : from + query.length <= line.length; from += step) {
      if (query.every((char, offset) => line[from + offset] === char)) return { ...search, at, tried, from, isFailed: false, shownAt: at, shownFrom: from, lastFound: line.join('') };
    }
    do {
      at += step;
      if (at < 0 || at >= lines.length) return { ...search, at: search.shownAt, tried, from: Math.max(0, from), isFailed: true };
      tried = at;
    } while ((lines[at] ?? []).join('') === lastFound || (lines[at] ?? []).length < query.length);
    from = isBackwards ? (lines[at] ?? []).length - query.length : 0;
  }
}

function promptOf({ query, isBackwards, isFailed }: Search): string {
  return `(${isFailed ? 'failed ' : ''}${isBackwards ? 'reverse-' : ''}i-search)\`${query.join('')}': `;
}

/** Ctrl-R of busybox: what is not found is not taken into the search. */
export function* searchHistoryOfAsh({ tty, screen, history, editor }: SearchParts): Eval<Key | 'wake'> {
  const lines = history.entries().map(({ line }) => line);
  let query = '';
  let at = editor.historyIndex();
  let shown = lineOf(editor.text(), editor.line().cursor);
  let isFound = false;
  for (;;) {
    screen.show(`(reverse-i-search)'${query}': `, shown);
    const key = yield* readKey(tty.input);
    if (key === undefined) return 'wake';
    if (key === 'wake') continue;
    const name = key.kind === 'key' ? key.name : '';
    const isAgain = name === 'C-r';
    if (key.kind === 'key' && !isAgain && name !== 'backspace' && name !== 'C-h') {
      if (isFound) editor.goTo(at, shown.cursor);
      return key;
    }
    const wanted = key.kind === 'text' ? query + key.text : isAgain ? query : query.slice(0, -1);
    const found = lines.findLastIndex((line, index) => index <= (isAgain ? at - 1 : at) && line.includes(wanted));
    if (found < 0) {
      tty.output.write('\u0007');
      continue;
    }
    [query, at, isFound] = [wanted, found, true];
    shown = lineOf(lines[found] ?? '', charsOf((lines[found] ?? '').slice(0, (lines[found] ?? '').indexOf(wanted))).length);
  }
}
