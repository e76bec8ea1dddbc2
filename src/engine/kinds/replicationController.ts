import { ageColumn, containerColumns, countColumn, nameColumn, wideColumn } from './columns.ts';
import { change, fill, withField } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { nonNegative, required } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import { labelsText } from './labelSelector.ts';
import type { KubeObject, Labels } from './object.ts';
import type { PodTemplateSpec } from './pod.ts';
import { defaultPodTemplate } from './podTemplate.ts';
import { validateEndlessTemplate } from './podValidation.ts';
import type { ReplicaSet } from './replicaSet.ts';
import { validateSelectedTemplate } from './workload.ts';

export interface ReplicationController extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly minReadySeconds?: number;
    readonly selector?: Labels;
    readonly template: PodTemplateSpec;
  };
  readonly status: Omit<ReplicaSet['status'], 'terminatingReplicas'>;
}

export const replicationControllerKind: Kind<ReplicationController> = defineKind<ReplicationController>({
  kind: 'ReplicationController',
  plural: 'replicationcontrollers',
  shortNames: ['rc'],
  categories: ['all'],
  hasStatus: true,
  hasScale: true,
  newStatus: { replicas: 0 },
  defaults: (controller) => withTemplateLabels(change(controller, 'spec', defaultSpec)),
  validate: validateController,
  columns: [
    nameColumn,
    countColumn('Desired', ({ spec }) => spec.replicas),
    countColumn('Current', ({ status }) => status?.replicas),
    countColumn('Ready', ({ status }) => status?.readyReplicas),
    ageColumn,
    ...containerColumns,
    wideColumn('Selector', ({ spec }) => labelsText(spec.selector)),
  ],
  selectableFields: { 'status.replicas': ({ status }) => String(status?.replicas ?? 0) },
});

type Spec = ReplicationController['spec'];

function defaultSpec(spec: Spec): Spec {
  const template = defaultPodTemplate(spec.template);
  return withField(fill(spec, { replicas: 1, selector: template.metadata?.labels }), 'template', template);
}

/** A controller without labels takes over those of its template. */
function withTemplateLabels(controller: ReplicationController): ReplicationController {
  const labels = controller.spec?.template?.metadata?.labels;
  return withField(controller, 'metadata', fill(controller.metadata, { labels }));
}

function validateController({ spec }: ReplicationController): readonly FieldError[] {
  const isEmpty = Object.keys(spec.selector ?? {}).length === 0;
  return [
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...(isEmpty ? [required('spec.selector')] : []),
    ...nonNegative('spec.replicas', spec.replicas),
    ...validateSelectedTemplate('spec.template', spec.template, { matchLabels: spec.selector ?? {} }),
    ...validateEndlessTemplate('spec.template', spec.template, 'ReplicationController'),
  ];
}
