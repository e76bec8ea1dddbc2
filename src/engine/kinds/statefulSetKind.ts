import { change, fill, mapItems, withField } from './copyOnWrite.ts';
import { defaultClaimTemplate, validateClaimSpec } from './claimSpec.ts';
import { ageColumn, column, containerColumns, nameColumn } from './columns.ts';
import { defineKind } from './defineKind.ts';
import { forbidden, invalid, invalidEach, nonNegative, notSupported, required } from './fieldErrors.ts';
import { percentOf } from './intOrPercent.ts';
import type { FieldError, FeatureGates, Kind, StrategyContext } from './kind.ts';
import { validateWorkloadSelector } from './labelSelector.ts';
import { dnsLabel } from './names.ts';
import type { IntOrString, PodTemplateSpec, Volume } from './pod.ts';
import { defaultPodTemplate } from './podTemplate.ts';
import { validateEndlessTemplate } from './podValidation.ts';
import { templateWarnings } from './podWarnings.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';
import { replicasOf, type StatefulSet, type StatefulSetSpec, type StatefulSetStatus } from './statefulSet.ts';
import { positiveIntOrPercent, validateSelectedTemplate } from './workload.ts';

export const statefulSetKind: Kind<StatefulSet> = defineKind<StatefulSet>({
  kind: 'StatefulSet',
  group: 'apps',
  plural: 'statefulsets',
  shortNames: ['sts'],
  categories: ['all'],
  hasStatus: true,
  hasScale: true,
  newStatus: { replicas: 0, availableReplicas: 0 },
  nameRule: dnsLabel,
  defaults: (set, { gates }) => change(set, 'spec', (spec) => defaultSpec(spec, gates)),
  prepareForCreate: (set, context) => withoutDisabledFields(set, undefined, context),
  prepareForUpdate: withoutDisabledFields,
  validate: (set) => [...validateSpec(set.spec), ...validateServiceName(set.spec), ...validateClaimTemplates(set.spec)],
  validateUpdate: (next, old) => [...validateSpec(next.spec, old.spec), ...validateImmutable(next.spec, old.spec)],
  validateStatusUpdate: (next, old) => validateStatus(next.status, old.status),
  warnings: (set) => [...templateWarnings('spec.template', set.spec.template), ...historyWarnings(set.spec)],
  columns: [nameColumn, column('Ready', (set) => `${set.status?.readyReplicas ?? 0}/${replicasOf(set)}`), ageColumn, ...containerColumns],
});

const SPEC_DEFAULTS = Object.freeze({ podManagementPolicy: 'OrderedReady', replicas: 1, revisionHistoryLimit: 10 } as const);
const RETAIN = Object.freeze({ whenDeleted: 'Retain', whenScaled: 'Retain' } as const);

/** k8s: apps/v1 SetDefaults_StatefulSet. */
function defaultSpec(spec: StatefulSetSpec, gates: FeatureGates): StatefulSetSpec {
  let next = fill(spec, { ...SPEC_DEFAULTS, updateStrategy: NOTHING, persistentVolumeClaimRetentionPolicy: RETAIN, serviceName: '' });
  next = withField(next, 'template', defaultPodTemplate(next.template));
  next = change(next, 'updateStrategy', (strategy) => defaultStrategy(strategy, gates));
  next = change(next, 'persistentVolumeClaimRetentionPolicy', (policy) => fill(policy, RETAIN));
  return change(next, 'volumeClaimTemplates', (templates) => mapItems(templates, defaultClaimTemplate));
}

const NOTHING = Object.freeze({});

type UpdateStrategy = NonNullable<StatefulSetSpec['updateStrategy']>;

