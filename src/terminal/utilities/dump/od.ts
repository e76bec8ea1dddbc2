import { utf8Bytes } from '#engine/core/utf8.ts';
import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { isBusybox, parseOptions, type ParsedOptions } from '../options.ts';
import { readSources } from '../sources.ts';
import { characterText, dumpLines, numberOf, type DumpColumn } from './dumpLines.ts';

/** What the old one-letter options stand for. */
const SHORT_TYPES: Readonly<Record<string, string>> = { a: 'c', b: 'o1', c: 'c', d: 'u2', i: 'd4', l: 'd8', o: 'o2', s: 'd2', x: 'x2', h: 'x2' };

export const od = defineUtility({
  name: 'od',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'dump files in octal and other formats',
  *run(process) {
    const options = parseOptions(process, { short: 'abcdilosxhvA:j:N:t:w:', long: isBusybox(process) ? {} : { 'address-radix': 'A:', 'skip-bytes': 'j:', 'read-bytes': 'N:', format: 't:', 'output-duplicates': 'v', width: 'w:' } });
    if (options === undefined) return 1;
    const columns = columnsOf(process, options);
    if (columns === undefined) return 1;
    let text = '';
    const ok = yield* readSources(process, options.operands, (piece) => (text += piece));
    if (!ok && text === '') return 1;
    const from = Number(options.value('j') ?? 0);
    const bytes = utf8Bytes(text).slice(from, options.has('N') ? from + Number(options.value('N')) : undefined);
    process.out(dumpLines(bytes, { columns, offsetText: offsetsOf(options.value('A') ?? 'o'), from, rowLength: Number(options.value('w') ?? 16), showsEqualRows: options.has('v') }));
    return ok ? 0 : 1;
  },
});

function offsetsOf(radix: string): (offset: number) => string {
  if (radix === 'n') return () => '';
  if (radix === 'x') return (offset) => offset.toString(16).padStart(6, '0');
  return (offset) => offset.toString(radix === 'd' ? 10 : 8).padStart(7, '0');
}

/** One row of cells a type; GNU makes all as wide as the widest. */
function columnsOf(process: Process, options: ParsedOptions): readonly DumpColumn[] | undefined {
  const types = options.given.flatMap(([letter, value]) => (letter === 't' ? splitTypes(value ?? '') : (SHORT_TYPES[letter] ?? [])));
  const columns: { readonly size: number; readonly width: number; readonly show: (bytes: readonly number[]) => string }[] = [];
  for (const type of types.length === 0 ? ['o2'] : types) {
    const column = columnOf(type);
    if (column === undefined) {
      process.err(`od: invalid character '${type.charAt(0)}' in type string '${options.value('t') ?? ''}'\n`);
      return undefined;
    }
    columns.push(column);
  }
  // Busybox shows the single letters before the types, and each in its own width.
  if (isBusybox(process)) return columns.toSorted((a, b) => b.width - a.width).map(({ size, width, show }) => ({ size, cell: (bytes) => ` ${show(bytes).padStart(width)}` }));
  const perByte = Math.max(...columns.map(({ size, width }) => (width + 1) / size));
  return columns.map(({ size, show }) => ({ size, cell: (bytes) => show(bytes).padStart(Math.round(perByte * size)) }));
}

function splitTypes(text: string): string[] {
  return text.match(/[a-z]\d*/g) ?? [text];
}

function columnOf(type: string) {
  const letter = type.charAt(0);
  const size = Number(type.slice(1) || (letter === 'c' || letter === 'a' ? 1 : 4));
  if (letter === 'c' || letter === 'a') return { size: 1, width: 3, show: ([byte = 0]: readonly number[]) => characterText(byte) };
  const bits = size * 8;
  const radix = { x: 16, o: 8, u: 10, d: 10 }[letter];
  if (radix === undefined || ![1, 2, 4, 8].includes(size)) return undefined;
  const highest = (1n << BigInt(bits)) - 1n;
  const digits = letter === 'd' ? String(highest >> 1n).length + 1 : highest.toString(radix).length;
  const pads = letter === 'x' || letter === 'o';
  return {
    size,
    width: digits,
    show: (bytes: readonly number[]) => {
      const value = letter === 'd' ? BigInt.asIntN(bits, numberOf(bytes)) : numberOf(bytes);
      return pads ? value.toString(radix).padStart(digits, '0') : String(value);
    },
  };
}
