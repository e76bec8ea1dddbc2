import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import { isBusybox, parseOptions } from './options.ts';
import { linesOf, readSources } from './sources.ts';

interface SortKey {
  readonly from: number;
  readonly to: number | undefined;
  readonly fromChar: number;
  readonly flags: string;
}

export const sort = defineUtility({
  name: 'sort',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'sort lines of text',
  *run(process) {
    const options = parseOptions(process, {
      short: 'nrufbdhVk:t:o:cszgM',
      long: { 'numeric-sort': 'n', reverse: 'r', unique: 'u', 'ignore-case': 'f', key: 'k:', 'field-separator': 't:', output: 'o:', 'human-numeric-sort': 'h', 'version-sort': 'V', check: 'c', stable: 's' },
    });
    if (options === undefined) return 2;
    const globalFlags = ['n', 'r', 'f', 'b', 'h', 'V', 'g', 'd', 'M'].filter((letter) => options.has(letter)).join('');
    const keys: SortKey[] = [];
    for (const text of options.values('k')) {
      const key = parseKey(text);
      if (key === undefined) {
        process.err(isBusybox(process) ? `sort: bad field specification\n` : text.startsWith('0') ? `sort: field number is zero: invalid field specification '${text}'\n` : `sort: invalid number at field start: invalid count at start of '${text}'\n`);
        return 2;
      }
      keys.push(key);
    }
    const lines: string[] = [];
    const ok = yield* readSources(process, options.operands, (text) => {
      for (const line of linesOf(text)) lines.push(line);
    });
    if (!ok) return 2;
    const compare = comparer(keys, globalFlags, options.value('t'), options.has('s') || options.has('u'));
    const sorted = lines.map((line, index) => ({ line, index })).sort((a, b) => compare(a.line, b.line) || a.index - b.index).map(({ line }) => line);
    if (options.has('c')) {
      const at = lines.findIndex((line, index) => index > 0 && compare(lines[index - 1] ?? '', line) > 0);
      if (at >= 0) process.err(isBusybox(process) ? `Check line ${at}\n` : `sort: ${options.operands[0] ?? '-'}:${at + 1}: disorder: ${lines[at] ?? ''}\n`);
      return at >= 0 ? 1 : 0;
    }
    const kept = options.has('u') ? sorted.filter((line, index) => index === 0 || compare(sorted[index - 1] ?? '', line) !== 0) : sorted;
    const text = kept.map((line) => `${line}\n`).join('');
    const output = options.value('o');
    if (output === undefined) {
      process.out(text);
      return 0;
    }
    try {
      process.machine.files.write(process.machine.files.resolve(process.cwd, output), text);
      return 0;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      process.err(`sort: open failed: ${output}: ${error.text}\n`);
      return 2;
    }
  },
});

function parseKey(text: string): SortKey | undefined {
  const match = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?$/.exec(text);
  if (match === null || match[1] === '0') return undefined;
  return {
    from: Number(match[1]),
    fromChar: match[2] === undefined ? 1 : Number(match[2]),
    to: match[4] === undefined ? undefined : Number(match[4]),
    flags: (match[3] ?? '') + (match[5] ?? ''),
  };
}

function comparer(keys: readonly SortKey[], globalFlags: string, separator: string | undefined, stable: boolean): (a: string, b: string) => number {
  const tests = keys.length === 0 ? [{ key: undefined, flags: globalFlags }] : keys.map((key) => ({ key, flags: key.flags === '' ? globalFlags : key.flags }));
  return (a, b) => {
    for (const { key, flags } of tests) {
      const order = compareBy(flags)(fieldOf(a, key, separator), fieldOf(b, key, separator));
      if (order !== 0) return flags.includes('r') ? -order : order;
    }
    if (stable) return 0;
    const last = a < b ? -1 : a > b ? 1 : 0;
    return globalFlags.includes('r') ? -last : last;
  };
}

/** The part of a line that a key names; without a separator, fields begin with the blanks before them. */
function fieldOf(line: string, key: SortKey | undefined, separator: string | undefined): string {
  if (key === undefined) return line;
  const fields = separator === undefined ? (line.match(/\s*\S+|\s+$/g) ?? []) : line.split(separator);
  const text = fields.slice(key.from - 1, key.to).join(separator ?? '');
  return key.fromChar > 1 ? text.slice(key.fromChar - 1) : text;
}

function compareBy(flags: string): (a: string, b: string) => number {
  const bytewise = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const trimmed = flags.includes('b') ? (text: string) => text.trimStart() : (text: string) => text;
  if (flags.includes('n') || flags.includes('g')) return (a, b) => numberOf(a) - numberOf(b);
  if (flags.includes('h')) return (a, b) => humanOf(a) - humanOf(b);
  if (flags.includes('V')) return compareVersions;
  if (flags.includes('f')) return (a, b) => bytewise(trimmed(a).toUpperCase(), trimmed(b).toUpperCase());
  return (a, b) => bytewise(trimmed(a), trimmed(b));
}

function numberOf(text: string): number {
  const match = /^\s*(-?\d*\.?\d+)/.exec(text);
  return match === null ? 0 : Number(match[1]);
}

function humanOf(text: string): number {
  const match = /^\s*(-?\d*\.?\d+)([KMGTP]?)/i.exec(text);
  return match === null ? 0 : Number(match[1]) * 1024 ** ('KMGTP'.indexOf((match[2] ?? '').toUpperCase()) + 1 || 0);
}

/** Runs of digits compare as numbers, the rest bytewise. */
function compareVersions(a: string, b: string): number {
  const partsA = a.match(/\d+|\D+/g) ?? [];
  const partsB = b.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < Math.max(partsA.length, partsB.length); index += 1) {
    const [one, two] = [partsA[index] ?? '', partsB[index] ?? ''];
    const order = /^\d/.test(one) && /^\d/.test(two) ? Number(one) - Number(two) : one < two ? -1 : one > two ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}
