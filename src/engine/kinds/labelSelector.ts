import { forbidden, invalid, invalidEach, required, sortedMap } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import { labelKey, labelValue } from './names.ts';
import type { Labels, LabelSelector, LabelSelectorRequirement } from './object.ts';

/** Does the selector pick an object with these labels? An absent selector picks none, an empty one all. */
export function selectorMatches(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (selector === undefined) return false;
  for (const key in selector.matchLabels) if (labels?.[key] !== selector.matchLabels[key]) return false;
  return selector.matchExpressions?.every((requirement) => requirementMatches(requirement, labels)) ?? true;
}

function requirementMatches({ key, operator, values = [] }: LabelSelectorRequirement, labels: Labels | undefined): boolean {
  const value = labels?.[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** `app=web,tier in (a,b)`: sorted by key; `<none>` when it is empty. k8s: metav1.FormatLabelSelector. */
export function selectorText(selector: LabelSelector | undefined): string {
  if (selector === undefined) return '<none>';
  const parts = [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...(selector.matchExpressions ?? []).map((requirement) => ({ key: requirement.key, text: requirementText(requirement) })),
  ];
  parts.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return parts.length === 0 ? '<none>' : parts.map(({ text }) => text).join(',');
}

function requirementText({ key, operator, values = [] }: LabelSelectorRequirement): string {
  const list = `(${[...values].sort().join(',')})`;
  if (operator === 'In') return `${key} in ${list}`;
  if (operator === 'NotIn') return `${key} notin ${list}`;
  return operator === 'Exists' ? key : `!${key}`;
}

/** `a=b,c=d`, the pairs sorted as texts (`a.b=c` before `a=b`), `<none>` for none: labels and plain selectors in a cell. k8s: labels.FormatLabels. */
export function labelsText(labels: Labels | undefined): string {
  const text = Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
  return text === '' ? '<none>' : text;
}

/** How messages show a selector. */
export function shownSelector(selector: LabelSelector | undefined): unknown {
  if (selector === undefined) return null;
  const { matchLabels, matchExpressions } = selector;
  return {
    ...(isEmpty(matchLabels) ? {} : { matchLabels: sortedMap(matchLabels) }),
    ...(matchExpressions === undefined || matchExpressions.length === 0 ? {} : { matchExpressions }),
  };
}

export function isEmptySelector(selector: LabelSelector): boolean {
  return isEmpty(selector.matchLabels) && (selector.matchExpressions ?? []).length === 0;
}

const isEmpty = (labels: Labels | undefined) => labels === undefined || Object.keys(labels).length === 0;

/** k8s: metav1 validation.ValidateLabelSelector. */
export function validateLabelSelector(path: string, selector: LabelSelector | undefined): readonly FieldError[] {
  if (selector === undefined) return [];
  const expressions = selector.matchExpressions ?? [];
  return [
    ...validateLabels(`${path}.matchLabels`, selector.matchLabels),
    ...expressions.flatMap((requirement, index) => validateRequirement(`${path}.matchExpressions[${index}]`, requirement)),
  ];
}

function validateRequirement(path: string, { key, operator, values = [] }: LabelSelectorRequirement): readonly FieldError[] {
  return [
    ...validateOperator(path, operator, values),
    ...invalidEach(`${path}.key`, key, labelKey(key)),
    ...values.flatMap((value, index) => invalidEach(`${path}.values[${index}]`, value, labelValue(value))),
  ];
}

function validateOperator(path: string, operator: string, values: readonly string[]): readonly FieldError[] {
  if (operator === 'In' || operator === 'NotIn') {
    return values.length === 0 ? [required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")] : [];
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    const detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
    return values.length > 0 ? [forbidden(`${path}.values`, detail)] : [];
  }
  return [invalid(`${path}.operator`, operator, 'not a valid selector operator')];
}

/** Can the API server turn it into a selector at all? k8s: metav1.LabelSelectorAsSelector fails otherwise. */
export function isUsableSelector(selector: LabelSelector | undefined): boolean {
  return validateLabelSelector('', selector).length === 0;
}

/** Keys and values of labels; the path carries no key, as upstream reports it. k8s: ValidateLabels. */
export function validateLabels(path: string, labels: Labels | undefined): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const key in labels) {
    const value = labels[key] ?? '';
    errors.push(...invalidEach(path, key, labelKey(key)), ...invalidEach(path, value, labelValue(value)));
  }
  return errors;
}

/** The selector of a workload: required, well-formed, not empty. `kind` is the word of the message: `statefulset`. */
export function validateWorkloadSelector(path: string, selector: LabelSelector | undefined, kind: string): readonly FieldError[] {
  if (selector === undefined) return [required(path)];
  return [
    ...validateLabelSelector(path, selector),
    ...(isEmptySelector(selector) ? [invalid(path, shownSelector(selector), `empty selector is invalid for ${kind}`)] : []),
  ];
}

/** For node selectors as well: which of the six operators is it? */
export function validateNodeOperator(path: string, operator: string, values: readonly string[]): readonly FieldError[] {
  if (operator === 'Gt' || operator === 'Lt') {
    return values.length === 1 ? [] : [required(`${path}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'")];
  }
  if (['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator)) return validateOperator(path, operator, values);
  return [invalid(`${path}.operator`, operator, 'not a valid selector operator')];
}
