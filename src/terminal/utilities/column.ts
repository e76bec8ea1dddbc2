import { defineUtility } from '../command.ts';
import { textWidth } from '../process/wcwidth.ts';
import { parseOptions, type ParsedOptions } from './options.ts';
import { linesOf, readSources } from './sources.ts';

/** Sets words into columns: a table of what stands in lines (-t), or the lines beside each other. */
export const column = defineUtility({
  name: 'column',
  flavours: ['centos7'],
  summary: 'columnate lists',
  *run(process) {
    const options = parseOptions(process, { short: 'c:o:s:txeN:R:H:', long: { columns: 'c:', 'output-separator': 'o:', separator: 's:', table: 't', fillrows: 'x', 'table-columns': 'N:' } });
    if (options === undefined) return 1;
    let text = '';
    const ok = yield* readSources(process, options.operands, (piece) => (text += piece));
    const lines = linesOf(text).filter((line) => line.trim() !== '');
    const width = Number(options.value('c') ?? process.tty?.columns ?? 80);
    process.out(options.has('t') ? table(lines, options) : sideBySide(lines, width, options.has('x')));
    return ok ? 0 : 1;
  },
});

function table(lines: readonly string[], options: ParsedOptions): string {
  const separator = options.value('s');
  const names = options.value('N')?.split(',');
  const rows = [...(names === undefined ? [] : [names]), ...lines.map((line) => (separator === undefined ? line.trim().split(/\s+/) : line.split(new RegExp(`[${separator.replaceAll(/[\]\\^-]/g, '\\$&')}]`))))];
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, index) => Math.max(0, ...rows.map((row) => textWidth(row[index] ?? ''))));
  const between = options.value('o') ?? '  ';
  const padded = (cell: string, index: number) => cell + ' '.repeat((widths[index] ?? 0) - textWidth(cell));
  return rows
    .map((row) => {
      const isShort = row.length < count;
      const cells = row.map((cell, index) => (index === row.length - 1 && !isShort ? cell : padded(cell, index)));
      // What a line lacks is empty, but for the last.
      const missing = Array.from({ length: Math.max(0, count - row.length - 1) }, (_, index) => padded('', row.length + index));
      return `${[...cells, ...missing].join(between)}${isShort ? between : ''}\n`;
    })
    .join('');
}

const TAB = 8;

/** Each column begins at a tab stop. */
function sideBySide(lines: readonly string[], width: number, fillsRows: boolean): string {
  if (lines.length === 0) return '';
  const longest = Math.max(...lines.map(textWidth));
  const columnWidth = (Math.floor(longest / TAB) + 1) * TAB;
  const across = Math.max(1, Math.floor(width / columnWidth));
  if (across === 1) return lines.map((line) => `${line}\n`).join('');
  const down = Math.ceil(lines.length / across);
  let text = '';
  for (let row = 0; row < down; row += 1) {
    const cells = fillsRows ? lines.slice(row * across, (row + 1) * across) : lines.filter((_, index) => index % down === row);
    text += cells.map((cell, index) => (index === cells.length - 1 ? cell : cell + '\t'.repeat(Math.ceil((columnWidth - textWidth(cell)) / TAB)))).join('');
    text += '\n';
  }
  return text;
}
