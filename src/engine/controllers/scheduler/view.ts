import type { Labels } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';
import type { NodeInfo } from './nodeInfo.ts';

/** What a scheduling decision may look at. */
export interface SchedulingView {
  /** By name. */
  readonly nodes: readonly NodeInfo[];
  claim(namespace: string, name: string): PersistentVolumeClaim | undefined;
  volume(name: string): PersistentVolume | undefined;
  storageClass(name: string): StorageClass | undefined;
  /** Volumes that a claim under delayed binding may take. */
  candidates(claim: PersistentVolumeClaim, className: string): readonly PersistentVolume[];
  namespaceLabels(name: string): Labels | undefined;
  /** Pods, on nodes or on their way, that mount this claim: their keys. */
  usersOf(namespace: string, claim: string): readonly string[];
}
