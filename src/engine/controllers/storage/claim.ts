import type { KubeObject, ObjectReference } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';

/** Questions about claims, volumes and classes that the binder, the scheduler and the provisioners share. */

export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
export const STORAGE_PROVISIONER = 'volume.kubernetes.io/storage-provisioner';
export const BETA_STORAGE_PROVISIONER = 'volume.beta.kubernetes.io/storage-provisioner';
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
const BETA_DEFAULT_CLASS = 'storageclass.beta.kubernetes.io/is-default-class';

/** The class that a claim asks for: empty for none, undefined when it leaves the choice to the cluster. */
export function requestedClassOf(claim: PersistentVolumeClaim): string | undefined {
  return annotationOf(claim, BETA_CLASS) ?? claim.spec.storageClassName;
}

/** The class of a volume, empty for none. */
export function classOfVolume(volume: PersistentVolume): string {
  return annotationOf(volume, BETA_CLASS) ?? volume.spec.storageClassName ?? '';
}

export function annotationOf({ metadata }: KubeObject, name: string): string | undefined {
  return metadata.annotations?.[name];
}

/** Has the binder tied it to a volume for good? Its phase may still be a write behind. */
export function isBindCompleted(claim: PersistentVolumeClaim): boolean {
  return annotationOf(claim, BIND_COMPLETED) !== undefined;
}

/** Can a pod that uses the claim run now? k8s: volumebinding isPVCFullyBound */
export function isFullyBound(claim: PersistentVolumeClaim): boolean {
  return claim.spec.volumeName !== undefined && claim.spec.volumeName !== '' && isBindCompleted(claim);
}

export function waitsForConsumer(storageClass: StorageClass | undefined): boolean {
  return storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
}

/** Is it the class for claims that name none? */
export function isDefaultClass(storageClass: StorageClass): boolean {
  return annotationOf(storageClass, DEFAULT_CLASS) === 'true' || annotationOf(storageClass, BETA_DEFAULT_CLASS) === 'true';
}

/** The default class: of several the newest, then by name. k8s: volumeutil GetDefaultClass */
export function defaultClassOf(classes: readonly StorageClass[]): StorageClass | undefined {
  let best: StorageClass | undefined;
  for (const candidate of classes) {
    if (!isDefaultClass(candidate)) continue;
    if (best === undefined || candidate.metadata.creationTimestamp > best.metadata.creationTimestamp) best = candidate;
  }
  return best;
}

/** Does the reference name this claim? A reference without uid was written by hand and names whoever bears the name. */
export function isReferenceTo(reference: ObjectReference | undefined, claim: PersistentVolumeClaim): boolean {
  if (reference === undefined) return false;
  const { name, namespace, uid } = claim.metadata;
  return reference.name === name && reference.namespace === namespace && (reference.uid === undefined || reference.uid === '' || reference.uid === uid);
}

/** What a volume says about the claim it belongs to. */
export function referenceTo(claim: PersistentVolumeClaim): ObjectReference {
  const { name, namespace, uid, resourceVersion } = claim.metadata;
  return { kind: 'PersistentVolumeClaim', namespace: namespace ?? '', name, uid, apiVersion: 'v1', resourceVersion };
}

export function requestedStorageOf(claim: PersistentVolumeClaim): string | undefined {
  return claim.spec.resources?.requests?.['storage'];
}

export function capacityOf(volume: PersistentVolume): string | undefined {
  return volume.spec.capacity?.['storage'];
}

/** `namespace/name`: how the indexes of claims are keyed. */
export function claimKeyText(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
