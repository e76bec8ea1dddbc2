import { accessModesText } from './accessModes.ts';
import { defaultClaimSpec, validateClaimSpec } from './claimSpec.ts';
import { ageColumn, column, nameColumn, wideColumn } from './columns.ts';
import { fill, withField } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { forbidden } from './fieldErrors.ts';
import { dumpDiff } from './dumpDiff.ts';
import { goDump } from './goDump.ts';
import { immutableField } from './metadata.ts';
import type { FieldError, Kind } from './kind.ts';
import { isTerminating } from './object.ts';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from './persistentVolumeClaim.ts';
import { compareQuantities, parseQuantity } from './quantity.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';

export const persistentVolumeClaimKind: Kind<PersistentVolumeClaim> = defineKind<PersistentVolumeClaim>({
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  shortNames: ['pvc'],
  hasStatus: true,
  newStatus: { phase: 'Pending' },
  generation: 'none',
  defaults: (claim) => withField(fill(claim, { status: PENDING }), 'spec', defaultClaimSpec(claim.spec ?? {})),
  validate: (claim) => validateClaimSpec('spec', claim.spec),
  validateUpdate: (next, old) => [...validateClaimSpec('spec', next.spec), ...validateClaimUpdate(next, old)],
  warnings: claimWarnings,
  columns: [
    nameColumn,
    column('Status', (claim) => (isTerminating(claim) ? 'Terminating' : (claim.status?.phase ?? ''))),
    column('Volume', (claim) => claim.spec.volumeName ?? ''),
    column('Capacity', capacityText),
    column('Access Modes', (claim) => ((claim.spec.volumeName ?? '') === '' ? '' : accessModesText(claim.status?.accessModes))),
    column('StorageClass', claimClassOf),
    column('VolumeAttributesClass', (claim) => claim.spec.volumeAttributesClassName ?? '<unset>'),
    ageColumn,
    wideColumn('VolumeMode', (claim) => claim.spec.volumeMode ?? '<unset>'),
  ],
  selectableFields: { name: (claim) => claim.metadata.name },
});

const PENDING = Object.freeze({ phase: 'Pending' } as const);
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

/** The class that a claim or a volume names: the old annotation first, then the field; empty for none. */
export function claimClassOf({
  metadata,
  spec,
}: {
  readonly metadata: PersistentVolumeClaim['metadata'];
  readonly spec: { readonly storageClassName?: string };
}): string {
  return metadata.annotations?.[CLASS_ANNOTATION] ?? spec.storageClassName ?? '';
}

/** Shown once a volume is named; then it is the volume's size, or 0 until that is known. */
function capacityText({ spec, status }: PersistentVolumeClaim): string {
  return (spec.volumeName ?? '') === '' ? '' : (status?.capacity?.['storage'] ?? '0');
}

const IMMUTABLE_SPEC = 'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

/** k8s: core validation.ValidatePersistentVolumeClaimUpdate. */
function validateClaimUpdate(next: PersistentVolumeClaim, old: PersistentVolumeClaim): readonly FieldError[] {
  const fixedNext = withFreeFieldsOf(next, old);
  const fixedOld = withField(old.spec, 'volumeName', (old.spec.volumeName ?? '') === '' ? next.spec.volumeName : old.spec.volumeName);
  return [
    ...(semanticallyEqual(fixedNext, fixedOld) ? [] : [forbidden('spec', `${IMMUTABLE_SPEC}\n${specDiff(fixedOld, fixedNext)}`)]),
    ...validateShrinking(next, old),
    ...immutableField('volumeMode', next.spec.volumeMode, old.spec.volumeMode),
  ];
}

function specDiff(old: PersistentVolumeClaimSpec, next: PersistentVolumeClaimSpec): string {
  return dumpDiff(goDump('PersistentVolumeClaimSpec', old), goDump('PersistentVolumeClaimSpec', next));
}

/** What may change is taken from the old claim: the class while there is none, the size and attributes once it is bound. */
function withFreeFieldsOf(next: PersistentVolumeClaim, old: PersistentVolumeClaim): PersistentVolumeClaimSpec {
  let spec = next.spec;
  if (old.spec.storageClassName === undefined) spec = withField(spec, 'storageClassName', undefined);
  if (next.status?.phase !== 'Bound') return spec;
  const oldStorage = old.spec.resources?.requests?.['storage'];
  if (spec.resources?.requests !== undefined && oldStorage !== undefined) {
    spec = withField(spec, 'resources', { ...spec.resources, requests: { ...spec.resources.requests, storage: oldStorage } });
  }
  return spec.volumeAttributesClassName === undefined
    ? spec
    : withField(spec, 'volumeAttributesClassName', old.spec.volumeAttributesClassName);
}

/** A claim may shrink back towards, but not to or below, what it really has. */
function validateShrinking(next: PersistentVolumeClaim, old: PersistentVolumeClaim): readonly FieldError[] {
  const size = next.spec.resources?.requests?.['storage'];
  const isSmaller = compareQuantities(size, old.spec.resources?.requests?.['storage']) < 0;
  const isTooSmall = isSmaller && compareQuantities(size, old.status?.capacity?.['storage']) <= 0;
  return isTooSmall ? [forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity')] : [];
}

function claimWarnings({ metadata, spec }: PersistentVolumeClaim): readonly string[] {
  const storage = spec.resources?.requests?.['storage'];
  const isFraction = storage !== undefined && (parseQuantity(storage)?.nano ?? 0n) % 1_000_000_000n !== 0n;
  return [
    ...(metadata.annotations?.[CLASS_ANNOTATION] === undefined
      ? []
      : [`metadata.annotations[${CLASS_ANNOTATION}]: deprecated since v1.8; use "storageClassName" attribute instead`]),
    ...(isFraction
      ? [`spec.resources.requests[storage]: fractional byte value ${JSON.stringify(storage)} is invalid, must be an integer`]
      : []),
  ];
}
