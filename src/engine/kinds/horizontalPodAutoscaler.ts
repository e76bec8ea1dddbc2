import { ageColumn, column, countColumn, nameColumn } from './columns.ts';
import { change, fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { invalid, required } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import type { Condition, KubeObject } from './object.ts';

interface MetricTarget {
  readonly type: string;
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}

interface ResourceMetric {
  readonly name: string;
  readonly target?: MetricTarget;
  readonly current?: { readonly averageUtilization?: number; readonly averageValue?: string };
}

interface NamedMetric {
  readonly metric: { readonly name: string };
}

/** What an autoscaler goes by, and as part of a status what was measured. */
export interface Metric {
  readonly type: string;
  readonly resource?: ResourceMetric;
  readonly containerResource?: ResourceMetric;
  readonly pods?: NamedMetric;
  readonly object?: NamedMetric & { readonly describedObject: { readonly kind: string; readonly name: string } };
  readonly external?: NamedMetric;
}

export interface HorizontalPodAutoscaler extends KubeObject {
  readonly spec: {
    readonly scaleTargetRef: { readonly kind: string; readonly name: string; readonly apiVersion?: string };
    readonly minReplicas?: number;
    readonly maxReplicas: number;
    readonly metrics?: readonly Metric[];
  };
  readonly status: {
    readonly lastScaleTime?: string;
    readonly currentReplicas?: number;
    readonly desiredReplicas?: number;
    readonly currentMetrics?: readonly Metric[] | null;
    readonly conditions?: readonly Condition[];
  };
}

export const horizontalPodAutoscalerKind: Kind<HorizontalPodAutoscaler> = defineKind<HorizontalPodAutoscaler>({
  kind: 'HorizontalPodAutoscaler',
  group: 'autoscaling',
  version: 'v2',
  plural: 'horizontalpodautoscalers',
  shortNames: ['hpa'],
  categories: ['all'],
  hasStatus: true,
  newStatus: { currentMetrics: null, desiredReplicas: 0 },
  generation: 'none',
  defaults: (scaler) => change(scaler, 'spec', ({ metrics = [], ...spec }) => fill({ ...spec, metrics: metrics.length > 0 ? metrics : EIGHTY_PERCENT_CPU }, { minReplicas: 1 })),
  validate: validateScaler,
  columns: [
    nameColumn,
    column('Reference', ({ spec }) => `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`),
    column('Targets', targetsText),
    column('MinPods', ({ spec }) => String(spec.minReplicas ?? '<unset>')),
    countColumn('MaxPods', ({ spec }) => spec.maxReplicas),
    countColumn('Replicas', ({ status }) => status?.currentReplicas),
    ageColumn,
  ],
});

const EIGHTY_PERCENT_CPU: readonly Metric[] = Object.freeze([
  Object.freeze({
    type: 'Resource',
    resource: Object.freeze({ name: 'cpu', target: Object.freeze({ type: 'Utilization', averageUtilization: 80 }) }),
  }),
]);

/** `cpu: <unknown>/80%`: at most two, then how many more. simplified: only resource metrics are told apart. */
function targetsText({ spec, status }: HorizontalPodAutoscaler): string {
  const texts = (spec.metrics ?? []).map((metric, index) => metricText(metric, status?.currentMetrics?.[index]));
  if (texts.length === 0) return '<none>';
  return texts.length > 2 ? `${texts.slice(0, 2).join(', ')} + ${texts.length - 2} more...` : texts.join(', ');
}

function metricText({ resource }: Metric, now: Metric | undefined): string {
  if (resource === undefined) return '<unknown type>';
  const { averageUtilization: goal, averageValue = '<unknown>' } = resource.target ?? { type: '' };
  const current = now?.resource?.current;
  if (goal === undefined) return `${resource.name}: ${current?.averageValue ?? '<unknown>'}/${averageValue}`;
  return `${resource.name}: ${current?.averageUtilization === undefined ? '<unknown>' : `${current.averageUtilization}%`}/${goal}%`;
}

function validateScaler({ spec }: HorizontalPodAutoscaler): readonly FieldError[] {
  const { minReplicas = 1, maxReplicas = 0, scaleTargetRef } = spec;
  return [
    ...(minReplicas < 1 ? [invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 1')] : []),
    ...(maxReplicas < 1 ? [invalid('spec.maxReplicas', maxReplicas, 'must be greater than 0')] : []),
    ...(maxReplicas < minReplicas ? [invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`')] : []),
    ...(['kind', 'name'] as const).flatMap((key) => ((scaleTargetRef?.[key] ?? '') === '' ? [required(`spec.scaleTargetRef.${key}`)] : [])),
  ];
}
