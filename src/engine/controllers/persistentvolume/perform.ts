import { formatRfc3339 } from '../../core/time.ts';
import { keyOf } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { ControllerContext } from '../controller.ts';
import { annotationOf, BETA_STORAGE_PROVISIONER, BIND_COMPLETED, BOUND_BY_CONTROLLER, isReferenceTo, referenceTo, STORAGE_PROVISIONER } from '../storage/claim.ts';
import type { ClaimAction } from './planClaim.ts';
import { isBoundByController, type VolumeAction, type VolumePhase } from './planVolume.ts';

export function performClaim(context: ControllerContext, claim: PersistentVolumeClaim, action: ClaimAction): void {
  const { api, events } = context;
  switch (action.do) {
    case 'bind':
      bindClaim(context, claim, action.volume);
      break;
    case 'pend':
      writeClaimPhase(context, claim, 'Pending');
      break;
    case 'provision':
      setProvisioner(context, claim, action.provisioner);
      writeClaimPhase(context, claim, 'Pending');
      break;
    case 'assignClass':
      api.update({ ...claim, spec: { ...claim.spec, storageClassName: action.className } });
      break;
    case 'lose':
      if (claim.status.phase === 'Lost') return;
      writeClaimPhase(context, claim, 'Lost');
      break;
  }
  if ('event' in action && action.event !== undefined) events.event(claim, action.event.type, action.event.reason, action.event.message);
  context.explain(action.why);
}

/** Four writes, each of which is seen by itself: the volume's claim, the volume's phase, the claim's volume, the claim's phase. k8s: bind */
function bindClaim(context: ControllerContext, claim: PersistentVolumeClaim, volume: PersistentVolume): void {
  const reserved = reserveVolume(context, claim, volume);
  writeVolumePhase(context, reserved, 'Bound');
  const tied = tieClaim(context, claim, volume);
  writeBoundStatus(context, tied, reserved);
}

function reserveVolume({ api }: ControllerContext, claim: PersistentVolumeClaim, volume: PersistentVolume): PersistentVolume {
  const { claimRef } = volume.spec;
  if (claimRef?.uid === claim.metadata.uid) return volume;
  const isOurChoice = !isReferenceTo(claimRef, claim);
  const annotations = isOurChoice ? { ...volume.metadata.annotations, [BOUND_BY_CONTROLLER]: 'yes' } : volume.metadata.annotations;
  return api.update({
    ...volume,
    metadata: { ...volume.metadata, ...(annotations === undefined ? {} : { annotations }) },
    spec: { ...volume.spec, claimRef: referenceTo(claim) },
  });
}

function tieClaim({ api }: ControllerContext, claim: PersistentVolumeClaim, { metadata: { name: volumeName } }: PersistentVolume): PersistentVolumeClaim {
  const isOurChoice = claim.spec.volumeName !== volumeName;
  if (!isOurChoice && annotationOf(claim, BIND_COMPLETED) !== undefined) return claim;
  const annotations = { ...claim.metadata.annotations, [BIND_COMPLETED]: 'yes', ...(isOurChoice ? { [BOUND_BY_CONTROLLER]: 'yes' } : {}) };
  return api.update({ ...claim, metadata: { ...claim.metadata, annotations }, spec: { ...claim.spec, volumeName } });
}

function writeBoundStatus({ api }: ControllerContext, claim: PersistentVolumeClaim, { spec }: PersistentVolume): void {
  const { accessModes, capacity } = spec;
  const isNew = claim.status.phase !== 'Bound';
  api.updateStatus({
    ...claim,
    status: {
      ...claim.status,
      phase: 'Bound',
      ...(accessModes === undefined ? {} : { accessModes }),
      ...(isNew && capacity?.['storage'] !== undefined ? { capacity: { storage: capacity['storage'] } } : {}),
    },
  });
}

