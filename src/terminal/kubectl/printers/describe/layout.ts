import { civilTimeOf, parseRfc3339 } from '#engine/core/time.ts';
import { alignColumns, DESCRIBE_COLUMNS } from '../columns.ts';
import { byCodeUnit } from '../json.ts';

/** A text of `describe` as it grows: lines with tabs between their cells, aligned in the end. */
export interface Layout {
  /** Adds lines, indented two spaces a level; cells end with a tab. */
  write(level: number, text: string): void;
  /** Aligns what is there; later lines form columns of their own. */
  flush(): void;
  text(): string;
}

/** A layout; a raw one leaves the tabs in, as `rollout history --revision` does. */
export function createLayout(options: { readonly isRaw?: boolean } = {}): Layout {
  let done = '';
  let lines: string[] = [];
  const flush = () => {
    done += options.isRaw === true ? lines.map((line) => `${line}\n`).join('') : alignColumns(lines, DESCRIBE_COLUMNS);
    lines = [];
  };
  return {
    write: (level, text) => {
      const [first = '', ...others] = text.split('\n');
      lines.push('  '.repeat(level) + first, ...others);
    },
    flush,
    text: () => {
      flush();
      return done;
    },
  };
}

type Pairs = Readonly<Record<string, string>> | undefined;

/** `Labels:  a=b` with one pair a line. k8s: describe printLabelsMultiline */
export function writePairs(layout: Layout, title: string, pairs: Pairs): void {
  const keys = Object.keys(pairs ?? {}).toSorted(byCodeUnit);
  if (keys.length === 0) layout.write(0, `${title}:\t<none>`);
  keys.forEach((key, index) => layout.write(0, `${index === 0 ? `${title}:` : ''}\t${key}=${pairs?.[key] ?? ''}`));
}

const LONGEST_ANNOTATION = 140;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Annotations but for the last applied manifest; long ones and those of several lines below their key. */
export function writeAnnotations(layout: Layout, title: string, annotations: Pairs): void {
  const keys = Object.keys(annotations ?? {}).filter((key) => key !== LAST_APPLIED).toSorted(byCodeUnit);
  if (keys.length === 0) layout.write(0, `${title}:\t<none>`);
  keys.forEach((key, index) => writeAnnotation(layout, index === 0 ? `${title}:` : '', key, (annotations?.[key] ?? '').replace(/\n$/, '')));
}

function writeAnnotation(layout: Layout, head: string, key: string, value: string): void {
  if (key.length + value.length + 2 <= LONGEST_ANNOTATION && !value.includes('\n')) {
    layout.write(0, `${head}\t${key}: ${value}`);
    return;
  }
  layout.write(0, `${head}\t${key}:`);
  for (const line of value.split('\n')) layout.write(0, `\t  ${line.length > LONGEST_ANNOTATION - 2 ? `${line.slice(0, LONGEST_ANNOTATION - 2)}...` : line}`);
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon, 23 Nov 2026 06:10:24 +0000`; Go's zero time when there is none. */
export function longTime(timestamp: string | null | undefined): string {
  const unixMs = timestamp === undefined || timestamp === null ? undefined : parseRfc3339(timestamp);
  if (unixMs === undefined) return 'Mon, 01 Jan 0001 00:00:00 +0000';
  const t = civilTimeOf(unixMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${DAYS[t.weekday] ?? ''}, ${two(t.day)} ${MONTHS[t.month - 1] ?? ''} ${t.year} ${two(t.hour)}:${two(t.minute)}:${two(t.second)} +0000`;
}

/** `True` and `False` as describe prints them. */
export function trueFalse(value: boolean | undefined): string {
  return value === true ? 'True' : 'False';
}
