import { formatRfc3339 } from '../core/time.ts';

const known = new Map<number, string>();
const MOST = 500;

/** An RFC 3339 time; the few that are written again and again are remembered. */
export function timestamp(unixMs: number): string {
  const second = Math.floor(unixMs / 1000);
  let text = known.get(second);
  if (text === undefined) {
    if (known.size >= MOST) known.clear();
    text = formatRfc3339(unixMs);
    known.set(second, text);
  }
  return text;
}
