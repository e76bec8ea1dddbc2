import { isRecord } from '../core/json.ts';

/** JSON as Go's encoder writes it: keys sorted, `<`, `>` and `&` escaped. Without `indent` on one line. */
export function formatJson(value: unknown, indent = ''): string {
  return write(value, indent, '');
}

function write(value: unknown, step: string, indent: string): string {
  if (Array.isArray(value)) return block('[', ']', value.map((item) => write(item, step, indent + step)), step, indent);
  if (isRecord(value)) {
    const entries = Object.keys(value).filter((key) => value[key] !== undefined).toSorted(byCodeUnit);
    const colon = step === '' ? ':' : ': ';
    return block('{', '}', entries.map((key) => `${quote(key)}${colon}${write(value[key], step, indent + step)}`), step, indent);
  }
  return scalar(value);
}

/** What has no parts: a text, a number, a truth value, null. */
export function scalar(value: unknown): string {
  return typeof value === 'string' ? quote(value) : (JSON.stringify(value) ?? 'null');
}

/** A list or an object of parts that are written already: each on a line of its own, or all on one without `step`. */
export function block(open: string, close: string, items: readonly string[], step: string, indent: string): string {
  if (items.length === 0) return open + close;
  if (step === '') return `${open}${items.join(',')}${close}`;
  return `${open}\n${items.map((item) => indent + step + item).join(',\n')}\n${indent}${close}`;
}

/** A JSON string with Go's HTML escapes. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Bytewise for text without surrogates: how Go sorts map keys. */
export function byCodeUnit(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
