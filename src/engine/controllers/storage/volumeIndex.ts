import type { WatchEvent } from '../../api/api.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { claimKeyText, classOfVolume } from './claim.ts';

/** Which volumes are free, by class, and which are set aside for a claim: as the watch has told. */
export interface VolumeIndex {
  /** Takes in an event about a PersistentVolume. */
  see(event: WatchEvent<PersistentVolume>): void;
  /** The volumes worth a look for a claim: those that name it, then the free ones of that class; by name. */
  candidates(claim: PersistentVolumeClaim, className: string): readonly PersistentVolume[];
}

export function createVolumeIndex(): VolumeIndex {
  const freeByClass = new Map<string, Map<string, PersistentVolume>>();
  const byClaim = new Map<string, Map<string, PersistentVolume>>();

  const shelfOf = (volume: PersistentVolume) => {
    const { claimRef } = volume.spec;
    return claimRef === undefined
      ? { shelves: freeByClass, label: classOfVolume(volume) }
      : { shelves: byClaim, label: claimKeyText(claimRef.namespace, claimRef.name ?? '') };
  };

  const put = (volume: PersistentVolume) => {
    const { shelves, label } = shelfOf(volume);
    let shelf = shelves.get(label);
    if (shelf === undefined) shelves.set(label, (shelf = new Map()));
    shelf.set(volume.metadata.name, volume);
  };

  const take = (volume: PersistentVolume) => {
    const { shelves, label } = shelfOf(volume);
    const shelf = shelves.get(label);
    shelf?.delete(volume.metadata.name);
    if (shelf?.size === 0) shelves.delete(label);
  };

  return {
    see: ({ type, object, previous }) => {
      if (previous !== undefined) take(previous);
      if (type === 'DELETED') take(object);
      else put(object);
    },
    candidates: ({ metadata: { namespace, name } }, className) => [
      ...inOrderOfNames(byClaim.get(claimKeyText(namespace, name))),
      ...inOrderOfNames(freeByClass.get(className)),
    ],
  };
}

function inOrderOfNames(shelf: ReadonlyMap<string, PersistentVolume> | undefined): readonly PersistentVolume[] {
  if (shelf === undefined) return [];
  return [...shelf.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}
