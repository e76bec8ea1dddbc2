import type { Random } from '../core/random.ts';
import type { Simulation, Timer } from '../core/simulation.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Delay } from '../profile.ts';
import type { StoredChange, WatchEvent } from './api.ts';

export interface WatchRequest {
  readonly kind: string;
  readonly namespace?: string | undefined;
  /** What the watcher wants to see; absent means everything. */
  readonly matches?: ((object: KubeObject) => boolean) | undefined;
  readonly onEvent: (event: WatchEvent) => void;
  readonly latencyMs?: number | undefined;
}

/** Hands stored changes to watchers, later and in order. */
export interface WatchHub {
  watch(request: WatchRequest): () => void;
  /** Queues a change for everyone who wants it, with an extra delay in milliseconds. */
  announce(change: StoredChange, extraMs: number): void;
}

interface WatchHubOptions {
  readonly sim: Simulation;
  readonly random: Random;
  readonly latency: Delay;
}

/** Nobody watches yet. Each watcher has one latency for its whole life, so what it sees stays in order. */
export function createWatchHub({ sim, random, latency }: WatchHubOptions): WatchHub {
  const byKind = new Map<string, Set<Watcher>>();

  const drawLatencyMs = () =>
    latency.minMs === latency.maxMs ? latency.minMs : random.integer(latency.minMs * 1000, latency.maxMs * 1000) / 1000;

  return {
    watch: (request) => {
      const watcher = createWatcher(sim, request, request.latencyMs ?? drawLatencyMs());
      const watchers = byKind.get(request.kind) ?? new Set();
      byKind.set(request.kind, watchers.add(watcher));
      return () => {
        watchers.delete(watcher);
        watcher.stop();
      };
    },
    announce: (change, extraMs) => {
      for (const watcher of byKind.get(change.object.kind) ?? []) watcher.offer(change, extraMs);
    },
  };
}

interface Watcher {
  offer(change: StoredChange, extraMs: number): void;
  stop(): void;
}

interface Pending {
  readonly dueMs: number;
  readonly event: WatchEvent;
}

function createWatcher(sim: Simulation, request: WatchRequest, latencyMs: number): Watcher {
  const { kind, namespace, matches, onEvent } = request;
  const label = `watch ${kind}`;
  let queue: Pending[] = [];
  let timer: Timer | undefined;
  let lastDueMs = 0;
  let isStopped = false;

  const arm = () => {
    const first = queue[0];
    if (first !== undefined && timer === undefined) timer = sim.at(first.dueMs, label, deliver);
  };

  /** Delivers what is due; what the receivers write meanwhile comes in an event of its own. */
  const deliver = () => {
    timer = undefined;
    const nowMs = sim.now();
    const due = queue.filter(({ dueMs }) => dueMs <= nowMs);
    queue = queue.slice(due.length);
    let delivered = 0;
    try {
      for (const { event } of due) {
        if (isStopped) return;
        delivered += 1;
        onEvent(event);
      }
    } finally {
      if (delivered < due.length && !isStopped) queue = [...due.slice(delivered), ...queue];
      arm();
    }
  };

  return {
    offer: (change, extraMs) => {
      if (namespace !== undefined && change.object.metadata.namespace !== namespace) return;
      const event = matches === undefined ? change : seenThrough(matches, change);
      if (event === undefined) return;
      lastDueMs = Math.max(lastDueMs, sim.now() + latencyMs + extraMs);
      queue.push({ dueMs: lastDueMs, event });
      arm();
    },
    stop: () => {
      isStopped = true;
      sim.cancel(timer);
      timer = undefined;
      queue = [];
    },
  };
}

/** An object that begins to match comes into being for this watcher; one that ceases to match is gone. */
function seenThrough(matches: (object: KubeObject) => boolean, change: StoredChange): WatchEvent | undefined {
  const { type, object, previous } = change;
  const isIn = type !== 'DELETED' && matches(object);
  const wasIn = previous !== undefined && matches(previous);
  if (isIn && wasIn) return change;
  if (isIn) return { type: 'ADDED', object };
  if (wasIn) return type === 'DELETED' ? change : { type: 'DELETED', object, previous };
  return undefined;
}
