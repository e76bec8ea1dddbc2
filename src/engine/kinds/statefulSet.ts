import type { Condition, KubeObject, LabelSelector } from './object.ts';
import type { PersistentVolumeClaimTemplate } from './persistentVolumeClaim.ts';
import type { IntOrString, PodTemplateSpec } from './pod.ts';

export type RetentionPolicy = 'Retain' | 'Delete';

export interface StatefulSetSpec {
  readonly replicas?: number;
  readonly selector: LabelSelector;
  readonly template: PodTemplateSpec;
  readonly volumeClaimTemplates?: readonly PersistentVolumeClaimTemplate[];
  readonly serviceName?: string;
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  readonly updateStrategy?: {
    readonly type?: 'RollingUpdate' | 'OnDelete';
    readonly rollingUpdate?: { readonly partition?: number; readonly maxUnavailable?: IntOrString };
  };
  readonly revisionHistoryLimit?: number;
  readonly minReadySeconds?: number;
  readonly persistentVolumeClaimRetentionPolicy?: { readonly whenDeleted?: RetentionPolicy; readonly whenScaled?: RetentionPolicy };
  readonly ordinals?: { readonly start?: number };
}

export interface StatefulSetStatus {
  readonly observedGeneration?: number;
  readonly replicas: number;
  readonly readyReplicas?: number;
  readonly currentReplicas?: number;
  readonly updatedReplicas?: number;
  readonly availableReplicas: number;
  readonly currentRevision?: string;
  readonly updateRevision?: string;
  readonly collisionCount?: number;
  readonly conditions?: readonly Condition[];
}

export interface StatefulSet extends KubeObject {
  readonly spec: StatefulSetSpec;
  readonly status: StatefulSetStatus;
}

type Named = { readonly metadata: { readonly name?: string } };
type Specified = { readonly spec: Pick<StatefulSetSpec, 'replicas' | 'ordinals' | 'persistentVolumeClaimRetentionPolicy'> };

export interface ParentAndOrdinal {
  /** Empty when the name has no ordinal at its end. */
  readonly parent: string;
  /** -1 when there is none, or none that fits 32 bits. */
  readonly ordinal: number;
}

const POD_NAME = /^(.*)-([0-9]+)$/;
const MAX_INT32 = 2_147_483_647;

/** Splits `web-3` into set and ordinal; `web-01` has the ordinal 1. k8s: statefulset getParentNameAndOrdinal. */
export function parentAndOrdinal(podName: string): ParentAndOrdinal {
  const match = POD_NAME.exec(podName);
  if (match === null) return { parent: '', ordinal: -1 };
  const ordinal = Number(match[2]);
  return { parent: match[1] ?? '', ordinal: ordinal > MAX_INT32 ? -1 : ordinal };
}

/** The ordinal in a pod's name, -1 when there is none. */
export function ordinalOf(pod: Named | string): number {
  return parentAndOrdinal(typeof pod === 'string' ? pod : (pod.metadata.name ?? '')).ordinal;
}

/** `web-3`. */
export function podName(set: Named, ordinal: number): string {
  return `${set.metadata.name ?? ''}-${ordinal}`;
}

/** `data-web-3`: the claim that the template gives to an ordinal. */
export function claimName(template: Named, set: Named, ordinal: number): string {
  return `${template.metadata.name ?? ''}-${podName(set, ordinal)}`;
}

/** How many pods are wanted; 1 while the API server has not filled it in. */
export function replicasOf(set: Specified): number {
  return set.spec.replicas ?? 1;
}

/** The first ordinal, 0 unless `spec.ordinals.start` says otherwise. */
export function startOrdinal(set: Specified): number {
  return set.spec.ordinals?.start ?? 0;
}

/** Does the ordinal belong to the wanted range? Pods outside it are condemned. */
export function isInRange(set: Specified, ordinal: number): boolean {
  const start = startOrdinal(set);
  return ordinal >= start && ordinal < start + replicasOf(set);
}

/** What happens to claims when the set is deleted or scaled down; both halves default to Retain. */
export function retentionPolicyOf(set: Specified): { readonly whenDeleted: RetentionPolicy; readonly whenScaled: RetentionPolicy } {
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  return { whenDeleted: policy?.whenDeleted ?? 'Retain', whenScaled: policy?.whenScaled ?? 'Retain' };
}
