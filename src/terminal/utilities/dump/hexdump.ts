import { utf8Bytes } from '#engine/core/utf8.ts';
import { defineUtility } from '../../command.ts';
import { hex } from '../digest/md5.ts';
import { parseOptions } from '../options.ts';
import { readSources } from '../sources.ts';
import { characterText, dumpLines, numberOf, printable, type DumpColumn } from './dumpLines.ts';

const ROW = 16;

export const hexdump = defineUtility({
  name: 'hexdump',
  flavours: ['alpine', 'busybox'],
  summary: 'display files in hexadecimal',
  *run(process) {
    const options = parseOptions(process, { short: 'bcdoxCve:f:n:s:' });
    if (options === undefined) return 1;
    let text = '';
    const ok = yield* readSources(process, options.operands, (piece) => (text += piece));
    if (!ok && text === '') return 1;
    const from = Number(options.value('s') ?? 0);
    const bytes = utf8Bytes(text).slice(from, options.has('n') ? from + Number(options.value('n')) : undefined);
    const digits = options.has('C') ? 8 : 7;
    const rows = dumpLines(bytes, { columns: [columnFor(options.given.map(([letter]) => letter))], offsetText: (offset) => offset.toString(16).padStart(digits, '0'), from, rowLength: ROW, showsEqualRows: options.has('v') });
    // Nothing at all is said of an empty file.
    process.out(bytes.length === 0 ? '' : rows);
    return ok ? 0 : 1;
  },
});

/** Rows that are not full are filled with blanks. */
function columnFor(letters: readonly string[]): DumpColumn {
  if (letters.includes('C')) return canonical;
  if (letters.includes('c')) return filled(1, 4, ([byte = 0]) => ` ${characterText(byte).padStart(3)}`);
  if (letters.includes('b')) return filled(1, 4, ([byte = 0]) => ` ${byte.toString(8).padStart(3, '0')}`);
  if (letters.includes('d')) return filled(2, 8, (bytes) => `   ${String(numberOf(bytes)).padStart(5, '0')}`);
  if (letters.includes('o')) return filled(2, 8, (bytes) => `  ${numberOf(bytes).toString(8).padStart(6, '0')}`);
  if (letters.includes('x')) return filled(2, 8, (bytes) => `    ${numberOf(bytes).toString(16).padStart(4, '0')}`);
  return filled(2, 5, (bytes) => ` ${numberOf(bytes).toString(16).padStart(4, '0')}`);
}

function filled(size: number, width: number, cell: DumpColumn['cell']): DumpColumn {
  return {
    size: ROW,
    cell: (row) => {
      let text = '';
      for (let at = 0; at < row.length; at += size) text += cell(row.slice(at, at + size));
      return text.padEnd((ROW / size) * width);
    },
  };
}

/** `-C`: bytes in two groups, and the text between bars. */
const canonical: DumpColumn = {
  size: ROW,
  cell: (row) => {
    const group = (bytes: readonly number[]) => bytes.map((byte) => ` ${hex(byte)}`).join('').padEnd(24);
    return ` ${group(row.slice(0, 8))} ${group(row.slice(8))}  |${printable(row)}|`;
  },
};
