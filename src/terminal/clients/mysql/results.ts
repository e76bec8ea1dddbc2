import type { MysqlReply } from '#engine/node/images/mysql/protocol.ts';
import { textWidth } from '../../process/wcwidth.ts';
import { padEnd, padStart, widthsOf, type TableText } from '../tables.ts';

type RowsReply = Extract<MysqlReply, { is: 'rows' }>;

/** A table with its frame; nothing for no rows. */
export function framed(reply: RowsReply): string {
  if (reply.rows.length === 0) return '';
  const text = textTable(reply);
  const widths = widthsOf(text);
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  const head = `|${text.columns.map(({ label }, index) => ` ${padEnd(label, widths[index] ?? 0)} `).join('|')}|\n`;
  const body = text.rows.map((row) => `|${row.map((cell, index) => ` ${text.columns[index]?.isNumber === true ? padStart(cell, widths[index] ?? 0) : padEnd(cell, widths[index] ?? 0)} `).join('|')}|\n`);
  return `${rule}${head}${rule}${body.join('')}${rule}`;
}

function textTable({ columns, rows }: RowsReply): TableText {
  return { columns, rows: rows.map((row) => row.map((cell) => cell ?? 'NULL')) };
}

/** Columns separated by tabs: what a program that reads the output gets. */
export function batch({ columns, rows }: RowsReply, hasNames: boolean): string {
  if (rows.length === 0) return '';
  const lines = rows.map((row) => row.map((cell) => (cell ?? 'NULL').replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')).join('\t'));
  return [...(hasNames ? [columns.map(({ label }) => label).join('\t')] : []), ...lines].map((line) => `${line}\n`).join('');
}

const STARS = '*'.repeat(27);

/** One column a line, as behind \G. */
export function vertical({ columns, rows }: RowsReply): string {
  const width = Math.max(0, ...columns.map(({ label }) => textWidth(label)));
  return rows.map((row, number) => `${STARS} ${number + 1}. row ${STARS}\n${row.map((cell, index) => `${padStart(columns[index]?.label ?? '', width)}: ${cell ?? 'NULL'}\n`).join('')}`).join('');
}

/** The line below a table, or in its place. */
export function countLine(reply: Exclude<MysqlReply, { is: 'error' }>, seconds: string): string {
  if (reply.is === 'ok') {
    if (reply.database !== undefined) return 'Database changed\n';
    const warnings = reply.warnings === undefined ? '' : `, ${reply.warnings} warnings`;
    return `Query OK, ${reply.affected} ${reply.affected === 1 ? 'row' : 'rows'} affected${warnings} (${seconds} sec)\n${reply.info === undefined ? '' : `${reply.info}\n`}\n`;
  }
  if (reply.rows.length === 0) return `Empty set (${seconds} sec)\n\n`;
  return `${reply.rows.length} ${reply.rows.length === 1 ? 'row' : 'rows'} in set (${seconds} sec)\n\n`;
}
