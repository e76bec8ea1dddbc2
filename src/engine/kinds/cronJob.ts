import { validateSchedule, validateTimeZone } from './cronSchedule.ts';
import { ageColumn, column, countColumn, nameColumn, wideColumn } from './columns.ts';
import { change, fill, withField } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { ageSince } from './duration.ts';
import { invalid, nonNegative, notSupported, required } from './fieldErrors.ts';
import { defaultJobSpec, validateJobNumbers, validateRestartPolicy, type JobSpec } from './job.ts';
import type { FieldError, Kind } from './kind.ts';
import { selectorText } from './labelSelector.ts';
import type { KubeObject, NewMeta, ObjectReference } from './object.ts';
import type { Container } from './pod.ts';
import { validatePodTemplate } from './podValidation.ts';

export interface CronJob extends KubeObject {
  readonly spec: {
    readonly schedule: string;
    readonly timeZone?: string;
    readonly startingDeadlineSeconds?: number;
    readonly concurrencyPolicy?: string;
    readonly suspend?: boolean;
    readonly jobTemplate: { readonly metadata?: NewMeta; readonly spec: JobSpec };
    readonly successfulJobsHistoryLimit?: number;
    readonly failedJobsHistoryLimit?: number;
  };
  readonly status: {
    readonly active?: readonly ObjectReference[];
    readonly lastScheduleTime?: string;
    readonly lastSuccessfulTime?: string;
  };
}

type Spec = CronJob['spec'];

export const cronJobKind: Kind<CronJob> = defineKind<CronJob>({
  kind: 'CronJob',
  group: 'batch',
  plural: 'cronjobs',
  shortNames: ['cj'],
  categories: ['all'],
  hasStatus: true,
  defaults: (job) => change(job, 'spec', defaultSpec),
  validate: ({ metadata, spec }) => [...validateName(metadata.name), ...validateSpec(spec)],
  columns: [
    nameColumn,
    column('Schedule', ({ spec }) => spec.schedule),
    column('Timezone', ({ spec }) => spec.timeZone ?? '<none>'),
    column('Suspend', ({ spec }) => (spec.suspend === true ? 'True' : 'False')),
    countColumn('Active', ({ status }) => status?.active?.length),
    column('Last Schedule', ({ status }, nowUnixMs) =>
      status?.lastScheduleTime === undefined ? '<none>' : ageSince(status.lastScheduleTime, nowUnixMs),
    ),
    ageColumn,
    wideColumn('Containers', (job) => containersOf(job, ({ name }) => name)),
    wideColumn('Images', (job) => containersOf(job, ({ image = '' }) => image)),
    wideColumn('Selector', ({ spec }) => selectorText(spec.jobTemplate.spec.selector)),
  ],
});

const SPEC_DEFAULTS = Object.freeze({
  concurrencyPolicy: 'Allow',
  suspend: false,
  successfulJobsHistoryLimit: 3,
  failedJobsHistoryLimit: 1,
});
const NO_JOB: JobSpec = Object.freeze({ template: Object.freeze({ spec: Object.freeze({ containers: [] }) }) });

/** The Job inside gets only the defaults of its pod template. k8s: batch/v1 SetDefaults_CronJob. */
function defaultSpec(spec: Spec): Spec {
  const template = spec.jobTemplate ?? { spec: NO_JOB };
  const jobTemplate = change(fill(template, { metadata: {}, spec: NO_JOB }), 'spec', (job) => withField(job, 'template', defaultJobSpec(job).template));
  return withField(fill(spec, SPEC_DEFAULTS), 'jobTemplate', jobTemplate);
}

function containersOf({ spec }: CronJob, part: (container: Container) => string): string {
  return spec.jobTemplate.spec.template.spec.containers.map(part).join(',');
}

/** The names of its Jobs end in eleven more characters. */
function validateName(name: string): readonly FieldError[] {
  return name.length > 52 ? [invalid('metadata.name', name, 'must be no more than 52 characters')] : [];
}

function validateSpec(spec: Spec): readonly FieldError[] {
  const policies = ['Allow', 'Forbid', 'Replace'];
  const path = 'spec.jobTemplate.spec';
  return [
    ...((spec.schedule ?? '') === '' ? [required('spec.schedule')] : validateSchedule(spec.schedule)),
    ...nonNegative('spec.startingDeadlineSeconds', spec.startingDeadlineSeconds),
    ...validateTimeZone(spec.timeZone),
    ...(policies.includes(spec.concurrencyPolicy ?? '')
      ? []
      : [notSupported('spec.concurrencyPolicy', spec.concurrencyPolicy ?? '', policies)]),
    ...validateJobNumbers(path, spec.jobTemplate.spec),
    ...validatePodTemplate(`${path}.template`, spec.jobTemplate.spec.template),
    ...validateRestartPolicy(`${path}.template.spec.restartPolicy`, spec.jobTemplate.spec),
    ...nonNegative('spec.successfulJobsHistoryLimit', spec.successfulJobsHistoryLimit),
    ...nonNegative('spec.failedJobsHistoryLimit', spec.failedJobsHistoryLimit),
  ];
}
