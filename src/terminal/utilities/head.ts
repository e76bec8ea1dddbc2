import { textOfUtf8, utf8Bytes } from '#engine/core/utf8.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { readSome } from '../process/waits.ts';
import { isBusybox, parseOptions, quoted, withCountOption } from './options.ts';
import { readFile } from './sources.ts';

export const head = defineUtility({
  name: 'head',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'output the first part of files',
  *run(process) {
    // `-5c`: the number of the old spelling, and what it counts.
    const args = withCountOption(process.argv.slice(1).map((arg) => isBusybox(process) ? arg : arg.replace(/^-(\d+)c$/, '-c$1')));
    const options = parseOptions(process, { short: 'n:c:qvz', long: { 'zero-terminated': 'z', lines: 'n:', bytes: 'c:', quiet: 'q', silent: 'q', verbose: 'v' } }, args);
    if (options === undefined) return 1;
    const bytes = options.value('c');
    const asked = bytes ?? options.value('n') ?? '10';
    if (!(isBusybox(process) ? /^-?\d+[kKmM]?$/ : /^[+-]?\d+[kKmM]?$/).test(asked)) {
      process.err(isBusybox(process) ? `head: invalid number '${asked}'\n` : `head: invalid number of ${bytes === undefined ? 'lines' : 'bytes'}: ${quoted(process, asked)}\n`);
      return 1;
    }
    const count = Number.parseInt(asked, 10) * ({ k: 1024, m: 1_048_576 }[asked.slice(-1).toLowerCase()] ?? 1);
    const ending = options.has('z') ? '\0' : '\n';
    const names = options.operands.length === 0 ? ['-'] : options.operands;
    const headed = (names.length > 1 && !options.has('q')) || options.has('v');
    let status = 0;
    let isFirst = true;
    const busybox = isBusybox(process);
    for (const name of names) {
      const text = name === '-' ? yield* takeInput(process, count < 0 ? () => false : bytes === undefined ? hasLines(count) : (taken) => taken.length >= count) : readFile(process, name);
      if (text === undefined) {
        status = 1;
        // Busybox has begun with it all the same.
        isFirst = isFirst && !busybox;
        continue;
      }
      if (headed) process.out(`${isFirst ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`);
      isFirst = false;
      process.out(bytes === undefined ? firstLines(text, count, ending) : firstBytes(text, count));
    }
    return status;
  },
});

/** Reads standard input, but no further than what is wanted: `while … done | head -2` ends. */
function* takeInput(process: Process, isEnough: (text: string) => boolean): Generator<Wait, string, void> {
  let text = '';
  while (!isEnough(text)) {
    const more = yield* readSome(process.stdin);
    if (more === undefined) return text;
    text += more;
  }
  return text;
}

/** Counts as the text grows. */
function hasLines(count: number): (text: string) => boolean {
  let seen = 0;
  let from = 0;
  return (text) => {
    for (let end = text.indexOf('\n', from); end >= 0 && seen < count; end = text.indexOf('\n', from)) {
      seen += 1;
      from = end + 1;
    }
    return seen >= count;
  };
}

/** All but the last so many when negative. */
function firstBytes(text: string, count: number): string {
  const bytes = utf8Bytes(text);
  return textOfUtf8(bytes.slice(0, count < 0 ? Math.max(0, bytes.length + count) : count));
}

function firstLines(text: string, count: number, ending: string): string {
  const pieces = text.split(ending === '\n' ? /(?<=\n)/ : /(?<=\0)/).filter((piece) => piece !== '');
  return (count < 0 ? pieces.slice(0, Math.max(0, pieces.length + count)) : pieces.slice(0, count)).join('');
}
