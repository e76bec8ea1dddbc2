import type { PersistentVolumeClaimTemplate } from '../../kinds/persistentVolumeClaim.ts';
import type { StatefulSet } from '../../kinds/statefulSet.ts';

const NONE: readonly PersistentVolumeClaimTemplate[] = [];

/**
 * The claim templates of a set. The API server accepts two of one name; then the later one counts.
 * k8s: statefulset getPersistentVolumeClaims keeps them by name
 */
export function claimTemplatesOf({
  spec: { volumeClaimTemplates = NONE },
}: Pick<StatefulSet, 'spec'>): readonly PersistentVolumeClaimTemplate[] {
  if (volumeClaimTemplates.length < 2) return volumeClaimTemplates;
  return [...new Map(volumeClaimTemplates.map((template) => [template.metadata.name, template])).values()];
}
