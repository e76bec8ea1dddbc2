import { cellsOf } from './rows.ts';
import type { Reading } from './tokens.ts';

/** Rows of events found in a text, and the line that comes after them. */
export interface EventBlock {
  readonly rows: readonly string[];
  readonly next: number;
}

/** The events at the end of a `describe`, as a sorted set without ages and counts; undefined where none start at this line. */
export function describedEvents(lines: readonly string[], at: number, reading: Reading): EventBlock | undefined {
  if (!/^\s*Events:\s*$/.test(lines[at] ?? '') || !/^\s+Type\s+Reason\s+Age/.test(lines[at + 1] ?? '')) return undefined;
  const events: string[] = [];
  let next = at + 3;
  while (startsEvent(lines[next])) {
    const [type = '', reason = '', , from = '', ...message] = cellsOf(lines[next] ?? '');
    next += 1;
    while (continuesEvent(lines[next])) {
      message.push((lines[next] ?? '').trim());
      next += 1;
    }
    events.push([type, reason, from, message.join(' ')].join('  '));
  }
  return { rows: ['Events:', ...eventSet(events, reading).map((event) => `  ${event}`)], next };
}

function startsEvent(line: string | undefined): boolean {
  return /^\s+(?:Normal|Warning)\s/.test(line ?? '');
}

/** A message of several lines goes on, indented. */
function continuesEvent(line: string | undefined): boolean {
  return line !== undefined && /^\s{2,}\S/.test(line) && !startsEvent(line);
}

/** The table of `kubectl get events` and `kubectl events`, as a sorted set without ages; undefined where none starts at this line. */
export function listedEvents(lines: readonly string[], at: number, reading: Reading): EventBlock | undefined {
  const header = lines[at] ?? '';
  if (!/^(?:NAMESPACE +)?LAST SEEN +TYPE/.test(header)) return undefined;
  const ageColumn = header.startsWith('NAMESPACE') ? 1 : 0;
  const withoutAge = (line: string) => cellsOf(line).filter((_, column) => column !== ageColumn).join('  ');
  let next = at + 1;
  while ((lines[next] ?? '').trim() !== '') next += 1;
  return { rows: [withoutAge(header), ...eventSet(lines.slice(at + 1, next).map(withoutAge), reading)], next };
}

function eventSet(events: readonly string[], { softReasons }: Reading): readonly string[] {
  const kept = events.map(pulledText).filter((event) => !event.includes('  Pulling  ') && !isChance(event) && !softReasons.some((reason) => event.includes(`  ${reason}  `)));
  return [...new Set(kept)].sort();
}

/** Whether an image is on a node already depends on what else ran there: both texts read the same. */
export function pulledText(event: string): string {
  return event.replace(/Successfully pulled image ("[^"]*") in .*$/, 'Pulled $1').replace(/Container image ("[^"]*") already present on machine.*$/, 'Pulled $1');
}

/** A controller that met a newer version and tried again, a timer that may have run, events that were too many. */
export function isChance(event: string): boolean {
  return /Operation cannot be fulfilled on|Cancelling deletion of Pod|combined from similar events/.test(event);
}
