import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { attempt } from './failure.ts';
import { isBusybox, parseOptions, type ParsedOptions } from './options.ts';
import { readSources } from './sources.ts';

export const split = defineUtility({
  name: 'split',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'split a file into pieces',
  *run(process) {
    const args = process.argv.slice(1).map((arg) => (/^-\d+$/.test(arg) ? `-l${arg.slice(1)}` : arg));
    const busybox = isBusybox(process);
    const options = parseOptions(process, busybox ? { short: 'l:b:a:' } : { short: 'l:b:a:dn:C:', long: { lines: 'l:', bytes: 'b:', 'suffix-length': 'a:', 'numeric-suffixes': 'd', number: 'n:', 'additional-suffix': 'additional-suffix:', verbose: 'verbose' } }, args);
    if (options === undefined) return 1;
    const size = sizeOf(process, options);
    if (size === undefined) return 1;
    const [name = '-', prefix = 'x'] = options.operands;
    let text = '';
    if (!(yield* readSources(process, [name], (piece) => (text = piece)))) return 1;
    const pieces = cut(text, options, size);
    const length = Number(options.value('a') ?? 2);
    for (const [index, piece] of pieces.entries()) {
      const suffix = suffixOf(index, length, options.has('d') ? '0123456789' : 'abcdefghijklmnopqrstuvwxyz');
      if (suffix === undefined) {
        process.err(busybox ? 'split: suffixes exhausted\n' : 'split: output file suffixes exhausted\n');
        return 1;
      }
      const target = `${prefix}${suffix}${options.value('additional-suffix') ?? ''}`;
      if (options.has('verbose')) process.out(`creating file '${target}'\n`);
      const path = process.machine.files.resolve(process.cwd, target);
      if (!attempt(process, () => process.machine.files.write(path, piece), (why) => `${target}: ${why}`)) return 1;
    }
    return 0;
  },
});

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 512, k: 1024, K: 1024, m: 1_048_576, M: 1_048_576, kB: 1000, KB: 1000, MB: 1_000_000, G: 1_073_741_824 };

function sizeOf(process: Process, options: ParsedOptions): number | undefined {
  const [kind, text] = options.given.findLast(([letter]) => ['l', 'b', 'n', 'C'].includes(letter)) ?? ['l', '1000'];
  const match = /^(\d+)([a-zA-Z]*)$/.exec(text ?? '');
  const unit = UNITS[match?.[2] ?? ''];
  const what = { l: 'lines', b: 'bytes', C: 'bytes', n: 'chunks' }[kind] ?? '';
  if (match === null || unit === undefined) {
    process.err(isBusybox(process) ? `split: invalid number '${text ?? ''}'\n` : `split: invalid number of ${what}: '${text ?? ''}'\n`);
    return undefined;
  }
  const size = Number(match[1]) * unit;
  if (size > 0 || isBusybox(process)) return Math.max(size, 1);
  process.err(`split: invalid number of ${what}: '${text ?? ''}': Numerical result out of range\n`);
  return undefined;
}

/** simplified: -C counts as -b, and bytes are characters. */
function cut(text: string, options: ParsedOptions, size: number): readonly string[] {
  if (options.has('n')) {
    const each = Math.floor(text.length / size);
    return Array.from({ length: size }, (_, index) => text.slice(index * each, index === size - 1 ? undefined : (index + 1) * each));
  }
  const units = options.has('b') || options.has('C') ? [...text] : text.split(/(?<=\n)/).filter((line) => line !== '');
  const pieces: string[] = [];
  for (let at = 0; at < units.length; at += size) pieces.push(units.slice(at, at + size).join(''));
  return pieces;
}

function suffixOf(index: number, length: number, alphabet: string): string | undefined {
  let suffix = '';
  let rest = index;
  for (let place = 0; place < length; place += 1) {
    suffix = alphabet.charAt(rest % alphabet.length) + suffix;
    rest = Math.floor(rest / alphabet.length);
  }
  return rest > 0 ? undefined : suffix;
}
