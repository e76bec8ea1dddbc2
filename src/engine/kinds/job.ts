import { ageColumn, column, containerColumns, nameColumn, wideColumn } from './columns.ts';
import { change, fill, mapItems, withField } from './copyOnWrite.ts';
import { parseRfc3339 } from '../core/time.ts';
import { defineKind } from './defineKind.ts';
import { humanDuration } from './duration.ts';
import { invalid, nonNegative, notSupported, required } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import { selectorText, shownSelector } from './labelSelector.ts';
import { validateFailurePolicy, validateIndexLimits, validateSuccessPolicy, type PodFailurePolicy, type SuccessPolicy } from './jobPolicies.ts';
import { immutableField } from './metadata.ts';
import { isTerminating, type Condition, type KubeObject, type LabelSelector } from './object.ts';
import type { PodTemplateSpec } from './pod.ts';
import { defaultPodTemplate } from './podTemplate.ts';
import { templateWarnings } from './podWarnings.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';
import { validateSelectedTemplate, workloadNameWarnings } from './workload.ts';

export interface JobSpec {
  readonly parallelism?: number;
  readonly completions?: number;
  readonly activeDeadlineSeconds?: number;
  readonly backoffLimit?: number;
  /** How often one index of an Indexed Job may fail. */
  readonly backoffLimitPerIndex?: number;
  readonly maxFailedIndexes?: number;
  readonly podFailurePolicy?: PodFailurePolicy;
  readonly successPolicy?: SuccessPolicy;
  readonly selector?: LabelSelector;
  readonly manualSelector?: boolean;
  readonly template: PodTemplateSpec;
  readonly ttlSecondsAfterFinished?: number;
  readonly completionMode?: string;
  readonly suspend?: boolean;
  readonly podReplacementPolicy?: string;
}

export interface Job extends KubeObject {
  readonly spec: JobSpec;
  readonly status: {
    readonly active?: number;
    readonly ready?: number;
    readonly terminating?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    /** `0,2-4`: of an Indexed Job. */
    readonly completedIndexes?: string;
    /** Those that may not be tried again; of a Job with a limit per index. */
    readonly failedIndexes?: string;
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly uncountedTerminatedPods?: unknown;
    readonly conditions?: readonly Condition[];
  };
}

export const jobKind: Kind<Job> = defineKind<Job>({
  kind: 'Job',
  group: 'batch',
  plural: 'jobs',
  categories: ['all'],
  hasStatus: true,
  defaults: (job) => withTemplateLabels(change(job, 'spec', defaultJobSpec)),
  prepareForCreate: withGeneratedSelector,
  validate: ({ spec }) => validateJob(spec),
  validateUpdate: (next, old) => [...validateJob(next.spec), ...validateJobUpdate(next.spec, old.spec)],
  warnings: (next, old) => [
    ...(old === undefined ? workloadNameWarnings(next) : []),
    ...templateWarnings('spec.template', next.spec.template),
  ],
  columns: [
    nameColumn,
    column('Status', jobStatusText),
    column('Completions', completionsText),
    column('Duration', durationText),
    ageColumn,
    ...containerColumns,
    wideColumn('Selector', ({ spec }) => selectorText(spec.selector)),
  ],
  selectableFields: { 'status.successful': ({ status }) => String(status?.succeeded ?? 0) },
});

const SPEC_DEFAULTS = Object.freeze({
  parallelism: 1,
  backoffLimit: 6,
  completionMode: 'NonIndexed',
  suspend: false,
  manualSelector: false,
  podReplacementPolicy: 'TerminatingOrFailed',
});

/** Also for the template of a CronJob. k8s: batch/v1 SetDefaults_Job; manualSelector comes with the generated selector. */
export function defaultJobSpec(spec: JobSpec): JobSpec {
  const { manualSelector: _manual, ...defaults } = SPEC_DEFAULTS;
  const single = spec.completions === undefined && spec.parallelism === undefined ? { ...spec, completions: 1 } : spec;
  const limited = spec.backoffLimitPerIndex === undefined ? single : fill(single, UNLIMITED);
  const policed = change(spec.podFailurePolicy === undefined ? limited : fill(limited, ONLY_FAILED), 'podFailurePolicy', defaultFailurePolicy);
  return withField(fill(policed, defaults), 'template', defaultPodTemplate(spec.template));
}

/** With a limit for each index the Job as a whole has none; with a policy only pods that have failed are replaced. */
const UNLIMITED = Object.freeze({ backoffLimit: 2_147_483_647 });
const ONLY_FAILED = Object.freeze({ podReplacementPolicy: 'Failed' });

function defaultFailurePolicy(policy: PodFailurePolicy): PodFailurePolicy {
  return change(policy, 'rules', (rules) => mapItems(rules, (rule) => change(rule, 'onPodConditions', (patterns) => mapItems(patterns, (pattern) => fill(pattern, { status: 'True' })))));
}

/** A Job without labels takes over those of its template. */
function withTemplateLabels(job: Job): Job {
  const labels = job.spec?.template?.metadata?.labels;
  return withField(job, 'metadata', fill(job.metadata, { labels }));
}

