import { labelSelectorText } from '#engine/api/selectors.ts';
import type { PersistentVolumeClaimTemplate } from '#engine/kinds/persistentVolumeClaim.ts';
import { canonicalQuantity } from '#engine/kinds/quantity.ts';
import type { StatefulSet } from '#engine/kinds/statefulSet.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { longTime, writeAnnotations, writePairs, type Layout } from './layout.ts';
import { writePodTemplate } from './podTemplate.ts';
import { podsStatus } from './podsStatus.ts';

/** k8s: describe describeStatefulSet */
export const describeStatefulSet: Describer<StatefulSet> = (layout, set, context) => {
  const { metadata, spec, status } = set;
  layout.write(0, `Name:\t${metadata.name}`);
  layout.write(0, `Namespace:\t${metadata.namespace ?? ''}`);
  layout.write(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`);
  layout.write(0, `Selector:\t${labelSelectorText(spec.selector)}`);
  writePairs(layout, 'Labels', metadata.labels);
  writeAnnotations(layout, 'Annotations', metadata.annotations);
  layout.write(0, `Replicas:\t${spec.replicas ?? 1} desired | ${status.replicas} total`);
  layout.write(0, `Update Strategy:\t${spec.updateStrategy?.type ?? 'RollingUpdate'}`);
  const { partition, maxUnavailable } = spec.updateStrategy?.rollingUpdate ?? {};
  if (partition !== undefined) layout.write(1, `Partition:\t${partition}`);
  if (partition !== undefined && maxUnavailable !== undefined) layout.write(1, `MaxUnavailable:\t${maxUnavailable}`);
  layout.write(0, `Pods Status:\t${podsStatus(context.api, set)}`);
  writePodTemplate(layout, spec.template);
  writeClaims(layout, spec.volumeClaimTemplates ?? []);
  writeOwnEvents(layout, context);
};

function writeClaims(layout: Layout, templates: readonly PersistentVolumeClaimTemplate[]): void {
  layout.write(0, `Volume Claims:${templates.length === 0 ? '\t<none>' : ''}`);
  for (const { metadata, spec } of templates) {
    layout.write(1, `Name:\t${metadata.name ?? ''}`);
    layout.write(1, `StorageClass:\t${metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName ?? ''}`);
    writePairs(layout, '  Labels', metadata.labels);
    writePairs(layout, '  Annotations', metadata.annotations);
    const storage = spec.resources?.requests?.['storage'];
    layout.write(1, `Capacity:\t${storage === undefined ? '<default>' : canonicalQuantity(storage)}`);
    layout.write(1, `Access Modes:\t[${(spec.accessModes ?? []).join(' ')}]`);
  }
}
