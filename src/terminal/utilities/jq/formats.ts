import { decodeBase64Start, encodeBase64 } from '#engine/core/base64.ts';
import { JqError, shortly } from './failure.ts';
import { isArray, typeOf, type Json } from './json.ts';
import { compactJson, numberText } from './printJson.ts';

/** `@name`: how a value is written in the text of another language. Undefined for a name that is none. */
export const formats: Readonly<Record<string, (value: Json) => string>> = {
  '@text': textOf,
  '@json': compactJson,
  '@html': (value) => textOf(value).replaceAll(/[<>&'"]/g, (char) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&quot;' })[char] ?? char),
  '@uri': (value) => encodeURIComponent(textOf(value)).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  '@csv': (value) => row(value, 'csv', (text) => `"${text.replaceAll('"', '""')}"`, ','),
  '@tsv': (value) => row(value, 'tsv', (text) => text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r'), '\t'),
  '@sh': (value) => (isArray(value) ? value : [value]).map(shellWord).join(' '),
  '@base64': (value) => encodeBase64(textOf(value)),
  '@base64d': decoded,
};

export function textOf(value: Json): string {
  return typeof value === 'string' ? value : compactJson(value);
}

function row(value: Json, name: string, quoted: (text: string) => string, separator: string): string {
  if (!isArray(value)) throw new JqError(`${typeOf(value)} (${shortly(value)}) cannot be ${name}-formatted, only array`);
  return value.map((cell) => {
    if (cell === null) return '';
    if (typeof cell === 'string') return quoted(cell);
    if (typeof cell === 'number') return numberText(cell);
    if (typeof cell === 'boolean') return String(cell);
    throw new JqError(`${typeOf(cell)} (${shortly(cell)}) is not valid in a csv row`);
  }).join(separator);
}

function shellWord(value: Json): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "'\\''")}'`;
  if (value === null || typeof value !== 'object') return compactJson(value);
  throw new JqError(`${typeOf(value)} (${shortly(value)}) can not be escaped for shell`);
}

function decoded(value: Json): string {
  const text = textOf(value).replace(/=+$/, '');
  // One letter alone holds no byte.
  if (text.length % 4 === 1 && text.length === 1) throw new JqError(`string (${shortly(textOf(value))}) trailing base64 byte found`);
  const { text: plain, isWhole } = decodeBase64Start(text.padEnd(Math.ceil(text.length / 4) * 4, '='));
  if (!isWhole) throw new JqError(`string (${shortly(textOf(value))}) is not valid base64 data`);
  // jq replaces bytes that are no text.
  return plain.replace(/[\udc80-\udcff]/gu, '\ufffd');
}
