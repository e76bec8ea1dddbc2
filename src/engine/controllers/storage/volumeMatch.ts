import type { Node } from '../../kinds/node.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { compareQuantities } from '../../kinds/quantity.ts';
import { selects } from '../../api/selectors.ts';
import { capacityOf, classOfVolume, isReferenceTo, requestedClassOf, requestedStorageOf } from './claim.ts';
import { isNodeSelected } from './nodeSelector.ts';

/** Why a volume that a claim names cannot be its own, in the words of the event; undefined when it can. k8s: persistentvolume checkVolumeSatisfyClaim */
export function mismatchOf(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  if (volume.metadata.deletionTimestamp !== undefined) return `the volume is marked for deletion "${volume.metadata.name}"`;
  if (compareQuantities(capacityOf(volume), requestedStorageOf(claim)) < 0) return 'requested PV is too small';
  if (classOfVolume(volume) !== (requestedClassOf(claim) ?? '')) return 'storageClassName does not match';
  if (!hasSameAttributesClass(volume, claim)) return 'volumeAttributesClassName does not match';
  if (!hasSameMode(volume, claim)) return 'incompatible volumeMode';
  if (!hasAccessModes(volume, claim)) return 'incompatible accessMode';
  return undefined;
}

export interface MatchOptions {
  /** Set when the scheduler asks for a node: volumes that cannot be reached from there do not count. */
  readonly node?: Node;
  /** Under delayed binding the binder may only take a volume that was meant for this very claim. */
  readonly onlyPrebound?: boolean;
  /** Volumes that another claim of the same pod is about to take. */
  readonly taken?: ReadonlySet<string>;
}

/**
 * The volume for a claim among candidates in the order of their names: one that names the claim wins at once, else the
 * smallest that is large enough, with the fewest access modes first. k8s: persistentvolume FindMatchingVolume
 */
export function findVolume(claim: PersistentVolumeClaim, candidates: readonly PersistentVolume[], options: MatchOptions = {}): PersistentVolume | undefined {
  let best: PersistentVolume | undefined;
  for (const volume of candidates) {
    if (options.taken?.has(volume.metadata.name) === true || !couldServe(volume, claim)) continue;
    const { claimRef } = volume.spec;
    const isReachable = options.node === undefined || isNodeSelected(volume.spec.nodeAffinity?.required, options.node);
    if (isReferenceTo(claimRef, claim)) return isReachable ? volume : undefined;
    if (options.onlyPrebound === true || claimRef !== undefined || !isReachable || !isFree(volume, claim)) continue;
    if (best === undefined || isBetter(volume, best)) best = volume;
  }
  return best;
}

/** The questions that hold for a volume that was set aside for the claim as well. */
function couldServe(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  return (
    hasSameMode(volume, claim) &&
    hasAccessModes(volume, claim) &&
    hasSameAttributesClass(volume, claim) &&
    volume.metadata.deletionTimestamp === undefined &&
    compareQuantities(capacityOf(volume), requestedStorageOf(claim)) >= 0
  );
}

function isFree(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  if (volume.status.phase !== 'Available' || classOfVolume(volume) !== (requestedClassOf(claim) ?? '')) return false;
  return claim.spec.selector === undefined || selects(claim.spec.selector, volume.metadata.labels);
}

function isBetter(volume: PersistentVolume, best: PersistentVolume): boolean {
  const modes = (volume.spec.accessModes?.length ?? 0) - (best.spec.accessModes?.length ?? 0);
  return modes === 0 ? compareQuantities(capacityOf(volume), capacityOf(best)) < 0 : modes < 0;
}

function hasSameMode(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  return (volume.spec.volumeMode ?? 'Filesystem') === (claim.spec.volumeMode ?? 'Filesystem');
}

function hasSameAttributesClass(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  return (volume.spec.volumeAttributesClassName ?? '') === (claim.spec.volumeAttributesClassName ?? '');
}

/** Does the volume offer every mode that is asked for? */
function hasAccessModes(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  return (claim.spec.accessModes ?? []).every((mode) => volume.spec.accessModes?.includes(mode) === true);
}
