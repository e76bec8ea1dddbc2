import { textWidth } from '../../process/wcwidth.ts';
import { charsOf, commonLength, type Line } from './lineEditing.ts';

/** Where the terminal is written to. */
export interface ScreenDevice {
  readonly columns: number;
  readonly write: (text: string) => void;
}

/** A prompt and a line on the terminal, redrawn with as little as needed. */
export interface Screen {
  /** Shows the prompt and the line, from wherever the last showing left the cursor. */
  show(prompt: string, line: Line): void;
  /** The prompt that is shown. */
  readonly prompt: () => string;
  /** Puts the cursor behind the text and begins a new terminal line. */
  finish(): void;
  /** Forgets what is shown: the next showing starts at the cursor's place. */
  forget(): void;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

interface Shown {
  readonly prompt: string;
  readonly line: Line;
  readonly columns: number;
}

export function createScreen(device: ScreenDevice): Screen {
  let shown: Shown | undefined;

  const show = (prompt: string, line: Line) => {
    const { columns } = device;
    const isSamePlace = shown !== undefined && shown.prompt === prompt && shown.columns === columns;
    device.write(isSamePlace && shown !== undefined ? changeOf(shown, line) : redrawn(shown, { prompt, line, columns }));
    shown = { prompt, line, columns };
  };

  return {
    show,
    prompt: () => shown?.prompt ?? '',
    finish: () => {
      if (shown === undefined) return;
      const { line } = shown;
      const end = placeOf(shown, line, line.chars.length);
      const isAtBreak = end.column === 0 && line.chars.length > 0 && line.chars.at(-1) !== '\n';
      device.write(move(placeOf(shown, line, line.cursor), end) + (isAtBreak ? '' : '\n'));
      shown = undefined;
    },
    forget: () => {
      shown = undefined;
    },
  };
}

/**
 * A terminal waits at its edge for the next character. A blank takes it to the next row, which it then knows to be the
 * continuation of this one.
 */
const SOFT_BREAK = ' \r';

/** Everything anew, over what was there. */
function redrawn(before: Shown | undefined, after: Shown): string {
  const { prompt, line } = after;
  // After a change of size the lines around the cursor lie as they did: xterm does not wrap them anew.
  const back = before === undefined ? '' : `${up(placeOf(before, before.line, before.line.cursor).row)}\r`;
  const rest = before === undefined ? '' : '\u001b[J';
  return back + promptText(prompt) + textFrom(after, line.chars, 0) + rest + move(placeOf(after, line, line.chars.length), placeOf(after, line, line.cursor));
}

/** Only what differs: the cursor goes to the first changed character and writes from there. */
function changeOf(before: Shown, line: Line): string {
  const old = before.line;
  const same = commonLength(old.chars, line.chars);
  // Mostly somebody types at the end: then the cursor is where writing goes on.
  if (same === old.chars.length && old.cursor === same && line.cursor === line.chars.length) return textFrom(before, line.chars, same);
  const from = placeOf(before, old, old.cursor);
  const to = placeOf(before, line, line.cursor);
  if (same === old.chars.length && same === line.chars.length) return move(from, to);
  const changedAt = placeOf(before, line, same);
  const written = textFrom(before, line.chars, same);
  const end = placeOf(before, line, line.chars.length);
  const oldEnd = placeOf(before, old, old.chars.length);
  const isShorter = oldEnd.row > end.row || (oldEnd.row === end.row && oldEnd.column > end.column);
  return move(from, changedAt) + written + (isShorter ? '\u001b[J' : '') + move(end, to);
}

/** What is written of a prompt: the marks around invisible parts are for us. */
function promptText(prompt: string): string {
  return prompt.replace(/[\u0001\u0002]/g, '');
}

function visiblePrompt(prompt: string): string {
  return prompt
    .replace(/\u0001[^\u0002]*\u0002/g, '')
    .replace(/\u001b\][^\u0007]*\u0007/g, '')
    .replace(/\u001b\[[0-9;?]*[@-~]/g, '');
}

/** The prompt that was asked about last: a line is redrawn with each key, and its prompt stays. */
let lastPrompt: { readonly prompt: string; readonly columns: number; readonly end: Place } | undefined;

/** Where a prompt ends. */
function promptEnd({ prompt, columns }: Pick<Shown, 'prompt' | 'columns'>): Place {
  if (lastPrompt?.prompt !== prompt || lastPrompt.columns !== columns) {
    const chars = charsOf(visiblePrompt(prompt));
    lastPrompt = { prompt, columns, end: advance(chars, chars.length, { row: 0, column: 0 }, columns) };
  }
  return lastPrompt.end;
}

/** The row and column of a place in the line, counted from the start of the prompt. */
export function placeOf(shown: Pick<Shown, 'prompt' | 'columns'>, line: Line, cursor: number): Place {
  return advance(line.chars, cursor, promptEnd(shown), shown.columns);
}

/** Where the first `count` characters end that begin at a place. */
function advance(chars: readonly string[], count: number, from: Place, columns: number): Place {
  let { row, column } = from;
  for (let index = 0; index < count && index < chars.length; index += 1) {
    const char = chars[index] ?? '';
    if (char === '\n') {
      row += 1;
      column = 0;
      continue;
    }
    const width = shownWidth(char, column);
    // A wide character does not fit into the last column.
    if (column + width > columns) {
      row += 1;
      column = 0;
    }
    column += width;
    if (column === columns) {
      row += 1;
      column = 0;
    }
  }
  return { row, column };
}

function shownWidth(char: string, column: number): number {
  if (char === '\t') return 8 - (column % 8);
  const code = char.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f ? 2 : textWidth(char);
}

/** The characters from a place on as they are written; where a row is full, the break to the next is written too. */
function textFrom(shown: Shown, chars: readonly string[], from: number): string {
  const { prompt, columns } = shown;
  let place = advance(chars, from, promptEnd(shown), columns);
  let text = from === 0 && place.column === 0 && place.row > 0 && !prompt.endsWith('\n') ? SOFT_BREAK : '';
  for (const char of chars.slice(from)) {
    const width = shownWidth(char, place.column);
    text += char === '\t' ? ' '.repeat(width) : shownChar(char);
    const isFull = char !== '\n' && place.column + width === columns;
    place = advance([char], 1, place, columns);
    if (isFull) text += SOFT_BREAK;
  }
  return text;
}

function shownChar(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (char === '\n') return char;
  if (code === 0x7f) return '^?';
  return code < 0x20 ? `^${String.fromCharCode(code + 0x40)}` : char;
}

function move(from: Place, to: Place): string {
  const rows = to.row < from.row ? up(from.row - to.row) : '\n'.repeat(to.row - from.row);
  const column = to.row > from.row ? 0 : from.column;
  if (to.column === column) return rows;
  if (to.column === 0) return `${rows}\r`;
  if (to.column < column) return rows + (column - to.column < 4 ? '\b'.repeat(column - to.column) : `\u001b[${column - to.column}D`);
  return `${rows}\u001b[${to.column - column}C`;
}

function up(rows: number): string {
  return rows === 0 ? '' : `\u001b[${rows}A`;
}
