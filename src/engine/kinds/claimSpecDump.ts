import type { Dump } from './goDump.ts';
import type { PersistentVolumeClaimSpec } from './persistentVolumeClaim.ts';
import { sortedMap } from './fieldErrors.ts';

/** A claim's spec in the shape of the internal type. k8s: apis/core PersistentVolumeClaimSpec. */
export function dumpClaimSpec(spec: PersistentVolumeClaimSpec): Dump {
  return {
    AccessModes: (spec.accessModes ?? null) as Dump,
    Selector: (spec.selector ?? null) as Dump,
    Resources: { Limits: mapOrNull(spec.resources?.limits), Requests: mapOrNull(spec.resources?.requests) },
    VolumeName: spec.volumeName ?? '',
    StorageClassName: spec.storageClassName ?? null,
    VolumeMode: spec.volumeMode ?? null,
    DataSource: dumpReference(spec.dataSource, ['apiGroup', 'kind', 'name']),
    DataSourceRef: dumpReference(spec.dataSourceRef, ['apiGroup', 'kind', 'name', 'namespace']),
    VolumeAttributesClassName: spec.volumeAttributesClassName ?? null,
  };
}

function mapOrNull(map: Readonly<Record<string, string>> | undefined): Dump {
  return sortedMap(map) ?? null;
}

const POINTERS = ['apiGroup', 'namespace'];

function dumpReference(reference: unknown, fields: readonly string[]): Dump {
  if (reference === undefined || reference === null) return null;
  const values = reference as Readonly<Record<string, string | undefined>>;
  const goName = (field: string) => (field === 'apiGroup' ? 'APIGroup' : field.charAt(0).toUpperCase() + field.slice(1));
  return Object.fromEntries(fields.map((field) => [goName(field), values[field] ?? (POINTERS.includes(field) ? null : '')]));
}
