import { civilTimeOf } from '../../../core/time.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

/** `Mon, 23 Nov 2026 06:51:24 GMT` */
export function httpDate(unixMs: number): string {
  const t = civilTimeOf(unixMs);
  return `${DAYS[t.weekday] ?? ''}, ${two(t.day)} ${MONTHS[t.month - 1] ?? ''} ${t.year} ${two(t.hour)}:${two(t.minute)}:${two(t.second)} GMT`;
}

/** `23/Nov/2026:06:51:24 +0000`: the time of an access log line. */
export function accessLogDate(unixMs: number): string {
  const t = civilTimeOf(unixMs);
  return `${two(t.day)}/${MONTHS[t.month - 1] ?? ''}/${t.year}:${two(t.hour)}:${two(t.minute)}:${two(t.second)} +0000`;
}

/** `2026/11/23 06:51:24`: the time of an error log line. */
export function errorLogDate(unixMs: number): string {
  const t = civilTimeOf(unixMs);
  return `${t.year}/${two(t.month)}/${two(t.day)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}`;
}
