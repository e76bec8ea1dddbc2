import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { VolumeBackend } from '../../machine/volumeBackend.ts';
import type { Profile } from '../../profile.ts';

/**
 * Empties the directory of a volume, as the recycler's pod does with `rm -rf`.
 * simplified: no recycler pod is seen; a hostPath volume is emptied on every node.
 */
export function createScrubber({ profile, volumes }: { readonly profile: Profile; readonly volumes: VolumeBackend }): (volume: PersistentVolume) => void {
  const scrub = (node: string, path: string) => {
    volumes.removeFrom(node, path);
    volumes.createOn(node, path);
  };
  return ({ spec: { nfs, hostPath } }) => {
    const exportNode = profile.nodes.find(({ ip }) => ip === nfs?.server)?.name;
    if (nfs !== undefined && exportNode !== undefined) scrub(exportNode, nfs.path);
    if (hostPath !== undefined) for (const { name } of profile.nodes) scrub(name, hostPath.path);
  };
}
