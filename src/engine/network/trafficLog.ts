import type { Traffic } from './network.ts';

/** The newest exchanges, and how many requests each pod answered through each Service. */
export interface TrafficLog {
  add(entry: Omit<Traffic, 'id'>): void;
  newest(): readonly Traffic[];
  /** Grows with every exchange. */
  count(): number;
  countRequest(service: string, pod: string): void;
  requestCounts(): ReadonlyMap<string, ReadonlyMap<string, number>>;
}

const MOST = 400;

export function createTrafficLog(): TrafficLog {
  let entries: Traffic[] = [];
  let lastId = 0;
  let counts: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map();

  return {
    add: (entry) => {
      lastId += 1;
      // A new list each time: who holds the old one keeps a picture that does not change.
      entries = [...entries.slice(entries.length >= MOST ? 1 : 0), { id: lastId, ...entry }];
    },
    newest: () => entries,
    count: () => lastId,
    countRequest: (service, pod) => {
      const byPod = new Map(counts.get(service));
      counts = new Map(counts).set(service, byPod.set(pod, (byPod.get(pod) ?? 0) + 1));
    },
    requestCounts: () => counts,
  };
}
