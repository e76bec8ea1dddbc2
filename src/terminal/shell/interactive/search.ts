import type { Tty } from '../../process/tty.ts';
import type { Eval } from '../evaluator.ts';
import type { History } from './history.ts';
import { readKey, type Key } from './keys.ts';
import { lineOf } from './lineEditing.ts';
import type { Screen } from './screen.ts';

export interface Found {
  /** The line that was found, the cursor at the match; undefined when the search was given up. */
  readonly line: { readonly text: string; readonly cursor: number } | undefined;
  /** The key that ended the search: it is still to be taken. */
  readonly key: Key | 'wake';
}

interface Search {
  readonly query: string;
  /** Index in the history; its length before anything was found. */
  readonly at: number;
  readonly isFailed: boolean;
}

/** Ctrl-R: shows the last line with what is typed in it, again an older one. Enter runs it, other keys go on editing it. */
export function* searchBackwards(tty: Tty, screen: Screen, history: History, current: string): Eval<Found> {
  const entries = history.entries();
  const textAt = (index: number) => entries[index]?.line ?? current;
  let search: Search = { query: '', at: entries.length, isFailed: false };
  const past: Search[] = [];

  const find = (query: string, from: number): Search => {
    for (let index = from; index >= 0; index -= 1) if (textAt(index).includes(query) && (index < entries.length || query !== '')) return { query, at: index, isFailed: false };
    return { query, at: search.at, isFailed: true };
  };

  for (;;) {
    show(screen, search, textAt(search.at));
    const key = yield* readKey(tty.input);
    if (key === undefined) return { line: undefined, key: 'wake' };
    if (key === 'wake') continue;
    const name = key.kind === 'key' ? key.name : '';
    if (key.kind === 'text') {
      past.push(search);
      search = find(search.query + key.text, Math.min(search.at, entries.length));
    } else if (name === 'C-r') {
      past.push(search);
      search = find(search.query, search.at - 1);
    } else if (name === 'backspace' || name === 'C-h') search = past.pop() ?? search;
    else if (name === 'C-g') return { line: undefined, key: 'wake' };
    else return { line: found(search, textAt(search.at)), key: name === 'escape' || name === 'C-j' ? 'wake' : key };
    if (search.isFailed) tty.output.write('\u0007');
  }
}

function found({ query, at }: Search, text: string): Found['line'] {
  if (query === '' && at < 0) return undefined;
  return { text, cursor: matchAt(query, text) };
}

function matchAt(query: string, text: string): number {
  const index = text.lastIndexOf(query);
  return lengthOf(index < 0 || query === '' ? text : text.slice(0, index));
}

function lengthOf(text: string): number {
  return [...text].length;
}

function show(screen: Screen, { query, isFailed }: Search, text: string): void {
  screen.show(`(${isFailed ? 'failed ' : ''}reverse-i-search)\`${query}': `, lineOf(text, matchAt(query, text)));
}
