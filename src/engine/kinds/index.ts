import { configMapKind } from './configMap.ts';
import { controllerRevisionKind } from './controllerRevision.ts';
import { cronJobKind } from './cronJob.ts';
import { csiDriverKind, csiNodeKind, volumeAttachmentKind } from './csi.ts';
import { daemonSetKind } from './daemonSet.ts';
import { deploymentKind } from './deployment.ts';
import { endpointsKind } from './endpoints.ts';
import { endpointSliceKind } from './endpointSlice.ts';
import { eventKind } from './event.ts';
import { horizontalPodAutoscalerKind } from './horizontalPodAutoscaler.ts';
import { ingressKind } from './ingress.ts';
import { jobKind } from './job.ts';
import type { Kind } from './kind.ts';
import { leaseKind } from './lease.ts';
import { limitRangeKind } from './limitRange.ts';
import { namespaceKind } from './namespace.ts';
import { networkPolicyKind } from './networkPolicy.ts';
import { nodeKind } from './node.ts';
import { persistentVolumeClaimKind } from './persistentVolumeClaimKind.ts';
import { persistentVolumeKind } from './persistentVolumeKind.ts';
import { podDisruptionBudgetKind } from './podDisruptionBudget.ts';
import { podKind } from './podKind.ts';
import { priorityClassKind } from './priorityClass.ts';
import { clusterRoleBindingKind, clusterRoleKind, roleBindingKind, roleKind } from './rbac.ts';
import { replicaSetKind } from './replicaSet.ts';
import { replicationControllerKind } from './replicationController.ts';
import { resourceQuotaKind } from './resourceQuota.ts';
import { secretKind } from './secret.ts';
import { serviceAccountKind } from './serviceAccount.ts';
import { serviceKind } from './serviceKind.ts';
import { statefulSetKind } from './statefulSetKind.ts';
import { storageClassKind } from './storageClass.ts';

/** Every resource kind of the cluster, in the order of `kubectl api-resources`: core first, then by group; `kubectl get all` lists in this order. */
export const kinds = [
  configMapKind,
  endpointsKind,
  eventKind,
  limitRangeKind,
  namespaceKind,
  nodeKind,
  persistentVolumeClaimKind,
  persistentVolumeKind,
  podKind,
  replicationControllerKind,
  resourceQuotaKind,
  secretKind,
  serviceAccountKind,
  serviceKind,
  controllerRevisionKind,
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  horizontalPodAutoscalerKind,
  cronJobKind,
  jobKind,
  leaseKind,
  endpointSliceKind,
  ingressKind,
  networkPolicyKind,
  podDisruptionBudgetKind,
  clusterRoleBindingKind,
  clusterRoleKind,
  roleBindingKind,
  roleKind,
  priorityClassKind,
  csiDriverKind,
  csiNodeKind,
  storageClassKind,
  volumeAttachmentKind,
] as readonly unknown[] as readonly Kind[];
