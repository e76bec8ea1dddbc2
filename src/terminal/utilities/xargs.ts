import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { nullInput } from '../process/fileStream.ts';
import { readAll, waitFor } from '../process/waits.ts';
import { findCommand, startChild } from './execute.ts';
import { isBusybox, parseOptions } from './options.ts';

export const xargs = defineUtility({
  name: 'xargs',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'build and run commands from standard input',
  *run(process) {
    const options = parseOptions(process, { short: 'n:L:I:i0rtd:P:s:x', long: { 'max-args': 'n:', 'max-lines': 'L:', replace: 'I:', null: '0', 'no-run-if-empty': 'r', verbose: 't', delimiter: 'd:', 'max-procs': 'P:' }, stopAtOperand: true });
    if (options === undefined) return 1;
    const input = yield* readAll(process.stdin);
    const command = options.operands.length === 0 ? ['echo'] : options.operands;
    const replace = options.value('I') ?? (options.has('i') ? '{}' : undefined);
    const perLine = replace !== undefined || options.has('L');
    const delimiter = options.has('0') ? '\0' : options.value('d')?.replace('\\n', '\n');
    const items = delimiter === undefined ? (perLine ? lines(input).map((line) => (replace === undefined || isBusybox(process) ? line : unquote(line))) : words(input)) : input.split(delimiter).filter((item, index, all) => item !== '' || index < all.length - 1);
    const size = perLine ? Number(options.value('L') ?? 1) : Number(options.value('n') ?? Number.POSITIVE_INFINITY);
    if (items.length === 0 && (options.has('r') || replace !== undefined || isBusybox(process))) return 0;

    let status = 0;
    for (let at = 0; at === 0 || at < items.length; at += Math.min(size, Math.max(1, items.length))) {
      const batch = items.slice(at, at + size);
      const argv = replace === undefined ? [...command, ...(perLine ? batch.flatMap(words) : batch)] : command.map((word) => word.replaceAll(replace, batch[0] ?? ''));
      if (options.has('t')) process.err(`${argv.map((word) => (!isBusybox(process) && /[\s'"\\]/.test(word) ? `'${word}'` : word)).join(' ')}\n`);
      const code = yield* runOne(process, argv);
      if (code === 127 || code === 126) return code;
      if (code === 255) return 124;
      if (code !== 0) status = 123;
    }
    return status;
  },
});

function* runOne(process: Process, argv: readonly string[]): Generator<Wait, number, void> {
  const command = findCommand(process, argv, (_, name, why) => `${name}: ${why}`);
  if (typeof command === 'number') return command;
  const child = startChild(process, command, { descriptors: new Map([...process.descriptors, [0, nullInput()]]) });
  return (yield* waitFor(child)).code;
}

/** Words as xargs sees them: blanks part, quotes and backslashes hold together. */
function words(text: string): string[] {
  return (text.match(/(?:"[^"]*"|'[^']*'|\\[^]|[^\s"'\\])+/g) ?? []).map(unquote);
}

function unquote(word: string): string {
  return word.replaceAll(/"([^"]*)"|'([^']*)'|\\([^])/g, (_, double: string | undefined, single: string | undefined, escaped: string | undefined) => double ?? single ?? escaped ?? '');
}

function lines(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}
