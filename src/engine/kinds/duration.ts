import { parseRfc3339 } from '../core/time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** `2m28s`, `47h`, `3d4h`: kubectl's AGE of a length in milliseconds. k8s: duration.HumanDuration. */
export function humanDuration(lengthMs: number): string {
  if (lengthMs <= -2 * SECOND) return '<invalid>';
  if (lengthMs < 0) return '0s';
  if (lengthMs < 2 * MINUTE) return `${Math.floor(lengthMs / SECOND)}s`;
  if (lengthMs < 10 * MINUTE) return twoUnits(lengthMs, MINUTE, 'm', SECOND, 's');
  if (lengthMs < 3 * HOUR) return `${Math.floor(lengthMs / MINUTE)}m`;
  if (lengthMs < 8 * HOUR) return twoUnits(lengthMs, HOUR, 'h', MINUTE, 'm');
  if (lengthMs < 2 * DAY) return `${Math.floor(lengthMs / HOUR)}h`;
  if (lengthMs < 8 * DAY) return twoUnits(lengthMs, DAY, 'd', HOUR, 'h');
  if (lengthMs < 2 * YEAR) return `${Math.floor(lengthMs / DAY)}d`;
  if (lengthMs < 8 * YEAR) return twoUnits(lengthMs, YEAR, 'y', DAY, 'd');
  return `${Math.floor(lengthMs / YEAR)}y`;
}

/** The larger unit, followed by the smaller one unless that is zero. */
function twoUnits(lengthMs: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((lengthMs % large) / small);
  return `${Math.floor(lengthMs / large)}${largeName}${rest === 0 ? '' : `${rest}${smallName}`}`;
}

/** The age of an RFC 3339 time as kubectl prints it; `<unknown>` without one. k8s: translateTimestampSince. */
export function ageSince(timestamp: string | null | undefined, nowUnixMs: number): string {
  const sinceMs = timestamp === undefined || timestamp === null ? undefined : parseRfc3339(timestamp);
  return sinceMs === undefined ? '<unknown>' : humanDuration(nowUnixMs - sinceMs);
}

/** `1m30s`, `1.5s`, `250ms`, `0s`: Go's Duration.String of a length in milliseconds. */
export function goDuration(lengthMs: number): string {
  const nanos = Math.round(Math.abs(lengthMs) * 1e6);
  const sign = lengthMs < 0 ? '-' : '';
  if (nanos === 0) return '0s';
  if (nanos < 1e3) return `${sign}${nanos}ns`;
  if (nanos < 1e6) return `${sign}${decimal(nanos, 1e3)}µs`;
  if (nanos < 1e9) return `${sign}${decimal(nanos, 1e6)}ms`;
  const hours = Math.floor(nanos / 3.6e12);
  const minutes = Math.floor(nanos / 6e10) % 60;
  const seconds = `${decimal(nanos % 6e10, 1e9)}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}` : `${sign}${seconds}`;
}

/** `value / unit` without trailing zeros; `unit` is a power of ten. */
function decimal(value: number, unit: number): string {
  const whole = Math.floor(value / unit);
  const digits = String(Math.round(value % unit))
    .padStart(String(unit).length - 1, '0')
    .replace(/0+$/, '');
  return digits === '' ? String(whole) : `${whole}.${digits}`;
}

const UNIT_MS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: SECOND, m: MINUTE, h: HOUR };
const GO_DURATION = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;

/** Milliseconds of `1m30s`, `500ms` or `0`; undefined when Go's time.ParseDuration refuses the text. */
export function parseGoDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  if (!GO_DURATION.test(text)) return undefined;
  let lengthMs = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    lengthMs += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return text.startsWith('-') ? -lengthMs : lengthMs;
}