/** The rollingUpdate block is made only where no type was given. */
function defaultStrategy(strategy: UpdateStrategy, { MaxUnavailableStatefulSet }: FeatureGates): UpdateStrategy {
  const untyped = strategy.type === undefined;
  const typed = untyped ? { ...fill(strategy, { rollingUpdate: NOTHING }), type: 'RollingUpdate' as const } : strategy;
  if (typed.type !== 'RollingUpdate') return typed;
  const missing = MaxUnavailableStatefulSet ? { partition: 0, maxUnavailable: 1 } : { partition: 0 };
  return change(typed, 'rollingUpdate', (rollingUpdate) => fill(rollingUpdate, missing));
}

/** With the gate off maxUnavailable is dropped on write, unless the stored set has it already. k8s: dropStatefulSetDisabledFields. */
function withoutDisabledFields(set: StatefulSet, old: StatefulSet | undefined, { gates }: StrategyContext): StatefulSet {
  if (gates.MaxUnavailableStatefulSet || old?.spec.updateStrategy?.rollingUpdate?.maxUnavailable !== undefined) return set;
  const drop = (strategy: UpdateStrategy) => change(strategy, 'rollingUpdate', (block) => withField(block, 'maxUnavailable', undefined));
  return change(set, 'spec', (spec) => change(spec, 'updateStrategy', drop));
}

/** k8s: apps validation.ValidateStatefulSetSpec. A template that was invalid before is left alone. */
function validateSpec(spec: StatefulSetSpec, old?: StatefulSetSpec): readonly FieldError[] {
  return [
    ...validatePolicy(spec.podManagementPolicy),
    ...validateStrategy('spec.updateStrategy', spec.updateStrategy ?? {}),
    ...validateRetention('spec.persistentVolumeClaimRetentionPolicy', spec.persistentVolumeClaimRetentionPolicy),
    ...nonNegative('spec.replicas', spec.replicas),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...nonNegative('spec.ordinals.start', spec.ordinals?.start),
    ...validateWorkloadSelector('spec.selector', spec.selector, 'statefulset'),
    ...(old !== undefined && validateTemplate(old).length > 0 ? [] : validateTemplate(spec)),
    ...validateEndlessTemplate('spec.template', spec.template, 'StatefulSet'),
  ];
}

function validatePolicy(policy: string | undefined): readonly FieldError[] {
  const path = 'spec.podManagementPolicy';
  if (policy === undefined || policy === '') return [required(path)];
  return policy === 'OrderedReady' || policy === 'Parallel' ? [] : [invalid(path, policy, "must be 'OrderedReady' or 'Parallel'")];
}

function validateStrategy(path: string, { type, rollingUpdate }: UpdateStrategy): readonly FieldError[] {
  const block = shownRollingUpdate(rollingUpdate);
  if (type === undefined) return [required(path)];
  if (type === 'OnDelete') {
    return rollingUpdate === undefined ? [] : [invalid(`${path}.rollingUpdate`, block, "only allowed for updateStrategy 'RollingUpdate'")];
  }
  if (type !== 'RollingUpdate') return [invalid(path, { Type: type, RollingUpdate: block }, "must be 'RollingUpdate' or 'OnDelete'")];
  return [
    ...nonNegative(`${path}.rollingUpdate.partition`, rollingUpdate?.partition),
    ...validateMaxUnavailable(`${path}.rollingUpdate.maxUnavailable`, rollingUpdate?.maxUnavailable),
  ];
}

type RollingUpdate = UpdateStrategy['rollingUpdate'];

/** The block as the internal type prints. */
function shownRollingUpdate(block: RollingUpdate): unknown {
  return block === undefined ? null : { Partition: block.partition ?? 0, MaxUnavailable: block.maxUnavailable ?? null };
}

/** k8s: apps validation.validateRollingUpdateStatefulSet. */
function validateMaxUnavailable(path: string, value: IntOrString | undefined): readonly FieldError[] {
  if (value === undefined) return [];
  const percent = percentOf(value);
  return [
    ...positiveIntOrPercent(path, value),
    ...((percent ?? value) === 0 ? [invalid(path, value, 'cannot be 0')] : []),
    ...((percent ?? 0) > 100 ? [invalid(path, value, 'must not be greater than 100%')] : []),
  ];
}

