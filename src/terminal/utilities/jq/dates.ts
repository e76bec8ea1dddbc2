import { civilTimeOf, unixMsOf } from '#engine/core/time.ts';
import { strftime } from '../strftime.ts';
import { JqError } from './failure.ts';
import { isArray, type Json } from './json.ts';

/** A moment in parts, as gmtime gives it: the month counts from 0. */
export function brokenDown(value: Json): Json {
  if (typeof value !== 'number') throw new JqError('gmtime() requires numeric inputs');
  const ms = Math.floor(value) * 1000;
  const t = civilTimeOf(ms);
  const day = Math.floor((ms - unixMsOf(t.year, 1, 1, 0, 0, 0)) / 86_400_000);
  return [t.year, t.month - 1, t.day, t.hour, t.minute, t.second + (value - Math.floor(value)), t.weekday, day];
}

/** Seconds since 1970 of a broken down moment. */
export function secondsOf(value: Json): number {
  if (!isArray(value)) throw new JqError('mktime requires array inputs');
  if (value.length < 6 || value.some((part) => typeof part !== 'number')) throw new JqError('mktime requires array of 6 numbers');
  const [year = 0, month = 0, day = 1, hour = 0, minute = 0, second = 0] = value as readonly number[];
  return unixMsOf(year, month + 1, day, hour, minute, Math.floor(second)) / 1000;
}

export function formatDate(value: Json, format: Json): string {
  const seconds = typeof value === 'number' ? Math.floor(value) : isArray(value) && value.length >= 6 ? secondsOf(value) : undefined;
  if (seconds === undefined) throw new JqError('strftime/1 requires parsed datetime inputs');
  if (typeof format !== 'string') throw new JqError('strftime/1 requires a string format');
  return strftime(format, seconds * 1000);
}

const FIELDS: Readonly<Record<string, string>> = { Y: '(\\d{4})', m: '(\\d\\d)', d: '(\\d\\d)', H: '(\\d\\d)', M: '(\\d\\d)', S: '(\\d\\d)', Z: '[A-Z]+', z: '[+-]\\d{4}', b: '([A-Za-z]{3})', e: ' ?(\\d+)', a: '[A-Za-z]{3}', T: '(\\d\\d):(\\d\\d):(\\d\\d)', F: '(\\d{4})-(\\d\\d)-(\\d\\d)' };
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** strptime. simplified: the fields of dates and times that logs and Kubernetes write. */
export function parseDate(value: Json, format: Json): Json {
  if (typeof value !== 'string') throw new JqError('strptime/1 requires string inputs and arguments');
  if (typeof format !== 'string') throw new JqError('strptime/1 requires string inputs and arguments');
  const letters: string[] = [];
  const source = format.replaceAll(/%([a-zA-Z])|[.*+?^${}()|[\]\\]/g, (whole, letter: string | undefined) => {
    if (letter === undefined) return `\\${whole}`;
    if (letter === 'T') letters.push('H', 'M', 'S');
    else if (letter === 'F') letters.push('Y', 'm', 'd');
    else if ((FIELDS[letter] ?? '').includes('(')) letters.push(letter);
    return FIELDS[letter] ?? '.*?';
  });
  const match = new RegExp(`^${source}$`).exec(value);
  if (match === null) throw new JqError(`date "${value}" does not match format "${format}"`);
  const part = (letter: string, otherwise: number) => Number(match[letters.indexOf(letter) + 1] ?? otherwise);
  const monthName = letters.includes('b') ? MONTHS.indexOf(match[letters.indexOf('b') + 1] ?? '') + 1 : undefined;
  const day = letters.includes('e') ? part('e', 1) : letters.includes('d') ? part('d', 1) : 1;
  const ms = unixMsOf(letters.includes('Y') ? part('Y', 1970) : 1900, monthName ?? (letters.includes('m') ? part('m', 1) : 1), day, letters.includes('H') ? part('H', 0) : 0, letters.includes('M') ? part('M', 0) : 0, letters.includes('S') ? part('S', 0) : 0);
  return brokenDown(ms / 1000);
}
