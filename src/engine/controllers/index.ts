import type { EventRecorder } from '../api/api.ts';
import type { FaultState } from '../faults.ts';
import type { VolumeBackend } from '../machine/volumeBackend.ts';
import type { Profile } from '../profile.ts';
import { createAttachDetachController } from './attachdetach/controller.ts';
import type { Controller } from './controller.ts';
import { createCronJobController } from './cronjob/controller.ts';
import { createDaemonSetController } from './daemonset/controller.ts';
import { createDeploymentController } from './deployment/controller.ts';
import { createDisruptionController } from './disruption/controller.ts';
import { createEndpointSliceController } from './endpointslice/controller.ts';
import { createEndpointsController } from './endpointslice/endpointsController.ts';
import { createEndpointSliceMirroringController } from './endpointslicemirroring/controller.ts';
import { createEphemeralVolumeController } from './ephemeral/controller.ts';
import { createGarbageCollector } from './garbagecollector/controller.ts';
import { createJobController } from './job/controller.ts';
import { createTtlController } from './job/ttlController.ts';
import { createNamespaceController } from './namespace/controller.ts';
import { createNodeLifecycleController } from './nodelifecycle/controller.ts';
import { createPersistentVolumeController } from './persistentvolume/controller.ts';
import { createExpandController } from './persistentvolume/expandController.ts';
import { createPodGarbageCollector } from './podgc/controller.ts';
import { createHorizontalPodAutoscalerController } from './podautoscaler/controller.ts';
import { createProvisionerController } from './provisioner/controller.ts';
import { createResizerController } from './provisioner/resizerController.ts';
import { createReplicaSetController } from './replicaset/controller.ts';
import { createReplicationController } from './replicaset/replicationController.ts';
import { createSchedulerController } from './scheduler/controller.ts';
import { createServiceAccountController } from './serviceaccount/accountController.ts';
import { createRootCaController } from './serviceaccount/rootCaController.ts';
import { createStatefulSetController } from './statefulset/controller.ts';
import { createScrubber } from './storage/scrub.ts';
import { createTaintEvictionController } from './tainteviction/controller.ts';
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
    createExpandController(),
    createEphemeralVolumeController(),
    createProvisionerController(needs),
    createResizerController(needs),
    createAttachDetachController(),
    createClaimProtectionController(),
    createVolumeProtectionController(),
    createEndpointSliceController(),
    createEndpointsController(),
    createEndpointSliceMirroringController(),
    createStatefulSetController(),
    createDeploymentController(),
    createReplicaSetController(),
    createReplicationController(),
    createDisruptionController(),
    createDaemonSetController(),
    createJobController(),
    createCronJobController(),
    createTtlController(),
    createHorizontalPodAutoscalerController(),
    createGarbageCollector(needs),
    createNamespaceController(),
    createNodeLifecycleController(),
    createTaintEvictionController(),
    createPodGarbageCollector(),
  ];
}
