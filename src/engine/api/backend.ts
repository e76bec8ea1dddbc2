import { assert } from '../core/assert.ts';
import type { Random } from '../core/random.ts';
import type { Simulation } from '../core/simulation.ts';
import { formatRfc3339, parseRfc3339 } from '../core/time.ts';
import type { Kind, StrategyContext } from '../kinds/kind.ts';
import type { KubeObject, ObjectMeta } from '../kinds/object.ts';
import type { Profile } from '../profile.ts';
import type { StoredChange, WatchType } from './api.ts';
import { freezeJson } from '../core/json.ts';
import { createStore, type Store } from './storage.ts';

export interface ApiServerOptions {
  readonly sim: Simulation;
  readonly profile: Profile;
  readonly kinds: readonly Kind[];
}

/** What the verbs share: storage, clock, dice, definitions of kinds, and the one way to store a change. */
export interface Backend {
  readonly profile: Profile;
  readonly store: Store;
  readonly kinds: readonly Kind[];
  /** For uids and generated names. */
  readonly random: Random;
  kind(name: string): Kind | undefined;
  /** Runs something later, as an event of the simulation. */
  readonly after: Simulation['after'];
  /** Milliseconds since 1970. */
  unixNow(): number;
  /** The moment as the server writes it into objects. */
  timestamp(): string;
  strategy(): StrategyContext;
  resourceVersion(): number;
  /** Stores an object under the next resourceVersion and tells the listeners. Returns what is stored. */
  put(object: KubeObject, previous: KubeObject | undefined, by: string): KubeObject;
  /** Removes an object; its last state is told under the next resourceVersion. */
  remove(last: KubeObject, stored: KubeObject, by: string): void;
  /** Called inside the write, in the order of asking. */
  onChange(listener: (change: StoredChange) => void): () => void;
  /** Never answers below this resourceVersion. */
  skipTo(resourceVersion: number): void;
}

/** As if some time had passed since the cluster was installed. */
const FIRST_RESOURCE_VERSION = 1_847;

/** An empty backend at the profile's start time. */
export function createBackend({ sim, profile, kinds }: ApiServerOptions): Backend {
  const startUnixMs = parseRfc3339(profile.startTime);
  assert(startUnixMs !== undefined, `the profile starts at "${profile.startTime}", which is no RFC 3339 time`);
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  const listeners = new Set<(change: StoredChange) => void>();
  const store = createStore();
  let version = FIRST_RESOURCE_VERSION;
  let stampedAtMs = -1;
  let stamp = '';

  const unixNow = () => startUnixMs + sim.now();

  const tell = (type: WatchType, object: KubeObject, previous: KubeObject | undefined, by: string) => {
    const base = { type, object, atMs: sim.now(), resourceVersion: version, by };
    const change: StoredChange = previous === undefined ? base : { ...base, previous };
    for (const listener of listeners) listener(change);
  };

  const withNextVersion = (object: KubeObject): KubeObject => {
    version += 1;
    const metadata: ObjectMeta = { ...object.metadata, resourceVersion: String(version) };
    return freezeJson({ ...object, metadata });
  };

  return {
    profile,
    store,
    kinds,
    random: sim.random.fork('api server'),
    kind: (name) => byName.get(name),
    after: sim.after,
    unixNow,
    timestamp: () => {
      if (stampedAtMs !== sim.now()) {
        stampedAtMs = sim.now();
        stamp = formatRfc3339(unixNow());
      }
      return stamp;
    },
    strategy: () => ({ gates: profile.gates, unixMs: unixNow() }),
    resourceVersion: () => version,
    put: (object, previous, by) => {
      const stored = withNextVersion(object);
      store.put(stored);
      tell(previous === undefined ? 'ADDED' : 'MODIFIED', stored, previous, by);
      return stored;
    },
    remove: (last, stored, by) => {
      const final = withNextVersion(last);
      store.remove(stored);
      tell('DELETED', final, stored, by);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    skipTo: (resourceVersion) => {
      version = Math.max(version, resourceVersion);
    },
  };
}
