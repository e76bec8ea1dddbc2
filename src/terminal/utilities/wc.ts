import { utf8Length } from '#engine/core/utf8.ts';
import { defineUtility } from '../command.ts';
import { isBusybox, parseOptions } from './options.ts';
import { readSources } from './sources.ts';

interface Counts {
  readonly lines: number;
  readonly words: number;
  readonly chars: number;
  readonly bytes: number;
  readonly longest: number;
}

export const wc = defineUtility({
  name: 'wc',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'count lines, words and bytes',
  *run(process) {
    const options = parseOptions(process, { short: 'lwcmL', long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm', 'max-line-length': 'L' } });
    if (options === undefined) return 1;
    // In the POSIX locale of most images a character is a byte; the nodes are set to UTF-8, and busybox knows nothing else.
    const countsCharacters = isBusybox(process) || process.machine.flavour === 'centos7' || /utf-?8/i.test(process.env.get('LC_ALL') ?? process.env.get('LANG') ?? '');
    const rows: { readonly counts: Counts; readonly name: string }[] = [];
    const ok = yield* readSources(process, options.operands, (text, name) => rows.push({ counts: countsOf(text, countsCharacters), name }));
    if (options.operands.length > 1 && rows.length > 0) rows.push({ counts: rows.map(({ counts }) => counts).reduce(add), name: 'total' });

    const asked = (['l', 'w', 'm', 'c', 'L'] as const).filter((letter) => options.has(letter));
    const columns = asked.length === 0 ? (['l', 'w', 'c'] as const) : asked;
    const cellsOf = (counts: Counts) => columns.map((letter) => String({ l: counts.lines, w: counts.words, m: counts.chars, c: counts.bytes, L: counts.longest }[letter]));
    // What comes from a pipe has no size to go by.
    const fromInput = options.operands.length === 0 || options.operands.includes('-');
    const width = widthOf(rows.map(({ counts }) => counts), columns.length, fromInput, rows.length, isBusybox(process));
    for (const { counts, name } of rows) {
      const suffix = options.operands.length === 0 ? '' : ` ${name}`;
      process.out(`${cellsOf(counts).map((cell) => cell.padStart(width)).join(' ')}${suffix}\n`);
    }
    return ok ? 0 : 1;
  },
});

/** GNU pads to the width of the largest byte count, to 7 for unsized input; one number alone is not padded. Busybox pads to 9. */
function widthOf(all: readonly Counts[], columns: number, fromInput: boolean, rows: number, busybox: boolean): number {
  if (columns === 1 && rows <= 1) return 1;
  if (busybox) return 9;
  if (fromInput) return 7;
  return Math.max(...all.map(({ bytes }) => String(bytes).length));
}

function countsOf(text: string, countsCharacters: boolean): Counts {
  return {
    lines: text.split('\n').length - 1,
    words: text.split(/\s+/).filter((word) => word !== '').length,
    chars: countsCharacters ? [...text].length : utf8Length(text),
    bytes: utf8Length(text),
    longest: Math.max(0, ...text.split('\n').map((line) => [...line].length)),
  };
}

function add(a: Counts, b: Counts): Counts {
  return { lines: a.lines + b.lines, words: a.words + b.words, chars: a.chars + b.chars, bytes: a.bytes + b.bytes, longest: Math.max(a.longest, b.longest) };
}