const RETENTION_POLICIES = ['Retain', 'Delete'];

function validateRetention(path: string, policy: StatefulSetSpec['persistentVolumeClaimRetentionPolicy']): readonly FieldError[] {
  if (policy === undefined) return [];
  return (['whenDeleted', 'whenScaled'] as const).flatMap((key) => {
    const value = policy[key] ?? '';
    return RETENTION_POLICIES.includes(value) ? [] : [notSupported(`${path}.${key}`, value, RETENTION_POLICIES)];
  });
}

/** The template as its pods will be: with a volume for each claim, without the name fields that the controller sets. */
function validateTemplate(spec: StatefulSetSpec): readonly FieldError[] {
  return validateSelectedTemplate('spec.template', podTemplateOf(spec), spec.selector);
}

function podTemplateOf({ template, volumeClaimTemplates = [] }: StatefulSetSpec): PodTemplateSpec {
  const { hostname: _hostname, subdomain: _subdomain, ...podSpec } = template.spec;
  const names = new Set(volumeClaimTemplates.map(({ metadata }) => metadata.name ?? ''));
  const claims = [...names].map((name): Volume => ({ name, persistentVolumeClaim: { claimName: name } }));
  const others = (podSpec.volumes ?? []).filter(({ name }) => !names.has(name));
  return { ...template, spec: { ...podSpec, volumes: [...claims, ...others] } };
}

function validateServiceName({ serviceName = '' }: StatefulSetSpec): readonly FieldError[] {
  return serviceName === '' ? [] : invalidEach('spec.serviceName', serviceName, dnsLabel(serviceName));
}

function validateClaimTemplates({ volumeClaimTemplates = [] }: StatefulSetSpec): readonly FieldError[] {
  return volumeClaimTemplates.flatMap(({ spec }, index) => validateClaimSpec(`spec.volumeClaimTemplates[${index}].spec`, spec));
}

const FORBIDDEN_UPDATE =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', " +
  "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

const IMMUTABLE = ['selector', 'serviceName', 'podManagementPolicy', 'volumeClaimTemplates'] as const;

/** k8s: apps validation.ValidateStatefulSetUpdate. */
function validateImmutable(next: StatefulSetSpec, old: StatefulSetSpec): readonly FieldError[] {
  return IMMUTABLE.every((key) => semanticallyEqual(next[key], old[key])) ? [] : [forbidden('spec', FORBIDDEN_UPDATE)];
}

/** k8s: apps validation.ValidateStatefulSetStatus. */
function validateStatus(status: StatefulSetStatus, old: StatefulSetStatus): readonly FieldError[] {
  const counts = ['readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'] as const;
  const tooLarge = (key: (typeof counts)[number], limit: number, name: string) =>
    (status[key] ?? 0) > limit ? [invalid(`status.${key}`, status[key], `cannot be greater than status.${name}`)] : [];
  return [
    ...nonNegative('status.replicas', status.replicas),
    ...counts.flatMap((key) => nonNegative(`status.${key}`, status[key])),
    ...nonNegative('status.observedGeneration', status.observedGeneration),
    ...nonNegative('status.collisionCount', status.collisionCount),
    ...counts.flatMap((key) => tooLarge(key, status.replicas, 'replicas')),
    ...tooLarge('availableReplicas', status.readyReplicas ?? 0, 'readyReplicas'),
    ...((status.collisionCount ?? 0) < (old.collisionCount ?? 0)
      ? [invalid('status.collisionCount', status.collisionCount ?? 0, 'cannot be decremented')]
      : []),
  ];
}

function historyWarnings({ revisionHistoryLimit = 0 }: StatefulSetSpec): readonly string[] {
  if (revisionHistoryLimit >= 0) return [];
  return ['spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended'];
}
