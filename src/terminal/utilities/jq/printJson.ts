import { isArray, isObject, sortedKeys, type Json } from './json.ts';

export interface PrintOptions {
  /** Text of one level; undefined puts all on one line. */
  readonly indent: string | undefined;
  readonly sortsKeys: boolean;
  readonly isColored: boolean;
  readonly isAscii: boolean;
}

const COMPACT: PrintOptions = { indent: undefined, sortsKeys: false, isColored: false, isAscii: false };

/** On one line: what tojson and messages give. */
export function compactJson(value: Json): string {
  return printJson(value, COMPACT);
}

/** As in jq 1.6. */
const COLORS = { null: '\x1b[1;30m', boolean: '\x1b[0;39m', number: '\x1b[0;39m', string: '\x1b[0;32m', array: '\x1b[1;39m', object: '\x1b[1;39m', key: '\x1b[34;1m' } as const;
const PLAIN = '\x1b[0m';

/** jq 1.6 shows so many levels. */
const MOST_LEVELS = 256;

export function printJson(value: Json, options: PrintOptions, depth = 0): string {
  if (depth > MOST_LEVELS) return '<stripped: exceeds max depth>';
  if (isArray(value)) return list(value.map((item) => printJson(item, options, depth + 1)), { open: '[', close: ']', color: COLORS.array }, options, depth);
  if (isObject(value)) {
    const keys = options.sortsKeys ? sortedKeys(value) : [...value.keys()];
    const members = keys.map((key) => {
      const name = quote(key, options.isAscii);
      const colon = options.indent === undefined ? ':' : ': ';
      const member = printJson(value.get(key) ?? null, options, depth + 1);
      return options.isColored ? `${PLAIN}${COLORS.key}${name}${PLAIN}${COLORS.object}${colon}${PLAIN}${member}` : name + colon + member;
    });
    return list(members, { open: '{', close: '}', color: COLORS.object }, options, depth);
  }
  const text = typeof value === 'string' ? quote(value, options.isAscii) : typeof value === 'number' ? numberText(value) : String(value);
  return options.isColored ? `${COLORS[value === null ? 'null' : (typeof value as 'boolean' | 'number' | 'string')]}${text}${PLAIN}` : text;
}

interface Brackets {
  readonly open: string;
  readonly close: string;
  readonly color: string;
}

function list(items: readonly string[], { open, close, color }: Brackets, { indent, isColored }: PrintOptions, depth: number): string {
  const line = indent === undefined ? '' : `\n${indent.repeat(depth + 1)}`;
  const end = indent === undefined || items.length === 0 ? '' : `\n${indent.repeat(depth)}`;
  if (!isColored) return open + items.map((item) => line + item).join(',') + end + close;
  if (items.length === 0) return `${color}${open}${close}${PLAIN}`;
  const isObjectList = open === '{';
  const body = items.map((item, index) => (index === 0 ? '' : isObjectList ? `${color},` : `${color},`) + line + item).join('');
  return `${color}${open}${body}${color}${end}${color}${close}${PLAIN}`;
}

/** jq writes as many digits as tell the number, and an exponent where there would be many zeros. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) return value < 0 ? '-1.7976931348623157e+308' : '1.7976931348623157e+308';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', power = ''] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(power) + 1;
  const sign = value < 0 ? '-' : '';
  if (value === 0) return '0';
  if (point <= -4 || point > digits.length + 15) return `${sign}${mantissa}e${power.charAt(0)}${power.slice(1).padStart(2, '0')}`;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + (point >= digits.length ? digits.padEnd(point, '0') : `${digits.slice(0, point)}.${digits.slice(point)}`);
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f' };

export function quote(text: string, isAscii = false): string {
  const escaped = text.replaceAll(/["\\\u0000-\u001f\u007f]/g, (char) => ESCAPES[char] ?? unicode(char));
  return `"${isAscii ? escaped.replaceAll(/[^\x00-\x7f]/g, unicode) : escaped}"`;
}

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
