import { defineUtility } from '../command.ts';
import { utf8Bytes } from '#engine/core/utf8.ts';
import { missingOperand } from './failure.ts';
import { isBusybox, parseOptions } from './options.ts';
import { readSources } from './sources.ts';

export const cmp = defineUtility({
  name: 'cmp',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'compare two files byte by byte',
  *run(process) {
    const options = parseOptions(process, { short: 'lsbn:i:', long: { silent: 's', quiet: 's', verbose: 'l', 'print-bytes': 'b', bytes: 'n:' } });
    if (options === undefined) return isBusybox(process) ? 1 : 2;
    const [first, second = '-'] = options.operands;
    if (first === undefined) {
      missingOperand(process, "missing operand after 'cmp'");
      return isBusybox(process) ? 1 : 2;
    }
    const texts: string[] = [];
    if (!(yield* readSources(process, [first, second], (text) => texts.push(text)))) return 2;
    const limit = Number(options.value('n') ?? Number.POSITIVE_INFINITY);
    const [left = [], right = []] = texts.map((text) => utf8Bytes(text).slice(0, limit));
    const difference = compare(left, right);
    if (difference === undefined) return 0;
    if (options.has('s')) return 1;
    if (options.has('l')) process.out(differingBytes(left, right, isBusybox(process)));
    const shorter = left.length < right.length ? { name: first, bytes: left } : { name: second, bytes: right };
    if (difference < shorter.bytes.length && !options.has('l')) {
      process.out(`${first} ${second} differ: char ${difference + 1}, line ${lineAt(left, difference)}\n`);
    } else if (left.length !== right.length) {
      process.err(`cmp: EOF on ${shorter.name}${isBusybox(process) ? '' : whereItEnds(shorter.bytes, options.has('l'))}\n`);
    }
    return 1;
  },
});

const NEWLINE = 10;

/** The first position at which they differ; the shorter length where one ends. Undefined for equal ones. */
function compare(left: readonly number[], right: readonly number[]): number | undefined {
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at += 1) if (left[at] !== right[at]) return at;
  return left.length === right.length ? undefined : shared;
}

function lineAt(bytes: readonly number[], at: number): number {
  return bytes.slice(0, at).filter((byte) => byte === NEWLINE).length + 1;
}

function whereItEnds(bytes: readonly number[], inBytesOnly: boolean): string {
  if (bytes.length === 0) return ' which is empty';
  if (inBytesOnly) return ` after byte ${bytes.length}`;
  const isWhole = bytes.at(-1) === NEWLINE;
  return ` after byte ${bytes.length},${isWhole ? '' : ' in'} line ${lineAt(bytes, bytes.length - (isWhole ? 1 : 0))}`;
}

function differingBytes(left: readonly number[], right: readonly number[], busybox: boolean): string {
  const width = busybox ? 1 : String(Math.max(left.length, right.length)).length;
  let text = '';
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    if (left[at] === right[at]) continue;
    text += `${String(at + 1).padStart(width)} ${(left[at] ?? 0).toString(8).padStart(3)} ${(right[at] ?? 0).toString(8).padStart(3)}\n`;
  }
  return text;
}
