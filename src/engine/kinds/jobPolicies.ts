import { duplicate, invalid, invalidAsWhole, invalidEach, nonNegative, notSupported, required, tooMany } from './fieldErrors.ts';
import type { JobSpec } from './job.ts';
import type { FieldError } from './kind.ts';
import { labelKey } from './names.ts';

export type FailureAction = 'Count' | 'FailIndex' | 'FailJob' | 'Ignore';

export interface FailureRule {
  readonly action: FailureAction;
  readonly onExitCodes?: { readonly containerName?: string; readonly operator: 'In' | 'NotIn'; readonly values: readonly number[] };
  readonly onPodConditions?: readonly { readonly type: string; readonly status?: string }[];
}

export interface PodFailurePolicy {
  readonly rules: readonly FailureRule[];
}

export interface SuccessPolicy {
  readonly rules: readonly { readonly succeededIndexes?: string; readonly succeededCount?: number }[];
}

const MOST_RULES = 20;
const MOST_VALUES = 255;

/** What a Job says of indexes that fail. k8s: batch validation.validateJobSpec */
export function validateIndexLimits(path: string, spec: JobSpec): readonly FieldError[] {
  const { backoffLimitPerIndex: limit, maxFailedIndexes: most, completions } = spec;
  const isIndexed = spec.completionMode === 'Indexed';
  const alone = (key: 'backoffLimitPerIndex' | 'maxFailedIndexes') => (spec[key] === undefined || isIndexed ? [] : [invalid(`${path}.${key}`, spec[key], 'requires indexed completion mode')]);
  return [
    ...nonNegative(`${path}.backoffLimitPerIndex`, limit),
    ...nonNegative(`${path}.maxFailedIndexes`, most),
    ...(most !== undefined && limit === undefined ? [required(`${path}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified')] : []),
    ...(isIndexed && most !== undefined && completions !== undefined && most > completions ? [invalid(`${path}.maxFailedIndexes`, most, 'must be less than or equal to completions')] : []),
    ...alone('backoffLimitPerIndex'),
    ...alone('maxFailedIndexes'),
  ];
}

/** k8s: batch validation.validatePodFailurePolicy */
export function validateFailurePolicy(path: string, spec: JobSpec): readonly FieldError[] {
  const rules = spec.podFailurePolicy?.rules ?? [];
  return [...(rules.length > MOST_RULES ? [tooMany(`${path}.rules`, rules.length, MOST_RULES)] : []), ...rules.flatMap((rule, index) => validateRule(`${path}.rules[${index}]`, rule, spec))];
}

const ACTIONS: readonly string[] = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const quoted = (texts: readonly string[]) => `valid values: [${texts.map((text) => JSON.stringify(text)).join(' ')}]`;

function validateRule(path: string, rule: FailureRule, spec: JobSpec): readonly FieldError[] {
  const { onExitCodes, onPodConditions = [] } = rule;
  return [
    ...validateAction(`${path}.action`, rule.action, spec),
    ...(onExitCodes === undefined ? [] : validateExitCodes(`${path}.onExitCodes`, onExitCodes, spec)),
    ...onPodConditions.flatMap((pattern, index) => validatePattern(`${path}.onPodConditions[${index}]`, pattern)),
    ...(onExitCodes !== undefined && onPodConditions.length > 0 ? [invalidAsWhole(path, 'specifying both OnExitCodes and OnPodConditions is not supported')] : []),
    ...(onExitCodes === undefined && onPodConditions.length === 0 ? [invalidAsWhole(path, 'specifying one of OnExitCodes and OnPodConditions is required')] : []),
  ];
}

function validateAction(path: string, action: string | undefined, spec: JobSpec): readonly FieldError[] {
  if (action === undefined || action === '') return [required(path, quoted(ACTIONS))];
  if (!ACTIONS.includes(action)) return [notSupported(path, action, ACTIONS)];
  return action === 'FailIndex' && spec.backoffLimitPerIndex === undefined ? [invalid(path, action, 'requires the backoffLimitPerIndex to be set')] : [];
}

const STATUSES: readonly string[] = ['False', 'True', 'Unknown'];

function validatePattern(path: string, { type = '', status = '' }: { readonly type?: string; readonly status?: string }): readonly FieldError[] {
  return [
    ...invalidEach(`${path}.type`, type, labelKey(type)),
    ...(status === '' ? [required(`${path}.status`, quoted(STATUSES))] : STATUSES.includes(status) ? [] : [notSupported(`${path}.status`, status, STATUSES)]),
  ];
}

function validateExitCodes(path: string, { containerName, operator, values = [] }: NonNullable<FailureRule['onExitCodes']>, { template }: JobSpec): readonly FieldError[] {
  const names = [...(template.spec.containers ?? []), ...(template.spec.initContainers ?? [])].map(({ name }) => name);
  const operators = ['In', 'NotIn'];
  return [
    ...((operator as string | undefined) === undefined ? [required(`${path}.operator`, quoted(operators))] : operators.includes(operator) ? [] : [notSupported(`${path}.operator`, operator, operators)]),
    ...(containerName !== undefined && !names.includes(containerName) ? [invalid(`${path}.containerName`, containerName, 'must be one of the container or initContainer names in the pod template')] : []),
    ...(values.length === 0 ? [invalid(`${path}.values`, values, 'at least one value is required')] : values.length > MOST_VALUES ? [tooMany(`${path}.values`, values.length, MOST_VALUES)] : []),
    ...values.flatMap((value, index) => [
      ...(operator === 'In' && value === 0 ? [invalid(`${path}.values[${index}]`, value, 'must not be 0 for the In operator')] : []),
      ...(values.indexOf(value) < index ? [duplicate(`${path}.values[${index}]`, value)] : []),
    ]),
    ...(values.some((value, index) => index > 0 && (values[index - 1] ?? 0) > value) ? [invalid(`${path}.values`, values, 'must be ordered')] : []),
  ];
}

/** k8s: batch validation.validateSuccessPolicy */
export function validateSuccessPolicy(path: string, { successPolicy, completions = 0 }: JobSpec): readonly FieldError[] {
  const rules = successPolicy?.rules ?? [];
  return [
    ...(rules.length === 0 ? [required(`${path}.rules`, 'at least one rules must be specified when the successPolicy is specified')] : []),
    ...(rules.length > MOST_RULES ? [tooMany(`${path}.rules`, rules.length, MOST_RULES)] : []),
    ...rules.flatMap(({ succeededIndexes, succeededCount }, index) => {
      const own = `${path}.rules[${index}]`;
      if (succeededIndexes === undefined && succeededCount === undefined) return [required(own, 'at least one of succeededCount or succeededIndexes must be specified')];
      return [
        ...nonNegative(`${own}.succeededCount`, succeededCount),
        ...(succeededCount !== undefined && succeededCount > completions ? [invalid(`${own}.succeededCount`, succeededCount, `must be less than or equal to ${completions} (the number of specified completions)`)] : []),
      ];
    }),
  ];
}
