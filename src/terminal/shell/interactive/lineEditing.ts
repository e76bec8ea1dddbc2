/** A line being edited: characters (code points) and the place before which the cursor stands. */
export interface Line {
  readonly chars: readonly string[];
  readonly cursor: number;
}

export const EMPTY_LINE: Line = { chars: [], cursor: 0 };

export function lineOf(text: string, cursor?: number): Line {
  const chars = [...text];
  return { chars, cursor: cursor ?? chars.length };
}

export function textOf({ chars }: Line): string {
  return chars.join('');
}

export function insert({ chars, cursor }: Line, text: string): Line {
  const added = [...text];
  return { chars: [...chars.slice(0, cursor), ...added, ...chars.slice(cursor)], cursor: cursor + added.length };
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
