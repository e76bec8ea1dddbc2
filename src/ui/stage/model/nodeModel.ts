import { parseRfc3339 } from '#engine/core/time.ts';
import type { Node } from '#engine/kinds/node.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Frame } from '#session/session.ts';
import { keyOf } from './objectKeys.ts';

export interface NodeModel {
  readonly id: string;
  readonly key: ObjectKey;
  readonly name: string;
  readonly isControlPlane: boolean;
  readonly podCidr: string | undefined;
  readonly isReady: boolean;
  readonly isCordoned: boolean;
  /** What was done to it on purpose. The API cannot tell the two apart. */
  readonly fault: 'power' | 'network' | undefined;
  /** When the node was heard of last. */
  readonly heardUnixMs: number | undefined;
  readonly taints: readonly string[];
}

export function nodeModels(frame: Frame): readonly NodeModel[] {
  return frame.list('Node').map((node) => nodeModel(frame, node));
}

function nodeModel(frame: Frame, node: Node): NodeModel {
  const { name, labels, uid } = node.metadata;
  const ready = node.status.conditions?.find(({ type }) => type === 'Ready');
  return {
    id: uid,
    key: keyOf(node),
    name,
    isControlPlane: labels?.['node-role.kubernetes.io/control-plane'] !== undefined,
    podCidr: node.spec.podCIDR,
    isReady: isNodeReady(node),
    isCordoned: node.spec.unschedulable === true,
    fault: faultOf(frame, name),
    heardUnixMs: heardOf(frame, name, ready?.lastHeartbeatTime),
    taints: (node.spec.taints ?? []).map(({ key, value, effect }) => `${key}${value === undefined ? '' : `=${value}`}:${effect}`),
  };
}

export function isNodeReady(node: Node | undefined): boolean {
  const ready = node?.status.conditions?.find(({ type }) => type === 'Ready');
  return ready === undefined || ready.status === 'True';
}

function faultOf(frame: Frame, name: string): NodeModel['fault'] {
  const faults = frame.faults.map(({ fault }) => fault);
  if (faults.some((fault) => fault.fault === 'power' && fault.node === name)) return 'power';
  return faults.some((fault) => fault.fault === 'network' && fault.node === name) ? 'network' : undefined;
}

function heardOf(frame: Frame, name: string, heartbeat: string | undefined): number | undefined {
  const renewed = frame.get('Lease', 'kube-node-lease', name)?.spec.renewTime;
  const times = [renewed, heartbeat].map((text) => parseRfc3339(text ?? '')).filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}
