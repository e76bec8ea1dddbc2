import { invalid, nonNegative, sortedMap } from './fieldErrors.ts';
import { percentOf } from './intOrPercent.ts';
import type { FieldError } from './kind.ts';
import { isUsableSelector, selectorMatches, shownSelector } from './labelSelector.ts';
import { dnsLabel } from './names.ts';
import type { KubeObject, LabelSelector } from './object.ts';
import type { IntOrString, PodTemplateSpec } from './pod.ts';
import { validatePodTemplate } from './podValidation.ts';

/**
 * The template of a workload: its labels must match the selector, the rest must be a valid pod. A selector that
 * cannot be read hides the template's own errors. k8s: apps validation.ValidatePodTemplateSpecForStatefulSet.
 */
export function validateSelectedTemplate(
  path: string,
  template: PodTemplateSpec,
  selector: LabelSelector | undefined,
): readonly FieldError[] {
  if (!isUsableSelector(selector)) return [invalid('spec.selector', shownSelector(selector), '')];
  return [...validateTemplateLabels(`${path}.metadata.labels`, template, selector), ...validatePodTemplate(path, template)];
}

function validateTemplateLabels(path: string, template: PodTemplateSpec, selector: LabelSelector | undefined): readonly FieldError[] {
  const labels = template.metadata?.labels;
  if (selectorMatches(selector, labels)) return [];
  return [invalid(path, sortedMap(labels) ?? null, '`selector` does not match template `labels`')];
}

/** A workload whose name makes bad host names is told so. */
export function workloadNameWarnings(object: KubeObject): readonly string[] {
  const { name } = object.metadata;
  const messages = name === undefined ? [] : dnsLabel(name);
  if (messages.length === 0) return [];
  return [
    `metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [${messages.join(' ')}]`,
  ];
}

/** k8s: apps validation.ValidatePositiveIntOrPercent. */
export function positiveIntOrPercent(path: string, value: IntOrString): readonly FieldError[] {
  if (typeof value === 'number') return nonNegative(path, value);
  if (percentOf(value) !== undefined) return [];
  return [
    invalid(
      path,
      value,
      "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
    ),
  ];
}
