import type { KubeObject, ObjectReference } from './object.ts';
import type { AccessMode } from './persistentVolumeClaim.ts';
import type { NodeSelector, ResourceList } from './pod.ts';

export interface PersistentVolumeSpec {
  readonly capacity?: ResourceList;
  readonly accessModes?: readonly AccessMode[];
  readonly persistentVolumeReclaimPolicy?: 'Retain' | 'Delete' | 'Recycle';
  readonly storageClassName?: string;
  readonly volumeMode?: 'Filesystem' | 'Block';
  readonly claimRef?: ObjectReference;
  readonly mountOptions?: readonly string[];
  readonly nodeAffinity?: { readonly required?: NodeSelector };
  readonly volumeAttributesClassName?: string;
  readonly nfs?: { readonly server: string; readonly path: string; readonly readOnly?: boolean };
  readonly hostPath?: { readonly path: string; readonly type?: string };
  readonly local?: { readonly path: string; readonly fsType?: string };
  readonly csi?: {
    readonly driver: string;
    readonly volumeHandle: string;
    readonly fsType?: string;
    readonly volumeAttributes?: Readonly<Record<string, string>>;
  };
}

/** The name under which a node lists the device of a volume; undefined for volumes that need no attaching. */
export function deviceNameOf({ spec: { csi } }: Pick<PersistentVolume, 'spec'>): string | undefined {
  return csi === undefined ? undefined : `kubernetes.io/csi/${csi.driver}^${csi.volumeHandle}`;
}

export interface PersistentVolumeStatus {
  readonly phase?: 'Pending' | 'Available' | 'Bound' | 'Released' | 'Failed';
  readonly message?: string;
  readonly reason?: string;
  readonly lastPhaseTransitionTime?: string;
}

export interface PersistentVolume extends KubeObject {
  readonly spec: PersistentVolumeSpec;
  readonly status: PersistentVolumeStatus;
}
