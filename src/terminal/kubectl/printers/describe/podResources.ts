import type { Container, Pod, ResourceList } from '#engine/kinds/pod.ts';
import { addQuantities, compareQuantities } from '#engine/kinds/quantity.ts';

/** What a pod asks for and may use in all: its containers together, or its greediest init container. k8s: resourcehelper.PodRequestsAndLimits */
export interface PodResources {
  readonly requests: ResourceList;
  readonly limits: ResourceList;
}

export function podResources({ spec }: Pod): PodResources {
  const total = (of: 'requests' | 'limits') => {
    const amounts = (container: Container) => container.resources?.[of] ?? {};
    const sidecars = (spec.initContainers ?? []).filter((container) => container.restartPolicy === 'Always').map(amounts);
    const steps = (spec.initContainers ?? []).filter((container) => container.restartPolicy !== 'Always').map(amounts);
    return steps.reduce(greatest, sumResources([...spec.containers.map(amounts), ...sidecars]));
  };
  return { requests: total('requests'), limits: total('limits') };
}

export function sumResources(lists: readonly ResourceList[]): ResourceList {
  const sum: Record<string, string> = {};
  for (const list of lists) for (const [name, amount] of Object.entries(list)) sum[name] = sum[name] === undefined ? amount : addQuantities(sum[name], amount);
  return sum;
}

function greatest(a: ResourceList, b: ResourceList): ResourceList {
  const larger = Object.entries(b).filter(([name, amount]) => compareQuantities(amount, a[name]) > 0);
  return { ...a, ...Object.fromEntries(larger) };
}
