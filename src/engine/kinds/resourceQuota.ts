import { ageColumn, column, nameColumn } from './columns.ts';
import { change, fill, mapValues } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { invalid, invalidEach } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import { labelKey } from './names.ts';
import type { KubeObject } from './object.ts';
import type { ResourceList } from './pod.ts';
import { canonicalQuantity, compareQuantities } from './quantity.ts';

export interface ResourceQuota extends KubeObject {
  readonly spec: { readonly hard?: ResourceList; readonly scopes?: readonly string[]; readonly scopeSelector?: unknown };
  readonly status: { readonly hard?: ResourceList; readonly used?: ResourceList };
}

export const resourceQuotaKind: Kind<ResourceQuota> = defineKind<ResourceQuota>({
  kind: 'ResourceQuota',
  plural: 'resourcequotas',
  shortNames: ['quota'],
  hasStatus: true,
  generation: 'none',
  defaults: (quota) =>
    change(fill(quota, { spec: {} }), 'spec', (spec) => change(spec, 'hard', (hard) => mapValues(hard, canonicalQuantity))),
  validate: validateQuota,
  columns: [
    nameColumn,
    column('Request', (quota) => usageText(quota, false)),
    column('Limit', (quota) => usageText(quota, true)),
    ageColumn,
  ],
});

/** `pods: 2/2, requests.cpu: 1/4`: used and allowed; limits have a column of their own. */
function usageText({ status }: ResourceQuota, limits: boolean): string {
  return Object.keys(status?.hard ?? {})
    .sort()
    .filter((name) => name.startsWith('limits.') === limits)
    .map((name) => `${name}: ${status.used?.[name] ?? '0'}/${status.hard?.[name] ?? '0'}`)
    .join(', ');
}

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const STANDARD_NAMES = new Set([
  ...COMPUTE, ...COMPUTE.flatMap((name) => [`requests.${name}`, `limits.${name}`]), 'requests.storage',
  'pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers',
]);

/** k8s: core validation.ValidateResourceQuotaResourceName. */
function resourceNameProblems(name: string): readonly string[] {
  const problems = labelKey(name);
  if (problems.length > 0 || name.includes('/') || STANDARD_NAMES.has(name)) return problems;
  const isStandard = name === 'storage' || name.startsWith('hugepages-') || name.startsWith('requests.hugepages-');
  return [...(isStandard ? [] : ['must be a standard resource type or fully qualified']), ...(name.includes('hugepages-') ? [] : ['must be a standard resource for quota'])];
}

function validateQuota({ spec }: ResourceQuota): readonly FieldError[] {
  return Object.entries(spec.hard ?? {}).flatMap(([name, amount]) => [
    ...invalidEach(`spec.hard[${name}]`, name, resourceNameProblems(name)),
    ...(compareQuantities(amount, '0') < 0
      ? [invalid(`spec.hard[${name}]`, canonicalQuantity(amount), 'must be greater than or equal to 0')]
      : []),
  ]);
}
