import { civilTimeOf } from '../../../core/time.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

/** Remembers the last few answers of a function of whole seconds: servers write the same moments again and again. */
function remembered(format: (unixMs: number) => string): (unixMs: number) => string {
  const known = new Map<number, string>();
  return (unixMs) => {
    const second = Math.floor(unixMs / 1000);
    let text = known.get(second);
    if (text === undefined) {
      if (known.size >= MOST) known.clear();
      text = format(unixMs);
      known.set(second, text);
    }
    return text;
  };
}

const MOST = 100;

/** `Mon, 23 Nov 2026 06:51:24 GMT` */
export const httpDate = remembered((unixMs) => {
  const t = civilTimeOf(unixMs);
  return `${DAYS[t.weekday] ?? ''}, ${two(t.day)} ${MONTHS[t.month - 1] ?? ''} ${t.year} ${two(t.hour)}:${two(t.minute)}:${two(t.second)} GMT`;
});

/** `23/Nov/2026:06:51:24 +0000`: the time of an access log line. */
export const accessLogDate = remembered((unixMs) => {
  const t = civilTimeOf(unixMs);
  return `${two(t.day)}/${MONTHS[t.month - 1] ?? ''}/${t.year}:${two(t.hour)}:${two(t.minute)}:${two(t.second)} +0000`;
});

/** `2026/11/23 06:51:24`: the time of an error log line. */
export const errorLogDate = remembered((unixMs) => {
  const t = civilTimeOf(unixMs);
  return `${t.year}/${two(t.month)}/${two(t.day)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}`;
});
