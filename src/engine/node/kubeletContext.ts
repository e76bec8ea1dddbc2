import type { Api, EventRecorder } from '../api/api.ts';
import type { Random } from '../core/random.ts';
import type { Simulation } from '../core/simulation.ts';
import type { FaultState } from '../faults.ts';
import type { ObjectKey } from '../kinds/object.ts';
import type { Host, Messenger } from '../machine/host.ts';
import type { FileTree } from '../machine/files.ts';
import type { ProgramRunner } from '../machine/programs.ts';
import type { NodeProfile, Profile } from '../profile.ts';
import type { Explanation } from '../why.ts';
import type { BackOff } from './backOff.ts';
import type { Environment } from './environment.ts';
import type { ImageStore } from './imageStore.ts';
import type { PodAddresses } from './podAddresses.ts';
import type { PodRuntime } from './podRuntime.ts';
import type { PodState } from './podState.ts';
import type { NodePressure } from './pressure.ts';
import type { Timing } from './timing.ts';

/** What the pods of one node share. */
export interface KubeletContext {
  readonly sim: Simulation;
  readonly api: Api;
  readonly events: EventRecorder;
  readonly profile: Profile;
  readonly node: NodeProfile;
  readonly faults: FaultState;
  readonly timing: Timing;
  readonly random: Random;
  readonly images: ImageStore;
  readonly addresses: PodAddresses;
  readonly crashBackOff: BackOff;
  readonly pullBackOff: BackOff;
  readonly runner: () => ProgramRunner | undefined;
  readonly messenger: () => Messenger;
  readonly unixNow: () => number;
  readonly pressure: NodePressure;
  /** Does the node reach the API server? */
  readonly isConnected: () => boolean;
  /** The disk of a node, while it is up. */
  readonly disk: (nodeName: string) => FileTree | undefined;
  /** Where the node keeps what lives only as long as its pod. */
  readonly podDisk: FileTree;
  readonly nodeByIp: (ip: string) => string | undefined;
  readonly networkDisk: (volumeName: string) => FileTree;
  readonly nodeResolvConf: () => string;
  /** Variables of the Services that a pod of this namespace sees now. */
  readonly serviceEnvironment: (namespace: string) => Environment;
  /** Gives or takes an address: for who asks by address. */
  readonly setHost: (ip: string, host: Host | undefined) => void;
  /** Pods on the node's own network. */
  readonly hostNetworkPods: Set<PodRuntime>;
  /** Wakes a pod when the kubelet next looks at its containers. k8s: PLEG */
  readonly noticeLater: (pod: PodState) => void;
  readonly explain: (explanation: Omit<Explanation, 'atMs' | 'actor'>) => void;
  readonly settle: (about: ObjectKey) => void;
}
