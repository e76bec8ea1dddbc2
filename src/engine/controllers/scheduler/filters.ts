import { untoleratedTaint } from '../tolerations.ts';
import type { Cycle, Filter, Rejection } from './cycle.ts';
import { isWantedNode } from './nodeAffinity.ts';
import type { NodeInfo } from './nodeInfo.ts';
import { filterByPodAffinity } from './podAffinity.ts';
import type { Amounts, PodInfo } from './podInfo.ts';
import { filterByTopologySpread } from './topologySpread.ts';

const noSchedule = ['NoSchedule', 'NoExecute'] as const;
const unschedulableTaint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const;

const isCordoned: Filter = ({ info }, { node }) =>
  node.spec.unschedulable === true && untoleratedTaint([unschedulableTaint], info.pod.spec.tolerations, noSchedule) !== undefined
    ? { plugin: 'NodeUnschedulable', reasons: ['node(s) were unschedulable'], resolvable: false }
    : undefined;

const isTainted: Filter = ({ info }, { node }) =>
  untoleratedTaint(node.spec.taints, info.pod.spec.tolerations, noSchedule) === undefined
    ? undefined
    : { plugin: 'TaintToleration', reasons: ['node(s) had untolerated taint(s)'], resolvable: false };

const isElsewhere: Filter = ({ info }, { node }) =>
  isWantedNode(info.pod, node) ? undefined : { plugin: 'NodeAffinity', reasons: ["node(s) didn't match Pod's node affinity/selector"], resolvable: false };

const hasPortTaken: Filter = ({ info }, { hostPorts }) =>
  info.hostPorts.length > 0 && info.hostPorts.some((port) => isPortTaken(port, hostPorts))
    ? { plugin: 'NodePorts', reasons: ["node(s) didn't have free ports for the requested pod ports"], resolvable: true }
    : undefined;

/** The address 0.0.0.0 stands for all addresses of the node. */
function isPortTaken(wanted: string, taken: ReadonlyMap<string, number>): boolean {
  const [protocol, ip, port] = wanted.split('/');
  for (const other of taken.keys()) {
    const [otherProtocol, otherIp, otherPort] = other.split('/');
    if (protocol === otherProtocol && port === otherPort && (ip === otherIp || ip === '0.0.0.0' || otherIp === '0.0.0.0')) return true;
  }
  return false;
}

const hasNoRoom: Filter = ({ info, promised }, node) => {
  const shortages = shortagesOf(info, node, promised(node.node.metadata.name));
  if (shortages.length === 0) return undefined;
  const isResolvable = shortages.every(({ neverFits }) => !neverFits);
  return { plugin: 'NodeResourcesFit', reasons: shortages.map(({ text }) => text), resolvable: isResolvable };
};

interface Shortage {
  readonly text: string;
  /** The node is too small even when it is empty. */
  readonly neverFits: boolean;
}

const basicResources = ['cpu', 'memory', 'ephemeral-storage'];

/** k8s: noderesources fitsRequest */
export function shortagesOf(info: PodInfo, { allocatable, requested, pods }: NodeInfo, promised: Amounts): readonly Shortage[] {
  const shortages: Shortage[] = [];
  const most = allocatable['pods'] ?? 0;
  if (pods.size + 1 + (promised['pods'] ?? 0) > most) shortages.push({ text: 'Too many pods', neverFits: false });
  const names = Object.keys(info.requests).sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  for (const name of names) {
    const wanted = info.requests[name] ?? 0;
    const all = allocatable[name] ?? 0;
    if (wanted === 0 || wanted <= all - (requested[name] ?? 0) - (promised[name] ?? 0)) continue;
    shortages.push({ text: `Insufficient ${name}`, neverFits: wanted > all });
  }
  return shortages;
}

function rankOf(name: string): number {
  const index = basicResources.indexOf(name);
  return index < 0 ? basicResources.length : index;
}

const hasClaimOfOnePodInUse: Filter = ({ volumes }) =>
  volumes.exclusiveUsers.length === 0
    ? undefined
    : {
        plugin: 'VolumeRestrictions',
        reasons: ['node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod'],
        resolvable: true,
      };

const hasVolumesOutOfReach: Filter = ({ volumes }, { node }) => {
  const obstacle = volumes.obstacleOn(node);
  return obstacle === undefined ? undefined : { plugin: 'VolumeBinding', resolvable: false, ...obstacle };
};

/** In upstream's order: the first that objects decides a node's reason. simplified: no limit on the number of volumes of a node. */
export const filters: readonly Filter[] = [
  isCordoned, isTainted, isElsewhere, hasPortTaken, hasNoRoom, hasClaimOfOnePodInUse, hasVolumesOutOfReach, filterByTopologySpread, filterByPodAffinity,
];

export function rejectionOf(cycle: Cycle, node: NodeInfo): Rejection | undefined {
  for (const filter of filters) {
    const rejection = filter(cycle, node);
    if (rejection !== undefined) return rejection;
  }
  return undefined;
}
