import { isList, isRecord } from '../core/json.ts';

/** A JSON value as Go's `%v` prints it: `map[a:1 b:[x y]]`, with sorted keys. */
export function goValue(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (isList(value)) return `[${value.map(goValue).join(' ')}]`;
  if (!isRecord(value)) return String(value);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${key}:${goValue(value[key])}`);
  return `map[${pairs.join(' ')}]`;
}

/** A text as Go's `%q` prints it. */
export function goQuoted(text: string): string {
  return JSON.stringify(text);
}

/** What Go's JSON decoder calls a value that has the wrong type: `string`, `number`, `object` … */
export function goJsonKind(value: unknown): string {
  if (isList(value)) return 'array';
  if (isRecord(value)) return 'object';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
