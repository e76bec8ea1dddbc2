import { validateImage } from './containerValidation.ts';
import { forbidden, invalid } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import type { Container, Pod, PodSpec, Toleration } from './pod.ts';
import { validatePodSpec } from './podValidation.ts';
import { ephemeralContainerDiff, podSpecDiff } from './podSpecDiff.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';

const FORBIDDEN_CHANGE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,' +
  '`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** What may change in a pod that exists. k8s: core validation.ValidatePodUpdate. */
export function validatePodUpdate(next: Pod, old: Pod): readonly FieldError[] {
  const errors = [...validatePodSpec('spec', next.spec)];
  for (const list of ['containers', 'initContainers'] as const) {
    if ((next.spec[list] ?? []).length !== (old.spec[list] ?? []).length) {
      return [...errors, forbidden(`spec.${list}`, 'pod updates may not add or remove containers')];
    }
  }
  errors.push(
    ...(next.spec.containers ?? []).flatMap(({ image }, index) => validateImage(`spec.containers[${index}].image`, image ?? '')),
    ...validateDeadlineUpdate(next.spec, old.spec),
    ...validateTolerationsUpdate(next.spec.tolerations ?? [], old.spec.tolerations ?? []),
    ...validateGatesUpdate(next.spec, old.spec),
  );
  const munged = withFreeFieldsOf(next.spec, old.spec);
  if (!semanticallyEqual(munged, old.spec)) errors.push(forbidden('spec', `${FORBIDDEN_CHANGE}\n${podSpecDiff(old.spec, munged)}`));
  return errors;
}

/** Ephemeral containers are only ever added. k8s: core validation.ValidatePodEphemeralContainersUpdate. */
export function validateEphemeralUpdate(next: Pod, old: Pod): readonly FieldError[] {
  const added = new Map((next.spec.ephemeralContainers ?? []).map((container) => [container.name, container]));
  const changes = (old.spec.ephemeralContainers ?? []).flatMap((before) => {
    const after = added.get(before.name);
    if (after === undefined) return [forbidden('spec.ephemeralContainers', `existing ephemeral containers ${JSON.stringify(before.name)} may not be removed\n`)];
    if (semanticallyEqual(before, after)) return [];
    return [forbidden('spec.ephemeralContainers', `existing ephemeral containers ${JSON.stringify(before.name)} may not be changed\n${ephemeralContainerDiff(before, after)}`)];
  });
  return [...validatePodSpec('spec', next.spec), ...changes];
}

function validateDeadlineUpdate({ activeDeadlineSeconds: next }: PodSpec, { activeDeadlineSeconds: old }: PodSpec): readonly FieldError[] {
  const path = 'spec.activeDeadlineSeconds';
  if (old === undefined) return [];
  if (next === undefined) return [invalid(path, undefined, 'must not update from a positive integer to nil value')];
  return next > old ? [invalid(path, next, 'must be less than or equal to previous value')] : [];
}

/** Existing tolerations stay; only their tolerationSeconds may differ. */
function validateTolerationsUpdate(next: readonly Toleration[], old: readonly Toleration[]): readonly FieldError[] {
  const sameButSeconds = (a: Toleration, b: Toleration) =>
    semanticallyEqual({ ...a, tolerationSeconds: 0 }, { ...b, tolerationSeconds: 0 });
  const isKept = (toleration: Toleration) => next.some((candidate) => sameButSeconds(candidate, toleration));
  return old.every(isKept) ? [] : [forbidden('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')];
}

function validateGatesUpdate(next: PodSpec, old: PodSpec): readonly FieldError[] {
  const before = new Set((old.schedulingGates ?? []).map(({ name }) => name));
  return (next.schedulingGates ?? []).flatMap(({ name }, index) =>
    before.has(name) ? [] : [forbidden(`spec.schedulingGates[${index}].name`, 'only deletion is allowed, but found new scheduling gate')],
  );
}

/** The new spec with everything that may change taken from the old one: what is left differs unlawfully. */
function withFreeFieldsOf(next: PodSpec, old: PodSpec): PodSpec {
  const munged: { -readonly [K in keyof PodSpec]: PodSpec[K] } = { ...next };
  munged.containers = withImagesOf(next.containers, old.containers);
  if (next.initContainers !== undefined) munged.initContainers = withImagesOf(next.initContainers, old.initContainers ?? []);
  copyField(munged, old, 'activeDeadlineSeconds');
  copyField(munged, old, 'tolerations');
  copyField(munged, old, 'schedulingGates');
  if ((old.terminationGracePeriodSeconds ?? 0) < 0 && next.terminationGracePeriodSeconds === 1) {
    copyField(munged, old, 'terminationGracePeriodSeconds');
  }
  if ((old.schedulingGates ?? []).length > 0 && old.nodeSelector === undefined) copyField(munged, old, 'nodeSelector');
  return munged;
}

function copyField<K extends keyof PodSpec>(target: { -readonly [P in keyof PodSpec]: PodSpec[P] }, source: PodSpec, key: K): void {
  const value = source[key];
  if (value === undefined) delete target[key];
  else target[key] = value;
}

function withImagesOf(next: readonly Container[], old: readonly Container[]): readonly Container[] {
  return next.map((container, index) => {
    const image = old[index]?.image;
    const { image: _dropped, ...rest } = container;
    return image === undefined ? rest : { ...rest, image };
  });
}
