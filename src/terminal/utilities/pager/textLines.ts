import { charWidth } from '../../process/wcwidth.ts';

const ESCAPE = /^\x1b\[[0-9;]*m/;

/** Lines as a screen of that width shows them: long ones go on in the next row, or are cut. */
export function screenRows(text: string, columns: number, isChopped = false): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.flatMap((line) => (isChopped ? (rowsOf(line, columns)[0] ?? '') : rowsOf(line, columns)));
}

function rowsOf(line: string, columns: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  let width = 0;
  for (let at = 0; at < line.length; ) {
    const escape = ESCAPE.exec(line.slice(at))?.[0];
    const piece = escape ?? String.fromCodePoint(line.codePointAt(at) ?? 0);
    const own = escape === undefined ? widthOf(piece, width) : 0;
    if (width + own > columns) {
      rows.push(row);
      row = '';
      width = 0;
    }
    row += piece === '\t' ? ' '.repeat(own) : visible(piece, escape !== undefined);
    width += own;
    at += piece.length;
  }
  rows.push(row);
  return rows;
}

function widthOf(piece: string, before: number): number {
  const code = piece.codePointAt(0) ?? 0;
  if (piece === '\t') return 8 - (before % 8);
  return code < 0x20 || code === 0x7f ? 2 : charWidth(code);
}

/** Control characters show as ^X. */
function visible(piece: string, isEscape: boolean): string {
  const code = piece.codePointAt(0) ?? 0;
  if (isEscape || code >= 0x20) return code === 0x7f ? '^?' : piece;
  return `^${String.fromCharCode(code + 0x40)}`;
}
