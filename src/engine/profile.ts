import type { FeatureGates } from './kinds/kind.ts';
import type { KubeObject } from './kinds/object.ts';

export interface NodeProfile {
  readonly name: string;
  readonly ip: string;
  readonly podCidr: string;
  /** The host part of the first pod address to give out: 88 makes the first one 10.100.1.88. */
  readonly firstPodHost: number;
  /** `control-plane`, or none. */
  readonly roles: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly cpu: string;
  readonly memory: string;
  readonly maxPods: number;
}

/** A delay that is drawn evenly from a range, in milliseconds. */
export interface Delay {
  readonly minMs: number;
  readonly maxMs: number;
}

/** How long things take. All are seeded draws; equal ends make them fixed. */
export interface Delays {
  /** From a stored change to a watcher's seeing it. */
  readonly watch: Delay;
  /** From a controller's waking to its looking. */
  readonly controller: Delay;
  readonly schedule: Delay;
  readonly sandbox: Delay;
  /** The first pull of an image on a node. */
  readonly imagePull: Delay;
  readonly containerStart: Delay;
  /** From SIGTERM to the exit of a well-behaved server. */
  readonly containerStop: Delay;
  /** From the exit of the last container to the removal of the pod object. */
  readonly podRemoval: Delay;
  readonly provision: Delay;
  readonly endpoints: Delay;
  /** Round trips in milliseconds with three decimals: on one node, and between nodes. */
  readonly pingSameNode: Delay;
  readonly pingOtherNode: Delay;
}

export interface Pins {
  /** `namespace/claim` to the uid that the claim gets. */
  readonly claimUids: Readonly<Record<string, string>>;
  /** `namespace/service` to its cluster IP. */
  readonly serviceIps: Readonly<Record<string, string>>;
}

/**
 * A cluster as a value: everything that is settled before the first event. Chosen per lesson, editable in
 * the settings, kept in a link.
 */
export interface Profile {
  /** `lab`, `upstream`, `conformance`. */
  readonly name: string;
  /** RFC 3339: the calendar at virtual time zero. */
  readonly startTime: string;
  readonly kubernetesVersion: string;
  readonly kubectlVersion: string;
  readonly clusterDomain: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly apiServerIp: string;
  readonly dnsIp: string;
  readonly nodes: readonly NodeProfile[];
  readonly gates: FeatureGates;
  readonly delays: Delays;
  readonly pins: Pins;
  /** Without sign of life for this long a node becomes NotReady. */
  readonly nodeMonitorGraceMs: number;
  /** The registry of an image name without one. */
  readonly defaultRegistry: string;
  /** Registries that answer; pulls from others fail as an unknown host does. */
  readonly registries: readonly string[];
  /** Those of them that hold nothing but the images we know: any other name is not found there. */
  readonly privateRegistries: readonly string[];
  readonly nfs: { readonly server: string; readonly path: string };
  /** The machine in which the terminal sits: a node's name. */
  readonly terminalNode: string;
  /** The working directory of a new terminal. */
  readonly terminalDirectory: string;
  /** Files of the terminal's node: absolute path to text. */
  readonly hostFiles: Readonly<Record<string, string>>;
  /** What is in the cluster already, as stored objects (uid, creationTimestamp and status filled in). */
  readonly objects: readonly KubeObject[];
  /**
   * The rules of the stand-in kubelet of recorded transcripts: an image that contains `broken` cannot be
   * pulled, one that contains `crash` exits 1; containers run no programs.
   */
  readonly standIn?: boolean;
}
