import { utf8Length } from '../core/utf8.ts';
import { forbidden, invalid, invalidEach, nonNegative, required } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import { validateLabels } from './labelSelector.ts';
import { dnsLabel, labelKey, type NameRule } from './names.ts';
import type { Labels, NewMeta, ObjectMeta, OwnerReference } from './object.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';

export interface MetadataRules {
  readonly namespaced: boolean;
  readonly nameRule: NameRule;
}

/** k8s: validation.ValidateObjectMeta. */
export function validateMetadata(metadata: NewMeta, { namespaced, nameRule }: MetadataRules): readonly FieldError[] {
  return [
    ...validateGenerateName(metadata, nameRule),
    ...validateName(metadata, nameRule),
    ...validateNamespace(metadata, namespaced),
    ...nonNegative('metadata.generation', metadata.generation),
    ...validateLabels('metadata.labels', metadata.labels),
    ...validateAnnotations('metadata.annotations', metadata.annotations),
    ...validateOwnerReferences(metadata.ownerReferences),
    ...(metadata.finalizers ?? []).flatMap((name, index) => validateFinalizer(`metadata.finalizers[${index}]`, name)),
  ];
}

/** A generated name ends in five more characters, so a dash at the end is fine. */
function validateGenerateName({ generateName = '' }: NewMeta, nameRule: NameRule): readonly FieldError[] {
  if (generateName === '') return [];
  return invalidEach(
    'metadata.generateName',
    generateName,
    nameRule(generateName.endsWith('-') ? `${generateName.slice(0, -1)}a` : generateName),
  );
}

function validateName({ name = '' }: NewMeta, nameRule: NameRule): readonly FieldError[] {
  if (name === '') return [required('metadata.name', 'name or generateName is required')];
  return invalidEach('metadata.name', name, nameRule(name));
}

function validateNamespace({ namespace = '' }: NewMeta, namespaced: boolean): readonly FieldError[] {
  if (!namespaced) return namespace === '' ? [] : [forbidden('metadata.namespace', 'not allowed on this type')];
  return namespace === '' ? [required('metadata.namespace')] : invalidEach('metadata.namespace', namespace, dnsLabel(namespace));
}

const MAX_ANNOTATIONS_BYTES = 256 * 1024;

/** k8s: validation.ValidateAnnotations. */
export function validateAnnotations(path: string, annotations: Labels | undefined): readonly FieldError[] {
  if (annotations === undefined) return [];
  const errors: FieldError[] = [];
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    errors.push(...invalidEach(path, key, labelKey(key.toLowerCase())));
    size += utf8Length(key) + utf8Length(value);
  }
  if (size > MAX_ANNOTATIONS_BYTES) {
    errors.push({ field: path, reason: 'FieldValueTooLong', message: `Too long: may not be more than ${MAX_ANNOTATIONS_BYTES} bytes` });
  }
  return errors;
}

/** k8s: validation.ValidateFinalizerName. */
function validateFinalizer(path: string, name: string): readonly FieldError[] {
  const messages = labelKey(name);
  if (messages.length > 0) return invalidEach(path, name, messages);
  const isKnown = name === 'kubernetes' || name === 'orphan' || name === 'foregroundDeletion';
  return name.includes('/') || isKnown ? [] : [invalid(path, name, 'name is neither a standard finalizer name nor is it fully qualified')];
}

function validateOwnerReferences(owners: readonly OwnerReference[] | undefined): readonly FieldError[] {
  if (owners === undefined) return [];
  const path = 'metadata.ownerReferences';
  const errors = owners.flatMap((owner, index) => validateOwner(`${path}[${index}]`, owner));
  const controllers = owners.filter((owner) => owner.controller === true);
  const [first, second] = controllers;
  if (first !== undefined && second !== undefined) {
    const detail = `Only one reference can have Controller set to true. Found "true" in references for ${first.kind}/${first.name} and ${second.kind}/${second.name}`;
    errors.push(invalid(path, owners, detail));
  }
  return errors;
}

function validateOwner(path: string, owner: OwnerReference): readonly FieldError[] {
  return [
    ...(owner.apiVersion === '' ? [invalid(`${path}.apiVersion`, owner.apiVersion, 'version must not be empty')] : []),
    ...(owner.kind === '' ? [invalid(`${path}.kind`, owner.kind, 'must not be empty')] : []),
    ...(owner.name === '' ? [invalid(`${path}.name`, owner.name, 'must not be empty')] : []),
    ...(owner.uid === '' ? [invalid(`${path}.uid`, owner.uid, 'must not be empty')] : []),
  ];
}

const IMMUTABLE = 'field is immutable';

/** What an update may not change in the metadata. k8s: validation.ValidateObjectMetaUpdate. */
export function validateMetadataUpdate(next: ObjectMeta, old: ObjectMeta): readonly FieldError[] {
  const immutable = (['name', 'namespace', 'uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const).flatMap(
    (key) => (next[key] === old[key] ? [] : [invalid(`metadata.${key}`, next[key], IMMUTABLE)]),
  );
  return [...validateFinalizersUpdate(next, old), ...immutable];
}

/** While an object is being deleted no finalizer may be added. */
function validateFinalizersUpdate(next: ObjectMeta, old: ObjectMeta): readonly FieldError[] {
  if (old.deletionTimestamp === undefined) return [];
  const before = new Set(old.finalizers);
  const added = (next.finalizers ?? []).filter((name) => !before.has(name));
  if (added.length === 0) return [];
  const shown = added
    .sort()
    .map((name) => JSON.stringify(name))
    .join(', ');
  return [
    forbidden(
      'metadata.finalizers',
      `no new finalizers can be added if the object is being deleted, found new finalizers []string{${shown}}`,
    ),
  ];
}

/** `path` may not differ between two objects. k8s: validation.ValidateImmutableField. */
export function immutableField(path: string, next: unknown, old: unknown): readonly FieldError[] {
  return semanticallyEqual(next, old) ? [] : [invalid(path, next, IMMUTABLE)];
}
