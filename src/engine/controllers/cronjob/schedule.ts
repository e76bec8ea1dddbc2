import { civilTimeOf, unixMsOf } from '../../core/time.ts';

/** When a CronJob is due. */
export interface Schedule {
  /** The first moment after this one, in milliseconds since 1970; undefined when there is none within five years. */
  next(afterUnixMs: number): number | undefined;
}

const SHORTHANDS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Hours to the east of Greenwich. simplified: only zones without daylight saving time are known. */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0,
  'Etc/UTC': 0,
  'Etc/GMT': 0,
  GMT: 0,
  'Asia/Shanghai': 8,
  'Asia/Chongqing': 8,
  'Asia/Hong_Kong': 8,
  'Asia/Taipei': 8,
  'Asia/Singapore': 8,
  'Asia/Tokyo': 9,
  'Asia/Seoul': 9,
  'Asia/Kolkata': 5.5,
  'Asia/Bangkok': 7,
  'Asia/Dubai': 4,
  'America/Sao_Paulo': -3,
  'Africa/Lagos': 1,
};

/** Is the time zone one that is known here? */
export function isKnownZone(zone: string): boolean {
  return ZONES[zone] !== undefined;
}

/** Reads a cron expression, or undefined when it is none. Times are UTC unless a zone is given. k8s: robfig/cron ParseStandard */
export function parseSchedule(text: string, zone = 'UTC'): Schedule | undefined {
  const every = /^@every (.+)$/.exec(text);
  if (every !== null) return everySchedule(every[1] ?? '');
  const fields = (SHORTHANDS[text] ?? text).trim().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minutes, hours, days, months, weekdays] = [
    parseField(fields[0], 0, 59),
    parseField(fields[1], 0, 23),
    parseField(fields[2], 1, 31),
    parseField(fields[3], 1, 12, MONTHS, 1),
    parseField(fields[4], 0, 7, WEEKDAYS, 0),
  ];
  if (minutes === undefined || hours === undefined || days === undefined || months === undefined || weekdays === undefined)
    return undefined;
  if (weekdays.has(7)) weekdays.add(0);
  const matcher: Matcher = {
    minutes,
    hours,
    days,
    months,
    weekdays,
    isAnyDay: isStar(fields[2]),
    isAnyWeekday: isStar(fields[4]),
  };
  const offsetMs = (ZONES[zone] ?? 0) * 3_600_000;
  return { next: (afterUnixMs) => nextMatch(matcher, afterUnixMs, offsetMs) };
}

interface Matcher {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  readonly isAnyDay: boolean;
  readonly isAnyWeekday: boolean;
}

const isStar = (field = ''): boolean => field.startsWith('*') || field.startsWith('?');

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000 };

function everySchedule(text: string): Schedule | undefined {
  if (!/^(\d+[hms])+$/.test(text)) return undefined;
  const total = [...text.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? 0),
    0,
  );
  const lengthMs = Math.max(1000, total);
  return { next: (afterUnixMs) => Math.floor((afterUnixMs + lengthMs) / 1000) * 1000 };
}

/** `*`, `5`, `1-5`, `1,15`, a step behind any of them, `mon`. */
function parseField(field = '', min: number, max: number, names: readonly string[] = [], firstName = 0): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(\*|\?|[0-9a-z]+)(?:-([0-9a-z]+))?(?:\/(\d+))?$/i.exec(part);
    if (match === null) return undefined;
    const [, from = '', to, step] = match;
    const first = isStar(from) ? min : numberOf(from, names, firstName);
    const last = to !== undefined ? numberOf(to, names, firstName) : isStar(from) || step !== undefined ? max : first;
    const stride = step === undefined ? 1 : Number(step);
    if (Number.isNaN(first) || Number.isNaN(last) || first < min || last > max || first > last || stride === 0) return undefined;
    for (let value = first; value <= last; value += stride) values.add(value);
  }
  return values;
}

function numberOf(text: string, names: readonly string[], firstName: number): number {
  const index = names.indexOf(text.toLowerCase());
  return index < 0 ? (/^\d+$/.test(text) ? Number(text) : Number.NaN) : index + firstName;
}

const DAY_MS = 86_400_000;
const SEARCHED_DAYS = 5 * 366;

function nextMatch(matcher: Matcher, afterUnixMs: number, offsetMs: number): number | undefined {
  const firstLocal = Math.floor((afterUnixMs + offsetMs) / 60_000) * 60_000 + 60_000;
  const { year, month, day, hour, minute } = civilTimeOf(firstLocal);
  let dayStart = unixMsOf(year, month, day);
  let fromMinute = hour * 60 + minute;
  for (let searched = 0; searched < SEARCHED_DAYS; searched += 1) {
    const found = isDayMatched(matcher, dayStart) ? minuteFrom(matcher, fromMinute) : undefined;
    if (found !== undefined) return dayStart + found * 60_000 - offsetMs;
    dayStart += DAY_MS;
    fromMinute = 0;
  }
  return undefined;
}

/** A day of the month or a day of the week: either will do when both are given. */
function isDayMatched({ days, months, weekdays, isAnyDay, isAnyWeekday }: Matcher, dayStart: number): boolean {
  const { month, day, weekday } = civilTimeOf(dayStart);
  if (!months.has(month)) return false;
  const [byDay, byWeekday] = [days.has(day), weekdays.has(weekday)];
  return isAnyDay || isAnyWeekday ? byDay && byWeekday : byDay || byWeekday;
}

function minuteFrom({ minutes, hours }: Matcher, fromMinute: number): number | undefined {
  for (let at = fromMinute; at < 1440; at += 1) if (hours.has(Math.floor(at / 60)) && minutes.has(at % 60)) return at;
  return undefined;
}
