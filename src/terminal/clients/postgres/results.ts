import type { PgReply } from '#engine/node/images/postgres/protocol.ts';
import { textWidth } from '../../process/wcwidth.ts';
import { padEnd, padStart, widthsOf } from '../tables.ts';

type RowsReply = Extract<PgReply, { is: 'rows' }>;

/** A table as psql draws it, with the count of its rows. */
export function aligned(reply: RowsReply, title?: string): string {
  const cells = reply.rows.map((row) => row.map((cell) => cell ?? ''));
  const widths = widthsOf({ columns: reply.columns, rows: cells });
  const head = reply.columns.map(({ label }, index) => ` ${centred(label, widths[index] ?? 0)} `).join('|');
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
  const body = cells.map((row) => `${row.map((cell, index) => ` ${reply.columns[index]?.isNumber === true ? padStart(cell, widths[index] ?? 0) : padEnd(cell, widths[index] ?? 0)} `).join('|').trimEnd()}\n`);
  const width = textWidth(head);
  return `${title === undefined ? '' : `${centred(title, width).trimEnd()}\n`}${head}\n${rule}\n${body.join('')}(${cells.length} ${cells.length === 1 ? 'row' : 'rows'})\n\n`;
}

function centred(text: string, width: number): string {
  const space = Math.max(0, width - textWidth(text));
  return `${' '.repeat(Math.floor(space / 2))}${text}${' '.repeat(Math.ceil(space / 2))}`;
}

/** Without frame and padding; -t leaves out names and count. */
export function unaligned(reply: RowsReply, tuplesOnly: boolean): string {
  const lines = reply.rows.map((row) => row.map((cell) => cell ?? '').join('|'));
  const all = tuplesOnly ? lines : [reply.columns.map(({ label }) => label).join('|'), ...lines, `(${lines.length} ${lines.length === 1 ? 'row' : 'rows'})`];
  return all.map((line) => `${line}\n`).join('');
}

/** Rows alone, in columns: -t. */
export function tuples(reply: RowsReply): string {
  const cells = reply.rows.map((row) => row.map((cell) => cell ?? ''));
  const widths = widthsOf({ columns: reply.columns.map(({ isNumber }) => ({ label: '', isNumber })), rows: cells });
  return `${cells.map((row) => `${row.map((cell, index) => ` ${reply.columns[index]?.isNumber === true ? padStart(cell, widths[index] ?? 0) : padEnd(cell, widths[index] ?? 0)} `).join('|').trimEnd()}\n`).join('')}\n`;
}

/** `ERROR:  …`, with the line and a mark below what is wrong. */
export function errorText({ text, at }: Extract<PgReply, { is: 'error' }>, sql: string): string {
  if (at === undefined) return `ERROR:  ${text}\n`;
  const before = sql.slice(0, at);
  const number = before.split('\n').length;
  const line = sql.split('\n')[number - 1] ?? '';
  const label = `LINE ${number}: `;
  return `ERROR:  ${text}\n${label}${line}\n${' '.repeat(label.length + at - (before.lastIndexOf('\n') + 1))}^\n`;
}
