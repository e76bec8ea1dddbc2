import { useMemo } from 'react';
import type { Event } from '#engine/kinds/event.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import { parseRfc3339 } from '#engine/core/time.ts';
import type { Frame } from '#session/session.ts';
import { useApp, useT } from '../../store/store.ts';
import { ageText } from '../ageText.ts';
import { Subject } from '../Subject.tsx';
import type { PanelProps } from './panel.ts';

const MOST = 100;

/** The events about an object; about a set also those of its pods and claims. */
export function EventsPanel({ target }: PanelProps) {
  const t = useT();
  const frame = useApp((state) => state.frame);
  const events = useMemo(() => eventsAbout(frame, target), [frame, target]);
  const unixNowMs = useApp((state) => Math.floor((state.frame.unixNowMs + state.nowMs - state.frame.nowMs) / 1000) * 1000);
  if (events.length === 0) return <p className="panel-empty">{t('events.none')}</p>;
  return (
    <>
      <Subject target={target} />
      <ol className="events">
        {events.map((event) => (
          <li key={event.metadata.uid} className={event.type === 'Warning' ? 'is-warning' : ''}>
            <p className="event-head">
              <strong>{event.reason}</strong>
              {(event.count ?? 1) > 1 && <span className="mono">×{event.count}</span>}
              <time>{ageText(unixNowMs - lastMs(event))}</time>
            </p>
            <p className="event-object mono">
              {event.involvedObject.kind?.toLowerCase()}/{event.involvedObject.name} · {event.source?.component ?? event.reportingComponent}
            </p>
            <p>{event.message}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Newest first. */
export function eventsAbout(frame: Frame, target: ObjectKey): readonly Event[] {
  const events = frame.list('Event').filter(({ involvedObject }) => involves(involvedObject, target));
  return events.toReversed().sort((a, b) => lastMs(b) - lastMs(a)).slice(0, MOST);
}

function involves({ kind, namespace, name = '' }: Event['involvedObject'], target: ObjectKey): boolean {
  if (target.namespace !== undefined && namespace !== undefined && namespace !== target.namespace) return false;
  if (kind === target.kind && name === target.name) return true;
  if (target.kind !== 'StatefulSet') return false;
  return (kind === 'Pod' && name.startsWith(`${target.name}-`)) || (kind === 'PersistentVolumeClaim' && name.includes(`-${target.name}-`));
}

function lastMs(event: Event): number {
  return parseRfc3339(event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp) ?? 0;
}
