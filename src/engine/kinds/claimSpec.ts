import { validateAccessModes } from './accessModes.ts';
import { change, fill } from './copyOnWrite.ts';
import { invalid, invalidEach, notSupported, required } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import { validateLabelSelector } from './labelSelector.ts';
import { dnsSubdomain } from './names.ts';
import type { PersistentVolumeClaimSpec, PersistentVolumeClaimTemplate } from './persistentVolumeClaim.ts';
import { canonicalResources } from './canonicalResources.ts';
import { canonicalQuantity, compareQuantities } from './quantity.ts';

/** What claims and the claim templates of StatefulSets have in common. */

/** k8s: SetDefaults_PersistentVolumeClaimSpec. */
export function defaultClaimSpec(spec: PersistentVolumeClaimSpec): PersistentVolumeClaimSpec {
  return change(fill(spec, { volumeMode: 'Filesystem', resources: NOTHING }), 'resources', canonicalResources);
}

const NOTHING = Object.freeze({});
const PENDING = Object.freeze({ phase: 'Pending' } as const);

/** k8s: apps/v1 SetDefaults_StatefulSet on volumeClaimTemplates. */
export function defaultClaimTemplate(template: PersistentVolumeClaimTemplate): PersistentVolumeClaimTemplate {
  const filled = fill(template, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: NOTHING, spec: NOTHING, status: PENDING });
  return change(change(filled, 'spec', defaultClaimSpec), 'status', (status) => fill(status, PENDING));
}

/** k8s: core validation.ValidatePersistentVolumeClaimSpec. */
export function validateClaimSpec(path: string, spec: PersistentVolumeClaimSpec): readonly FieldError[] {
  return [
    ...validateAccessModes(`${path}.accessModes`, spec.accessModes, 'at least 1 access mode is required'),
    ...validateLabelSelector(`${path}.selector`, spec.selector),
    ...validateStorageRequest(`${path}.resources`, spec.resources?.requests?.['storage']),
    ...((spec.storageClassName ?? '') === '' ? [] : invalidEach(`${path}.storageClassName`, spec.storageClassName, dnsSubdomain(spec.storageClassName ?? ''))),
    ...validateVolumeMode(`${path}.volumeMode`, spec.volumeMode),
  ];
}

function validateStorageRequest(path: string, storage: string | undefined): readonly FieldError[] {
  if (storage === undefined) return [required(`${path}[storage]`)];
  return positiveQuantity(`${path}[storage]`, storage);
}

/** k8s: core validation.ValidatePositiveQuantityValue. */
export function positiveQuantity(path: string, amount: string): readonly FieldError[] {
  return compareQuantities(amount, '0') > 0 ? [] : [invalid(path, canonicalQuantity(amount), 'must be greater than zero')];
}

export function validateVolumeMode(path: string, mode: string | undefined): readonly FieldError[] {
  return mode === undefined || mode === 'Block' || mode === 'Filesystem' ? [] : [notSupported(path, mode, ['Block', 'Filesystem'])];
}
