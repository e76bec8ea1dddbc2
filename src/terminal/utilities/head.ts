import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { readSome } from '../process/waits.ts';
import { isBusybox, parseOptions, withCountOption } from './options.ts';
import { linesOf, readFile } from './sources.ts';

export const head = defineUtility({
  name: 'head',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'output the first part of files',
  *run(process) {
    const args = withCountOption(process.argv.slice(1));
    const options = parseOptions(process, { short: 'n:c:qv', long: { lines: 'n:', bytes: 'c:', quiet: 'q', silent: 'q', verbose: 'v' } }, args);
    if (options === undefined) return 1;
    const bytes = options.value('c');
    const asked = bytes ?? options.value('n') ?? '10';
    if (!/^[+-]?\d+[kKmM]?$/.test(asked)) {
      process.err(isBusybox(process) ? `head: invalid number '${asked}'\n` : `head: invalid number of ${bytes === undefined ? 'lines' : 'bytes'}: '${asked}'\n`);
      return 1;
    }
    const count = Number.parseInt(asked, 10);
    const names = options.operands.length === 0 ? ['-'] : options.operands;
    const headed = (names.length > 1 && !options.has('q')) || options.has('v');
    let status = 0;
    for (const [index, name] of names.entries()) {
      const text = name === '-' ? yield* takeInput(process, bytes === undefined && count >= 0 ? count : undefined) : readFile(process, name);
      if (text === undefined) {
        status = 1;
        continue;
      }
      if (headed) process.out(`${index > 0 ? '\n' : ''}==> ${name === '-' ? 'standard input' : name} <==\n`);
      process.out(bytes === undefined ? firstLines(text, count) : count < 0 ? text.slice(0, Math.max(0, text.length + count)) : text.slice(0, count));
    }
    return status;
  },
});

/** Reads standard input, but no further than the lines that are wanted: `while … done | head -2` ends. */
function* takeInput(process: Process, lines: number | undefined): Generator<Wait, string, void> {
  let text = '';
  for (;;) {
    if (lines !== undefined && linesOf(text).length >= lines && (lines === 0 || countNewlines(text) >= lines)) return text;
    const more = yield* readSome(process.stdin);
    if (more === undefined) return text;
    text += more;
  }
}

function countNewlines(text: string): number {
  return text.split('\n').length - 1;
}

function firstLines(text: string, count: number): string {
  const pieces = text.split(/(?<=\n)/).filter((piece) => piece !== '');
  return (count < 0 ? pieces.slice(0, Math.max(0, pieces.length + count)) : pieces.slice(0, count)).join('');
}
