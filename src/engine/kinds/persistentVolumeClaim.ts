import type { Condition, KubeObject, Labels, LabelSelector, NewMeta } from './object.ts';
import type { ResourceList, ResourceRequirements } from './pod.ts';

export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';

export interface PersistentVolumeClaimSpec {
  readonly accessModes?: readonly AccessMode[];
  readonly selector?: LabelSelector;
  readonly resources?: ResourceRequirements;
  readonly volumeName?: string;
  readonly storageClassName?: string;
  readonly volumeMode?: 'Filesystem' | 'Block';
  readonly volumeAttributesClassName?: string;
  readonly dataSource?: unknown;
  readonly dataSourceRef?: unknown;
}

export interface PersistentVolumeClaimStatus {
  readonly phase?: 'Pending' | 'Bound' | 'Lost';
  readonly accessModes?: readonly AccessMode[];
  readonly capacity?: ResourceList;
  readonly conditions?: readonly Condition[];
  readonly allocatedResources?: ResourceList;
  readonly allocatedResourceStatuses?: Labels;
}

export interface PersistentVolumeClaim extends KubeObject {
  readonly spec: PersistentVolumeClaimSpec;
  readonly status: PersistentVolumeClaimStatus;
}

/** One item of a StatefulSet's volumeClaimTemplates. */
export interface PersistentVolumeClaimTemplate {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: NewMeta;
  readonly spec: PersistentVolumeClaimSpec;
  readonly status?: PersistentVolumeClaimStatus;
}
