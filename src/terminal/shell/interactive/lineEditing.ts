import { charWidth } from '../../process/wcwidth.ts';

/** A line being edited: characters, each with the marks that stand on it, and the place before which the cursor stands. */
export interface Line {
  readonly chars: readonly string[];
  readonly cursor: number;
}

export const EMPTY_LINE: Line = { chars: [], cursor: 0 };

/** The characters of a text: a mark that takes no column of its own belongs to the one before it. */
export function charsOf(text: string): readonly string[] {
  const chars: string[] = [];
  for (const char of text) {
    if (isMark(char) && chars.length > 0) chars.push((chars.pop() ?? '') + char);
    else chars.push(char);
  }
  return chars;
}

function isMark(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return code >= 0x300 && charWidth(code) === 0;
}

export function lineOf(text: string, cursor?: number): Line {
  const chars = charsOf(text);
  return { chars, cursor: cursor ?? chars.length };
}

export function textOf({ chars }: Line): string {
  return chars.join('');
}

export function insert({ chars, cursor }: Line, text: string): Line {
  const before = charsOf(chars.slice(0, cursor).join('') + text);
  return { chars: [...before, ...chars.slice(cursor)], cursor: before.length };
}

/** Text in the place of what stands under the cursor: the Insert key's other mode. */
export function overwrite(line: Line, text: string): Line {
  const { chars, cursor } = line;
  return insert({ chars: [...chars.slice(0, cursor), ...chars.slice(cursor + charsOf(text).length)], cursor }, text);
}

export function moveTo({ chars }: Line, cursor: number): Line {
  return { chars, cursor: Math.min(Math.max(cursor, 0), chars.length) };
}

/** The line without what lies between two places; the cursor stands where the gap closed. */
export function cut({ chars }: Line, from: number, to: number): Line {
  return { chars: [...chars.slice(0, from), ...chars.slice(to)], cursor: from };
}

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);
const isBlank = (char: string | undefined) => char !== undefined && /\s/.test(char);

/** The start of the word before the cursor: letters and digits. */
export function wordStart({ chars, cursor }: Line): number {
  let at = cursor;
  while (at > 0 && !isWord(chars[at - 1])) at -= 1;
  while (at > 0 && isWord(chars[at - 1])) at -= 1;
  return at;
}

/** Behind the word at or after the cursor. */
export function wordEnd({ chars, cursor }: Line): number {
  let at = cursor;
  while (at < chars.length && !isWord(chars[at])) at += 1;
  while (at < chars.length && isWord(chars[at])) at += 1;
  return at;
}

/** The start of the blank-separated word before the cursor: what Ctrl-W takes. */
export function argumentStart({ chars, cursor }: Line): number {
  let at = cursor;
  while (at > 0 && isBlank(chars[at - 1])) at -= 1;
  while (at > 0 && !isBlank(chars[at - 1])) at -= 1;
  return at;
}

/** The line without the blanks around the cursor. */
export function withoutBlanks(line: Line): Line {
  let [from, to] = [line.cursor, line.cursor];
  while (from > 0 && isBlank(line.chars[from - 1])) from -= 1;
  while (to < line.chars.length && isBlank(line.chars[to])) to += 1;
  return cut(line, from, to);
}

/** At the next such character to the right or the left. */
export function charSearch({ chars, cursor }: Line, wanted: string, isBackwards: boolean): Line | undefined {
  const at = isBackwards ? chars.lastIndexOf(wanted, cursor - 1) : chars.indexOf(wanted, cursor + 1);
  return at < 0 || (isBackwards && cursor === 0) ? undefined : { chars, cursor: at };
}

/** The earlier line as undo brings it back: the cursor stands behind what has changed. */
export function undone(now: Line, earlier: Line): Line {
  let same = 0;
  const most = Math.min(now.chars.length, earlier.chars.length);
  while (same < most && now.chars.at(-1 - same) === earlier.chars.at(-1 - same)) same += 1;
  // What was typed and taken back may end like what stands before it.
  const atLeast = commonLength(now.chars, earlier.chars);
  return { chars: earlier.chars, cursor: Math.max(earlier.chars.length - same, Math.min(atLeast, earlier.cursor)) };
}

/** How many characters two texts have in common from the beginning. */
export function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

/** Exchanges the character before the cursor with the one under it; at the end, the last two. */
export function transpose({ chars, cursor }: Line): Line | undefined {
  if (cursor === 0 || chars.length < 2) return undefined;
  const at = cursor === chars.length ? cursor - 1 : cursor;
  const [left = '', right = ''] = [chars[at - 1], chars[at]];
  return { chars: [...chars.slice(0, at - 1), right, left, ...chars.slice(at + 1)], cursor: at + 1 };
}

/** Exchanges the word before the cursor with the one behind it. */
export function transposeWords(line: Line): Line | undefined {
  const secondEnd = wordEnd(line);
  const secondStart = wordStart({ ...line, cursor: secondEnd });
  const firstStart = wordStart({ ...line, cursor: secondStart });
  const firstEnd = wordEnd({ ...line, cursor: firstStart });
  if (firstEnd > secondStart) return undefined;
  const { chars } = line;
  return {
    chars: [...chars.slice(0, firstStart), ...chars.slice(secondStart, secondEnd), ...chars.slice(firstEnd, secondStart), ...chars.slice(firstStart, firstEnd), ...chars.slice(secondEnd)],
    cursor: secondEnd,
  };
}

/** Changes the letters from the cursor to the end of the word. */
export function changeCase(line: Line, how: 'upper' | 'lower' | 'capital'): Line {
  const end = wordEnd(line);
  let isFirst = true;
  const chars = line.chars.map((char, index) => {
    if (index < line.cursor || index >= end || !isWord(char)) return char;
    const changed = how === 'upper' || (how === 'capital' && isFirst) ? char.toUpperCase() : char.toLowerCase();
    isFirst = false;
    return changed;
  });
  return { chars, cursor: end };
}
