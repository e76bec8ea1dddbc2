import { defineUtility } from '../command.ts';
import { charWidth } from '../process/wcwidth.ts';
import { isBusybox, parseOptions } from './options.ts';
import { readSources } from './sources.ts';

export const fold = defineUtility({
  name: 'fold',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'wrap each input line to fit in a width',
  *run(process) {
    const args = process.argv.slice(1).map((arg) => (/^-\d+$/.test(arg) ? `-w${arg.slice(1)}` : arg));
    const options = parseOptions(process, { short: 'bsw:', long: { bytes: 'b', spaces: 's', width: 'w:' } }, args);
    if (options === undefined) return 1;
    const asked = options.value('w') ?? '80';
    if (!/^\d+$/.test(asked) || Number(asked) === 0) {
      process.err(isBusybox(process) ? `fold: invalid number '${asked}'\n` : `fold: invalid number of columns: '${asked}'\n`);
      return 1;
    }
    const how = { width: Number(asked), atSpaces: options.has('s'), countsBytes: options.has('b') };
    const ok = yield* readSources(process, options.operands, (text) => process.out(text.replaceAll(/[^\n]+/g, (line) => wrap(line, how))));
    return ok ? 0 : 1;
  },
});

function wrap(line: string, { width, atSpaces, countsBytes }: { readonly width: number; readonly atSpaces: boolean; readonly countsBytes: boolean }): string {
  const lines: string[] = [];
  let here = '';
  for (const char of line) {
    if (here !== '' && columnAfter(here + char, countsBytes) > width) {
      const space = atSpaces ? Math.max(here.lastIndexOf(' '), here.lastIndexOf('\t')) : -1;
      const cut = space < 0 ? here.length : space + 1;
      lines.push(here.slice(0, cut));
      here = here.slice(cut);
    }
    here += char;
  }
  return [...lines, here].join('\n');
}

/** Where the cursor stands behind a text: tabs go to the next multiple of eight. */
function columnAfter(text: string, countsBytes: boolean): number {
  let column = 0;
  for (const char of text) {
    if (char === '\t' && !countsBytes) column += 8 - (column % 8);
    else if (char === '\b' && !countsBytes) column = Math.max(0, column - 1);
    else column += countsBytes ? 1 : charWidth(char.codePointAt(0) ?? 0);
  }
  return column;
}
