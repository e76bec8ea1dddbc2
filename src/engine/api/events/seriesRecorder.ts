import type { Timer } from '../../core/simulation.ts';
import { formatMicroTime } from '../../core/time.ts';
import type { Event } from '../../kinds/event.ts';
import type { NewObject, ObjectReference } from '../../kinds/object.ts';
import type { EventRecorder } from '../api.ts';
import { eventName, eventNamespace, postEvent, referenceTo, updateEvent, type EventSink } from './eventSink.ts';

const FINISH_MS = 360_000;
const REFRESH_MS = 1_800_000;

/** What the scheduler says that it did, by reason. */
const ACTIONS: Readonly<Record<string, string>> = {
  Scheduled: 'Binding',
  FailedScheduling: 'Scheduling',
  Preempted: 'Preempting',
};

interface Series {
  readonly namespace: string;
  readonly name: string;
  /** How often it was seen; 1 while it is no series yet. */
  count: number;
  savedCount: number;
  lastUnixMs: number;
}

/**
 * Posts events as events.k8s.io clients do: the first at once, the second makes it a series, and what follows is
 * counted here and written when the series ends or every half hour. k8s: client-go tools/events
 */
export function createSeriesRecorder(sink: EventSink, instance: string): EventRecorder {
  const { sim, unixNow } = sink;
  const seen = new Map<string, Series>();
  let timer: Timer | undefined;

  const save = (series: Series) => {
    series.savedCount = series.count;
    const lastObservedTime = formatMicroTime(series.lastUnixMs);
    updateEvent(sink, series.namespace, series.name, { series: { count: series.count, lastObservedTime } });
  };

  /** Ends series that nobody has added to for a while, and saves those that go on for long. */
  const tidy = () => {
    timer = undefined;
    const isRefresh = sim.now() % REFRESH_MS === 0;
    for (const [key, series] of seen) {
      const isOver = series.lastUnixMs < unixNow() - FINISH_MS;
      if (series.savedCount < series.count && (isOver || isRefresh)) save(series);
      if (isOver) seen.delete(key);
    }
    arm();
  };

  const arm = () => {
    if (timer !== undefined || ![...seen.values()].some(({ count, savedCount }) => savedCount < count)) return;
    timer = sim.at((Math.floor(sim.now() / FINISH_MS) + 1) * FINISH_MS, 'event series', tidy);
  };

  /** Has the tidying, which runs only when there is something to save, passed over this one? */
  const isForgotten = ({ lastUnixMs, count }: Series) => {
    const lastTidyMs = Math.floor(sim.now() / FINISH_MS) * FINISH_MS;
    return count === 1 && lastUnixMs < unixNow() - sim.now() + lastTidyMs - FINISH_MS;
  };

  return {
    event: (about, type, reason, message, fieldPath) => {
      const regarding = referenceTo(about, fieldPath);
      const key = JSON.stringify([type, reason, regarding]);
      const known = seen.get(key);
      if (known !== undefined && !isForgotten(known)) {
        known.count += 1;
        known.lastUnixMs = unixNow();
        if (known.count === 2) save(known);
        else arm();
        return;
      }
      const event = newEvent(sink, instance, { regarding, type, reason, message });
      seen.set(key, { namespace: eventNamespace(regarding), name: event.metadata.name ?? '', count: 1, savedCount: 1, lastUnixMs: unixNow() });
      postEvent(sink, event);
    },
  };
}

interface Told {
  readonly regarding: ObjectReference;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

function newEvent(sink: EventSink, instance: string, { regarding, type, reason, message }: Told): NewObject<Event> {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: eventName(sink, regarding), namespace: eventNamespace(regarding) },
    involvedObject: regarding,
    reason,
    message,
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    type,
    eventTime: formatMicroTime(sink.unixNow()),
    action: ACTIONS[reason] ?? reason,
    reportingComponent: sink.component,
    reportingInstance: instance,
  };
}
