import { keyOf, isTerminating } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';
import { act, wait, type Reason } from '../reason.ts';
import { annotationOf, BETA_STORAGE_PROVISIONER, PROVISIONED_BY, requestedClassOf, SELECTED_NODE, STORAGE_PROVISIONER, waitsForConsumer } from '../storage/claim.ts';
import type { Servant } from './servants.ts';

/** What a provisioner does about a claim or a volume now. */
export type ProvisionAction =
  /** Nobody that we know of serves this name, or nothing is asked for. */
  | { readonly do: 'nothing' }
  /** Its turn has not come: looked at again soon. */
  | { readonly do: 'wait'; readonly why: Reason }
  | { readonly do: 'work'; readonly servant: Servant; readonly provisioner: string; readonly why: Reason };

export interface ProvisionView {
  servant(provisioner: string): Servant | undefined;
  storageClass(name: string): StorageClass | undefined;
  /** Is the fault not in force that stops all provisioners, and does the node answer? */
  isRunning(servant: Servant): boolean;
}

const nothing: ProvisionAction = { do: 'nothing' };

/** The provisioner that has been asked to make a volume for the claim. */
export function provisionerOf(claim: PersistentVolumeClaim): string | undefined {
  return annotationOf(claim, STORAGE_PROVISIONER) ?? annotationOf(claim, BETA_STORAGE_PROVISIONER);
}

/** Decides whether a volume is to be made. See sig-storage-lib-external-provisioner shouldProvision */
export function planProvision(claim: PersistentVolumeClaim, view: ProvisionView): ProvisionAction {
  const provisioner = provisionerOf(claim);
  const isBound = claim.spec.volumeName !== undefined && claim.spec.volumeName !== '';
  if (provisioner === undefined || isBound || isTerminating(claim)) return nothing;
  const className = requestedClassOf(claim) ?? '';
  const storageClass = view.storageClass(className);
  if (storageClass === undefined || (waitsForConsumer(storageClass) && annotationOf(claim, SELECTED_NODE) === undefined)) return nothing;
  const servant = view.servant(provisioner);
  const params = { provisioner, class: className };
  const about = { kind: 'StorageClass', name: className };
  if (servant === undefined) return { do: 'wait', why: wait(about, 'provisioner.missing', params) };
  if (!view.isRunning(servant)) return { do: 'wait', why: stopped(about, params, servant) };
  return { do: 'work', servant, provisioner, why: act(keyOf(claim), 'provisioner.creating', { claim: claim.metadata.name, provisioner }) };
}

/** Decides whether the data of a volume is to be deleted. */
export function planDelete(volume: PersistentVolume, view: ProvisionView): ProvisionAction {
  const provisioner = annotationOf(volume, PROVISIONED_BY);
  const isAsked = volume.status.phase === 'Released' && volume.spec.persistentVolumeReclaimPolicy === 'Delete';
  if (provisioner === undefined || !isAsked) return nothing;
  const servant = view.servant(provisioner);
  const className = volume.spec.storageClassName ?? '';
  const params = { provisioner, class: className };
  const about = { kind: 'StorageClass', name: className };
  if (servant === undefined) return { do: 'wait', why: wait(about, 'provisioner.missing', params) };
  if (!view.isRunning(servant)) return { do: 'wait', why: stopped(about, params, servant) };
  return { do: 'work', servant, provisioner, why: act(keyOf(volume), 'provisioner.deleting', { volume: volume.metadata.name, provisioner }) };
}

function stopped(about: Reason['about'], params: { readonly provisioner: string; readonly class: string }, { pod }: Servant): Reason {
  if (pod === undefined) return wait(about, 'provisioner.stopped', params);
  return wait(about, 'provisioner.podNotReady', { ...params, pod: pod.name }, { kind: 'Pod', namespace: pod.namespace, name: pod.name });
}
