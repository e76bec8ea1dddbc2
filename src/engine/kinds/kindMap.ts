import type { ConfigMap } from './configMap.ts';
import type { ControllerRevision } from './controllerRevision.ts';
import type { CronJob } from './cronJob.ts';
import type { CSIDriver, CSINode, VolumeAttachment } from './csi.ts';
import type { DaemonSet } from './daemonSet.ts';
import type { Deployment } from './deployment.ts';
import type { Endpoints } from './endpoints.ts';
import type { EndpointSlice } from './endpointSlice.ts';
import type { Event } from './event.ts';
import type { HorizontalPodAutoscaler } from './horizontalPodAutoscaler.ts';
import type { Ingress } from './ingress.ts';
import type { Job } from './job.ts';
import type { Lease } from './lease.ts';
import type { LimitRange } from './limitRange.ts';
import type { Namespace } from './namespace.ts';
import type { NetworkPolicy } from './networkPolicy.ts';
import type { Node } from './node.ts';
import type { KubeObject } from './object.ts';
import type { PersistentVolume } from './persistentVolume.ts';
import type { PersistentVolumeClaim } from './persistentVolumeClaim.ts';
import type { Pod } from './pod.ts';
import type { PodDisruptionBudget } from './podDisruptionBudget.ts';
import type { PriorityClass } from './priorityClass.ts';
import type { Role, RoleBinding } from './rbac.ts';
import type { ReplicaSet } from './replicaSet.ts';
import type { ReplicationController } from './replicationController.ts';
import type { ResourceQuota } from './resourceQuota.ts';
import type { Secret } from './secret.ts';
import type { Service } from './service.ts';
import type { ServiceAccount } from './serviceAccount.ts';
import type { StatefulSet } from './statefulSet.ts';
import type { StorageClass } from './storageClass.ts';

/** Kind name to object type, so that `api.get('Pod', …)` is a Pod. Kinds without a type of their own are KubeObject. */
export interface KindMap {
  ClusterRole: Role;
  ClusterRoleBinding: RoleBinding;
  ConfigMap: ConfigMap;
  ControllerRevision: ControllerRevision;
  CronJob: CronJob;
  CSIDriver: CSIDriver;
  CSINode: CSINode;
  DaemonSet: DaemonSet;
  Deployment: Deployment;
  Endpoints: Endpoints;
  EndpointSlice: EndpointSlice;
  Event: Event;
  HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  Ingress: Ingress;
  Job: Job;
  Lease: Lease;
  LimitRange: LimitRange;
  Namespace: Namespace;
  NetworkPolicy: NetworkPolicy;
  Node: Node;
  PersistentVolume: PersistentVolume;
  PersistentVolumeClaim: PersistentVolumeClaim;
  Pod: Pod;
  PodDisruptionBudget: PodDisruptionBudget;
  PriorityClass: PriorityClass;
  ReplicaSet: ReplicaSet;
  ReplicationController: ReplicationController;
  ResourceQuota: ResourceQuota;
  Role: Role;
  RoleBinding: RoleBinding;
  Secret: Secret;
  Service: Service;
  ServiceAccount: ServiceAccount;
  StatefulSet: StatefulSet;
  StorageClass: StorageClass;
  VolumeAttachment: VolumeAttachment;
}

export type KindName = keyof KindMap;

/** The object type of a kind name; KubeObject for a name known only at run time. */
export type ObjectOf<K extends string> = K extends KindName ? KindMap[K] : KubeObject;
