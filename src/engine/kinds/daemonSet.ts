import { ageColumn, column, containerColumns, countColumn, nameColumn, wideColumn } from './columns.ts';
import { change, fill, withField } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { invalid, nonNegative, notSupported, required } from './fieldErrors.ts';
import { percentOf } from './intOrPercent.ts';
import type { FieldError, Kind } from './kind.ts';
import { labelsText, selectorText, shownSelector, validateWorkloadSelector } from './labelSelector.ts';
import type { Condition, KubeObject, LabelSelector } from './object.ts';
import type { IntOrString, PodTemplateSpec } from './pod.ts';
import { defaultPodTemplate } from './podTemplate.ts';
import { validateEndlessTemplate } from './podValidation.ts';
import { templateWarnings } from './podWarnings.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';
import { positiveIntOrPercent, validateSelectedTemplate, workloadNameWarnings } from './workload.ts';

export interface DaemonSet extends KubeObject {
  readonly spec: {
    readonly selector: LabelSelector;
    readonly template: PodTemplateSpec;
    readonly updateStrategy?: {
      readonly type?: 'RollingUpdate' | 'OnDelete';
      readonly rollingUpdate?: { readonly maxUnavailable?: IntOrString; readonly maxSurge?: IntOrString };
    };
    readonly minReadySeconds?: number;
    readonly revisionHistoryLimit?: number;
  };
  readonly status: {
    readonly currentNumberScheduled: number;
    readonly numberMisscheduled: number;
    readonly desiredNumberScheduled: number;
    readonly numberReady: number;
    readonly observedGeneration?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
    readonly numberUnavailable?: number;
    readonly collisionCount?: number;
    readonly conditions?: readonly Condition[];
  };
}

type Spec = DaemonSet['spec'];

export const daemonSetKind: Kind<DaemonSet> = defineKind<DaemonSet>({
  kind: 'DaemonSet',
  group: 'apps',
  plural: 'daemonsets',
  shortNames: ['ds'],
  categories: ['all'],
  hasStatus: true,
  newStatus: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  defaults: (set) => change(set, 'spec', defaultSpec),
  prepareForCreate: (set) => withTemplateGeneration(set, 1),
  prepareForUpdate: nextTemplateGeneration,
  validate: ({ spec }) => validateSpec(spec),
  validateUpdate: (next, old) => [...validateSpec(next.spec), ...sameSelector(next.spec, old.spec)],
  warnings: (next, old) => [
    ...(old === undefined ? workloadNameWarnings(next) : []),
    ...templateWarnings('spec.template', next.spec.template),
  ],
  columns: [
    nameColumn,
    countColumn('Desired', ({ status }) => status?.desiredNumberScheduled),
    countColumn('Current', ({ status }) => status?.currentNumberScheduled),
    countColumn('Ready', ({ status }) => status?.numberReady),
    countColumn('Up-to-date', ({ status }) => status?.updatedNumberScheduled),
    countColumn('Available', ({ status }) => status?.numberAvailable),
    column('Node Selector', ({ spec }) => labelsText(spec.template.spec.nodeSelector)),
    ageColumn,
    ...containerColumns,
    wideColumn('Selector', ({ spec }) => selectorText(spec.selector)),
  ],
});

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

/** The annotation that counts the versions of the template. k8s: apps/v1 Convert_apps_DaemonSet_To_v1_DaemonSet. */
function withTemplateGeneration(set: DaemonSet, generation: number): DaemonSet {
  const annotations = { ...set.metadata.annotations, [TEMPLATE_GENERATION]: String(generation) };
  return semanticallyEqual(annotations, set.metadata.annotations) ? set : { ...set, metadata: { ...set.metadata, annotations } };
}

/** k8s: daemonset strategy PrepareForUpdate. */
function nextTemplateGeneration(next: DaemonSet, old: DaemonSet): DaemonSet {
  const before = Number(old.metadata.annotations?.[TEMPLATE_GENERATION] ?? 1);
  const isSame = semanticallyEqual(defaultPodTemplate(next.spec.template), old.spec.template);
  return withTemplateGeneration(next, isSame ? before : before + 1);
}

const SPEC_DEFAULTS = Object.freeze({ revisionHistoryLimit: 10, updateStrategy: Object.freeze({}) });
const ONE_BY_ONE = Object.freeze({ maxUnavailable: 1, maxSurge: 0 });

/** k8s: apps/v1 SetDefaults_DaemonSet. */
function defaultSpec(spec: Spec): Spec {
  const next = change(fill(spec, SPEC_DEFAULTS), 'updateStrategy', (strategy) => {
    const typed = fill(strategy, { type: 'RollingUpdate' });
    return typed.type === 'RollingUpdate' ? withField(typed, 'rollingUpdate', fill(typed.rollingUpdate ?? {}, ONE_BY_ONE)) : typed;
  });
  return withField(next, 'template', defaultPodTemplate(next.template));
}

/** k8s: apps validation.ValidateDaemonSetSpec. */
function validateSpec(spec: Spec): readonly FieldError[] {
  return [
    ...validateWorkloadSelector('spec.selector', spec.selector, 'daemonset'),
    ...validateSelectedTemplate('spec.template', spec.template, spec.selector),
    ...validateEndlessTemplate('spec.template', spec.template, 'DaemonSet'),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...validateStrategy('spec.updateStrategy', spec.updateStrategy ?? {}),
    ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
  ];
}

/** Either pods more, or pods fewer, but not neither. */
function validateStrategy(path: string, { type, rollingUpdate }: NonNullable<Spec['updateStrategy']>): readonly FieldError[] {
  if (type === 'OnDelete') return [];
  if (type !== 'RollingUpdate') return [notSupported(`${path}.type`, type ?? '', ['RollingUpdate', 'OnDelete'])];
  if (rollingUpdate === undefined) return [required(`${path}.rollingUpdate`)];
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate;
  const isZero = (value: IntOrString) => (percentOf(value) ?? value) === 0;
  const own = `${path}.rollingUpdate`;
  return [
    ...positiveIntOrPercent(`${own}.maxUnavailable`, maxUnavailable),
    ...positiveIntOrPercent(`${own}.maxSurge`, maxSurge),
    ...(isZero(maxUnavailable) && isZero(maxSurge)
      ? [invalid(`${own}.maxUnavailable`, maxUnavailable, 'cannot be 0 when maxSurge is 0')]
      : []),
    ...(!isZero(maxUnavailable) && !isZero(maxSurge)
      ? [invalid(`${own}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero')]
      : []),
  ];
}

function sameSelector(next: Spec, old: Spec): readonly FieldError[] {
  return semanticallyEqual(next.selector, old.selector)
    ? []
    : [invalid('spec.selector', shownSelector(next.selector), 'field is immutable')];
}
