import { accessModesText } from '#engine/kinds/accessModes.ts';
import type { PersistentVolume } from '#engine/kinds/persistentVolume.ts';
import type { NodeSelectorRequirement, Volume } from '#engine/kinds/pod.ts';
import { canonicalQuantity } from '#engine/kinds/quantity.ts';
import { valueAt } from '../values.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeHeading } from './heading.ts';
import type { Layout } from './layout.ts';
import { phaseText } from './persistentVolumeClaim.ts';
import { attributesLine, volumeLines } from './volumes.ts';

/** k8s: describe describePersistentVolume */
export const describePersistentVolume: Describer<PersistentVolume> = (layout, volume, context) => {
  const { metadata, spec, status } = volume;
  writeHeading(layout, volume);
  layout.write(0, `Finalizers:\t[${(metadata.finalizers ?? []).join(' ')}]`);
  layout.write(0, `StorageClass:\t${metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName ?? ''}`);
  layout.write(0, `Status:\t${phaseText(volume, status.phase, context)}`);
  layout.write(0, `Claim:\t${spec.claimRef === undefined ? '' : `${spec.claimRef.namespace ?? ''}/${spec.claimRef.name ?? ''}`}`);
  layout.write(0, `Reclaim Policy:\t${spec.persistentVolumeReclaimPolicy ?? ''}`);
  layout.write(0, `Access Modes:\t${accessModesText(spec.accessModes)}`);
  if (spec.volumeMode !== undefined) layout.write(0, `VolumeMode:\t${spec.volumeMode}`);
  layout.write(0, `Capacity:\t${canonicalQuantity(spec.capacity?.['storage'] ?? '0')}`);
  writeNodeAffinity(layout, volume);
  layout.write(0, `Message:\t${status.message ?? ''}`);
  layout.write(0, 'Source:');
  for (const line of sourceLines(volume)) layout.write(2, line);
  writeOwnEvents(layout, context);
};

function writeNodeAffinity(layout: Layout, { spec: { nodeAffinity } }: PersistentVolume): void {
  const required = nodeAffinity?.required;
  layout.write(0, `Node Affinity:\t${required === undefined ? '<none>' : ''}`);
  if (required === undefined) return;
  const terms = required.nodeSelectorTerms;
  layout.write(1, `Required Terms:\t${terms.length === 0 ? '<none>' : ''}`);
  terms.forEach(({ matchExpressions = [] }, index) => {
    if (matchExpressions.length === 0) layout.write(2, `Term ${index}:\t<none>`);
    matchExpressions.forEach((requirement, line) => layout.write(2, `${line === 0 ? `Term ${index}:` : ''}\t${requirementText(requirement)}`));
  });
}

function requirementText({ key, operator, values = [] }: NodeSelectorRequirement): string {
  return `${key} ${operator.toLowerCase()}${values.length === 0 ? '' : ` [${values.join(', ')}]`}`;
}

function sourceLines({ spec: { local, csi, ...others } }: PersistentVolume): readonly string[] {
  if (local !== undefined) return ['Type:\tLocalVolume (a persistent volume backed by local storage on a node)', `Path:\t${local.path}`];
  if (csi !== undefined) {
    return [
      'Type:\tCSI (a Container Storage Interface (CSI) volume source)',
      `Driver:\t${csi.driver}`,
      `FSType:\t${csi.fsType ?? ''}`,
      `VolumeHandle:\t${csi.volumeHandle}`,
      `ReadOnly:\t${valueAt(csi, 'readOnly') === true}`,
      ...attributesLine(csi.volumeAttributes),
    ];
  }
  return volumeLines(others as unknown as Volume);
}
