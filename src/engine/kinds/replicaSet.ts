import { ageColumn, containerColumns, countColumn, nameColumn, wideColumn } from './columns.ts';
import { change, fill, withField } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { invalid, nonNegative } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import { selectorText, shownSelector, validateWorkloadSelector } from './labelSelector.ts';
import type { Condition, KubeObject, LabelSelector } from './object.ts';
import type { PodTemplateSpec } from './pod.ts';
import { defaultPodTemplate } from './podTemplate.ts';
import { validateEndlessTemplate } from './podValidation.ts';
import { templateWarnings } from './podWarnings.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';
import { validateSelectedTemplate, workloadNameWarnings } from './workload.ts';

export interface ReplicaSet extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly minReadySeconds?: number;
    readonly selector: LabelSelector;
    readonly template: PodTemplateSpec;
  };
  readonly status: {
    readonly replicas: number;
    readonly fullyLabeledReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly terminatingReplicas?: number;
    readonly observedGeneration?: number;
    readonly conditions?: readonly Condition[];
  };
}

type Spec = ReplicaSet['spec'];

export const replicaSetKind: Kind<ReplicaSet> = defineKind<ReplicaSet>({
  kind: 'ReplicaSet',
  group: 'apps',
  plural: 'replicasets',
  shortNames: ['rs'],
  categories: ['all'],
  hasStatus: true,
  hasScale: true,
  newStatus: { replicas: 0 },
  defaults: (set) => change(set, 'spec', (spec) => withField(fill(spec, { replicas: 1 }), 'template', defaultPodTemplate(spec.template))),
  validate: ({ spec }) => validateSpec(spec),
  validateUpdate: (next, old) => [...validateSpec(next.spec), ...sameSelector(next.spec, old.spec)],
  warnings: (next, old) => [
    ...(old === undefined ? workloadNameWarnings(next) : []),
    ...templateWarnings('spec.template', next.spec.template),
  ],
  columns: [
    nameColumn,
    countColumn('Desired', ({ spec }) => spec.replicas),
    countColumn('Current', ({ status }) => status?.replicas),
    countColumn('Ready', ({ status }) => status?.readyReplicas),
    ageColumn,
    ...containerColumns,
    wideColumn('Selector', ({ spec }) => selectorText(spec.selector)),
  ],
  selectableFields: { 'status.replicas': ({ status }) => String(status?.replicas ?? 0) },
});

/** k8s: apps validation.ValidateReplicaSetSpec. */
function validateSpec(spec: Spec): readonly FieldError[] {
  return [
    ...nonNegative('spec.replicas', spec.replicas),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...validateWorkloadSelector('spec.selector', spec.selector, 'deployment'),
    ...validateSelectedTemplate('spec.template', spec.template, spec.selector),
    ...validateEndlessTemplate('spec.template', spec.template, 'ReplicaSet'),
  ];
}

function sameSelector(next: Spec, old: Spec): readonly FieldError[] {
  return semanticallyEqual(next.selector, old.selector)
    ? []
    : [invalid('spec.selector', shownSelector(next.selector), 'field is immutable')];
}
