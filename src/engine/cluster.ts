import type { ApiServer, StoredChange } from './api/api.ts';
import type { Simulation } from './core/simulation.ts';
import type { ActiveFault, Fault } from './faults.ts';
import type { KubeObject, ObjectKey } from './kinds/object.ts';
import type { ProgramRunner } from './machine/programs.ts';
import type { Network } from './network/network.ts';
import type { Runtime } from './node/runtime.ts';
import type { Profile } from './profile.ts';
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
  /** What is in a volume, by PersistentVolume name: file names and their first lines. */
  volumeContent(volume: string): readonly { readonly name: string; readonly text: string }[];
  /** Grows whenever anything that a picture shows has changed. */
  revision(): number;
  /** Who runs the programs of containers; set once, before time moves. */
  useRunner(runner: ProgramRunner): void;
  objects(kind: string): readonly KubeObject[];
}
