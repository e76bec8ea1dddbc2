import { ageColumn, column, countColumn, nameColumn } from './columns.ts';
import { fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { invalid, notSupported } from './fieldErrors.ts';
import { percentOf } from './intOrPercent.ts';
import type { FieldError, Kind } from './kind.ts';
import { shownSelector, validateLabelSelector } from './labelSelector.ts';
import type { Condition, KubeObject, LabelSelector } from './object.ts';
import type { IntOrString } from './pod.ts';
import { positiveIntOrPercent } from './workload.ts';

export interface PodDisruptionBudget extends KubeObject {
  readonly spec: {
    readonly minAvailable?: IntOrString;
    readonly maxUnavailable?: IntOrString;
    readonly selector?: LabelSelector;
    readonly unhealthyPodEvictionPolicy?: string;
  };
  readonly status: {
    readonly observedGeneration?: number;
    readonly disruptedPods?: Readonly<Record<string, string>>;
    readonly disruptionsAllowed: number;
    readonly currentHealthy: number;
    readonly desiredHealthy: number;
    readonly expectedPods: number;
    readonly conditions?: readonly Condition[];
  };
}

export const podDisruptionBudgetKind: Kind<PodDisruptionBudget> = defineKind<PodDisruptionBudget>({
  kind: 'PodDisruptionBudget',
  group: 'policy',
  plural: 'poddisruptionbudgets',
  shortNames: ['pdb'],
  hasStatus: true,
  newStatus: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  defaults: (budget) => fill(budget, { spec: {} }),
  validate: validateBudget,
  columns: [
    nameColumn,
    column('Min Available', ({ spec }) => String(spec.minAvailable ?? 'N/A')),
    column('Max Unavailable', ({ spec }) => String(spec.maxUnavailable ?? 'N/A')),
    countColumn('Allowed Disruptions', ({ status }) => status?.disruptionsAllowed),
    ageColumn,
  ],
});

/** k8s: policy validation.ValidatePodDisruptionBudgetSpec. */
function validateBudget({ spec }: PodDisruptionBudget): readonly FieldError[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec;
  const both = minAvailable !== undefined && maxUnavailable !== undefined;
  const shown = {
    MinAvailable: minAvailable ?? null,
    Selector: shownSelector(selector),
    MaxUnavailable: maxUnavailable ?? null,
    UnhealthyPodEvictionPolicy: policy ?? null,
  };
  return [
    ...(both ? [invalid('spec', shown, 'minAvailable and maxUnavailable cannot be both set')] : []),
    ...validateAmount('spec.minAvailable', minAvailable),
    ...validateAmount('spec.maxUnavailable', maxUnavailable),
    ...validateLabelSelector('spec.selector', selector),
    ...(policy === undefined || ['AlwaysAllow', 'IfHealthyBudget'].includes(policy)
      ? []
      : [notSupported('spec.unhealthyPodEvictionPolicy', policy, ['AlwaysAllow', 'IfHealthyBudget'])]),
  ];
}

function validateAmount(path: string, value: IntOrString | undefined): readonly FieldError[] {
  if (value === undefined) return [];
  return [
    ...positiveIntOrPercent(path, value),
    ...((percentOf(value) ?? 0) > 100 ? [invalid(path, value, 'must not be greater than 100%')] : []),
  ];
}
