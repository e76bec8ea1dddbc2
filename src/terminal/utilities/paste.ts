import { defineUtility } from '../command.ts';
import { isBusybox, parseOptions } from './options.ts';
import { linesOf, readSources } from './sources.ts';

export const paste = defineUtility({
  name: 'paste',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'merge lines of files',
  *run(process) {
    const options = parseOptions(process, isBusybox(process) ? { short: 'd:s' } : { short: 'd:sz', long: { delimiters: 'd:', serial: 's', 'zero-terminated': 'z' } });
    if (options === undefined) return 1;
    const delimiters = delimitersOf(options.value('d') ?? '\t');
    if (isBusybox(process) && options.value('d') === '') {
      process.err("paste: -d '' is not supported\n");
      return 1;
    }
    const names = options.operands.length === 0 ? ['-'] : options.operands;
    const texts = new Map<string, string[]>();
    if (!(yield* readSources(process, [...new Set(names)], (text, name) => texts.set(name, linesOf(text))))) return 1;
    if (options.has('s')) {
      for (const name of names) process.out(`${joined(texts.get(name) ?? [], delimiters)}\n`);
      return 0;
    }
    // A name that stands twice takes turns: `paste - -` makes pairs.
    const columns = names.map((name) => texts.get(name) ?? []);
    process.out(isBusybox(process) ? besideAsBusybox(columns, delimiters) : beside(columns, delimiters));
    return 0;
  },
});

function delimitersOf(list: string): readonly string[] {
  const names: Readonly<Record<string, string>> = { n: '\n', t: '\t', '0': '', '\\': '\\' };
  return (list.match(/\\[^]|[^]/g) ?? ['']).map((one) => (one.startsWith('\\') && one.length > 1 ? (names[one.charAt(1)] ?? one.charAt(1)) : one));
}

function joined(lines: readonly string[], delimiters: readonly string[]): string {
  return lines.map((line, index) => (index === 0 ? '' : (delimiters[(index - 1) % delimiters.length] ?? '')) + line).join('');
}

function beside(columns: readonly string[][], delimiters: readonly string[]): string {
  let text = '';
  while (columns.some((column) => column.length > 0)) text += `${joined(columns.map((column) => column.shift() ?? ''), delimiters)}\n`;
  return text;
}

/** Busybox leaves out a file that has ended, with its delimiter, and even the newline when it is the last. */
function besideAsBusybox(columns: readonly string[][], delimiters: readonly string[]): string {
  let text = '';
  while (columns.some((column) => column.length > 0)) {
    let used = 0;
    for (const [index, column] of columns.entries()) {
      const line = column.shift();
      if (line === undefined) continue;
      text += line;
      if (index === columns.length - 1) text += '\n';
      else {
        text += delimiters[used % delimiters.length] ?? '';
        used += 1;
      }
    }
  }
  return text;
}
