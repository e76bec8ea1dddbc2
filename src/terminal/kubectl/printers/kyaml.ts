import { byCodeUnit, quote } from './json.ts';
import { isRecord } from './values.ts';

/** KYAML: flow-style YAML that is nearly JSON. Lists of maps share their brackets' lines. */
export function formatKyaml(value: unknown): string {
  return `${write(value, '')}\n`;
}

function write(value: unknown, indent: string): string {
  if (Array.isArray(value)) return list(value, indent);
  if (isRecord(value)) return map(value, indent);
  if (typeof value === 'string') return quote(value);
  return value === undefined ? 'null' : String(value);
}

function map(value: Readonly<Record<string, unknown>>, indent: string): string {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined).toSorted(byCodeUnit);
  if (keys.length === 0) return '{}';
  const inner = `${indent}  `;
  return `{\n${keys.map((key) => `${inner}${keyText(key)}: ${element(value[key], inner)},\n`).join('')}${indent}}`;
}

/** A value in a map or a list: texts of several lines stand deeper than what they belong to. */
function element(value: unknown, indent: string): string {
  return typeof value === 'string' && value.includes('\n') ? lines(value, `${indent}  `) : write(value, indent);
}

function list(value: readonly unknown[], indent: string): string {
  if (value.length === 0) return '[]';
  if (value.every((item) => isRecord(item) || Array.isArray(item))) return `[${value.map((item) => write(item, indent)).join(', ')}]`;
  return `[\n${value.map((item) => `${indent}  ${element(item, `${indent}  `)},\n`).join('')}${indent}]`;
}

/** A text of several lines, one a source line, the breaks written out. */
function lines(text: string, indent: string): string {
  const parts = text.split('\n');
  const last = parts.pop() ?? '';
  const rows = parts.map((part) => `${part}\n`).concat(last === '' ? [] : [last]);
  return `"\\\n${rows.map((row) => `${indent} ${quote(row).slice(1, -1).replace(/^ /, '\\ ')}\\\n`).join('')}${indent}"`;
}

const AMBIGUOUS = /^(y|n|yes|no|on|off|true|false|null|~|[-+.\d].*|)$/i;

function keyText(key: string): string {
  return AMBIGUOUS.test(key) || !/^[A-Za-z_][-A-Za-z0-9_./]*$/.test(key) ? quote(key) : key;
}
