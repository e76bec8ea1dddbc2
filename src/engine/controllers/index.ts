import type { EventRecorder } from '../api/api.ts';
import type { FaultState } from '../faults.ts';
import type { VolumeBackend } from '../machine/volumeBackend.ts';
import type { Profile } from '../profile.ts';
import type { Controller } from './controller.ts';

/** What the control loops need besides their context. */
export interface ControllerNeeds {
  readonly profile: Profile;
  readonly faults: FaultState;
  /** The disk behind dynamic provisioning. */
  readonly volumes: VolumeBackend;
  /** All kinds that the API server stores: the garbage collector looks at each. */
  readonly kinds: readonly string[];
  /** Where the events of a component go: a provisioner posts under the name of its pod. */
  readonly recorder: (component: string) => EventRecorder;
}

/** Every control loop of a cluster, new ones for each cluster: they may remember what they have seen. */
export function createControllers(_needs: ControllerNeeds): readonly Controller[] {
  return [];
}
