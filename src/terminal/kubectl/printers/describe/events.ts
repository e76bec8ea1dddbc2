import type { Api } from '#engine/api/api.ts';
import { parseRfc3339 } from '#engine/core/time.ts';
import { ageSince } from '#engine/kinds/duration.ts';
import type { Event } from '#engine/kinds/event.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { goSort } from '../goSort.ts';
import type { Layout } from './layout.ts';

/** The events about an object. Some components of a node name it by its name instead of its uid. */
export function eventsAbout(api: Api, object: KubeObject): readonly Event[] {
  const { name, namespace, uid } = object.metadata;
  const events = namespace === undefined ? api.list('Event') : api.list('Event', { namespace });
  return events.filter(({ involvedObject: about }) => {
    if (about.name !== name || about.kind !== object.kind) return false;
    return about.uid === uid || (object.kind === 'Node' && about.uid === name);
  });
}

/** The last block of a description. k8s: describe DescribeEvents */
export function writeEvents(layout: Layout, events: readonly Event[], nowUnixMs: number): void {
  if (events.length === 0) {
    layout.write(0, 'Events:\t<none>');
    return;
  }
  layout.flush();
  layout.write(0, 'Events:');
  layout.write(1, 'Type\tReason\tAge\tFrom\tMessage');
  layout.write(1, '----\t------\t----\t----\t-------');
  for (const event of sortedBy(events, ({ lastTimestamp }) => lastTimestamp)) {
    layout.write(1, `${event.type ?? ''}\t${event.reason ?? ''}\t${eventAge(event, nowUnixMs)}\t${eventSource(event)}\t${eventMessage(event)}`);
  }
}

/** Oldest first by their last time. */
export function sortedByTime(events: readonly Event[]): readonly Event[] {
  return sortedBy(events, lastTimeOf);
}

/** Those without the time come first: in a description the scheduler's, whose last time is in their series. k8s: SortableEvents */
function sortedBy(events: readonly Event[], timeOf: (event: Event) => string | null | undefined): readonly Event[] {
  const timed = events.map((event) => ({ event, atMs: parseRfc3339(timeOf(event) ?? '') ?? 0 }));
  goSort(timed, (a, b) => a.atMs < b.atMs);
  return timed.map(({ event }) => event);
}

function lastTimeOf(event: Event): string | undefined {
  return event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? undefined;
}

/** `9s`, or `9s (x2 over 14s)` for what happened more than once. */
export function eventAge(event: Event, nowUnixMs: number): string {
  const first = ageSince(event.eventTime ?? event.firstTimestamp, nowUnixMs);
  if (event.series !== undefined) return `${ageSince(event.series.lastObservedTime, nowUnixMs)} (x${event.series.count ?? 0} over ${first})`;
  if ((event.count ?? 0) > 1) return `${ageSince(event.lastTimestamp, nowUnixMs)} (x${event.count ?? 0} over ${first})`;
  return first;
}

function eventSource({ source, reportingComponent }: Event): string {
  const component = source?.component ?? '';
  return component === '' ? reportingComponent : component;
}

/** The message behind the part of the object that it is about. */
export function eventMessage({ involvedObject, message = '' }: Event): string {
  const { fieldPath } = involvedObject;
  return fieldPath === undefined || fieldPath === '' ? message.trim() : `${fieldPath}: ${message.trim()}`;
}
