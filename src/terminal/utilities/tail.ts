import { textOfUtf8, utf8Bytes } from '#engine/core/utf8.ts';
import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { readAll, sleep } from '../process/waits.ts';
import { isBusybox, parseOptions, withCountOption } from './options.ts';
import { readFile } from './sources.ts';

export const tail = defineUtility({
  name: 'tail',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'output the last part of files',
  *run(process) {
    const args = withCountOption(process.argv.slice(1));
    const options = parseOptions(process, { short: 'n:c:fFqvs:', long: { lines: 'n:', bytes: 'c:', follow: 'f', quiet: 'q', silent: 'q', verbose: 'v', retry: 'retry' } }, args);
    if (options === undefined) return 1;
    const bytes = options.value('c');
    const asked = bytes ?? options.value('n') ?? '10';
    if (!/^[+-]?\d+$/.test(asked)) {
      process.err(isBusybox(process) ? `tail: invalid number '${asked}'\n` : `tail: invalid number of ${bytes === undefined ? 'lines' : 'bytes'}: '${asked}'\n`);
      return 1;
    }
    const names = options.operands.length === 0 ? ['-'] : options.operands;
    const headed = (names.length > 1 && !options.has('q')) || options.has('v');
    let status = 0;
    const followed: { name: string; seen: number }[] = [];
    for (const [index, name] of names.entries()) {
      const text = name === '-' ? yield* readAll(process.stdin) : readFile(process, name);
      if (text === undefined) {
        status = 1;
        continue;
      }
      if (headed) process.out(`${index > 0 ? '\n' : ''}==> ${name === '-' ? 'standard input' : name} <==\n`);
      process.out(lastOf(text, asked, bytes !== undefined));
      if (name !== '-') followed.push({ name, seen: text.length });
    }
    if (isBusybox(process) && followed.length === 0 && names.every((name) => name !== '-')) process.err('tail: no files\n');
    if ((options.has('f') || options.has('F')) && followed.length > 0) yield* follow(process, followed);
    return status;
  },
});

function lastOf(text: string, asked: string, inBytes: boolean): string {
  if (inBytes) return lastBytes(text, asked);
  const pieces = text.split(/(?<=\n)/).filter((piece) => piece !== '');
  const count = Math.abs(Number.parseInt(asked, 10));
  if (asked.startsWith('+')) return pieces.slice(Math.max(0, count - 1)).join('');
  return count === 0 ? '' : pieces.slice(-count).join('');
}

function lastBytes(text: string, asked: string): string {
  const bytes = utf8Bytes(text);
  const count = Math.abs(Number.parseInt(asked, 10));
  if (asked.startsWith('+')) return textOfUtf8(bytes.slice(Math.max(0, count - 1)));
  return count === 0 ? '' : textOfUtf8(bytes.slice(-count));
}

/** Looks once a second, as tail does without inotify; only a signal ends it. */
function* follow(process: Process, files: readonly { name: string; seen: number }[]): Generator<Wait, never, void> {
  for (;;) {
    yield sleep(1000);
    for (const file of files) {
      const text = contentOf(process, file.name);
      if (text.length < file.seen) file.seen = 0;
      if (text.length > file.seen) process.out(text.slice(file.seen));
      file.seen = text.length;
    }
  }
}

function contentOf(process: Process, name: string): string {
  try {
    return process.machine.files.read(process.machine.files.resolve(process.cwd, name));
  } catch (error) {
    if (error instanceof FileError) return '';
    throw error;
  }
}
