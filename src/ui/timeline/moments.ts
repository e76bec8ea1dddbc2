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
  return gather(explanations.filter(isDecision).map((decision) => ({ atMs: decision.atMs, isStrong: decision.kind === 'act', about: decision.about, text: () => `${decision.actor}: ${say(decision)}` })), x, right);
}

/** The cluster's Events. Warnings stand out. */
export function eventMoments(events: readonly Event[], startUnixMs: number, x: (ms: number) => number, right: number): readonly Moment[] {
  const happened = events.flatMap((event): Happened[] => {
    const atMs = parseRfc3339(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp) ?? 0;
    const { kind = '', namespace, name = '' } = event.involvedObject;
    if (atMs < startUnixMs || namespace?.startsWith('kube-') === true) return [];
    const about = { kind, name, ...(namespace === undefined ? {} : { namespace }) };
    return [{ atMs: atMs - startUnixMs, isStrong: event.type === 'Warning', about, text: () => `${event.reason ?? ''} ${name}: ${event.message ?? ''}` }];
  });
  return gather(happened.sort((a, b) => a.atMs - b.atMs), x, right);
}

/** Joins what falls on the same place. What is outside of the window is left out. */
function gather(happened: readonly Happened[], x: (ms: number) => number, right: number): readonly Moment[] {
  const moments = new Map<number, Moment>();
  const left = x(0);
  for (const { atMs, isStrong, about, text } of happened) {
    const at = x(atMs);
    if (at < left - 0.5 || at > right) continue;
    const place = Math.round(at / PITCH_PX) * PITCH_PX;
    const known = moments.get(place);
    if (known === undefined || (isStrong && !known.isStrong)) moments.set(place, { x: place, isStrong, about, text, count: (known?.count ?? 0) + 1 });
    else moments.set(place, { ...known, count: known.count + 1 });
  }
  return [...moments.values()];
}
