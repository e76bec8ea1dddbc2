/** Calendar arithmetic without `Date`: the engine reads no real clock and no locale. All times are UTC. */

export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const DAY_MS = 86_400_000;

/** The calendar reading of a moment, given in milliseconds since 1970. */
export function civilTimeOf(unixMs: number): CivilTime {
  const days = Math.floor(unixMs / DAY_MS);
  const rest = unixMs - days * DAY_MS;
  // Days to year, month and day in the proleptic Gregorian calendar, eras of 400 years starting in March.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / 1000) % 60,
    millisecond: Math.floor(rest % 1000),
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/** Milliseconds since 1970 of a calendar reading. */
export function unixMsOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  return days * DAY_MS + hour * 3_600_000 + minute * 60_000 + second * 1000;
}

const two = (value: number) => String(value).padStart(2, '0');

/** What was formatted last: one moment is mostly written into many objects. */
let lastSecond = Number.NaN;
let lastText = '';

/** `2026-11-23T06:51:24Z`: how the API server writes times; the fraction is dropped. */
export function formatRfc3339(unixMs: number): string {
  const unixSecond = Math.floor(unixMs / 1000);
  if (unixSecond !== lastSecond) {
    lastSecond = unixSecond;
    const t = civilTimeOf(unixMs);
    // Joined and not added up: a text that is added up keeps all its parts for as long as it lives.
    lastText = [t.year, '-', two(t.month), '-', two(t.day), 'T', two(t.hour), ':', two(t.minute), ':', two(t.second), 'Z'].join('');
  }
  return lastText;
}

/** `2026-11-23T06:51:24.301815Z`: times of leases and of events.k8s.io. */
export function formatMicroTime(unixMs: number): string {
  return [formatRfc3339(unixMs).slice(0, -1), '.', String(Math.floor(unixMs % 1000)).padStart(3, '0'), '000Z'].join('');
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/i;

/** Milliseconds since 1970, or undefined when the text is not an RFC 3339 time. */
export function parseRfc3339(text: string): number | undefined {
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const fractionMs = match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * 1000);
  const offsetMs = match[8] === undefined ? 0 : (Number(match[9]) * 60 + Number(match[10])) * 60_000 * (match[8] === '-' ? -1 : 1);
  return unixMsOf(year, month, day, hour, minute, second) + fractionMs - offsetMs;
}
