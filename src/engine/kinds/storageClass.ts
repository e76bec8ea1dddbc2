import type { KubeObject, Labels } from './object.ts';

export interface StorageClass extends KubeObject {
  readonly provisioner: string;
  readonly parameters?: Labels;
  readonly reclaimPolicy?: 'Delete' | 'Retain' | 'Recycle';
  readonly volumeBindingMode?: 'Immediate' | 'WaitForFirstConsumer';
  readonly allowVolumeExpansion?: boolean;
  readonly mountOptions?: readonly string[];
  readonly allowedTopologies?: readonly unknown[];
}
