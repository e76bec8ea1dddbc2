import type { KubeObject } from '#engine/kinds/object.ts';
import { describeConfigMap } from './configMap.ts';
import { describeCronJob } from './cronJob.ts';
import { describeCsiNode } from './csiNode.ts';
import { describeDaemonSet } from './daemonSet.ts';
import { describeDeployment } from './deployment.ts';
import type { Describer } from './describer.ts';
import { describeEndpoints } from './endpoints.ts';
import { describeEndpointSlice } from './endpointSlice.ts';
import { describeGeneric } from './generic.ts';
import { describeHorizontalPodAutoscaler } from './horizontalPodAutoscaler.ts';
import { describeIngress } from './ingress.ts';
import { describeJob } from './job.ts';
import { describeLimitRange } from './limitRange.ts';
import { describeNamespace } from './namespace.ts';
import { describeNetworkPolicy } from './networkPolicy.ts';
import { describeNode } from './node.ts';
import { describePersistentVolume } from './persistentVolume.ts';
import { describePersistentVolumeClaim } from './persistentVolumeClaim.ts';
import { describePod } from './pod.ts';
import { describePodDisruptionBudget } from './podDisruptionBudget.ts';
import { describePriorityClass } from './priorityClass.ts';
import { describeReplicaSet } from './replicaSet.ts';
import { describeReplicationController } from './replicationController.ts';
import { describeResourceQuota } from './resourceQuota.ts';
import { describeRole } from './role.ts';
import { describeRoleBinding } from './roleBinding.ts';
import { describeSecret } from './secret.ts';
import { describeService } from './service.ts';
import { describeServiceAccount } from './serviceAccount.ts';
import { describeStatefulSet } from './statefulSet.ts';
import { describeStorageClass } from './storageClass.ts';

/** A describer of one kind's objects, kept by that kind's name. */
function ofKind<T extends KubeObject>(describer: Describer<T>): Describer {
  return describer as unknown as Describer;
}

const DESCRIBERS: Readonly<Record<string, Describer>> = {
  ClusterRole: ofKind(describeRole),
  ClusterRoleBinding: ofKind(describeRoleBinding),
  ConfigMap: ofKind(describeConfigMap),
  CronJob: ofKind(describeCronJob),
  CSINode: ofKind(describeCsiNode),
  DaemonSet: ofKind(describeDaemonSet),
  Deployment: ofKind(describeDeployment),
  Endpoints: ofKind(describeEndpoints),
  EndpointSlice: ofKind(describeEndpointSlice),
  HorizontalPodAutoscaler: ofKind(describeHorizontalPodAutoscaler),
  Ingress: ofKind(describeIngress),
  Job: ofKind(describeJob),
  LimitRange: ofKind(describeLimitRange),
  Namespace: ofKind(describeNamespace),
  NetworkPolicy: ofKind(describeNetworkPolicy),
  Node: ofKind(describeNode),
  PersistentVolume: ofKind(describePersistentVolume),
  PersistentVolumeClaim: ofKind(describePersistentVolumeClaim),
  Pod: ofKind(describePod),
  PodDisruptionBudget: ofKind(describePodDisruptionBudget),
  PriorityClass: ofKind(describePriorityClass),
  ReplicaSet: ofKind(describeReplicaSet),
  ReplicationController: ofKind(describeReplicationController),
  ResourceQuota: ofKind(describeResourceQuota),
  Role: ofKind(describeRole),
  RoleBinding: ofKind(describeRoleBinding),
  Secret: ofKind(describeSecret),
  Service: ofKind(describeService),
  ServiceAccount: ofKind(describeServiceAccount),
  StatefulSet: ofKind(describeStatefulSet),
  StorageClass: ofKind(describeStorageClass),
};

/** How an object of that kind is described. */
export function describerOf(kind: string): Describer {
  return DESCRIBERS[kind] ?? describeGeneric;
}
