import type { ApiServer, StoredChange } from './api/api.ts';
import { createApiServer } from './api/server.ts';
import { assert } from './core/assert.ts';
import { createSimulation, type Simulation } from './core/simulation.ts';
import { parseRfc3339 } from './core/time.ts';
import { createExplanations, type Explanations } from './explanations.ts';
import { createFaultBoard, type FaultBoard } from './faultBoard.ts';
import { kinds } from './kinds/index.ts';
import { keyOf, type KubeObject } from './kinds/object.ts';
import type { Profile } from './profile.ts';
import { storedObjects } from './profiles/storedObjects.ts';

export interface ClusterOptions {
  readonly profile: Profile;
  /** Settles every draw: the same profile, seed and inputs give the same cluster to the byte. */
  readonly seed: number;
}

/** What is stored of a cluster, and nothing that would change it: enough for a first picture. */
export interface StillCluster {
  readonly profile: Profile;
  readonly sim: Simulation;
  readonly api: ApiServer;
  readonly faultBoard: FaultBoard;
  readonly reasons: Explanations;
  /** Milliseconds since 1970, from the profile's start time. */
  unixNow(): number;
  /** Every stored change, oldest first: the history that scrubbing reads. */
  changes(): readonly StoredChange[];
  /** How many of them a picture shows. */
  visibleChanges(): number;
  /** The objects of a kind as they are now, sorted by namespace and name. */
  objects(kind: string): readonly KubeObject[];
}

/** Wires storage and verbs and loads the profile's objects. `wakeCluster` brings such a cluster to life. */
export function createStillCluster({ profile, seed }: ClusterOptions): StillCluster {
  const startUnixMs = parseRfc3339(profile.startTime);
  assert(startUnixMs !== undefined, `the profile starts at "${profile.startTime}", which is no RFC 3339 time`);
  const sim = createSimulation(seed);
  const api = createApiServer({ sim, profile, kinds });
  const faultBoard = createFaultBoard(() => sim.now());
  const reasons = createExplanations();
  const changes = recordChanges(api);
  forgetReasonsOfDeleted(api, reasons);
  api.load(storedObjects(profile, kinds, startUnixMs));
  return {
    profile, sim, api, faultBoard, reasons,
    unixNow: () => startUnixMs + sim.now(),
    changes: changes.all,
    visibleChanges: changes.visible,
    objects: (kind) => api.as('cluster').list(kind),
  };
}

/** Leases are renewed without end and shown nowhere: they count for nothing that is seen. */
const UNSEEN_KINDS = new Set(['Lease']);

function recordChanges(api: ApiServer): { readonly all: () => readonly StoredChange[]; readonly visible: () => number } {
  const log: StoredChange[] = [];
  let visible = 0;
  api.onChange((change) => {
    if (UNSEEN_KINDS.has(change.object.kind)) return;
    log.push(change);
    visible += 1;
  });
  return { all: () => log, visible: () => visible };
}

/** An object that is gone waits for nothing; its successor of the same name starts without its reasons. */
function forgetReasonsOfDeleted(api: ApiServer, explanations: Explanations): void {
  api.onChange(({ type, object }) => {
    if (type === 'DELETED') explanations.settle(keyOf(object));
  });
}
