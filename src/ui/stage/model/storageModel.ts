import type { ObjectKey } from '#engine/kinds/object.ts';
import type { PersistentVolume } from '#engine/kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '#engine/kinds/persistentVolumeClaim.ts';
import type { Frame, VolumeFrame } from '#session/session.ts';
import { keyOf } from './objectKeys.ts';

export type ClaimState = 'missing' | 'pending' | 'bound' | 'kept' | 'lost' | 'terminating';
export type VolumeState = 'none' | 'bound' | 'kept' | 'released' | 'missing' | 'inUse';

export interface VolumeModel {
  /** The volume's uid, or the claim's where there is no volume. */
  readonly id: string;
  readonly key: ObjectKey | undefined;
  readonly name: string | undefined;
  readonly state: VolumeState;
  readonly size: string | undefined;
  /** What holds the data: `nfs`, `local`, `csi`. */
  readonly medium: string | undefined;
  readonly path: string | undefined;
  /** The first line of the first file, or undefined for an empty volume. */
  readonly firstLine: string | undefined;
  readonly firstFile: string | undefined;
  readonly fileCount: number;
  /** Nobody has told what is in it: a picture of a cluster holds no files. */
  readonly isUnseen: boolean;
  readonly isFull: boolean;
}

export interface ClaimModel {
  /** The claim's uid, or a stand-in for the place of one that is not there. */
  readonly id: string;
  readonly key: ObjectKey;
  readonly name: string;
  readonly state: ClaimState;
  readonly className: string | undefined;
  readonly volume: VolumeModel;
}

/** A claim as it is shown; `hasPod` tells a bound claim from a kept one. */
export function claimModel(frame: Frame, namespace: string, name: string, hasPod: boolean): ClaimModel {
  const claim = frame.get('PersistentVolumeClaim', namespace, name);
  if (claim === undefined) {
    const key = { kind: 'PersistentVolumeClaim', namespace, name };
    return { id: `no-claim/${namespace}/${name}`, key, name, state: 'missing', className: undefined, volume: noVolume(`no-volume/${namespace}/${name}`, 'none') };
  }
  const state = claimStateOf(claim, hasPod);
  const volume = volumeOf(frame, claim, state);
  const known = claimModels.get(claim);
  if (known?.state === state && known.volume === volume) return known;
  const model = { id: claim.metadata.uid, key: keyOf(claim), name, state, className: claim.spec.storageClassName, volume };
  claimModels.set(claim, model);
  return model;
}

/** The same claim under the same circumstances gives the same object, and a volume likewise. */
const claimModels = new WeakMap<PersistentVolumeClaim, ClaimModel>();

export function claimStateOf(claim: PersistentVolumeClaim, hasPod: boolean): ClaimState {
  if (claim.metadata.deletionTimestamp !== undefined) return 'terminating';
  if (claim.status.phase === 'Lost') return 'lost';
  if (claim.status.phase !== 'Bound') return 'pending';
  return hasPod ? 'bound' : 'kept';
}

function volumeOf(frame: Frame, claim: PersistentVolumeClaim, state: ClaimState): VolumeModel {
  const name = claim.spec.volumeName;
  const placeholder = `no-volume/${claim.metadata.uid}`;
  if (name === undefined || name === '') return noVolume(placeholder, 'none', claim.spec.resources?.requests?.['storage']);
  const volume = frame.get('PersistentVolume', undefined, name);
  if (volume === undefined) return noVolume(placeholder, 'missing');
  const states = { bound: 'bound', kept: 'kept', terminating: 'inUse', lost: 'missing', pending: 'none', missing: 'none' } as const;
  return volumeModel(frame, volume, states[state]);
}

export function volumeModel(frame: Frame, volume: PersistentVolume, state: VolumeState): VolumeModel {
  const { name, uid } = volume.metadata;
  const seen = filesByVolume(frame.volumes).get(name);
  const files = seen ?? NO_FILES;
  const isFull = frame.faults.some(({ fault }) => fault.fault === 'volume-full' && fault.volume === name);
  const known = volumeModels.get(volume);
  if (known?.files === files && known.model.state === state && known.model.isFull === isFull) return known.model;
  const first = files.find(({ text }) => text !== '') ?? files[0];
  const model: VolumeModel = {
    id: uid,
    key: keyOf(volume),
    name,
    state,
    size: volume.spec.capacity?.['storage'],
    medium: mediumOf(volume),
    path: volume.spec.nfs?.path ?? volume.spec.hostPath?.path ?? volume.spec.local?.path,
    firstLine: first?.text.split('\n')[0],
    firstFile: first?.name,
    fileCount: files.length,
    isUnseen: seen === undefined,
    isFull,
  };
  volumeModels.set(volume, { files, model });
  return model;
}

const volumeModels = new WeakMap<PersistentVolume, { readonly files: Files; readonly model: VolumeModel }>();
const NO_FILES: Files = [];

type Files = VolumeFrame['files'];
const fileIndexes = new WeakMap<Frame['volumes'], ReadonlyMap<string, Files>>();

function filesByVolume(volumes: Frame['volumes']): ReadonlyMap<string, Files> {
  let index = fileIndexes.get(volumes);
  if (index === undefined) {
    index = new Map(volumes.map(({ name, files }) => [name, files]));
    fileIndexes.set(volumes, index);
  }
  return index;
}

function mediumOf({ spec }: PersistentVolume): string | undefined {
  if (spec.nfs !== undefined) return 'nfs';
  if (spec.local !== undefined) return 'local';
  if (spec.hostPath !== undefined) return 'host';
  return spec.csi === undefined ? undefined : 'csi';
}

function noVolume(id: string, state: VolumeState, size?: string): VolumeModel {
  return {
    id, key: undefined, name: undefined, state, size, medium: undefined, path: undefined,
    firstLine: undefined, firstFile: undefined, fileCount: 0, isUnseen: false, isFull: false,
  };
}
