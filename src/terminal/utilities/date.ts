import { parseRfc3339, unixMsOf } from '#engine/core/time.ts';
import { defineUtility } from '../command.ts';
import { isBusybox, parseOptions } from './options.ts';
import { strftime } from './strftime.ts';

/** The cluster's calendar; it cannot be set. */
export const date = defineUtility({
  name: 'date',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print the date and time',
  run: (process) => {
    const options = parseOptions(process, { short: 'ud:RI', long: { utc: 'u', universal: 'u', date: 'd:', 'rfc-3339': 'rfc-3339:', 'rfc-email': 'R', 'iso-8601': 'I' } });
    if (options === undefined) return 1;
    const given = options.value('d');
    const unixMs = given === undefined ? process.kernel.unixNow() : momentOf(given, process.kernel.unixNow());
    if (unixMs === undefined) {
      process.err(isBusybox(process) ? `date: invalid date '${given ?? ''}'\n` : `date: invalid date '${given ?? ''}'\n`);
      return 1;
    }
    const format = options.operands.find((operand) => operand.startsWith('+'));
    if (format === undefined && options.operands.length > 0) {
      process.err(isBusybox(process) ? `date: invalid date '${options.operands[0] ?? ''}'\n` : `date: cannot set date: Operation not permitted\n`);
      return 1;
    }
    process.out(`${strftime(format?.slice(1) ?? defaultFormat(options), unixMs)}\n`);
    return 0;
  },
});

function defaultFormat(options: { has(name: string): boolean; value(name: string): string | undefined }): string {
  if (options.has('R')) return '%a, %d %b %Y %H:%M:%S %z';
  if (options.has('I')) return '%F';
  const precision = options.value('rfc-3339');
  if (precision !== undefined) return precision === 'date' ? '%F' : '%F %T+00:00';
  return '%a %b %e %H:%M:%S UTC %Y';
}

/** `now`, `@seconds`, `-5 minutes`, a calendar date with or without a time; undefined for what is none of these. */
function momentOf(text: string, nowMs: number): number | undefined {
  if (text === 'now' || text === 'today') return nowMs;
  if (/^@-?\d+$/.test(text)) return Number(text.slice(1)) * 1000;
  const relative = /^([+-]?\d+)\s*(second|sec|minute|min|hour|day|week)s?( ago)?$/.exec(text);
  if (relative !== null) {
    const unit = { second: 1000, sec: 1000, minute: 60_000, min: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 }[relative[2] ?? ''] ?? 0;
    return nowMs + Number(relative[1]) * unit * (relative[3] === undefined ? 1 : -1);
  }
  const day = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
  if (day !== null) return unixMsOf(Number(day[1]), Number(day[2]), Number(day[3]), Number(day[4] ?? 0), Number(day[5] ?? 0), Number(day[6] ?? 0));
  return parseRfc3339(text);
}
