import type { LabelSelector, Labels } from '../kinds/object.ts';
import type { LabelMatcher } from './api.ts';
import { parseLabelSelector, type Requirement } from './labelSelectorText.ts';

/**
 * Which labels a selector picks: a selector value (`{}` picks everything) or the text of `-l`.
 * Throws BadRequest for a text that cannot be read. Parsed once for each value or text.
 */
export function labelMatcher(selector: LabelSelector | string): LabelMatcher {
  if (typeof selector === 'string') return matcherOfText(selector);
  let matcher = ofValues.get(selector);
  if (matcher === undefined) {
    matcher = matcherOf(requirementsOf(selector));
    ofValues.set(selector, matcher);
  }
  return matcher;
}

/** Does a selector pick these labels? An absent selector picks nothing. k8s: LabelSelectorAsSelector */
export function selects(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  return selector !== undefined && labelMatcher(selector)(labels);
}

/** Do the labels carry all pairs of a simple map selector, as a Service has it? An empty or absent map picks nothing. */
export function selectsByMap(selector: Labels | undefined, labels: Labels | undefined): boolean {
  if (selector === undefined) return false;
  let pairs = 0;
  for (const key in selector) {
    if (labels?.[key] !== selector[key]) return false;
    pairs += 1;
  }
  return pairs > 0;
}

/** A selector value as the text that `-l` takes: `app=web,tier in (a,b)`. k8s: FormatLabelSelector */
export function labelSelectorText(selector: LabelSelector): string {
  return [...requirementsOf(selector)]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(requirementText)
    .join(',');
}

const ofValues = new WeakMap<LabelSelector, LabelMatcher>();
const ofTexts = new Map<string, LabelMatcher>();
const REMEMBERED_TEXTS = 500;

function matcherOfText(text: string): LabelMatcher {
  let matcher = ofTexts.get(text);
  if (matcher === undefined) {
    matcher = matcherOf(parseLabelSelector(text));
    if (ofTexts.size >= REMEMBERED_TEXTS) ofTexts.clear();
    ofTexts.set(text, matcher);
  }
  return matcher;
}

function requirementsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly Requirement[] {
  const pairs = Object.entries(matchLabels).map(([key, value]): Requirement => ({ key, operator: 'Equals', values: [value] }));
  const expressions = matchExpressions.map(
    ({ key, operator, values = [] }): Requirement => ({ key, operator, values: [...values].sort() }),
  );
  return [...pairs, ...expressions];
}

function matcherOf(requirements: readonly Requirement[]): LabelMatcher {
  return (labels) => {
    for (const requirement of requirements) if (!isMet(requirement, valueOf(labels, requirement.key))) return false;
    return true;
  };
}

function valueOf(labels: Labels | undefined, key: string): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function isMet({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'Equals':
      return value === values[0];
    case 'NotEquals':
      return value !== values[0];
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'GreaterThan':
      return isWhole(value) && Number(value) > Number(values[0]);
    case 'LessThan':
      return isWhole(value) && Number(value) < Number(values[0]);
  }
}

function isWhole(value: string | undefined): value is string {
  return value !== undefined && /^[+-]?\d+$/.test(value);
}

function requirementText({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'Equals':
      return `${key}=${values[0] ?? ''}`;
    case 'NotEquals':
      return `${key}!=${values[0] ?? ''}`;
    case 'In':
      return `${key} in (${values.join(',')})`;
    case 'NotIn':
      return `${key} notin (${values.join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    case 'GreaterThan':
      return `${key}>${values[0] ?? ''}`;
    case 'LessThan':
      return `${key}<${values[0] ?? ''}`;
  }
}
