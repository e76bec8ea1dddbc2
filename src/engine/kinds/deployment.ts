import { ageColumn, column, containerColumns, countColumn, nameColumn, wideColumn } from './columns.ts';
import { change, fill, withField } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { forbidden, invalid, nonNegative, notSupported, required } from './fieldErrors.ts';
import { percentOf } from './intOrPercent.ts';
import type { FieldError, Kind } from './kind.ts';
import { selectorText, shownSelector, validateWorkloadSelector } from './labelSelector.ts';
import type { Condition, KubeObject, LabelSelector } from './object.ts';
import type { IntOrString, PodTemplateSpec } from './pod.ts';
import { defaultPodTemplate } from './podTemplate.ts';
import { validateEndlessTemplate } from './podValidation.ts';
import { templateWarnings } from './podWarnings.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';
import { positiveIntOrPercent, validateSelectedTemplate, workloadNameWarnings } from './workload.ts';

export interface Deployment extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplateSpec;
    readonly strategy?: {
      readonly type?: 'Recreate' | 'RollingUpdate';
      readonly rollingUpdate?: { readonly maxSurge?: IntOrString; readonly maxUnavailable?: IntOrString };
    };
    readonly minReadySeconds?: number;
    readonly revisionHistoryLimit?: number;
    readonly paused?: boolean;
    readonly progressDeadlineSeconds?: number;
  };
  readonly status: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly unavailableReplicas?: number;
    readonly terminatingReplicas?: number;
    readonly conditions?: readonly Condition[];
    readonly collisionCount?: number;
  };
}

type Spec = Deployment['spec'];

export const deploymentKind: Kind<Deployment> = defineKind<Deployment>({
  kind: 'Deployment',
  group: 'apps',
  plural: 'deployments',
  shortNames: ['deploy'],
  categories: ['all'],
  hasStatus: true,
  hasScale: true,
  defaults: (deployment) => change(deployment, 'spec', defaultSpec),
  validate: ({ spec }) => validateSpec(spec),
  validateUpdate: (next, old) => [...validateSpec(next.spec), ...sameSelector(next.spec, old.spec)],
  warnings: (next, old) => [
    ...(old === undefined ? workloadNameWarnings(next) : []),
    ...templateWarnings('spec.template', next.spec.template),
  ],
  columns: [
    nameColumn,
    column('Ready', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec.replicas ?? 1}`),
    countColumn('Up-to-date', ({ status }) => status?.updatedReplicas),
    countColumn('Available', ({ status }) => status?.availableReplicas),
    ageColumn,
    ...containerColumns,
    wideColumn('Selector', ({ spec }) => selectorText(spec.selector)),
  ],
});

const SPEC_DEFAULTS = Object.freeze({ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: Object.freeze({}) });
const QUARTERS = Object.freeze({ maxUnavailable: '25%', maxSurge: '25%' });

/** k8s: apps/v1 SetDefaults_Deployment. */
function defaultSpec(spec: Spec): Spec {
  const next = change(fill(spec, SPEC_DEFAULTS), 'strategy', (strategy) => {
    const typed = fill(strategy, { type: 'RollingUpdate' });
    return typed.type === 'RollingUpdate' ? withField(typed, 'rollingUpdate', fill(typed.rollingUpdate ?? {}, QUARTERS)) : typed;
  });
  return withField(next, 'template', defaultPodTemplate(next.template));
}

/** k8s: apps validation.ValidateDeploymentSpec. */
function validateSpec(spec: Spec): readonly FieldError[] {
  const { progressDeadlineSeconds, minReadySeconds = 0 } = spec;
  return [
    ...nonNegative('spec.replicas', spec.replicas),
    ...validateWorkloadSelector('spec.selector', spec.selector, 'deployment'),
    ...validateSelectedTemplate('spec.template', spec.template, spec.selector),
    ...validateEndlessTemplate('spec.template', spec.template, 'ReplicaSet'),
    ...validateStrategy('spec.strategy', spec.strategy ?? {}),
    ...nonNegative('spec.minReadySeconds', minReadySeconds),
    ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
    ...nonNegative('spec.progressDeadlineSeconds', progressDeadlineSeconds),
    ...(progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds
      ? [invalid('spec.progressDeadlineSeconds', progressDeadlineSeconds, 'must be greater than minReadySeconds')]
      : []),
  ];
}

function validateStrategy(path: string, { type, rollingUpdate }: NonNullable<Spec['strategy']>): readonly FieldError[] {
  if (type === 'Recreate') {
    return rollingUpdate === undefined
      ? []
      : [forbidden(`${path}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'")];
  }
  if (type !== 'RollingUpdate') return [notSupported(`${path}.type`, type ?? '', ['Recreate', 'RollingUpdate'])];
  if (rollingUpdate === undefined) return [required(`${path}.rollingUpdate`, 'this should be defaulted and never be nil')];
  return validateRollingUpdate(`${path}.rollingUpdate`, rollingUpdate.maxUnavailable ?? 0, rollingUpdate.maxSurge ?? 0);
}

/** k8s: apps validation.ValidateRollingUpdateDeployment. */
function validateRollingUpdate(path: string, maxUnavailable: IntOrString, maxSurge: IntOrString): readonly FieldError[] {
  const isZero = (value: IntOrString) => (percentOf(value) ?? value) === 0;
  return [
    ...positiveIntOrPercent(`${path}.maxUnavailable`, maxUnavailable),
    ...positiveIntOrPercent(`${path}.maxSurge`, maxSurge),
    ...(isZero(maxUnavailable) && isZero(maxSurge)
      ? [invalid(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')]
      : []),
    ...((percentOf(maxUnavailable) ?? 0) > 100 ? [invalid(`${path}.maxUnavailable`, maxUnavailable, 'must not be greater than 100%')] : []),
  ];
}

function sameSelector(next: Spec, old: Spec): readonly FieldError[] {
  return semanticallyEqual(next.selector, old.selector)
    ? []
    : [invalid('spec.selector', shownSelector(next.selector), 'field is immutable')];
}
