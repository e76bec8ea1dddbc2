import { isApiError } from '#engine/api/errors.ts';
import { parseQuantity } from '#engine/kinds/quantity.ts';
import { KubectlError } from '../../errors.ts';
import { boolFlag, intFlag, textFlag } from '../../flags.ts';
import { parseLabelSelector } from '#engine/api/labelSelectorText.ts';
import type { JsonRecord } from '../../printers/values.ts';
import { defineGenerator } from './generator.ts';

/** k8s: kubectl create namespace */
export const createNamespace = defineGenerator({
  path: ['create', 'namespace'],
  aliases: ['ns'],
  usage: 'NAME [--dry-run=server|client|none]',
  short: 'Create a namespace with the specified name',
  long: 'Create a namespace with the specified name.',
  examples: `# Create a namespace
kubectl create namespace dev`,
  flags: {},
  build: ({ name }) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} }),
});

/** k8s: kubectl create serviceaccount */
export const createServiceAccount = defineGenerator({
  path: ['create', 'serviceaccount'],
  aliases: ['sa'],
  usage: 'NAME [--dry-run=server|client|none]',
  short: 'Create a service account with the specified name',
  long: 'Create a service account with the specified name.',
  examples: `# Create a service account
kubectl create serviceaccount robot`,
  flags: {},
  failure: 'failed to create serviceaccount:',
  build: ({ name }) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }),
});

/** k8s: kubectl create quota */
export const createQuota = defineGenerator({
  path: ['create', 'quota'],
  aliases: ['resourcequota'],
  usage: 'NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none]',
  short: 'Create a quota with the specified name',
  long: 'Create a resource quota with the specified name, hard limits, and optional scopes.',
  examples: `# Create a quota
kubectl create quota few --hard=pods=2,services=3`,
  flags: {
    hard: textFlag('A comma-delimited set of resource=quantity pairs that define a hard limit.'),
    scopes: textFlag('A comma-delimited set of quota scopes that must all match each object tracked by the quota.'),
  },
  failure: 'failed to create quota:',
  build: ({ name, flags }) => {
    const hard: Record<string, string> = {};
    for (const part of flags.hard.split(',').filter((part) => part !== '')) {
      const [resource = '', amount, ...more] = part.split('=');
      if (amount === undefined || more.length > 0) throw new KubectlError(`Invalid argument syntax ${part}, expected <resource>=<value>`);
      if (parseQuantity(amount) === undefined) throw new KubectlError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
      hard[resource] = amount;
    }
    const scopes = flags.scopes === '' ? {} : { scopes: flags.scopes.split(',') };
    return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name }, spec: { ...(Object.keys(hard).length === 0 ? {} : { hard }), ...scopes }, status: {} };
  },
});

/** k8s: kubectl create poddisruptionbudget */
export const createPodDisruptionBudget = defineGenerator({
  path: ['create', 'poddisruptionbudget'],
  aliases: ['pdb'],
  usage: 'NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none]',
  short: 'Create a pod disruption budget with the specified name',
  long: 'Create a pod disruption budget with the specified name, selector, and desired minimum available pods.',
  examples: `# Keep at least one pod of app=web
kubectl create poddisruptionbudget web --selector=app=web --min-available=1`,
  flags: {
    'max-unavailable': textFlag('The maximum number or percentage of unavailable pods this budget requires.'),
    'min-available': textFlag('The minimum number or percentage of available pods this budget requires.'),
    selector: textFlag('A label selector to use for this budget. Only equality-based selector requirements are supported.'),
  },
  failure: 'failed to create poddisruptionbudgets:',
  build: ({ name, flags }) => {
    if (flags.selector === '') throw new KubectlError('a selector must be specified');
    const { 'max-unavailable': most, 'min-available': least } = flags;
    if (most === '' && least === '') throw new KubectlError('one of min-available or max-unavailable must be specified');
    if (most !== '' && least !== '') throw new KubectlError('min-available and max-unavailable cannot be both specified');
    for (const [flag, text] of [['min-available', least], ['max-unavailable', most]] as const) {
      if (text !== '' && !/^\d+%?$/.test(text)) throw new KubectlError(`invalid format specified for ${flag}`);
    }
    const amount = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);
    const limit: JsonRecord = most === '' ? { minAvailable: amount(least) } : { maxUnavailable: amount(most) };
    return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name }, spec: { ...limit, selector: selectorOf(flags.selector) }, status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 } };
  },
});

/** A selector's text as an object. k8s: metav1.ParseToLabelSelector */
function selectorOf(text: string): JsonRecord {
  let requirements;
  try {
    requirements = parseLabelSelector(text);
  } catch (error) {
    if (!isApiError(error)) throw error;
    throw new KubectlError(`couldn't parse the selector string "${text}": ${error.status.message ?? ''}`);
  }
  const equal = requirements.filter(({ operator }) => operator === 'Equals');
  const others = requirements.filter(({ operator }) => operator !== 'Equals');
  return {
    ...(others.length === 0 ? {} : { matchExpressions: others.map(({ key, operator, values }) => ({ key, operator, ...(values.length === 0 ? {} : { values }) })) }),
    ...(equal.length === 0 ? {} : { matchLabels: Object.fromEntries(equal.map(({ key, values }) => [key, values[0] ?? ''])) }),
  };
}

/** k8s: kubectl create priorityclass */
export const createPriorityClass = defineGenerator({
  path: ['create', 'priorityclass'],
  aliases: ['pc'],
  usage: 'NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none]',
  short: 'Create a priority class with the specified name',
  long: 'Create a priority class with the specified name, value, globalDefault and description.',
  examples: `# Create a priority class
kubectl create priorityclass high --value=1000 --description="for databases"`,
  flags: {
    description: textFlag('description is an arbitrary string that usually provides guidelines on when this priority class should be used.'),
    'global-default': boolFlag('global-default specifies whether this PriorityClass should be considered as the default priority.'),
    'preemption-policy': textFlag('preemption-policy is the policy for preempting pods with lower priority.', { default: 'PreemptLowerPriority' }),
    value: intFlag('the value of this priority class.', 0),
  },
  failure: 'failed to create priorityclass:',
  build: ({ name, flags }) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    ...(flags.description === '' ? {} : { description: flags.description }),
    ...(flags['global-default'] ? { globalDefault: true } : {}),
    kind: 'PriorityClass',
    metadata: { name },
    preemptionPolicy: flags['preemption-policy'],
    value: flags.value,
  }),
});
