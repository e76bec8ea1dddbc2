import { formatRfc3339 } from '../../core/time.ts';
import type { Event } from '../../kinds/event.ts';
import type { NewObject } from '../../kinds/object.ts';
import type { EventRecorder } from '../api.ts';
import { createEventCorrelator } from './eventCorrelator.ts';
import { eventName, eventNamespace, postEvent, referenceTo, updateEvent, type EventSink } from './eventSink.ts';

/** Posts core/v1 events: equal ones count up, similar ones collapse, spam is dropped. k8s: client-go tools/record */
export function createCountingRecorder(sink: EventSink, host: string | undefined): EventRecorder {
  const correlator = createEventCorrelator();
  const source = { component: sink.component, ...(host === undefined ? {} : { host }) };

  return {
    event: (about, type, reason, message, fieldPath) => {
      const involvedObject = referenceTo(about, fieldPath);
      const unixMs = sink.unixNow();
      const outcome = correlator.correlate({ involvedObject, type, reason, message, name: eventName(sink, involvedObject) }, unixMs);
      if (outcome === undefined) return;
      const now = formatRfc3339(unixMs);
      const namespace = eventNamespace(involvedObject);
      if (outcome.count > 1) {
        const changes = { count: outcome.count, lastTimestamp: now, message: outcome.message };
        if (updateEvent(sink, namespace, outcome.name, changes) !== undefined) return;
      }
      const event: NewObject<Event> = {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: outcome.name, namespace },
        involvedObject,
        reason,
        message: outcome.message,
        source,
        firstTimestamp: formatRfc3339(outcome.firstUnixMs),
        lastTimestamp: now,
        count: outcome.count,
        type,
        eventTime: null,
        reportingComponent: sink.component,
        reportingInstance: host ?? '',
      };
      postEvent(sink, event);
    },
  };
}
