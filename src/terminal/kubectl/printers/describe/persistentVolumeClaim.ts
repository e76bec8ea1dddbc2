import type { Api } from '#engine/api/api.ts';
import { accessModesText } from '#engine/kinds/accessModes.ts';
import { ageSince } from '#engine/kinds/duration.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { PersistentVolumeClaim } from '#engine/kinds/persistentVolumeClaim.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import { canonicalQuantity } from '#engine/kinds/quantity.ts';
import { claimNamesOf } from '#engine/kinds/podClaims.ts';
import { byCodeUnit } from '../json.ts';
import { isRecord, textAt } from '../values.ts';
import { writeCheckedConditions } from './conditions.ts';
import { writeOwnEvents, type DescribeContext, type Describer } from './describer.ts';
import { writeLabelsAndAnnotations, writeName } from './heading.ts';
import type { Layout } from './layout.ts';

/** k8s: describe describePersistentVolumeClaim */
export const describePersistentVolumeClaim: Describer<PersistentVolumeClaim> = (layout, claim, context) => {
  const { metadata, spec, status } = claim;
  const isBound = (spec.volumeName ?? '') !== '';
  writeName(layout, claim);
  layout.write(0, `StorageClass:\t${metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName ?? ''}`);
  layout.write(0, `Status:\t${phaseText(claim, status.phase, context)}`);
  layout.write(0, `Volume:\t${spec.volumeName ?? ''}`);
  writeLabelsAndAnnotations(layout, claim);
  layout.write(0, `Finalizers:\t[${(metadata.finalizers ?? []).join(' ')}]`);
  layout.write(0, `Capacity:\t${isBound ? canonicalQuantity(status.capacity?.['storage'] ?? '0') : ''}`);
  layout.write(0, `Access Modes:\t${isBound ? accessModesText(status.accessModes) : ''}`);
  if (spec.volumeMode !== undefined) layout.write(0, `VolumeMode:\t${spec.volumeMode}`);
  if (isRecord(spec.dataSource)) writeDataSource(layout, spec.dataSource);
  writeUsers(layout, usersOf(context.api, claim));
  writeCheckedConditions(layout, status.conditions, 'LastProbeTime');
  writeOwnEvents(layout, context);
};

/** The phase, or how long it has been going. */
export function phaseText({ metadata }: KubeObject, phase: string | undefined, { nowUnixMs }: DescribeContext): string {
  return metadata.deletionTimestamp === undefined ? (phase ?? '') : `Terminating (lasts ${ageSince(metadata.deletionTimestamp, nowUnixMs)})`;
}

function writeDataSource(layout: Layout, source: Readonly<Record<string, unknown>>): void {
  layout.write(0, 'DataSource:');
  if (source['apiGroup'] !== undefined && source['apiGroup'] !== null) layout.write(1, `APIGroup:\t${textAt(source, 'apiGroup')}`);
  layout.write(1, `Kind:\t${textAt(source, 'kind')}`);
  layout.write(1, `Name:\t${textAt(source, 'name')}`);
}

/** Pods that mount the claim, in whatever phase. */
function usersOf(api: Api, { metadata }: PersistentVolumeClaim): readonly string[] {
  const pods = api.list('Pod', { namespace: metadata.namespace ?? '' });
  const uses = (pod: Pod) => claimNamesOf(pod).includes(metadata.name);
  return pods.filter(uses).map((pod) => pod.metadata.name).toSorted(byCodeUnit);
}

function writeUsers(layout: Layout, names: readonly string[]): void {
  if (names.length === 0) layout.write(0, 'Used By:\t<none>');
  names.forEach((name, index) => layout.write(0, `${index === 0 ? 'Used By:' : ''}\t${name}`));
}