/** Ties the Job to its own pods by uid. k8s: job strategy generateSelector. */
function withGeneratedSelector(job: Job): Job {
  if (job.spec === undefined || job.spec.manualSelector === true) return job;
  const { uid, name } = job.metadata;
  const template = job.spec.template ?? { spec: { containers: [] } };
  const labels = {
    ...template.metadata?.labels,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  const matchLabels = { ...job.spec.selector?.matchLabels, 'batch.kubernetes.io/controller-uid': uid };
  return {
    ...job,
    spec: {
      ...job.spec,
      manualSelector: false,
      selector: { ...job.spec.selector, matchLabels },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

/** k8s: batch validation.ValidateJob. */
function validateJob(spec: JobSpec): readonly FieldError[] {
  return [
    ...validateJobNumbers('spec', spec),
    ...(spec.selector === undefined ? [required('spec.selector')] : []),
    ...validateSelectedTemplate('spec.template', spec.template, spec.selector),
    ...validateRestartPolicy('spec.template.spec.restartPolicy', spec),
  ];
}

/** The numbers and modes of a Job, or of a CronJob's Job. */
export function validateJobNumbers(path: string, spec: JobSpec): readonly FieldError[] {
  const modes = ['NonIndexed', 'Indexed'];
  const mode = spec.completionMode ?? 'NonIndexed';
  const numbers = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished'] as const;
  return [
    ...numbers.flatMap((key) => nonNegative(`${path}.${key}`, spec[key])),
    ...(modes.includes(mode) ? [] : [notSupported(`${path}.completionMode`, mode, ['Indexed', 'NonIndexed'])]),
    ...(mode === 'Indexed' && spec.completions === undefined ? [required(`${path}.completions`, 'when completion mode is Indexed')] : []),
    ...validateIndexLimits(path, spec),
    ...(spec.podFailurePolicy === undefined ? [] : validateFailurePolicy(`${path}.podFailurePolicy`, spec)),
    ...validateReplacement(`${path}.podReplacementPolicy`, spec),
    ...validateSuccess(`${path}.successPolicy`, spec),
  ];
}

function validateReplacement(path: string, { podReplacementPolicy: policy, podFailurePolicy }: JobSpec): readonly FieldError[] {
  const supported = podFailurePolicy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed'];
  return policy === undefined || supported.includes(policy) ? [] : [notSupported(path, policy, supported)];
}

function validateSuccess(path: string, spec: JobSpec): readonly FieldError[] {
  if (spec.successPolicy === undefined) return [];
  return spec.completionMode === 'Indexed' ? validateSuccessPolicy(path, spec) : [invalid(path, spec.successPolicy, 'requires indexed completion mode')];
}

/** A Job must say what happens when a container ends; Always would never end. */
export function validateRestartPolicy(path: string, { template, podFailurePolicy }: JobSpec): readonly FieldError[] {
  const { restartPolicy } = template.spec;
  if (restartPolicy === 'OnFailure' && podFailurePolicy !== undefined) return [invalid(path, restartPolicy, 'only "Never" is supported when podFailurePolicy is specified')];
  if (restartPolicy === 'OnFailure' || restartPolicy === 'Never') return [];
  if (restartPolicy === 'Always') return [required(path, 'valid values: "OnFailure", "Never"')];
  return [notSupported(path, restartPolicy ?? '', ['OnFailure', 'Never'])];
}

/** k8s: batch validation.ValidateJobSpecUpdate. */
function validateJobUpdate(next: JobSpec, old: JobSpec): readonly FieldError[] {
  return [
    ...immutableField('spec.completions', next.completions, old.completions),
    ...(semanticallyEqual(next.selector, old.selector)
      ? []
      : [invalid('spec.selector', shownSelector(next.selector), 'field is immutable')]),
    ...immutableField('spec.template', next.template, old.template),
    ...immutableField('spec.completionMode', next.completionMode, old.completionMode),
    ...immutableField('spec.podFailurePolicy', next.podFailurePolicy, old.podFailurePolicy),
    ...immutableField('spec.backoffLimitPerIndex', next.backoffLimitPerIndex, old.backoffLimitPerIndex),
    ...immutableField('spec.successPolicy', next.successPolicy, old.successPolicy),
  ];
}

function hasCondition({ status }: Job, type: string): boolean {
  return status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') === true;
}

/** `Running`, `Complete`, `Failed` …: the STATUS column; the first that holds. */
export function jobStatusText(job: Job): string {
  if (hasCondition(job, 'Complete')) return 'Complete';
  if (hasCondition(job, 'Failed')) return 'Failed';
  if (isTerminating(job)) return 'Terminating';
  const rest = ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find((type) => hasCondition(job, type));
  return rest ?? 'Running';
}

function completionsText({ spec, status }: Job): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec.completions !== undefined) return `${succeeded}/${spec.completions}`;
  const parallelism = spec.parallelism ?? 0;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

/** How long the Job took, or has been going on. */
function durationText({ status }: Job, nowUnixMs: number): string {
  const startMs = parseRfc3339(status?.startTime ?? '');
  if (startMs === undefined) return '';
  return humanDuration((parseRfc3339(status?.completionTime ?? '') ?? nowUnixMs) - startMs);
}
