import { parseRfc3339 } from '#engine/core/time.ts';
import type { Event } from '#engine/kinds/event.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Explanation } from '#engine/why.ts';
import { isDecision } from '../past/isDecision.ts';

/** What happened at about one place of the timeline. */
export interface Moment {
  /** Where it is drawn, in whole pixels. */
  readonly x: number;
  /** The one that matters most there, and how many there are. */
  readonly isStrong: boolean;
  readonly count: number;
  readonly about: ObjectKey;
  readonly text: () => string;
}

interface Happened {
  readonly atMs: number;
  readonly isStrong: boolean;
  readonly about: ObjectKey;
  readonly text: () => string;
}

/** Moments this near to each other are one mark. */
const PITCH_PX = 4;

/** What controllers did and what they waited for. Doing is what stands out. */
export function decisionMoments(explanations: readonly Explanation[], say: (why: Explanation) => string, x: (ms: number) => number, right: number): readonly Moment[] {
  const happened: Happened[] = [];
  for (const decision of explanations) {
    if (isDecision(decision)) happened.push({ atMs: decision.atMs, isStrong: decision.kind === 'act', about: decision.about, text: () => `${decision.actor}: ${say(decision)}` });
  }
  return gather(happened, x, right);
}

/** The cluster's Events. Warnings stand out. */
export function eventMoments(events: readonly Event[], startUnixMs: number, x: (ms: number) => number, right: number): readonly Moment[] {
  const happened: Happened[] = [];
  for (const event of events) {
    const one = readEvent(event);
    if (one.unixMs >= startUnixMs && one.about.namespace?.startsWith('kube-') !== true) happened.push({ ...one, atMs: one.unixMs - startUnixMs });
  }
  return gather(happened.sort((a, b) => a.atMs - b.atMs), x, right);
}

interface ReadEvent extends Omit<Happened, 'atMs'> {
  readonly unixMs: number;
}

/** Read once: of the many Events of a long session few are new from one picture to the next. */
const read = new WeakMap<Event, ReadEvent>();

function readEvent(event: Event): ReadEvent {
  let known = read.get(event);
  if (known === undefined) {
    const unixMs = parseRfc3339(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp) ?? 0;
    const { kind = '', namespace, name = '' } = event.involvedObject;
    const about = { kind, name, ...(namespace === undefined ? {} : { namespace }) };
    known = { unixMs, isStrong: event.type === 'Warning', about, text: () => `${event.reason ?? ''} ${name}: ${event.message ?? ''}` };
    read.set(event, known);
  }
  return known;
}

/** Joins what falls on the same place. What is outside of the window is left out. */
function gather(happened: readonly Happened[], x: (ms: number) => number, right: number): readonly Moment[] {
  const moments = new Map<number, { -readonly [Part in keyof Moment]: Moment[Part] }>();
  const left = x(0);
  for (const { atMs, isStrong, about, text } of happened) {
    const at = x(atMs);
    if (at < left - 0.5 || at > right) continue;
    const place = Math.round(at / PITCH_PX) * PITCH_PX;
    const known = moments.get(place);
    if (known === undefined || (isStrong && !known.isStrong)) moments.set(place, { x: place, isStrong, about, text, count: (known?.count ?? 0) + 1 });
    else known.count += 1;
  }
  return [...moments.values()];
}
