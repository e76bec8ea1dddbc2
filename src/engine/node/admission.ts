import { quantityMilliValue, quantityValue } from '../kinds/quantity.ts';
import type { Labels } from '../kinds/object.ts';
import type { Pod } from '../kinds/pod.ts';
import type { NodeProfile } from '../profile.ts';

/** A pod that this node does not take: `OutOfcpu`, `NodePorts` … */
export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

/**
 * Looks whether a node can take a pod that has been bound to it: the scheduler has done so before, a pod with
 * spec.nodeName has not met it. k8s: kubelet lifecycle predicateAdmitHandler
 */
export function rejectionOf(pod: Pod, node: NodeProfile, others: OtherPods, labels: () => Labels): Rejection | undefined {
  return outOfRoom(pod, node, others) ?? portConflict(pod, others) ?? wrongNode(pod, labels);
}

/** The pods that count when room on the node is looked for. */
export interface OtherPods {
  count(): number;
  list(): readonly Pod[];
}

function outOfRoom(pod: Pod, node: NodeProfile, others: OtherPods): Rejection | undefined {
  if (others.count() + 1 > node.maxPods) return insufficient('pods', 1, others.count(), node.maxPods);
  const cpu = request(pod, 'cpu', quantityMilliValue);
  if (cpu > 0) {
    const used = others.list().reduce((sum, other) => sum + request(other, 'cpu', quantityMilliValue), 0);
    if (used + cpu > quantityMilliValue(node.cpu)) return insufficient('cpu', cpu, used, quantityMilliValue(node.cpu));
  }
  const memory = request(pod, 'memory', quantityValue);
  if (memory > 0) {
    const used = others.list().reduce((sum, other) => sum + request(other, 'memory', quantityValue), 0);
    if (used + memory > quantityValue(node.memory)) return insufficient('memory', memory, used, quantityValue(node.memory));
  }
  return undefined;
}

function insufficient(resource: string, requested: number, used: number, capacity: number): Rejection {
  return { reason: `OutOf${resource}`, message: `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}` };
}

function request(pod: Pod, resource: string, read: (text: string | undefined) => number): number {
  const amountOf = (container: Pod['spec']['containers'][number]) => {
    const amount = container.resources?.requests?.[resource] ?? container.resources?.limits?.[resource];
    return amount === undefined ? 0 : read(amount);
  };
  return pod.spec.containers.reduce((sum, container) => sum + amountOf(container), 0);
}

function portConflict(pod: Pod, others: OtherPods): Rejection | undefined {
  const wanted = hostPorts(pod);
  if (wanted.length === 0) return undefined;
  const taken = new Set(others.list().flatMap(hostPorts));
  if (!wanted.some((port) => taken.has(port))) return undefined;
  return { reason: 'NodePorts', message: "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports" };
}

function hostPorts({ spec }: Pod): readonly string[] {
  return spec.containers.flatMap(({ ports = [] }) => ports.filter(({ hostPort = 0 }) => hostPort > 0).map(({ hostPort, protocol = 'TCP' }) => `${hostPort} ${protocol}`));
}

function wrongNode({ spec }: Pod, labels: () => Labels): Rejection | undefined {
  if (spec.nodeSelector === undefined) return undefined;
  const isWrong = Object.entries(spec.nodeSelector).some(([key, value]) => labels()[key] !== value);
  return isWrong ? { reason: 'NodeAffinity', message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector" } : undefined;
}
