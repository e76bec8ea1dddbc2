import { keyOf } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';
import { act, wait, type Reason } from '../reason.ts';
import { annotationOf, isBindCompleted, isReferenceTo, requestedClassOf, SELECTED_NODE, waitsForConsumer } from '../storage/claim.ts';
import { findVolume, mismatchOf } from '../storage/volumeMatch.ts';
import { externalNameOf } from './pluginNames.ts';

/** What the decision about a claim may look at. */
export interface ClaimView {
  volume(name: string): PersistentVolume | undefined;
  storageClass(name: string): StorageClass | undefined;
  /** The class for claims that name none. */
  defaultClass(): StorageClass | undefined;
  candidates(claim: PersistentVolumeClaim, className: string): readonly PersistentVolume[];
  /** Names of pods that use the claim and have no node yet. */
  unscheduledPodsOf(claim: PersistentVolumeClaim): readonly string[];
}

export interface ClaimEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** One decision about a claim; each field is done in the order of upstream's writes. */
export type ClaimAction =
  | { readonly do: 'bind'; readonly volume: PersistentVolume; readonly why: Reason }
  | { readonly do: 'pend'; readonly event?: ClaimEvent; readonly why: Reason }
  | { readonly do: 'provision'; readonly provisioner: string; readonly event: ClaimEvent; readonly why: Reason }
  | { readonly do: 'assignClass'; readonly className: string; readonly why: Reason }
  | { readonly do: 'lose'; readonly event: ClaimEvent; readonly why: Reason };

/** Decides what to do about a claim. k8s: persistentvolume syncClaim */
export function planClaim(claim: PersistentVolumeClaim, view: ClaimView): ClaimAction {
  if (isBindCompleted(claim)) return planBound(claim, view);
  const { volumeName } = claim.spec;
  return volumeName === undefined || volumeName === '' ? planFree(claim, view) : planNamed(claim, volumeName, view);
}

/** k8s: syncUnboundClaim, no volume asked for by name */
function planFree(claim: PersistentVolumeClaim, view: ClaimView): ClaimAction {
  const className = requestedClassOf(claim) ?? '';
  const storageClass = className === '' ? undefined : view.storageClass(className);
  const isDelayed = waitsForConsumer(storageClass) && annotationOf(claim, SELECTED_NODE) === undefined;
  const volume = findVolume(claim, view.candidates(claim, className), { onlyPrebound: isDelayed });
  if (volume !== undefined) return bind(claim, volume);
  const fallback = requestedClassOf(claim) === undefined ? view.defaultClass() : undefined;
  if (fallback !== undefined) return assignClass(claim, fallback.metadata.name);
  if (isDelayed) return waitForConsumer(claim, className, view.unscheduledPodsOf(claim));
  if (className !== '') return provision(claim, className, storageClass);
  const event = normal('FailedBinding', 'no persistent volumes available for this claim and no storage class is set');
  return { do: 'pend', event, why: wait(keyOf(claim), 'volume.noClass', { claim: claim.metadata.name }) };
}

function bind(claim: PersistentVolumeClaim, volume: PersistentVolume): ClaimAction {
  return { do: 'bind', volume, why: act(keyOf(claim), 'volume.bound', { claim: claim.metadata.name, volume: volume.metadata.name }) };
}

function assignClass(claim: PersistentVolumeClaim, className: string): ClaimAction {
  return { do: 'assignClass', className, why: act(keyOf(claim), 'volume.defaultClass', { claim: claim.metadata.name, class: className }) };
}

function waitForConsumer(claim: PersistentVolumeClaim, className: string, pods: readonly string[]): ClaimAction {
  const about = keyOf(claim);
  const { name, namespace = '' } = claim.metadata;
  const [first] = pods;
  if (first === undefined) {
    const event = normal('WaitForFirstConsumer', 'waiting for first consumer to be created before binding');
    return { do: 'pend', event, why: wait(about, 'volume.waitFirstConsumer', { claim: name, class: className }) };
  }
  const event = normal('WaitForPodScheduled', `waiting for pod ${pods.join(',')} to be scheduled`);
  return { do: 'pend', event, why: wait(about, 'volume.waitPodScheduled', { claim: name, pods: pods.join(', ') }, { kind: 'Pod', namespace, name: first }) };
}

