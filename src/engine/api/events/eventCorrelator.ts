import type { ObjectReference } from '../../kinds/object.ts';

/** One thing to tell about an object. */
export interface Observation {
  readonly involvedObject: ObjectReference;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** The name that the event gets if it is a new one. */
  readonly name: string;
}

/** What is to be written: a new event when the count is 1, otherwise the next state of an earlier one. */
export interface Correlated {
  readonly name: string;
  readonly message: string;
  readonly count: number;
  readonly firstUnixMs: number;
}

export interface EventCorrelator {
  /** Undefined when nothing is to be written. */
  correlate(observation: Observation, unixMs: number): Correlated | undefined;
}

/** From so many different messages on, events collapse. */
const SIMILAR_LIMIT = 10;
const SIMILAR_WINDOW_MS = 600_000;
const BURST = 25;
const REFILL_MS = 300_000;
const REMEMBERED = 4096;

/** The rules of one source of events. k8s: client-go tools/record EventCorrelator */
export function createEventCorrelator(): EventCorrelator {
  const similar = new Map<string, Similar>();
  const written = new Map<string, Correlated>();
  const buckets = new Map<string, Bucket>();

  /** The key under which the observation counts, and its message. k8s: EventAggregate */
  const aggregated = (observation: Observation, unixMs: number): { key: string; message: string } => {
    const group = groupKey(observation);
    let record = similar.get(group);
    const { message, involvedObject: { fieldPath = '' } } = observation;
    if (record === undefined || unixMs - record.lastUnixMs > SIMILAR_WINDOW_MS) record = { messages: [message], lastUnixMs: unixMs };
    else if (!record.messages.includes(message)) record.messages.push(message);
    record.lastUnixMs = unixMs;
    remember(similar, group, record);
    if (record.messages.length < SIMILAR_LIMIT) return { key: `${group}\n${fieldPath}\n${message}`, message };
    // Upstream forgets any one of the messages; the oldest is as good.
    record.messages.shift();
    return { key: group, message: `(combined from similar events): ${message}` };
  };

  return {
    correlate: (observation, unixMs) => {
      const { key, message } = aggregated(observation, unixMs);
      const before = written.get(key);
      const next: Correlated = {
        name: before?.name ?? observation.name,
        message,
        count: (before?.count ?? 0) + 1,
        firstUnixMs: before?.firstUnixMs ?? unixMs,
      };
      remember(written, key, next);
      return takeToken(buckets, spamKey(observation), unixMs) ? next : undefined;
    },
  };
}

/** Nobody but the object itself has its uid; only what has none is told by all that is known of it. */
function objectKey({ kind = '', namespace = '', name = '', uid = '', apiVersion = '' }: ObjectReference): string {
  return uid === '' ? [kind, namespace, name, apiVersion].join('/') : uid;
}

function groupKey({ involvedObject, type, reason }: Observation): string {
  return `${objectKey(involvedObject)}\n${type}\n${reason}`;
}

function spamKey({ involvedObject, type }: Observation): string {
  return `${objectKey(involvedObject)}\n${type}`;
}

interface Similar {
  /** The different ones, oldest first. */
  readonly messages: string[];
  lastUnixMs: number;
}

interface Bucket {
  readonly tokens: number;
  readonly atUnixMs: number;
}

/** k8s: EventSourceObjectSpamFilter */
function takeToken(buckets: Map<string, Bucket>, key: string, unixMs: number): boolean {
  const { tokens, atUnixMs } = buckets.get(key) ?? { tokens: BURST, atUnixMs: unixMs };
  const filled = Math.min(BURST, tokens + (unixMs - atUnixMs) / REFILL_MS);
  const isFree = filled >= 1;
  remember(buckets, key, { tokens: isFree ? filled - 1 : filled, atUnixMs: unixMs });
  return isFree;
}

/** Keeps the most recently used entries. */
function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= REMEMBERED) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
