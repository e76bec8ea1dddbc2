import type { Node } from '../kinds/node.ts';

const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

export function isNodeReady({ status }: Node): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
}

/** Has somebody declared that the node is off for good, and is it not Ready? k8s: node.kubernetes.io/out-of-service */
export function isOutOfService(node: Node): boolean {
  return !isNodeReady(node) && node.spec.taints?.some(({ key }) => key === OUT_OF_SERVICE) === true;
}
