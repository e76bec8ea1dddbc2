import { civilTimeOf, parseRfc3339, unixMsOf } from '#engine/core/time.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const UNITS_MS: Readonly<Record<string, number>> = { sec: 1000, second: 1000, min: 60_000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000, fortnight: 1_209_600_000 };

interface Reading {
  year: number;
  month: number;
  day: number;
  /** Of the day, in seconds; undefined where only a date is given. */
  seconds: number | undefined;
  offsetMs: number;
  months: number;
  plusMs: number;
  /** A weekday to go on to. */
  weekday: number | undefined;
}

/**
 * The moment that a text for `date -d` names: `now`, `@seconds`, calendar dates in their usual forms, `yesterday`, `2 days
 * ago`, `next month`, and these behind each other; undefined for what is none of these.
 * simplified: of time zones it knows UTC and offsets in hours.
 */
export function momentOf(text: string, nowMs: number): number | undefined {
  const seconds = /^@(-?\d+(?:\.\d+)?)$/.exec(text.trim());
  if (seconds !== null) return Number(seconds[1]) * 1000;
  const exact = parseRfc3339(text.trim());
  if (exact !== undefined) return exact;
  const now = civilTimeOf(nowMs);
  const reading: Reading = { year: now.year, month: now.month, day: now.day, seconds: undefined, offsetMs: 0, months: 0, plusMs: 0, weekday: undefined };
  let isDated = false;
  let rest = text.trim().toLowerCase();
  while (rest !== '') {
    const form = FORMS.find(({ pattern }) => pattern.test(rest));
    const match = form?.pattern.exec(rest);
    if (form === undefined || match === undefined || match === null) return undefined;
    if (form.take(reading, match.slice(1)) === false) return undefined;
    isDated ||= form.isDate === true;
    rest = rest.slice(match[0].length).trimStart();
  }
  return momentOfReading(reading, nowMs, isDated);
}

function momentOfReading({ year, month, day, seconds, offsetMs, months, plusMs, weekday }: Reading, nowMs: number, isDated: boolean): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || (seconds ?? 0) >= 86_400) return undefined;
  const startMs = unixMsOf(year, month, 1);
  if (civilTimeOf(startMs + (day - 1) * 86_400_000).month !== month) return undefined;
  const monthIndex = year * 12 + month - 1 + months;
  // The 31st of a shorter month runs over into the next, as mktime has it.
  const shiftedMs = unixMsOf(Math.floor(monthIndex / 12), (monthIndex % 12) + 1, 1) + (day - 1) * 86_400_000;
  const dayMs = isDated || weekday !== undefined ? 0 : nowMs - Math.floor(nowMs / 86_400_000) * 86_400_000;
  const atMs = shiftedMs + (seconds === undefined ? dayMs : seconds * 1000) + plusMs - offsetMs;
  // A weekday beside a date says nothing new.
  return weekday === undefined || isDated ? atMs : atMs + ((weekday - civilTimeOf(atMs).weekday + 7) % 7) * 86_400_000;
}

interface Form {
  readonly pattern: RegExp;
  readonly isDate?: boolean;
  /** False when the text only looked like it. */
  readonly take: (reading: Reading, parts: readonly (string | undefined)[]) => boolean | void;
}

const month = `(${MONTHS.join('|')})[a-z]*\\.?`;

function setDate(reading: Reading, year: string | undefined, monthNumber: number, day: string | undefined): void {
  if (year !== undefined) reading.year = Number(year);
  reading.month = monthNumber;
  reading.day = Number(day ?? 1);
}

const FORMS: readonly Form[] = [
  { pattern: /^(\d{4})-(\d\d?)-(\d\d?)(?:t(?=\d))?(?!\d)/, isDate: true, take: (reading, [year, m, day]) => setDate(reading, year, Number(m), day) },
  { pattern: /^(\d{4})-(\d\d)-(\d\d)t(?=\d)/, isDate: true, take: (reading, [year, m, day]) => setDate(reading, year, Number(m), day) },
  { pattern: /^(\d{4})(\d\d)(\d\d)(?!\d)/, isDate: true, take: (reading, [year, m, day]) => setDate(reading, year, Number(m), day) },
  { pattern: /^(\d\d?)\/(\d\d?)(?:\/(\d{4}))?(?!\d)/, isDate: true, take: (reading, [m, day, year]) => setDate(reading, year, Number(m), day) },
  { pattern: new RegExp(`^${month} +(\\d\\d?)(?:,? +(\\d{4})(?!:))?(?![\\d:])`), isDate: true, take: (reading, [name, day, year]) => setDate(reading, year, MONTHS.indexOf(name ?? '') + 1, day) },
  { pattern: new RegExp(`^(\\d\\d?)[ -]${month}(?:[ -](\\d{4})(?!:))?`), isDate: true, take: (reading, [day, name, year]) => setDate(reading, year, MONTHS.indexOf(name ?? '') + 1, day) },
  { pattern: /^(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: *([ap])m)?(?: ?([-+])(\d\d):?(\d\d)?(?!\d| *[a-z]))?/, take: takeTime },
  { pattern: /^(?:utc|gmt|z)(?![a-z])/, take: () => {} },
  { pattern: /^([-+]\d+|\d+|an?|next|last|this) *(sec|second|min|minute|hour|day|week|fortnight|month|year)s?( ago)?(?![a-z])/, take: takeRelative },
  { pattern: /^(now|today|yesterday|tomorrow|midnight|noon)(?![a-z])/, take: takeWord },
  { pattern: new RegExp(`^(next |last |this )?(${DAYS.join('|')})[a-z]*,?(?![a-z])`), take: takeWeekday },
];

function takeTime(reading: Reading, [hour, minute, second = '0', half, sign, offsetHours, offsetMinutes = '0']: readonly (string | undefined)[]): boolean {
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'p' ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 60) return false;
  reading.seconds = hours * 3600 + Number(minute) * 60 + Number(second);
  if (sign !== undefined) reading.offsetMs = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return true;
}

function takeRelative(reading: Reading, [amount = '1', unit = '', ago]: readonly (string | undefined)[]): void {
  const count = ({ a: 1, an: 1, next: 1, last: -1, this: 0 }[amount] ?? Number(amount)) * (ago === undefined ? 1 : -1);
  if (unit === 'month') reading.months += count;
  else if (unit === 'year') reading.months += 12 * count;
  else reading.plusMs += count * (UNITS_MS[unit] ?? 0);
}

function takeWord(reading: Reading, [word]: readonly (string | undefined)[]): void {
  if (word === 'yesterday') reading.plusMs -= 86_400_000;
  else if (word === 'tomorrow') reading.plusMs += 86_400_000;
  else if (word === 'midnight') reading.seconds = 0;
  else if (word === 'noon') reading.seconds = 43_200;
}

function takeWeekday(reading: Reading, [which, day = '']: readonly (string | undefined)[]): void {
  reading.weekday = DAYS.indexOf(day);
  if (which === 'next ') reading.plusMs += 604_800_000;
  if (which === 'last ') reading.plusMs -= 604_800_000;
}
