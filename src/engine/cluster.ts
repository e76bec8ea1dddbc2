import type { ApiServer, StoredChange } from './api/api.ts';
import { createRecorder } from './api/recorder.ts';
import { createApiServer } from './api/server.ts';
import { createControllers } from './controllers/index.ts';
import { startControllers } from './controllers/runner.ts';
import { assert } from './core/assert.ts';
import { createSimulation, type Simulation } from './core/simulation.ts';
import { parseRfc3339 } from './core/time.ts';
import { createExplanations, type Explanations } from './explanations.ts';
import { createFaultBoard, type FaultBoard } from './faultBoard.ts';
import type { ActiveFault, Fault } from './faults.ts';
import { kinds } from './kinds/index.ts';
import { keyOf, type KubeObject, type ObjectKey } from './kinds/object.ts';
import type { ProgramRunner } from './machine/programs.ts';
import { createVolumeBackend } from './machine/volumeBackend.ts';
import { createNetwork } from './network/createNetwork.ts';
import type { Network } from './network/network.ts';
import { createNodes, type Nodes } from './node/createNodes.ts';
import type { Runtime } from './node/runtime.ts';
import type { Profile } from './profile.ts';
import { storedObjects } from './profiles/storedObjects.ts';
import { readVolume } from './volumeContent.ts';
import type { Explanation } from './why.ts';

/** A Kubernetes cluster in virtual time. */
export interface Cluster {
  readonly profile: Profile;
  readonly sim: Simulation;
  readonly api: ApiServer;
  readonly network: Network;
  readonly runtime: Runtime;
  /** Milliseconds since 1970, from the profile's start time. */
  unixNow(): number;
  inject(fault: Fault): void;
  faults(): readonly ActiveFault[];
  /** All reasons so far, oldest first; bounded. */
  explanations(): readonly Explanation[];
  /** The reasons that hold now for an object, and, through `blockedBy`, for what it waits for: nearest first. */
  why(about: ObjectKey): readonly Explanation[];
  /** Every stored change, oldest first: the history that scrubbing reads. */
  changes(): readonly StoredChange[];
  /** How often something was written to a disk that volumes lie on. */
  diskChanges(): number;
  /** What is in a volume, by PersistentVolume name: file names and their first lines. */
  volumeContent(volume: string): readonly { readonly name: string; readonly text: string }[];
  /** Grows whenever anything that a picture shows has changed. */
  revision(): number;
  /** Who runs the programs of containers; set once, before time moves. */
  useRunner(runner: ProgramRunner): void;
  /** The objects of a kind as they are now, sorted by namespace and name. */
  objects(kind: string): readonly KubeObject[];
}

export interface ClusterOptions {
  readonly profile: Profile;
  /** Settles every draw: the same profile, seed and inputs give the same cluster to the byte. */
  readonly seed: number;
}

/** Wires a cluster: storage and verbs, control loops, kubelets, network. It stands at time zero until somebody moves its clock. */
export function createCluster({ profile, seed }: ClusterOptions): Cluster {
  const startUnixMs = parseRfc3339(profile.startTime);
  assert(startUnixMs !== undefined, `the profile starts at "${profile.startTime}", which is no RFC 3339 time`);
  const sim = createSimulation(seed);
  const unixNow = () => startUnixMs + sim.now();
  const api = createApiServer({ sim, profile, kinds });
  const faults = createFaultBoard(() => sim.now());
  const explanations = createExplanations();
  const changes = recordChanges(api);
  forgetReasonsOfDeleted(api, explanations);
  let runner: ProgramRunner | undefined;
  let diskChanges = 0;
  let faultChanges = 0;

  api.load(storedObjects(profile, kinds, startUnixMs));
  const nodes = createNodes({ sim, apiServer: api, profile, faults, runner: () => runner, messenger: () => network, explain: explanations.explain, settle: explanations.settle });
  const network: Network = createNetwork({ sim, api, profile, faults, hosts: nodes.hosts });
  nodes.onDiskChange(() => {
    diskChanges += 1;
  });
  faults.onChange(() => {
    faultChanges += 1;
  });
  startLoops({ sim, api, profile, faults, explanations, nodes, unixNow });
  const inject = createInjector({ api, faults, nodes });

  return {
    profile, sim, api, network, inject, unixNow,
    runtime: nodes,
    faults: faults.active,
    explanations: explanations.all,
    why: explanations.why,
    changes: changes.all,
    diskChanges: () => diskChanges,
    volumeContent: (volume) => {
      const directory = nodes.volumeDirectory(volume);
      return directory === undefined ? [] : readVolume(directory);
    },
    revision: () => changes.visible() + explanations.count() + network.traffic().length + (network.traffic().at(-1)?.id ?? 0) + diskChanges + faultChanges,
    useRunner: (next) => {
      runner = next;
    },
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

interface LoopParts {
  readonly sim: Simulation;
  readonly api: ApiServer;
  readonly profile: Profile;
  readonly faults: FaultBoard;
  readonly explanations: Explanations;
  readonly nodes: Nodes;
  readonly unixNow: () => number;
}

function startLoops({ sim, api, profile, faults, explanations, nodes, unixNow }: LoopParts): void {
  const exporter = profile.nodes.find(({ ip }) => ip === profile.nfs.server)?.name ?? profile.terminalNode;
  const recorder = (component: string) => createRecorder({ sim, api: api.as(component), profile, component });
  const controllers = createControllers({
    profile, faults, recorder,
    kinds: kinds.map(({ kind }) => kind),
    volumes: createVolumeBackend({ export: { node: exporter, path: profile.nfs.path }, disk: nodes.disk }),
  });
  startControllers({
    sim, profile, controllers, unixNow, recorder,
    apiServer: api,
    explain: explanations.explain,
    settle: explanations.settle,
  });
}

/** Faults that are a deletion go through the API like anyone's; the others change the board and are told to the nodes. */
function createInjector({ api, faults, nodes }: { readonly api: ApiServer; readonly faults: FaultBoard; readonly nodes: Nodes }): (fault: Fault) => void {
  return (fault) => {
    if (fault.fault === 'delete-pod') {
      const key = { kind: 'Pod', namespace: fault.namespace, name: fault.pod } as const;
      api.as('fault').delete(key, fault.force === true ? { gracePeriodSeconds: 0 } : {});
      return;
    }
    faults.set(fault);
    if (fault.fault === 'api-latency') api.latencyMs = fault.latencyMs;
    nodes.faultChanged(fault);
  };
}
