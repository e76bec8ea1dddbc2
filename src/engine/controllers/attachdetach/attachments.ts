import type { Api } from '../../api/api.ts';
import { hashText } from '../../core/random.ts';
import type { VolumeAttachment } from '../../kinds/csi.ts';
import { deviceNameOf, type PersistentVolume } from '../../kinds/persistentVolume.ts';

/** How attaching shows in the API: a VolumeAttachment for the driver, and the node's own list for its kubelet. */

/** Asks the driver to attach a volume. */
export function askToAttach(api: Api, volume: PersistentVolume, node: string): void {
  const name = attachmentName(volume.metadata.name, node);
  if (api.get('VolumeAttachment', undefined, name) !== undefined) return;
  api.create<VolumeAttachment>({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'VolumeAttachment',
    metadata: { name },
    spec: { attacher: volume.spec.csi?.driver ?? '', nodeName: node, source: { persistentVolumeName: volume.metadata.name } },
  });
}

/** The driver has done it. */
export function markAttached(api: Api, volume: PersistentVolume, node: string): void {
  const attachment = api.get('VolumeAttachment', undefined, attachmentName(volume.metadata.name, node)) as VolumeAttachment | undefined;
  if (attachment !== undefined) api.updateStatus({ ...attachment, status: { attached: true } });
  writeAttached(api, node, volume, true);
}

export function markDetached(api: Api, volume: PersistentVolume, node: string): void {
  const name = attachmentName(volume.metadata.name, node);
  if (api.get('VolumeAttachment', undefined, name) !== undefined) api.delete({ kind: 'VolumeAttachment', name });
  writeAttached(api, node, volume, false);
}

/** `csi-` and 64 hexadecimal digits. */
function attachmentName(volume: string, node: string): string {
  const parts = [0, 1, 2, 3, 4, 5, 6, 7].map((round) => hashText(`${round}/${volume}/${node}`).toString(16).padStart(8, '0'));
  return `csi-${parts.join('')}`;
}

/** The kubelet mounts what stands in its node's status. */
function writeAttached(api: Api, node: string, volume: PersistentVolume, isAttached: boolean): void {
  const stored = api.get('Node', undefined, node);
  const name = deviceNameOf(volume);
  if (stored === undefined || name === undefined) return;
  const { volumesAttached = [], ...status } = stored.status;
  const others = volumesAttached.filter((attached) => attached.name !== name);
  const next = isAttached ? [...others, { name, devicePath: '' }] : others;
  api.updateStatus({ ...stored, status: { ...status, ...(next.length === 0 ? {} : { volumesAttached: next }) } });
}
