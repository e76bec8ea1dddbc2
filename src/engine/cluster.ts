import type { ApiServer, StoredChange } from './api/api.ts';
import { startControlLoops } from './controlLoops.ts';
import type { Simulation } from './core/simulation.ts';
import type { FaultBoard } from './faultBoard.ts';
import type { ActiveFault, Fault } from './faults.ts';
import type { KubeObject, ObjectKey } from './kinds/object.ts';
import type { ProgramRunner } from './machine/programs.ts';
import { createNetwork } from './network/createNetwork.ts';
import type { Network } from './network/network.ts';
import { createNodes, type Nodes } from './node/createNodes.ts';
import type { Runtime } from './node/runtime.ts';
import type { Profile } from './profile.ts';
import { createStillCluster, type ClusterOptions, type StillCluster } from './stillCluster.ts';
import { readVolume } from './volumeContent.ts';
import type { Explanation } from './why.ts';

export type { ClusterOptions } from './stillCluster.ts';

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

/** Wires a cluster: storage and verbs, control loops, kubelets, network. It stands at time zero until somebody moves its clock. */
export function createCluster(options: ClusterOptions): Cluster {
  return wakeCluster(createStillCluster(options));
}

/** Gives a still cluster its kubelets, its network and its control loops. To be called once, before its clock is moved. */
export function wakeCluster(still: StillCluster): Cluster {
  const { profile, sim, api, faultBoard: faults, reasons } = still;
  let runner: ProgramRunner | undefined;
  let diskChanges = 0;
  let faultChanges = 0;

  const nodes = createNodes({ sim, apiServer: api, profile, faults, runner: () => runner, messenger: () => network, explain: reasons.explain, settle: reasons.settle });
  const network: Network = createNetwork({ sim, api, profile, faults, hosts: nodes.hosts });
  nodes.onDiskChange(() => {
    diskChanges += 1;
  });
  faults.onChange(() => {
    faultChanges += 1;
  });
  startControlLoops(still, nodes);

  return {
    profile, sim, api, network,
    inject: createInjector({ api, faults, nodes }),
    unixNow: still.unixNow,
    runtime: nodes,
    faults: faults.active,
    explanations: reasons.all,
    why: reasons.why,
    changes: still.changes,
    diskChanges: () => diskChanges,
    volumeContent: (volume) => {
      const directory = nodes.volumeDirectory(volume);
      return directory === undefined ? [] : readVolume(directory);
    },
    revision: () => still.visibleChanges() + reasons.count() + network.traffic().length + (network.traffic().at(-1)?.id ?? 0) + diskChanges + faultChanges,
    useRunner: (next) => {
      runner = next;
    },
    objects: still.objects,
  };
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
