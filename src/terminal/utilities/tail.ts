import { textOfUtf8, utf8Bytes } from '#engine/core/utf8.ts';
import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { readAll, sleep } from '../process/waits.ts';
import { isBusybox, parseOptions, quoted, withCountOption } from './options.ts';
import { readFile } from './sources.ts';

export const tail = defineUtility({
  name: 'tail',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'output the last part of files',
  *run(process) {
    const given = process.argv.slice(1);
    // `+2` and `-2` of old: only before a single file.
    const old = /^[-+]\d+$/.exec(given[0] ?? '')?.[0];
    if (!isBusybox(process) && old?.startsWith('-') === true && given.length > 2) {
      process.err(`tail: option used in invalid context -- ${old.slice(1, 2)}\n`);
      return 1;
    }
    const args = withCountOption(old?.startsWith('+') === true && given.length <= 2 ? ['-n', ...given] : given);
    const options = parseOptions(process, { short: 'n:c:fFqvs:z', long: { 'zero-terminated': 'z', 'sleep-interval': 's:', pid: 'pid:', lines: 'n:', bytes: 'c:', follow: 'f', quiet: 'q', silent: 'q', verbose: 'v', retry: 'retry' } }, args);
    if (options === undefined) return 1;
    const bytes = options.value('c');
    const asked = bytes ?? options.value('n') ?? '10';
    if (!/^[+-]?\d+$/.test(asked)) {
      process.err(isBusybox(process) ? `tail: invalid number '${asked}'\n` : `tail: invalid number of ${bytes === undefined ? 'lines' : 'bytes'}: ${quoted(process, asked)}\n`);
      return 1;
    }
    const ending = options.has('z') ? '\0' : '\n';
    const names = options.operands.length === 0 ? ['-'] : options.operands;
    // Busybox counts only the files that it could open.
    const shownNames = isBusybox(process) ? names.filter((name) => name === '-' || process.machine.files.exists(process.machine.files.resolve(process.cwd, name))) : names;
    const headed = (shownNames.length > 1 && !options.has('q')) || options.has('v');
    let status = 0;
    let isFirst = true;
    const followed: { name: string; seen: number }[] = [];
    for (const name of names) {
      const text = name === '-' ? yield* readAll(process.stdin) : readFile(process, name);
      if (text === undefined) {
        status = 1;
        continue;
      }
      if (headed) process.out(`${isFirst ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`);
      isFirst = false;
      process.out(lastOf(text, asked, bytes !== undefined, ending));
      if (name !== '-') followed.push({ name, seen: text.length });
    }
    if (isBusybox(process) && followed.length === 0 && names.every((name) => name !== '-')) process.err('tail: no files\n');
    if ((options.has('f') || options.has('F')) && followed.length > 0) yield* follow(process, followed);
    return status;
  },
});

function lastOf(text: string, asked: string, inBytes: boolean, ending: string): string {
  if (inBytes) return lastBytes(text, asked);
  const pieces = text.split(ending === '\n' ? /(?<=\n)/ : /(?<=\0)/).filter((piece) => piece !== '');
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
