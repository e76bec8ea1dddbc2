import { keyOf } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { act, note, wait, type Reason } from '../reason.ts';
import { annotationOf, BOUND_BY_CONTROLLER, PROVISIONED_BY } from '../storage/claim.ts';

export type VolumePhase = 'Available' | 'Bound' | 'Released' | 'Failed';

/** One decision about a volume. */
export type VolumeAction =
  | { readonly do: 'phase'; readonly phase: VolumePhase; readonly message?: string; readonly why: Reason }
  /** The claim has to take its own last step first. */
  | { readonly do: 'lookAtClaim' }
  /** The volume is given back: its claim went to another one. */
  | { readonly do: 'unbind'; readonly why: Reason }
  | { readonly do: 'remove'; readonly why: Reason }
  | { readonly do: 'recycle'; readonly why: Reason }
  /** Deletion fails for good. */
  | { readonly do: 'fail'; readonly message: string; readonly why: Reason }
  /** Nothing to do here; somebody else has the next step, or nobody. */
  | { readonly do: 'rest'; readonly why: Reason };

/** Decides about a volume; several actions are done in order. k8s: persistentvolume syncVolume */
export function planVolume(volume: PersistentVolume, claim: PersistentVolumeClaim | undefined): readonly VolumeAction[] {
  const { claimRef } = volume.spec;
  if (claimRef === undefined || claimRef.uid === undefined || claimRef.uid === '') return [available(volume)];
  // A claim with another uid only bears the same name: the one that this volume belonged to is gone.
  if (claim?.metadata.uid !== claimRef.uid) return planReleased(volume);
  const { volumeName } = claim.spec;
  if (volumeName === undefined || volumeName === '') return [{ do: 'lookAtClaim' }];
  if (volumeName === volume.metadata.name) return [{ do: 'phase', phase: 'Bound', why: act(keyOf(volume), 'volume.inUse', paramsOf(volume)) }];
  return planForsaken(volume);
}

function available(volume: PersistentVolume): VolumeAction {
  const code = volume.spec.claimRef === undefined ? 'volume.available' : 'volume.reserved';
  return { do: 'phase', phase: 'Available', why: note(keyOf(volume), code, paramsOf(volume)) };
}

/** The claim chose another volume. */
function planForsaken(volume: PersistentVolume): readonly VolumeAction[] {
  const isOurs = annotationOf(volume, PROVISIONED_BY) !== undefined && volume.spec.persistentVolumeReclaimPolicy === 'Delete';
  return isOurs ? planReleased(volume) : [{ do: 'unbind', why: act(keyOf(volume), 'volume.unbound', paramsOf(volume)) }];
}

/** k8s: syncVolume "missing claim", reclaimVolume */
function planReleased(volume: PersistentVolume): readonly VolumeAction[] {
  const { phase } = volume.status;
  const about = keyOf(volume);
  const params = paramsOf(volume);
  if (phase === 'Failed') return [];
  const release: readonly VolumeAction[] = phase === 'Released' ? [] : [{ do: 'phase', phase: 'Released', why: act(about, 'volume.released', params) }];
  return [...release, planReclaim(volume)];
}

function planReclaim(volume: PersistentVolume): VolumeAction {
  const about = keyOf(volume);
  const params = paramsOf(volume);
  switch (volume.spec.persistentVolumeReclaimPolicy) {
    case 'Delete':
      return planDelete(volume);
    case 'Recycle':
      if (volume.spec.nfs !== undefined || volume.spec.hostPath !== undefined) return { do: 'recycle', why: act(about, 'volume.recycling', params) };
      return fail(volume, 'no recyclable volume plugin matched', 'volume.recycleFailed');
    default:
      return { do: 'rest', why: wait(about, 'volume.retained', params) };
  }
}

/** A volume that a provisioner made is that provisioner's to delete. k8s: findDeletablePlugin */
function planDelete(volume: PersistentVolume): VolumeAction {
  const { name } = volume.metadata;
  const { hostPath, csi } = volume.spec;
  const provisioner = annotationOf(volume, PROVISIONED_BY) ?? csi?.driver;
  if (provisioner !== undefined) {
    const blockedBy = volume.spec.storageClassName === undefined ? undefined : { kind: 'StorageClass', name: volume.spec.storageClassName };
    return { do: 'rest', why: wait(keyOf(volume), 'volume.waitDelete', { ...paramsOf(volume), provisioner }, blockedBy) };
  }
  if (hostPath === undefined) return fail(volume, `error getting deleter volume plugin for volume "${name}": no deletable volume plugin matched`, 'volume.deleteFailed');
  if (/^\/tmp\/.+/.test(hostPath.path)) return { do: 'remove', why: act(keyOf(volume), 'volume.deleted', paramsOf(volume)) };
  return fail(volume, `host_path deleter only supports /tmp/.+ but received provided ${hostPath.path}`, 'volume.deleteFailed');
}

function fail(volume: PersistentVolume, message: string, code: string): VolumeAction {
  return { do: 'fail', message, why: wait(keyOf(volume), code, { ...paramsOf(volume), reasons: message }) };
}

function paramsOf(volume: PersistentVolume): { readonly volume: string; readonly claim: string } {
  const { claimRef } = volume.spec;
  return { volume: volume.metadata.name, claim: claimRef === undefined ? '' : `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}` };
}

/** Was the claim's place in the volume the controller's choice, not a person's? */
export function isBoundByController(volume: PersistentVolume): boolean {
  return annotationOf(volume, BOUND_BY_CONTROLLER) !== undefined;
}
