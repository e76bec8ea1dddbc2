import { accessModesText, validateAccessModes } from './accessModes.ts';
import { positiveQuantity, validateVolumeMode } from './claimSpec.ts';
import { ageColumn, column, nameColumn, wideColumn } from './columns.ts';
import { change, fill, mapValues, withField } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { forbidden, invalidEach, notSupported, required, sortedMap } from './fieldErrors.ts';
import { dumpDiff } from './dumpDiff.ts';
import { goDump } from './goDump.ts';
import type { FieldError, Kind } from './kind.ts';
import { immutableField } from './metadata.ts';
import { dnsSubdomain } from './names.ts';
import { isTerminating } from './object.ts';
import type { PersistentVolume, PersistentVolumeSpec } from './persistentVolume.ts';
import { claimClassOf } from './persistentVolumeClaimKind.ts';
import { validateNodeTerms } from './podValidation.ts';
import { canonicalQuantity } from './quantity.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';
import { validateHostPath, validateNfs } from './volumeValidation.ts';

export const persistentVolumeKind: Kind<PersistentVolume> = defineKind<PersistentVolume>({
  kind: 'PersistentVolume',
  plural: 'persistentvolumes',
  shortNames: ['pv'],
  namespaced: false,
  hasStatus: true,
  newStatus: { phase: 'Pending' },
  generation: 'none',
  defaults: (volume) => withField(fill(volume, { status: PENDING }), 'spec', defaultVolumeSpec(volume.spec ?? {})),
  validate: (volume) => validateVolume(volume.spec),
  validateUpdate: (next, old) => [...validateVolume(next.spec), ...validateVolumeUpdate(next.spec, old.spec)],
  columns: [
    nameColumn,
    column('Capacity', (volume) => volume.spec.capacity?.['storage'] ?? '0'),
    column('Access Modes', (volume) => accessModesText(volume.spec.accessModes)),
    column('Reclaim Policy', (volume) => volume.spec.persistentVolumeReclaimPolicy ?? ''),
    column('Status', (volume) => (isTerminating(volume) ? 'Terminating' : (volume.status?.phase ?? ''))),
    column('Claim', claimText),
    column('StorageClass', claimClassOf),
    column('VolumeAttributesClass', (volume) => volume.spec.volumeAttributesClassName ?? '<unset>'),
    column('Reason', (volume) => volume.status?.reason ?? ''),
    ageColumn,
    wideColumn('VolumeMode', (volume) => volume.spec.volumeMode ?? '<unset>'),
  ],
  selectableFields: { name: (volume) => volume.metadata.name },
});

const PENDING = Object.freeze({ phase: 'Pending' } as const);

/** k8s: SetDefaults_PersistentVolume. */
function defaultVolumeSpec(spec: PersistentVolumeSpec): PersistentVolumeSpec {
  const filled = fill(spec, { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' });
  const typed = change(filled, 'hostPath', (hostPath) => fill(hostPath, { type: '' }));
  return change(typed, 'capacity', (capacity) => mapValues(capacity, canonicalQuantity));
}

function claimText({ spec: { claimRef } }: PersistentVolume): string {
  return claimRef === undefined ? '' : `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}`;
}

const RECLAIM_POLICIES = ['Delete', 'Recycle', 'Retain'];

/** k8s: core validation.ValidatePersistentVolumeSpec. */
function validateVolume(spec: PersistentVolumeSpec): readonly FieldError[] {
  const policy = spec.persistentVolumeReclaimPolicy ?? '';
  const className = spec.storageClassName ?? '';
  return [
    ...validateAccessModes('spec.accessModes', spec.accessModes),
    ...validateCapacity('spec.capacity', spec.capacity ?? {}),
    ...(policy === '' || RECLAIM_POLICIES.includes(policy)
      ? []
      : [notSupported('spec.persistentVolumeReclaimPolicy', policy, RECLAIM_POLICIES)]),
    ...validateAffinity(spec),
    ...validateSources(spec),
    ...(className === '' ? [] : invalidEach('spec.storageClassName', className, dnsSubdomain(className))),
    ...validateVolumeMode('spec.volumeMode', spec.volumeMode),
  ];
}

function validateCapacity(path: string, capacity: NonNullable<PersistentVolumeSpec['capacity']>): readonly FieldError[] {
  const names = Object.keys(capacity);
  return [
    ...(names.length === 0 ? [required(path)] : []),
    ...(capacity['storage'] === undefined || names.length > 1
      ? [notSupported(path, names.length === 0 ? null : sortedMap(capacity), ['storage'])]
      : []),
    ...Object.entries(capacity).flatMap(([name, amount]) => positiveQuantity(`${path}[${name}]`, amount)),
  ];
}

function validateAffinity({ nodeAffinity, local }: PersistentVolumeSpec): readonly FieldError[] {
  if (nodeAffinity === undefined) return local === undefined ? [] : [required('spec.nodeAffinity', 'Local volume requires node affinity')];
  if (nodeAffinity.required === undefined) return [required('spec.nodeAffinity.required', 'must specify required node constraints')];
  return validateNodeTerms('spec.nodeAffinity.required.nodeSelectorTerms', nodeAffinity.required.nodeSelectorTerms ?? []);
}

const NO_SOURCE = [
  'capacity',
  'accessModes',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeMode',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'volumeAttributesClassName',
];

/** What is not one of the other fields is a source. */
function volumeSourcesOf(spec: PersistentVolumeSpec): readonly string[] {
  return Object.entries(spec).flatMap(([key, value]) => (NO_SOURCE.includes(key) || value === undefined ? [] : [key]));
}

/** Exactly one source. */
function validateSources(spec: PersistentVolumeSpec): readonly FieldError[] {
  const sources = volumeSourcesOf(spec);
  if (sources.length === 0) return [required('spec', 'must specify a volume type')];
  const extra = sources.slice(1).map((source) => forbidden(`spec.${source}`, 'may not specify more than 1 volume type'));
  const { hostPath, nfs, local, csi } = spec;
  return [
    ...(hostPath === undefined ? [] : validateHostPath('spec.hostPath', hostPath)),
    ...(nfs === undefined ? [] : validateNfs('spec.nfs', nfs)),
    ...(local === undefined || (local.path ?? '') !== '' ? [] : [required('spec.local.path')]),
    ...(csi === undefined || (csi.driver ?? '') !== '' ? [] : [required('spec.csi.driver')]),
    ...(csi === undefined || (csi.volumeHandle ?? '') !== '' ? [] : [required('spec.csi.volumeHandle')]),
    ...extra,
    ...(hostPath?.path === '/' && spec.persistentVolumeReclaimPolicy === 'Recycle'
      ? [forbidden('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'")]
      : []),
  ];
}

/** k8s: core validation.ValidatePersistentVolumeUpdate. */
function validateVolumeUpdate(next: PersistentVolumeSpec, old: PersistentVolumeSpec): readonly FieldError[] {
  const nextSource = goDump('PersistentVolumeSource', next);
  const oldSource = goDump('PersistentVolumeSource', old);
  return [
    ...(semanticallyEqual(nextSource, oldSource)
      ? []
      : [
          forbidden(
            'spec.persistentvolumesource',
            `spec.persistentvolumesource is immutable after creation\n${dumpDiff(oldSource, nextSource)}`,
          ),
        ]),
    ...immutableField('spec.volumeMode', next.volumeMode, old.volumeMode),
    ...(old.nodeAffinity === undefined ? [] : immutableField('spec.nodeAffinity', next.nodeAffinity, old.nodeAffinity)),
  ];
}
