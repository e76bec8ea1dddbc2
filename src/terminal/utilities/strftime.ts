import { civilTimeOf } from '#engine/core/time.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** strftime in the C locale and UTC, with GNU date's `%N` and `%3N`. `unixMs` is milliseconds since 1970. */
export function strftime(format: string, unixMs: number): string {
  return format.replaceAll(/%([-_0^#]*)(\d*)(:*[a-zA-Z%])/g, (whole, flags: string, width: string, letter: string) => {
    const text = fieldOf(letter, unixMs, width);
    if (text === undefined) return whole;
    const cased = flags.includes('^') ? text.toUpperCase() : flags.includes('#') ? (letter === 'p' || letter === 'Z' ? text.toLowerCase() : text.toUpperCase()) : text;
    if (flags.includes('-')) return cased.replace(/^[ 0]+(?=.)/, '');
    const isBlank = flags.includes('_') || (!flags.includes('0') && /[a-zA-Z]/.test(cased) && cased.length < Number(width));
    const filled = letter === 'N' ? cased : cased.padStart(Math.min(Number(width), 1000), isBlank ? ' ' : '0');
    return flags.includes('_') ? filled.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length)) : filled;
  });
}

function fieldOf(letter: string, unixMs: number, width: string): string | undefined {
  const t = civilTimeOf(unixMs);
  const two = (value: number) => String(value).padStart(2, '0');
  switch (letter) {
    case '%': return '%';
    case 'a': return (DAYS[t.weekday] ?? '').slice(0, 3);
    case 'A': return DAYS[t.weekday];
    case 'b':
    case 'h': return (MONTHS[t.month - 1] ?? '').slice(0, 3);
    case 'B': return MONTHS[t.month - 1];
    case 'c': return strftime('%a %b %e %H:%M:%S %Y', unixMs);
    case 'C': return two(Math.floor(t.year / 100));
    case 'd': return two(t.day);
    case 'D': return strftime('%m/%d/%y', unixMs);
    case 'e': return String(t.day).padStart(2, ' ');
    case 'F': return strftime('%Y-%m-%d', unixMs);
    case 'H': return two(t.hour);
    case 'I': return two(((t.hour + 11) % 12) + 1);
    case 'j': return String(dayOfYear(unixMs)).padStart(3, '0');
    case 'k': return String(t.hour).padStart(2, ' ');
    case 'l': return String(((t.hour + 11) % 12) + 1).padStart(2, ' ');
    case 'm': return two(t.month);
    case 'M': return two(t.minute);
    case 'n': return '\n';
    case 'N': return `${String(t.millisecond).padStart(3, '0')}000000`.slice(0, width === '' ? 9 : Number(width));
    case 'p': return t.hour < 12 ? 'AM' : 'PM';
    case 'P': return t.hour < 12 ? 'am' : 'pm';
    case 'r': return strftime('%I:%M:%S %p', unixMs);
    case 'R': return strftime('%H:%M', unixMs);
    case 's': return String(Math.floor(unixMs / 1000));
    case 'S': return two(t.second);
    case 't': return '\t';
    case 'T':
    case 'X': return strftime('%H:%M:%S', unixMs);
    case 'U': return two(Math.floor((dayOfYear(unixMs) + 6 - t.weekday) / 7));
    case 'W': return two(Math.floor((dayOfYear(unixMs) + 6 - ((t.weekday + 6) % 7)) / 7));
    case 'V': return two(isoWeekOf(unixMs).week);
    case 'G': return String(isoWeekOf(unixMs).year);
    case 'g': return two(isoWeekOf(unixMs).year % 100);
    case 'q': return String(Math.ceil(t.month / 3));
    case 'u': return String(t.weekday === 0 ? 7 : t.weekday);
    case 'w': return String(t.weekday);
    case 'x': return strftime('%m/%d/%y', unixMs);
    case 'y': return two(t.year % 100);
    case 'Y': return String(t.year);
    case 'z': return '+0000';
    case ':z': return '+00:00';
    case '::z': return '+00:00:00';
    case 'Z': return 'UTC';
    default: return undefined;
  }
}

/** The week of ISO 8601, which belongs to the year of its Thursday. */
function isoWeekOf(unixMs: number): { readonly year: number; readonly week: number } {
  const { weekday } = civilTimeOf(unixMs);
  const thursday = unixMs + (3 - ((weekday + 6) % 7)) * 86_400_000;
  return { year: civilTimeOf(thursday).year, week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

function dayOfYear(unixMs: number): number {
  const { year } = civilTimeOf(unixMs);
  let days = 1;
  for (let back = unixMs - 86_400_000; civilTimeOf(back).year === year; back -= 86_400_000) days += 1;
  return days;
}
