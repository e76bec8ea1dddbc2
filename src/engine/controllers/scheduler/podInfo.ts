import { controllerOf } from '../../kinds/object.ts';
import type { Container, Pod } from '../../kinds/pod.ts';
import { quantityMilliValue, quantityValue } from '../../kinds/quantity.ts';

/** Amounts of resources: thousandths of a core for cpu, whole units for all others. */
export type Amounts = Readonly<Record<string, number>>;

/** What the scheduler knows about a pod: read once, when it is first seen. */
export interface PodInfo {
  /** The newest version that was seen. */
  pod: Pod;
  /** `namespace/name`. */
  readonly key: string;
  readonly priority: number;
  readonly requests: Amounts;
  /** `protocol/hostIP/hostPort` of each port that the pod takes on its node. */
  readonly hostPorts: readonly string[];
  /** Grows with each pod that is placed: tells the younger of two that started in the same second. */
  placedAs?: number;
  /** The uid of the set, ReplicaSet or Job that it belongs to. */
  readonly owner: string | undefined;
}

export function podInfoOf(pod: Pod): PodInfo {
  return {
    pod,
    key: `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`,
    priority: pod.spec.priority ?? 0,
    requests: requestsOf(pod),
    hostPorts: hostPortsOf(pod),
    owner: controllerOf(pod)?.uid,
  };
}

const nothing: Amounts = {};

/** What the pod needs: its containers with its sidecars, or its hungriest init container, whichever is more. k8s: PodRequests */
export function requestsOf({ spec }: Pod): Amounts {
  const inits = spec.initContainers ?? [];
  if (!spec.containers.some(hasRequests) && !inits.some(hasRequests)) return nothing;
  const running: Record<string, number> = {};
  for (const container of spec.containers) add(running, requestsOfContainer(container));
  const sidecars: Record<string, number> = {};
  const starting: Record<string, number> = {};
  for (const init of inits) {
    const own = requestsOfContainer(init);
    if (init.restartPolicy === 'Always') {
      add(running, own);
      add(sidecars, own);
      raise(starting, sidecars);
    } else {
      const peak = { ...sidecars };
      add(peak, own);
      raise(starting, peak);
    }
  }
  raise(running, starting);
  return running;
}

function hasRequests({ resources }: Container): boolean {
  return resources?.requests !== undefined;
}

function requestsOfContainer({ resources }: Container): Amounts {
  const amounts: Record<string, number> = {};
  for (const [name, quantity] of Object.entries(resources?.requests ?? {})) amounts[name] = amountOf(name, quantity);
  return amounts;
}

/** A quantity as the number that is added up and compared. */
export function amountOf(name: string, quantity: string | undefined): number {
  return name === 'cpu' ? quantityMilliValue(quantity) : quantityValue(quantity);
}

export function add(total: Record<string, number>, more: Amounts, sign = 1): void {
  for (const name of Object.keys(more)) total[name] = (total[name] ?? 0) + sign * (more[name] ?? 0);
}

function raise(total: Record<string, number>, atLeast: Amounts): void {
  for (const name of Object.keys(atLeast)) total[name] = Math.max(total[name] ?? 0, atLeast[name] ?? 0);
}

function hostPortsOf({ spec }: Pod): readonly string[] {
  const ports: string[] = [];
  for (const container of spec.containers) {
    for (const { hostPort, hostIP, protocol, containerPort } of container.ports ?? []) {
      const port = hostPort ?? (spec.hostNetwork === true ? containerPort : 0);
      if (port > 0) ports.push(`${protocol ?? 'TCP'}/${hostIP === undefined || hostIP === '' ? '0.0.0.0' : hostIP}/${port}`);
    }
  }
  return ports;
}
