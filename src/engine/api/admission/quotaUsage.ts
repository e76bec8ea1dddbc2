import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Container, Pod, ResourceList } from '../../kinds/pod.ts';
import { addQuantities, compareQuantities } from '../../kinds/quantity.ts';
import { isExposed, type Service } from '../../kinds/service.ts';

/** Kinds whose number a quota may limit under their own name, without `count/`. */
const COUNTED_BY_NAME: ReadonlySet<string> = new Set([
  'configmaps', 'persistentvolumeclaims', 'pods', 'replicationcontrollers', 'resourcequotas', 'secrets', 'services',
]);

/** What one object uses of the resources that quotas limit. Empty for pods that are over. k8s: pkg/quota/v1/evaluator/core */
export function usageOf(kind: Kind, object: KubeObject): ResourceList {
  const count = { [`count/${kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`}`]: '1' };
  if (kind.kind === 'Pod') return podUsage(object as Pod, count);
  const named = kind.group === '' && COUNTED_BY_NAME.has(kind.plural) ? { [kind.plural]: '1' } : {};
  if (kind.kind === 'PersistentVolumeClaim') return { ...count, ...named, ...claimUsage(object as PersistentVolumeClaim) };
  return kind.kind === 'Service' ? { ...count, ...named, ...serviceUsage(object as Service) } : { ...count, ...named };
}

/** Amounts of two lists added up. */
export function addUsage(a: ResourceList, b: ResourceList): Record<string, string> {
  const sum: Record<string, string> = { ...a };
  for (const [name, amount] of Object.entries(b)) sum[name] = addQuantities(sum[name], amount);
  return sum;
}

function podUsage({ spec, status }: Pod, count: ResourceList): ResourceList {
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') return count;
  const requests = podAmounts(spec, 'requests');
  const limits = podAmounts(spec, 'limits');
  return {
    ...count,
    pods: '1',
    ...requests,
    ...prefixed('requests.', requests),
    ...prefixed('limits.', limits),
  };
}

/** Containers run side by side, init containers one after the other: the larger of the two counts. */
function podAmounts({ containers, initContainers = [] }: Pod['spec'], which: 'requests' | 'limits'): ResourceList {
  const amounts = (container: Container): ResourceList => container.resources?.[which] ?? {};
  const sum = containers.map(amounts).reduce<Record<string, string>>(addUsage, {});
  for (const container of initContainers) {
    for (const [name, amount] of Object.entries(amounts(container))) {
      if (compareQuantities(amount, sum[name]) > 0) sum[name] = amount;
    }
  }
  return sum;
}

function prefixed(prefix: string, amounts: ResourceList): ResourceList {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [prefix + name, amount]));
}

function claimUsage({ spec }: PersistentVolumeClaim): ResourceList {
  const storage = spec.resources?.requests?.['storage'] ?? '0';
  const className = spec.storageClassName ?? '';
  const ofClass = `${className}.storageclass.storage.k8s.io/`;
  return {
    'requests.storage': storage,
    ...(className === '' ? {} : { [`${ofClass}persistentvolumeclaims`]: '1', [`${ofClass}requests.storage`]: storage }),
  };
}

function serviceUsage({ spec }: Service): ResourceList {
  const ports = isExposed(spec) && spec.allocateLoadBalancerNodePorts !== false ? (spec.ports ?? []).length : 0;
  return { 'services.nodeports': String(ports), 'services.loadbalancers': spec.type === 'LoadBalancer' ? '1' : '0' };
}
