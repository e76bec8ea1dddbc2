import { column, wideColumn } from './columns.ts';
import { fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { ageSince } from './duration.ts';
import { invalid } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import type { KubeObject, ObjectReference } from './object.ts';

/** core/v1 Event. Controllers do not write it themselves: they use the recorder of their context. */
export interface Event extends KubeObject {
  readonly involvedObject: ObjectReference;
  readonly reason?: string;
  readonly message?: string;
  readonly source?: { readonly component?: string; readonly host?: string };
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly count?: number;
  readonly type?: 'Normal' | 'Warning';
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
  readonly action?: string;
  readonly related?: ObjectReference;
  readonly reportingComponent: string;
  readonly reportingInstance: string;
}

export const eventKind: Kind<Event> = defineKind<Event>({
  kind: 'Event',
  plural: 'events',
  shortNames: ['ev'],
  generation: 'none',
  defaults: (event) => fill(event, ALWAYS_WRITTEN),
  validate: validateEvent,
  columns: [
    column('Last Seen', (event, nowUnixMs) => ageSince(lastSeenOf(event), nowUnixMs)),
    column('Type', (event) => event.type ?? ''),
    column('Reason', (event) => event.reason ?? ''),
    column('Object', objectText),
    wideColumn('Subobject', (event) => event.involvedObject.fieldPath ?? ''),
    wideColumn('Source', eventSourceText),
    column('Message', (event) => (event.message ?? '').trim()),
    wideColumn('First Seen', (event, nowUnixMs) => ageSince(firstSeenOf(event), nowUnixMs)),
    wideColumn('Count', eventCount, 'integer'),
    { name: 'Name', type: 'string', format: 'name', priority: 1, cell: (event) => event.metadata.name },
  ],
  selectableFields: {
    'involvedObject.kind': ({ involvedObject }) => involvedObject.kind ?? '',
    'involvedObject.namespace': ({ involvedObject }) => involvedObject.namespace ?? '',
    'involvedObject.name': ({ involvedObject }) => involvedObject.name ?? '',
    'involvedObject.uid': ({ involvedObject }) => involvedObject.uid ?? '',
    'involvedObject.apiVersion': ({ involvedObject }) => involvedObject.apiVersion ?? '',
    'involvedObject.resourceVersion': ({ involvedObject }) => involvedObject.resourceVersion ?? '',
    'involvedObject.fieldPath': ({ involvedObject }) => involvedObject.fieldPath ?? '',
    reason: (event) => event.reason ?? '',
    reportingComponent: (event) => event.reportingComponent,
    source: (event) => event.source?.component ?? event.reportingComponent,
    type: (event) => event.type ?? '',
  },
});

/** Go writes these fields even when they are empty. */
const ALWAYS_WRITTEN = Object.freeze({
  involvedObject: Object.freeze({}),
  source: Object.freeze({}),
  firstTimestamp: null,
  lastTimestamp: null,
  eventTime: null,
  reportingComponent: '',
  reportingInstance: '',
});

function validateEvent({ metadata, involvedObject }: Event): readonly FieldError[] {
  const { namespace = '' } = involvedObject;
  const matches = namespace === '' ? metadata.namespace === 'default' : namespace === metadata.namespace;
  return matches ? [] : [invalid('involvedObject.namespace', namespace, 'does not match event.namespace')];
}

/** How often it happened; a single event carries no count. */
export function eventCount({ series, count = 0 }: Event): number {
  return series?.count ?? (count === 0 ? 1 : count);
}

/** When it happened first: the old or the new field. */
export function firstSeenOf(event: Event): string | null | undefined {
  return event.firstTimestamp ?? event.eventTime;
}

/** When it happened last. */
export function lastSeenOf(event: Event): string | null | undefined {
  return event.series?.lastObservedTime ?? event.lastTimestamp ?? firstSeenOf(event);
}

function objectText({ involvedObject: { kind = '', name = '' } }: Event): string {
  return name === '' ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`;
}

/** `kubelet, node1`: component and host, or who reported it. */
export function eventSourceText({ source, reportingComponent, reportingInstance }: Event): string {
  const component = source?.component ?? reportingComponent;
  const instance = source?.host ?? reportingInstance;
  return instance === '' ? component : `${component}, ${instance}`;
}
