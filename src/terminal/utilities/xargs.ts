import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { nullInput } from '../process/fileStream.ts';
import { readAll, waitFor } from '../process/waits.ts';
import { findCommand, startChild } from './execute.ts';
import { isBusybox, parseOptions, sayUsage, type ParsedOptions } from './options.ts';
import { readFile } from './sources.ts';

export const xargs = defineUtility({
  name: 'xargs',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'build and run commands from standard input',
  *run(process) {
    const options = parseOptions(process, { short: isBusybox(process) ? 'n:L:I:0rts:xE:e:P:p' : 'n:L:I:i0rtd:P:s:xE:pa:', long: { 'arg-file': 'a:', eof: 'E:', interactive: 'p', exit: 'x', 'max-chars': 's:', 'max-args': 'n:', 'max-lines': 'L:', replace: 'I:', null: '0', 'no-run-if-empty': 'r', verbose: 't', delimiter: 'd:', 'max-procs': 'P:' }, stopAtOperand: true });
    if (options === undefined) return 1;
    const fault = numberFault(process, options);
    if (fault !== undefined) {
      process.err(`xargs: ${fault}\n`);
      return isBusybox(process) ? 1 : sayUsage(process);
    }
    const file = options.value('a');
    const given = file === undefined ? yield* readAll(process.stdin) : readFile(process, file);
    if (given === undefined) return 1;
    const end = options.value('E');
    const endAt = end === undefined || end === '' ? -1 : given.search(new RegExp(`(?:^|\\s)${end.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?:\\s|$)`));
    const input = endAt < 0 ? given : given.slice(0, endAt);
    const open = options.has('0') || options.has('d') ? undefined : openQuote(input);
    if (open !== undefined) {
      process.err(isBusybox(process) ? `xargs: unmatched ${open === '"' ? 'double' : 'single'} quote\n` : `xargs: unmatched ${open === '"' ? 'double' : 'single'} quote; by default quotes are special to xargs unless you use the -0 option\n`);
      return 1;
    }
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
      if (code === 255) {
        process.err(`xargs: ${argv[0] ?? ''}: exited with status 255; aborting\n`);
        return 124;
      }
      if (code !== 0) status = 123;
    }
    return status;
  },
});

/** What is wrong with a number that an option takes. */
function numberFault(process: Process, options: ParsedOptions): string | undefined {
  for (const letter of ['n', 'L', 's', 'P']) {
    const value = options.value(letter);
    if (value === undefined) continue;
    if (!/^\d+$/.test(value)) return isBusybox(process) ? `invalid number '${value}'` : `invalid number "${value}" for -${letter} option`;
    if (Number(value) === 0 && letter !== 'P') return isBusybox(process) ? `number ${value} is not in 1..2147483647 range` : `value ${value} for -${letter} option should be >= 1`;
  }
  return undefined;
}

/** The quote that is never closed on its line. */
function openQuote(input: string): string | undefined {
  let quote: string | undefined;
  for (let at = 0; at < input.length; at += 1) {
    const char = input[at] ?? '';
    if (quote === undefined && char === '\\') at += 1;
    else if (quote === undefined && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = undefined;
    else if (char === '\n' && quote !== undefined) return quote;
  }
  return quote;
}

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