/** k8s: provisionClaim, provisionClaimOperationExternal */
function provision(claim: PersistentVolumeClaim, className: string, storageClass: StorageClass | undefined): ClaimAction {
  const about = keyOf(claim);
  const { name } = claim.metadata;
  const blockedBy = { kind: 'StorageClass', name: className };
  if (storageClass === undefined) {
    const event = warning('ProvisioningFailed', `storageclass.storage.k8s.io "${className}" not found`);
    return { do: 'pend', event, why: wait(about, 'volume.classMissing', { claim: name, class: className }, blockedBy) };
  }
  const provisioner = externalNameOf(storageClass.provisioner);
  if (provisioner === undefined) {
    const event = warning('ProvisioningFailed', `no volume plugin matched name: ${storageClass.provisioner}`);
    return { do: 'pend', event, why: wait(about, 'volume.noPlugin', { claim: name, class: className, provisioner: storageClass.provisioner }, blockedBy) };
  }
  const event = normal(
    'ExternalProvisioning',
    `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`,
  );
  return { do: 'provision', provisioner, event, why: wait(about, 'volume.waitProvisioner', { claim: name, class: className, provisioner }, blockedBy) };
}

/** k8s: syncUnboundClaim, the claim asks for a volume by name */
function planNamed(claim: PersistentVolumeClaim, volumeName: string, view: ClaimView): ClaimAction {
  const about = keyOf(claim);
  const params = { claim: claim.metadata.name, volume: volumeName };
  const blockedBy = { kind: 'PersistentVolume', name: volumeName };
  const volume = view.volume(volumeName);
  if (volume === undefined) return { do: 'pend', why: wait(about, 'volume.volumeMissing', params, blockedBy) };
  if (isReferenceTo(volume.spec.claimRef, claim)) return bind(claim, volume);
  if (volume.spec.claimRef !== undefined) {
    const event = warning('FailedBinding', `volume "${volumeName}" already bound to a different claim.`);
    return { do: 'pend', event, why: wait(about, 'volume.takenByOther', params, blockedBy) };
  }
  const mismatch = mismatchOf(volume, claim);
  if (mismatch === undefined) return bind(claim, volume);
  const event = warning('VolumeMismatch', `Cannot bind to requested volume "${volumeName}": ${mismatch}`);
  return { do: 'pend', event, why: wait(about, 'volume.mismatch', { ...params, reasons: mismatch }, blockedBy) };
}

/** k8s: syncBoundClaim */
function planBound(claim: PersistentVolumeClaim, view: ClaimView): ClaimAction {
  const { volumeName = '' } = claim.spec;
  if (volumeName === '') return lose(claim, 'ClaimLost', 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!');
  const volume = view.volume(volumeName);
  if (volume === undefined) return lose(claim, 'ClaimLost', 'Bound claim has lost its PersistentVolume. Data on the volume is lost!');
  const { claimRef } = volume.spec;
  if (claimRef === undefined || isReferenceTo(claimRef, claim)) return bind(claim, volume);
  return lose(claim, 'ClaimMisbound', 'Two claims are bound to the same volume, this one is bound incorrectly');
}

function lose(claim: PersistentVolumeClaim, reason: string, message: string): ClaimAction {
  const { volumeName = '' } = claim.spec;
  const params = { claim: claim.metadata.name, volume: volumeName };
  const why = wait(keyOf(claim), 'volume.lost', params, volumeName === '' ? undefined : { kind: 'PersistentVolume', name: volumeName });
  return { do: 'lose', event: warning(reason, message), why };
}

function normal(reason: string, message: string): ClaimEvent {
  return { type: 'Normal', reason, message };
}

function warning(reason: string, message: string): ClaimEvent {
  return { type: 'Warning', reason, message };
}
