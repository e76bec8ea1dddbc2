import { ageColumn, column, nameColumn } from './columns.ts';
import { fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { forbidden, invalid, invalidEach, notSupported, required } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import { immutableField } from './metadata.ts';
import { labelKey } from './names.ts';
import type { KubeObject, Labels } from './object.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';

export interface StorageClass extends KubeObject {
  readonly provisioner: string;
  readonly parameters?: Labels;
  readonly reclaimPolicy?: 'Delete' | 'Retain' | 'Recycle';
  readonly volumeBindingMode?: 'Immediate' | 'WaitForFirstConsumer';
  readonly allowVolumeExpansion?: boolean;
  readonly mountOptions?: readonly string[];
  readonly allowedTopologies?: readonly unknown[];
}

export const storageClassKind: Kind<StorageClass> = defineKind<StorageClass>({
  kind: 'StorageClass',
  group: 'storage.k8s.io',
  plural: 'storageclasses',
  shortNames: ['sc'],
  namespaced: false,
  generation: 'none',
  defaults: (storageClass) => fill(storageClass, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  validate: validateClass,
  validateUpdate: (next, old) => [...validateClass(next), ...validateClassUpdate(next, old)],
  columns: [
    { ...nameColumn, cell: ({ metadata }) => (isDefaultClass({ metadata }) ? `${metadata.name} (default)` : metadata.name) },
    column('Provisioner', ({ provisioner }) => provisioner),
    column('ReclaimPolicy', ({ reclaimPolicy }) => reclaimPolicy ?? 'Delete'),
    column('VolumeBindingMode', ({ volumeBindingMode }) => volumeBindingMode ?? 'Immediate'),
    column('AllowVolumeExpansion', ({ allowVolumeExpansion }) => String(allowVolumeExpansion ?? false)),
    ageColumn,
  ],
});

const DEFAULT_ANNOTATIONS = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

/** Is it the class that claims without a class get? */
export function isDefaultClass({ metadata }: Pick<StorageClass, 'metadata'>): boolean {
  return DEFAULT_ANNOTATIONS.some((key) => metadata.annotations?.[key] === 'true');
}

/** k8s: storage validation.ValidateStorageClass. */
function validateClass({ provisioner = '', parameters = {}, reclaimPolicy, volumeBindingMode }: StorageClass): readonly FieldError[] {
  return [
    ...(provisioner === '' ? [required('provisioner')] : invalidEach('provisioner', provisioner, labelKey(provisioner.toLowerCase()))),
    ...Object.keys(parameters).flatMap((key) => (key === '' ? [invalid('parameters', key, 'field can not be empty.')] : [])),
    ...(reclaimPolicy === undefined || ['Delete', 'Retain'].includes(reclaimPolicy)
      ? []
      : [notSupported('reclaimPolicy', reclaimPolicy, ['Delete', 'Retain'])]),
    ...(volumeBindingMode === undefined ? [required('volumeBindingMode')] : []),
    ...(volumeBindingMode === undefined || ['Immediate', 'WaitForFirstConsumer'].includes(volumeBindingMode)
      ? []
      : [notSupported('volumeBindingMode', volumeBindingMode, ['Immediate', 'WaitForFirstConsumer'])]),
  ];
}

/** k8s: storage validation.ValidateStorageClassUpdate. */
function validateClassUpdate(next: StorageClass, old: StorageClass): readonly FieldError[] {
  const fixed = (['parameters', 'provisioner', 'reclaimPolicy'] as const).flatMap((key) =>
    semanticallyEqual(next[key], old[key]) ? [] : [forbidden(key, `updates to ${key} are forbidden.`)],
  );
  return [...fixed, ...immutableField('volumeBindingMode', next.volumeBindingMode, old.volumeBindingMode)];
}
