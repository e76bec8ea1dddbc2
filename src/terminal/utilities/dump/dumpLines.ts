/** How one row of bytes is shown, beside its offset. */
export interface DumpColumn {
  /** Bytes that one cell stands for. */
  readonly size: number;
  readonly cell: (bytes: readonly number[]) => string;
}

export interface DumpOptions {
  readonly columns: readonly DumpColumn[];
  readonly offsetText: (offset: number) => string;
  /** The offset of the first byte. */
  readonly from: number;
  readonly rowLength: number;
  /** Shows equal rows too, in place of a star. */
  readonly showsEqualRows: boolean;
}

/** Rows of numbers as od and hexdump print them: equal rows after the first become one star, and the last offset ends it. */
export function dumpLines(bytes: readonly number[], { columns, offsetText, from, rowLength, showsEqualRows }: DumpOptions): string {
  let text = '';
  let previous = '';
  let isStarred = false;
  for (let at = 0; at < bytes.length; at += rowLength) {
    const row = bytes.slice(at, at + rowLength);
    const key = row.join(' ');
    if (!showsEqualRows && key === previous && row.length === rowLength) {
      if (!isStarred) text += '*\n';
      isStarred = true;
      continue;
    }
    previous = key;
    isStarred = false;
    for (const [index, column] of columns.entries()) {
      const offset = offsetText(from + at);
      text += (index === 0 ? offset : ' '.repeat(offset.length)) + cellsOf(row, column) + '\n';
    }
  }
  const end = offsetText(from + bytes.length);
  return end === '' ? text : `${text}${end}\n`;
}

function cellsOf(row: readonly number[], { size, cell }: DumpColumn): string {
  let text = '';
  for (let at = 0; at < row.length; at += size) text += cell(row.slice(at, at + size));
  return text;
}

const NAMES: Readonly<Record<number, string>> = { 0: '\\0', 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' };

/** A byte as a character, an escape, or three octal digits. */
export function characterText(byte: number): string {
  return NAMES[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'));
}

/** Bytes with the lowest first, as a number. */
export function numberOf(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte, index) => sum + (BigInt(byte) << BigInt(8 * index)), 0n);
}

/** Printable bytes as they are, others as dots. */
export function printable(bytes: readonly number[]): string {
  return bytes.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
}