function writeClaimPhase({ api }: ControllerContext, claim: PersistentVolumeClaim, phase: 'Pending' | 'Lost'): void {
  if (claim.status.phase === phase) return;
  const { accessModes: _accessModes, capacity: _capacity, ...status } = claim.status;
  api.updateStatus({ ...(api.get('PersistentVolumeClaim', claim.metadata.namespace, claim.metadata.name) ?? claim), status: { ...status, phase } });
}

/** k8s: setClaimProvisioner */
function setProvisioner({ api }: ControllerContext, claim: PersistentVolumeClaim, provisioner: string): void {
  if (annotationOf(claim, STORAGE_PROVISIONER) === provisioner) return;
  const annotations = { ...claim.metadata.annotations, [BETA_STORAGE_PROVISIONER]: provisioner, [STORAGE_PROVISIONER]: provisioner };
  api.update({ ...claim, metadata: { ...claim.metadata, annotations } });
}

/** What cannot be done in one look: emptying a volume takes time. */
export interface LongWork {
  readonly recycle: (volume: PersistentVolume) => void;
}

export function performVolume(context: ControllerContext, volume: PersistentVolume, action: VolumeAction, long: LongWork): void {
  const { api, events } = context;
  switch (action.do) {
    case 'phase':
      if (volume.status.phase === action.phase) {
        context.explain(action.why);
        return;
      }
      writeVolumePhase(context, volume, action.phase);
      break;
    case 'lookAtClaim':
      context.enqueue({ namespace: volume.spec.claimRef?.namespace ?? '', name: volume.spec.claimRef?.name ?? '' });
      return;
    case 'unbind':
      unbindVolume(context, volume);
      break;
    case 'remove':
      if (volume.metadata.deletionTimestamp === undefined) api.delete({ kind: 'PersistentVolume', name: volume.metadata.name });
      break;
    case 'recycle':
      long.recycle(volume);
      break;
    case 'fail':
      events.event(volume, 'Warning', 'VolumeFailedDelete', action.message);
      writeVolumePhase(context, volume, 'Failed', action.message);
      break;
    case 'rest':
      break;
  }
  context.explain(action.why);
}

export function writeVolumePhase({ api, unixNow }: ControllerContext, volume: PersistentVolume, phase: VolumePhase, message?: string): void {
  const current = api.get('PersistentVolume', undefined, volume.metadata.name);
  if (current === undefined || current.status.phase === phase) return;
  const { message: _message, ...status } = current.status;
  api.updateStatus({
    ...current,
    status: { ...status, phase, ...(message === undefined ? {} : { message }), lastPhaseTransitionTime: formatRfc3339(unixNow()) },
  });
}

/** A claim that a person wrote into the volume stays there, without its uid. k8s: unbindVolume */
export function unbindVolume(context: ControllerContext, volume: PersistentVolume): void {
  const { claimRef, ...spec } = volume.spec;
  const { annotations: { [BOUND_BY_CONTROLLER]: _bound, ...annotations } = {}, ...metadata } = volume.metadata;
  const kept = isBoundByController(volume) || claimRef === undefined ? {} : { claimRef: withoutUid(claimRef) };
  const freed = context.api.update({ ...volume, metadata: { ...metadata, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) }, spec: { ...spec, ...kept } });
  writeVolumePhase(context, freed, 'Available');
}

function withoutUid({ uid: _uid, resourceVersion: _version, ...rest }: NonNullable<PersistentVolume['spec']['claimRef']>): NonNullable<PersistentVolume['spec']['claimRef']> {
  return rest;
}

/** The volume is empty again and free for anybody. */
export function finishRecycling(context: ControllerContext, volume: PersistentVolume): void {
  context.events.event(volume, 'Normal', 'VolumeRecycled', 'Volume recycled');
  unbindVolume(context, volume);
  context.explain({ about: keyOf(volume), kind: 'act', code: 'volume.recycled', params: { volume: volume.metadata.name } });
}
