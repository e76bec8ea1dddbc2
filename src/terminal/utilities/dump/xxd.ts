import { textOfUtf8, utf8Bytes } from '#engine/core/utf8.ts';
import { defineUtility } from '../../command.ts';
import { hex } from '../digest/md5.ts';
import { parseOptions } from '../options.ts';
import { readSources } from '../sources.ts';
import { printable } from './dumpLines.ts';

export const xxd = defineUtility({
  name: 'xxd',
  flavours: ['alpine', 'busybox'],
  summary: 'make a hexdump or do the reverse',
  *run(process) {
    const options = parseOptions(process, { short: 'prig:c:n:l:s:o:' });
    if (options === undefined) return 1;
    let text = '';
    if (!(yield* readSources(process, options.operands.slice(0, 1), (piece) => (text += piece)))) return 1;
    if (options.has('r')) {
      process.out(textOfUtf8(bytesOf(text, options.has('p'))));
      return 0;
    }
    const from = Number(options.value('s') ?? 0);
    const limit = options.value('n') ?? options.value('l');
    const bytes = utf8Bytes(text).slice(from, limit === undefined ? undefined : from + Number(limit));
    const length = Number(options.value('c') ?? (options.has('p') ? 30 : 16));
    const group = Number(options.value('g') ?? 2) || length;
    for (let at = 0; at < bytes.length; at += length) {
      const row = bytes.slice(at, at + length);
      if (options.has('p')) process.out(`${row.map(hex).join('')}\n`);
      else process.out(`${(from + at).toString(16).padStart(8, '0')}: ${groups(row, group).padEnd(length * 2 + Math.ceil(length / group))} ${printable(row)}\n`);
    }
    return 0;
  },
});

function groups(row: readonly number[], size: number): string {
  return row.map((byte, index) => hex(byte) + ((index + 1) % size === 0 ? ' ' : '')).join('');
}

function bytesOf(text: string, plain: boolean): readonly number[] {
  const digits = plain ? text : text.replaceAll(/^[0-9a-fA-F]+:|  .*$/gm, '');
  return (digits.replaceAll(/[^0-9a-fA-F]/g, '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}
