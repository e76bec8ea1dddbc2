import { labelsText } from '#engine/kinds/labelSelector.ts';
import type { StorageClass } from '#engine/kinds/storageClass.ts';
import { listAt, textAt } from '../values.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { trueFalse, type Layout } from './layout.ts';

const DEFAULT_CLASS = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

/** k8s: describe describeStorageClass */
export const describeStorageClass: Describer<StorageClass> = (layout, storage, context) => {
  const { metadata, allowVolumeExpansion: expansion, mountOptions = [] } = storage;
  layout.write(0, `Name:\t${metadata.name}`);
  layout.write(0, `IsDefaultClass:\t${DEFAULT_CLASS.some((key) => metadata.annotations?.[key] === 'true') ? 'Yes' : 'No'}`);
  layout.write(0, `Annotations:\t${labelsText(metadata.annotations)}`);
  layout.write(0, `Provisioner:\t${storage.provisioner}`);
  layout.write(0, `Parameters:\t${labelsText(storage.parameters)}`);
  layout.write(0, `AllowVolumeExpansion:\t${expansion === undefined ? '<unset>' : trueFalse(expansion)}`);
  layout.write(0, mountOptions.length === 0 ? 'MountOptions:\t<none>' : 'MountOptions:');
  for (const option of mountOptions) layout.write(1, option);
  if (storage.reclaimPolicy !== undefined) layout.write(0, `ReclaimPolicy:\t${storage.reclaimPolicy}`);
  if (storage.volumeBindingMode !== undefined) layout.write(0, `VolumeBindingMode:\t${storage.volumeBindingMode}`);
  if (storage.allowedTopologies !== undefined) writeTopologies(layout, storage.allowedTopologies);
  writeOwnEvents(layout, context);
};

function writeTopologies(layout: Layout, topologies: readonly unknown[]): void {
  layout.write(0, `AllowedTopologies:\t${topologies.length === 0 ? '<none>' : ''}`);
  topologies.forEach((term, index) => {
    const requirements = listAt(term, 'matchLabelExpressions');
    if (requirements.length === 0) layout.write(1, `Term ${index}:\t<none>`);
    requirements.forEach((requirement, line) => layout.write(1, `${line === 0 ? `Term ${index}:` : ''}\t${textAt(requirement, 'key')} in [${listAt(requirement, 'values').join(', ')}]`));
  });
}
