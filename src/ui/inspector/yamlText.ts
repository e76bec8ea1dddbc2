import { isRecord } from '#engine/core/json.ts';

/** Prints a plain value as kubectl prints it: keys in the order of the alphabet, lists at the level of their key. */
export function yamlText(value: unknown): string {
  return linesOf(value, 0).join('\n');
}

function linesOf(value: unknown, depth: number): readonly string[] {
  const pad = '  '.repeat(depth);
  if (Array.isArray(value)) return value.flatMap((item: unknown) => itemLines(item, pad, depth));
  if (isRecord(value)) return sortedEntries(value).flatMap(([key, inner]) => fieldLines(key, inner, pad, depth));
  return [`${pad}${scalarText(value)}`];
}

function fieldLines(key: string, value: unknown, pad: string, depth: number): readonly string[] {
  const name = scalarText(key);
  if (typeof value === 'string' && value.includes('\n')) {
    return [`${pad}${name}: |${value.endsWith('\n') ? '' : '-'}`, ...value.replace(/\n$/, '').split('\n').map((line) => `${pad}  ${line}`)];
  }
  if (Array.isArray(value)) return value.length === 0 ? [`${pad}${name}: []`] : [`${pad}${name}:`, ...linesOf(value, depth)];
  if (isRecord(value)) return Object.keys(value).length === 0 ? [`${pad}${name}: {}`] : [`${pad}${name}:`, ...linesOf(value, depth + 1)];
  return [`${pad}${name}: ${scalarText(value)}`];
}

function itemLines(item: unknown, pad: string, depth: number): readonly string[] {
  const lines = linesOf(item, depth + 1);
  const [first = '', ...rest] = lines;
  return [`${pad}- ${first.trimStart()}`, ...rest];
}

function sortedEntries(value: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const PLAIN = /^[A-Za-z_./][\w./@:+\-=*, ()]*$/;
const MEANS_SOMETHING = /^(?:true|false|yes|no|on|off|null|~|y|n)$/i;

/** Quotes a text that would be read as something else. */
function scalarText(value: unknown): string {
  if (typeof value !== 'string') return value === null ? 'null' : String(value);
  if (value === '') return '""';
  const isSafe = PLAIN.test(value) && !MEANS_SOMETHING.test(value) && !value.includes(': ') && !value.endsWith(':') && !value.endsWith(' ');
  return isSafe ? value : JSON.stringify(value);
}
