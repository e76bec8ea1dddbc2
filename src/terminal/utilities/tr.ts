import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { readSome } from '../process/waits.ts';
import { extraOperand, isBusybox, parseOptions, quoted, sayUsage } from './options.ts';

const CLASSES: Readonly<Record<string, string>> = {
  upper: range('A', 'Z'), lower: range('a', 'z'), digit: range('0', '9'), alpha: range('A', 'Z') + range('a', 'z'),
  alnum: range('0', '9') + range('A', 'Z') + range('a', 'z'), space: '\t\n\v\f\r ', blank: '\t ', punct: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  xdigit: '0123456789ABCDEFabcdef', cntrl: range('\0', '\x1f') + '\x7f',
};

export const tr = defineUtility({
  name: 'tr',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'translate or delete characters',
  *run(process) {
    const options = parseOptions(process, { short: 'cCdst', long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' }, stopAtOperand: true });
    if (options === undefined) return 1;
    const [first, second] = options.operands;
    const deletes = options.has('d');
    if (first === undefined || (second === undefined && !deletes && !options.has('s') && !isBusybox(process))) {
      if (isBusybox(process)) return sayUsage(process);
      process.err(first === undefined ? 'tr: missing operand\n' : `tr: missing operand after ${quoted(process, first)}\nTwo strings must be given when translating.\n`);
      return sayUsage(process);
    }
    if (isBusybox(process) && second === '' && !deletes) {
      process.err('tr: STRING2 cannot be empty\n');
      return 1;
    }
    const fault = isBusybox(process) ? undefined : setFault(process, first, second, { deletes, squeezes: options.has('s'), truncates: options.has('t') });
    if (fault !== undefined) {
      process.err(`tr: ${fault}\n`);
      return 1;
    }
    if (!isBusybox(process) && options.operands.length > 2) return extraOperand(process, options.operands[2] ?? '');
    if (!isBusybox(process) && deletes && !options.has('s') && second !== undefined) {
      process.err(`tr: extra operand ${quoted(process, second)}\nOnly one string may be given when deleting without squeezing repeats.\n`);
      return sayUsage(process);
    }
    const complement = options.has('c') || options.has('C');
    const from = [...expandSet(first)];
    const to = second === undefined ? undefined : [...expandSet(isBusybox(process) ? second : filled(second, from.length))];
    const change = translation(options.has('t') && to !== undefined ? from.slice(0, to.length) : from, to, { complement, deletes, squeezes: options.has('s') });
    for (;;) {
      const text = yield* readSome(process.stdin);
      if (text === undefined) return 0;
      process.out(change(text));
    }
  },
});

/** What GNU's tr does not take for a set. */
function setFault(process: Process, first: string, second: string | undefined, { deletes, squeezes, truncates }: { readonly deletes: boolean; readonly squeezes: boolean; readonly truncates: boolean }): string | undefined {
  for (const set of [first, second ?? '']) {
    const unknown = /\[:(\w+):\]/.exec(set)?.[1];
    if (unknown !== undefined && CLASSES[unknown] === undefined) return `invalid character class ${quoted(process, unknown)}`;
    for (const [whole, from = '', to = ''] of set.replaceAll(/\\./g, '').matchAll(/([^])-([^])/g)) if (from > to) return `range-endpoints of '${whole}' are in reverse collating sequence order`;
  }
  if (second === '' && !deletes && !squeezes && !truncates) return 'when not truncating set1, string2 must be non-empty';
  return undefined;
}

/** `[x*]` fills up to the length of the first set, `[x*3]` says how often. */
function filled(set: string, length: number): string {
  return set.replaceAll(/\[(.)\*(\d*)\]/g, (whole, char: string, count: string) => char.repeat(count === '' ? Math.max(0, length - (set.length - whole.length)) : Math.min(Number(count), 1000)));
}

interface How {
  readonly complement: boolean;
  readonly deletes: boolean;
  readonly squeezes: boolean;
}

function translation(from: readonly string[], to: readonly string[] | undefined, { complement, deletes, squeezes }: How): (text: string) => string {
  const members = new Set(from);
  const isIn = (char: string) => members.has(char) !== complement;
  const map = new Map(deletes || to === undefined ? [] : from.map((char, index) => [char, to[Math.min(index, to.length - 1)] ?? char] as const));
  const mapped = (char: string) => {
    if (deletes) return isIn(char) ? '' : char;
    if (to === undefined || !isIn(char)) return char;
    return complement ? (to.at(-1) ?? char) : (map.get(char) ?? char);
  };
  const squeezed = new Set(to ?? from);
  const isSqueezed = (char: string) => (to === undefined && complement ? !members.has(char) : squeezed.has(char));
  let last = '';
  return (text) => {
    let out = '';
    for (const char of text) {
      const next = mapped(char);
      if (next === '' || (squeezes && next === last && isSqueezed(next))) continue;
      out += next;
      last = next;
    }
    return out;
  };
}

/** Ranges, classes, escapes and octal codes of a set. */
function expandSet(text: string): string {
  const plain = text
    .replaceAll(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole)
    .replaceAll(/\\([0-7]{1,3}|[abfnrtv\\])/g, (_, code: string) => (/^[0-7]/.test(code) ? String.fromCodePoint(Number.parseInt(code, 8)) : ({ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }[code] ?? code)));
  return plain.replaceAll(/([^])-([^])/g, (whole, from: string, to: string) => (from <= to ? range(from, to) : whole));
}

function range(from: string, to: string): string {
  let text = '';
  for (let code = from.codePointAt(0) ?? 0; code <= (to.codePointAt(0) ?? 0); code += 1) text += String.fromCodePoint(code);
  return text;
}
