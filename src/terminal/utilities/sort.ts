import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import { isBusybox, parseOptions, quoted } from './options.ts';
import { linesOf, readSources } from './sources.ts';

interface SortKey {
  readonly from: number;
  readonly to: number | undefined;
  readonly fromChar: number;
  /** The last character that counts of the last field. */
  readonly toChar: number | undefined;
  readonly flags: string;
}

export const sort = defineUtility({
  name: 'sort',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'sort lines of text',
  *run(process) {
    const options = parseOptions(process, {
      short: 'nrufbdhiVk:t:o:cCsmzgMRS:T:',
      long: { 'numeric-sort': 'n', reverse: 'r', unique: 'u', 'ignore-case': 'f', key: 'k:', 'field-separator': 't:', output: 'o:', 'human-numeric-sort': 'h', 'version-sort': 'V', check: 'c', stable: 's', merge: 'm', 'general-numeric-sort': 'g', 'month-sort': 'M', 'random-sort': 'R', 'ignore-leading-blanks': 'b', 'dictionary-order': 'd', 'ignore-nonprinting': 'i', 'zero-terminated': 'z', 'buffer-size': 'S:', 'temporary-directory': 'T:', parallel: 'parallel:' },
    });
    if (options === undefined) return 2;
    const globalFlags = ['n', 'r', 'f', 'b', 'h', 'V', 'g', 'd', 'i', 'M', 'R'].filter((letter) => options.has(letter)).join('');
    const keys: SortKey[] = [];
    for (const text of options.values('k')) {
      const key = parseKey(text);
      if (key === undefined) {
        process.err(isBusybox(process) ? `sort: bad field specification\n` : text.startsWith('0') ? `sort: field number is zero: invalid field specification ${quoted(process, text)}\n` : `sort: invalid number at field start: invalid count at start of ${quoted(process, text)}\n`);
        return 2;
      }
      keys.push(key);
    }
    const separator = separatorOf(options.value('t'));
    if (separator === 'too long' && !isBusybox(process)) {
      process.err(`sort: multi-character tab ${quoted(process, options.value('t') ?? '')}\n`);
      return 2;
    }
    const ending = options.has('z') ? '\0' : '\n';
    const lines: string[] = [];
    const groups: string[][] = [];
    const ok = yield* readSources(process, options.operands, (text) => {
      const own = linesOf(text, ending);
      groups.push(own);
      for (const line of own) lines.push(line);
    });
    if (!ok) return 2;
    const compare = comparer(keys, globalFlags, separator, options.has('s') || options.has('u'));
    const sorted = options.has('m') ? merged(groups, compare) : lines.map((line, index) => ({ line, index })).sort((a, b) => compare(a.line, b.line) || a.index - b.index).map(({ line }) => line);
    if (options.has('c') || options.has('C')) {
      const at = lines.findIndex((line, index) => index > 0 && compare(lines[index - 1] ?? '', line) > 0);
      if (at >= 0 && !options.has('C')) process.err(isBusybox(process) ? `Check line ${at}\n` : `sort: ${options.operands[0] ?? '-'}:${at + 1}: disorder: ${lines[at] ?? ''}\n`);
      return at >= 0 ? 1 : 0;
    }
    const kept = options.has('u') ? sorted.filter((line, index) => index === 0 || compare(sorted[index - 1] ?? '', line) !== 0) : sorted;
    const text = kept.map((line) => line + ending).join('');
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

/** The separator's character; `\\0` is the character of that number. */
function separatorOf(text: string | undefined): string | undefined {
  if (text === undefined || [...text].length <= 1) return text;
  return text === '\\0' ? '\0' : 'too long';
}

/** Takes from the files whichever first line comes first: they are thought to be sorted. */
function merged(groups: readonly (readonly string[])[], compare: (a: string, b: string) => number): string[] {
  const taken = groups.map(() => 0);
  const result: string[] = [];
  for (;;) {
    let best = -1;
    for (const [index, group] of groups.entries()) {
      if ((taken[index] ?? 0) >= group.length) continue;
      if (best < 0 || compare(group[taken[index] ?? 0] ?? '', groups[best]?.[taken[best] ?? 0] ?? '') < 0) best = index;
    }
    if (best < 0) return result;
    result.push(groups[best]?.[taken[best] ?? 0] ?? '');
    taken[best] = (taken[best] ?? 0) + 1;
  }
}

function parseKey(text: string): SortKey | undefined {
  const match = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text);
  if (match === null || match[1] === '0') return undefined;
  return {
    from: Number(match[1]),
    fromChar: match[2] === undefined ? 1 : Number(match[2]),
    to: match[4] === undefined ? undefined : Number(match[4]),
    toChar: match[5] === undefined || match[5] === '0' ? undefined : Number(match[5]),
    flags: (match[3] ?? '') + (match[6] ?? ''),
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
  const chosen = fields.slice(key.from - 1, key.to);
  if (key.to !== undefined && key.toChar !== undefined && chosen.length > 0 && fields.length >= key.to) chosen.push((chosen.pop() ?? '').slice(0, key.toChar));
  const text = chosen.join(separator ?? '');
  return key.fromChar > 1 ? text.slice(key.fromChar - 1) : text;
}

function compareBy(flags: string): (a: string, b: string) => number {
  const bytewise = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const trimmed = flags.includes('b') ? (text: string) => text.trimStart() : (text: string) => text;
  if (flags.includes('g')) return (a, b) => generalNumber(a) - generalNumber(b);
  if (flags.includes('n')) return (a, b) => numberOf(a) - numberOf(b);
  if (flags.includes('h')) return (a, b) => unitOf(a) - unitOf(b) || numberOf(a) - numberOf(b);
  if (flags.includes('M')) return (a, b) => monthOf(a) - monthOf(b);
  if (flags.includes('R')) return (a, b) => scrambled(a) - scrambled(b);
  if (flags.includes('V')) return compareVersions;
  const folded = (text: string) => {
    const plain = flags.includes('d') ? trimmed(text).replace(/[^\p{L}\p{N}\s]/gu, '') : flags.includes('i') ? trimmed(text).replace(/[^ -~]/g, '') : trimmed(text);
    return flags.includes('f') ? plain.toUpperCase() : plain;
  };
  return (a, b) => bytewise(folded(a), folded(b));
}

function numberOf(text: string): number {
  const match = /^\s*(-?\d*\.?\d+)/.exec(text);
  return match === null ? 0 : Number(match[1]);
}

/** `-h` goes by the unit first: 512 comes before 2K, whatever the numbers. */
function unitOf(text: string): number {
  const match = /^\s*(-?)\d*\.?\d+([KMGTPE]?)/i.exec(text);
  const unit = 1 + 'KMGTPE'.indexOf((match?.[2] ?? '').toUpperCase() || '-');
  return match?.[1] === '-' ? -unit : unit;
}

/** As strtod reads it; what is no number comes first. */
function generalNumber(text: string): number {
  const match = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(text);
  return match === null ? Number.NEGATIVE_INFINITY : Number(match[1]);
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** What is no month comes before January. */
function monthOf(text: string): number {
  return MONTHS.indexOf(text.trimStart().slice(0, 3).toUpperCase());
}

/** Equal lines stay together, the rest lies in an order that nobody would expect. */
function scrambled(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

/** Letters come before other signs, and a tilde before the end. */
function compareNonDigits(a: string, b: string): number {
  const weight = (char: string | undefined) => (char === '~' ? -1 : char === undefined || /\d/.test(char) ? 0 : /[a-zA-Z]/.test(char) ? char.charCodeAt(0) : char.charCodeAt(0) + 256);
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = weight(a[at]) - weight(b[at]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Runs of digits compare as numbers, the rest bytewise. */
export function compareVersions(a: string, b: string): number {
  const partsA = a.match(/\d+|\D+/g) ?? [];
  const partsB = b.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < Math.max(partsA.length, partsB.length); index += 1) {
    const [one, two] = [partsA[index] ?? '', partsB[index] ?? ''];
    const order = /^\d/.test(one) && /^\d/.test(two) ? Number(one) - Number(two) : compareNonDigits(one, two);
    if (order !== 0) return order;
  }
  return 0;
}
