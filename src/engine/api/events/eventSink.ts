import type { Random } from '../../core/random.ts';
import type { Simulation } from '../../core/simulation.ts';
import type { Event } from '../../kinds/event.ts';
import type { KubeObject, NewObject, ObjectReference } from '../../kinds/object.ts';
import type { Api } from '../api.ts';
import { isApiError } from '../errors.ts';

/** What recorders post through. */
export interface EventSink {
  readonly sim: Simulation;
  readonly api: Api;
  /** Milliseconds since 1970. */
  readonly unixNow: () => number;
  /** Nanoseconds since 1970: the clock's millisecond, the rest drawn. Each is later than the one before. */
  readonly moment: () => bigint;
  readonly component: string;
}

/** The moments of one component's events, so that their names stand in the order they were posted in. */
export function createMoments(unixNow: () => number, random: Random): () => bigint {
  let last = 0n;
  return () => {
    const drawn = BigInt(Math.floor(unixNow())) * 1_000_000n + BigInt(random.integer(0, 999_999));
    last = drawn > last ? drawn : last + BigInt(random.integer(1, 9999));
    return last;
  };
}

/** The reference that an event carries to what it is about. k8s: reference.GetReference */
export function referenceTo(about: KubeObject | ObjectReference, fieldPath: string | undefined): ObjectReference {
  const reference = 'metadata' in about ? referenceToObject(about) : { ...about };
  if (fieldPath !== undefined) reference.fieldPath = fieldPath;
  return reference;
}

type ReferenceDraft = { -readonly [Field in keyof ObjectReference]: ObjectReference[Field] };

function referenceToObject({ apiVersion, kind, metadata }: KubeObject): ReferenceDraft {
  const { namespace, name, uid, resourceVersion } = metadata;
  if (namespace === undefined) return { kind, name, uid, apiVersion, resourceVersion };
  return { kind, namespace, name, uid, apiVersion, resourceVersion };
}

/** `web-0.18ea9b05ed7f9f7d`: the object's name and the moment in nanoseconds. */
export function eventName({ moment }: EventSink, { name = '' }: ObjectReference): string {
  return `${name}.${moment().toString(16)}`;
}

/** Events about objects without a namespace lie in `default`. */
export function eventNamespace({ namespace = '' }: ObjectReference): string {
  return namespace === '' ? 'default' : namespace;
}

/** Posts a new event; undefined when the API server refuses it. */
export function postEvent({ api }: EventSink, event: NewObject<Event>): Event | undefined {
  return unlessRefused(() => api.create<Event>(event));
}

/** Brings a posted event up to date; undefined when it is gone or the API server refuses it. */
export function updateEvent({ api }: EventSink, namespace: string, name: string, changes: Partial<Event>): Event | undefined {
  const stored = api.get('Event', namespace, name);
  if (stored === undefined) return undefined;
  return unlessRefused(() => api.update<Event>({ ...stored, ...changes }));
}

/** Events are a courtesy: nobody retries one that is refused. */
function unlessRefused<T>(write: () => T): T | undefined {
  try {
    return write();
  } catch (error) {
    if (isApiError(error)) return undefined;
    throw error;
  }
}
