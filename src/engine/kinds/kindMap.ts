import type { ConfigMap } from './configMap.ts';
import type { ControllerRevision } from './controllerRevision.ts';
import type { DaemonSet } from './daemonSet.ts';
import type { Deployment } from './deployment.ts';
import type { EndpointSlice } from './endpointSlice.ts';
import type { Event } from './event.ts';
import type { Job } from './job.ts';
import type { Lease } from './lease.ts';
import type { Namespace } from './namespace.ts';
import type { Node } from './node.ts';
import type { KubeObject } from './object.ts';
import type { PersistentVolume } from './persistentVolume.ts';
import type { PersistentVolumeClaim } from './persistentVolumeClaim.ts';
import type { Pod } from './pod.ts';
import type { PodDisruptionBudget } from './podDisruptionBudget.ts';
import type { ReplicaSet } from './replicaSet.ts';
import type { Secret } from './secret.ts';
import type { Service } from './service.ts';
import type { ServiceAccount } from './serviceAccount.ts';
import type { StatefulSet } from './statefulSet.ts';
import type { StorageClass } from './storageClass.ts';

/** Kind name to object type, so that `api.get('Pod', …)` is a Pod. Kinds without a type of their own are KubeObject. */
export interface KindMap {
  ConfigMap: ConfigMap;
  ControllerRevision: ControllerRevision;
  DaemonSet: DaemonSet;
  Deployment: Deployment;
  EndpointSlice: EndpointSlice;
  Event: Event;
  Job: Job;
  Lease: Lease;
  Namespace: Namespace;
  Node: Node;
  PersistentVolume: PersistentVolume;
  PersistentVolumeClaim: PersistentVolumeClaim;
  Pod: Pod;
  PodDisruptionBudget: PodDisruptionBudget;
  ReplicaSet: ReplicaSet;
  Secret: Secret;
  Service: Service;
  ServiceAccount: ServiceAccount;
  StatefulSet: StatefulSet;
  StorageClass: StorageClass;
}

export type KindName = keyof KindMap;

/** The object type of a kind name; KubeObject for a name known only at run time. */
export type ObjectOf<K extends string> = K extends KindName ? KindMap[K] : KubeObject;
