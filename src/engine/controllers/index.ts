import type { EventRecorder } from '../api/api.ts';
import type { FaultState } from '../faults.ts';
import type { VolumeBackend } from '../machine/volumeBackend.ts';
import type { Profile } from '../profile.ts';
import type { Controller } from './controller.ts';
import { createEndpointSliceController } from './endpointslice/controller.ts';
import { createGarbageCollector } from './garbagecollector/controller.ts';
import { createNamespaceController } from './namespace/controller.ts';
import { createPersistentVolumeController } from './persistentvolume/controller.ts';
import { createProvisionerController } from './provisioner/controller.ts';
import { createSchedulerController } from './scheduler/controller.ts';
import { createServiceAccountController } from './serviceaccount/accountController.ts';
import { createRootCaController } from './serviceaccount/rootCaController.ts';
import { createStatefulSetController } from './statefulset/controller.ts';
import { createScrubber } from './storage/scrub.ts';
import { createClaimProtectionController } from './volumeprotection/claimController.ts';
import { createVolumeProtectionController } from './volumeprotection/volumeController.ts';

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
export function createControllers(needs: ControllerNeeds): readonly Controller[] {
  return [
    createServiceAccountController(),
    createRootCaController(),
    createSchedulerController(),
    createPersistentVolumeController({ scrub: createScrubber(needs) }),
    createProvisionerController(needs),
    createClaimProtectionController(),
    createVolumeProtectionController(),
    createEndpointSliceController(),
    createStatefulSetController(),
    createGarbageCollector(needs),
    createNamespaceController(),
  ];
}
