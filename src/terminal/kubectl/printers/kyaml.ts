import { byCodeUnit, quote } from './json.ts';
import { isRecord } from './values.ts';

/** KYAML: flow-style YAML that is nearly JSON. Lists of maps share their brackets' lines. */
export function formatKyaml(value: unknown): string {
  return `${write(value, '')}\n`;
}

function write(value: unknown, indent: string): string {
  if (Array.isArray(value)) return list(value, indent);
  if (isRecord(value)) return map(value, indent);
  if (typeof value === 'string') return value.includes('\n') ? lines(value, indent) : quote(value);
  return value === undefined ? 'null' : String(value);
}

function map(value: Readonly<Record<string, unknown>>, indent: string): string {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined).toSorted(byCodeUnit);
  if (keys.length === 0) return '{}';
  const inner = `${indent}  `;
  return `{\n${keys.map((key) => `${inner}${keyText(key)}: ${isText(value[key]) ? lines(value[key], `${inner}  `) : write(value[key], inner)},\n`).join('')}${indent}}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.includes('\n');
}

function list(value: readonly unknown[], indent: string): string {
  if (value.length === 0) return '[]';
  if (value.every((item) => isRecord(item) || Array.isArray(item))) return `[${value.map((item) => write(item, indent)).join(', ')}]`;
  return `[\n${value.map((item) => `${indent}  ${write(item, `${indent}  `)},\n`).join('')}${indent}]`;
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
