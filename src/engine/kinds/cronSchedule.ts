import { invalid } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';

const SHORTHANDS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const FIELDS: readonly Bounds[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** The rules of `spec.schedule` of a CronJob. k8s: batch validation.validateScheduleFormat */
export function validateSchedule(schedule: string): readonly FieldError[] {
  const problem = scheduleProblem(schedule.replace(/^(?:TZ|CRON_TZ)=\S+\s*/, ''));
  return [
    ...(problem === undefined ? [] : [invalid('spec.schedule', schedule, problem)]),
    ...(schedule.includes('TZ') ? [invalid('spec.schedule', schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead')] : []),
  ];
}

/** What is wrong with a cron expression, in the words of its parser. k8s: robfig/cron ParseStandard */
function scheduleProblem(schedule: string): string | undefined {
  if (SHORTHANDS.includes(schedule)) return undefined;
  const every = /^@every (.*)$/.exec(schedule)?.[1];
  if (every !== undefined) return /^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/.test(every) ? undefined : `failed to parse duration ${schedule}: time: invalid duration ${JSON.stringify(every)}`;
  if (schedule.startsWith('@')) return `unrecognized descriptor: ${schedule}`;
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) return `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`;
  for (const [index, bounds] of FIELDS.entries()) {
    for (const part of (fields[index] ?? '').split(',')) {
      const problem = part === '' ? undefined : rangeProblem(part, bounds);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

/** k8s: robfig/cron getRange */
function rangeProblem(part: string, bounds: Bounds): string | undefined {
  const [range = '', stepText, ...moreSlashes] = part.split('/');
  const [low = '', high, ...moreHyphens] = range.split('-');
  const isStar = low === '*' || low === '?';
  const start = isStar ? bounds.min : numberOf(low, bounds.names);
  if (typeof start === 'string') return start;
  if (!isStar && moreHyphens.length > 0) return `too many hyphens: ${part}`;
  const last = isStar ? bounds.max : high === undefined ? start : numberOf(high, bounds.names);
  if (typeof last === 'string') return last;
  if (moreSlashes.length > 0) return `too many slashes: ${part}`;
  const step = stepText === undefined ? 1 : numberOf(stepText, []);
  if (typeof step === 'string') return step;
  const end = stepText !== undefined && high === undefined ? bounds.max : last;
  if (start < bounds.min) return `beginning of range (${start}) below minimum (${bounds.min}): ${part}`;
  if (end > bounds.max) return `end of range (${end}) above maximum (${bounds.max}): ${part}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${part}`;
  return step === 0 ? `step of range should be a positive number: ${part}` : undefined;
}

/** A number, or what the parser says of a text that is none. */
function numberOf(text: string, names: readonly string[]): number | string {
  const index = text === '' ? -1 : names.indexOf(text.toLowerCase());
  if (index >= 0) return index;
  return /^\+?\d+$/.test(text) ? Number(text) : `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
}

const AREAS = new Set(['Africa', 'America', 'Antarctica', 'Arctic', 'Asia', 'Atlantic', 'Australia', 'Brazil', 'Canada', 'Chile', 'Etc', 'Europe', 'Indian', 'Mexico', 'Pacific', 'US']);
const NAMES = new Set(['UTC', 'GMT', 'UCT', 'Zulu', 'Universal', 'Greenwich', 'CET', 'EET', 'MET', 'WET', 'EST', 'MST', 'HST', 'PRC', 'ROC', 'ROK', 'Japan', 'Singapore', 'Hongkong', 'Iran', 'Israel', 'Turkey', 'Egypt', 'Cuba', 'Jamaica', 'Poland', 'Portugal', 'Eire', 'GB', 'NZ', 'EST5EDT', 'CST6CDT', 'MST7MDT', 'PST8PDT']);

/** The rules of `spec.timeZone`. simplified: of a zone only its part of the world is looked at. k8s: batch validation.validateTimeZone */
export function validateTimeZone(zone: string | undefined): readonly FieldError[] {
  if (zone === undefined) return [];
  const refused = (detail: string) => [invalid('spec.timeZone', zone, detail)];
  if (zone === '') return refused('timeZone must be nil or non-empty string');
  if (zone.toLowerCase() === 'local') return refused('timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones');
  const [area = '', ...places] = zone.split('/');
  const isKnown = places.length === 0 ? NAMES.has(area) : AREAS.has(area) && places.every((place) => /^[A-Za-z0-9_+-]+$/.test(place));
  return isKnown ? [] : refused(`unknown time zone ${zone}`);
}
