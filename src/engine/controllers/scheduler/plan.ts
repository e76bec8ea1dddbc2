import type { ObjectKey } from '../../kinds/object.ts';
import type { Why } from '../../why.ts';
import type { Cycle, Plugin, Rejection } from './cycle.ts';
import { textOfObstacle, textOfRejections } from './failedScheduling.ts';
import { rejectionOf } from './filters.ts';
import type { NodeInfo } from './nodeInfo.ts';
import type { Amounts, PodInfo } from './podInfo.ts';
import { podVolumesOf, type ClaimBinding, type ClaimObstacle } from './podVolumes.ts';
import { planPreemption, type Preemption } from './preemption.ts';
import { chooseNode, type Choice } from './score.ts';
import type { SchedulingView } from './view.ts';

export interface Assignment {
  readonly do: 'assign';
  readonly node: string;
  /** Claims that have to be settled before the pod may be bound. */
  readonly bindings: readonly ClaimBinding[];
  readonly why: Why;
}

export interface Refusal {
  readonly do: 'refuse';
  /** The text of the event and of the condition. */
  readonly message: string;
  /** Who turned the pod away: only what they care about brings it back. */
  readonly plugins: ReadonlySet<Plugin>;
  readonly preempt?: Preemption;
  readonly why: Why;
  readonly blockedBy?: ObjectKey;
}

export type SchedulingPlan = Assignment | Refusal;

/** Decides where a pod goes, or why it goes nowhere. k8s: kube-scheduler schedulePod */
export function planPod(info: PodInfo, view: SchedulingView, promised: (node: string) => Amounts = () => ({})): SchedulingPlan {
  const volumes = podVolumesOf(info, view);
  if ('code' in volumes) return refuseForClaim(info, volumes, view.nodes.length);
  const cycle: Cycle = { info, view, volumes, promised };
  const rejections = new Map<NodeInfo, Rejection>();
  const fitting: NodeInfo[] = [];
  for (const node of nodesInOrder(info, view)) {
    const rejection = rejectionOf(cycle, node);
    if (rejection !== undefined) rejections.set(node, rejection);
    else if (node.node.metadata.name === info.pod.status.nominatedNodeName) return assign(cycle, { node, rule: 'only' }, 1);
    else fitting.push(node);
  }
  const choice = chooseNode(cycle, fitting);
  return choice === undefined ? refuse(cycle, rejections) : assign(cycle, choice, fitting.length);
}

/** The node that preemption made room on comes first. */
function nodesInOrder({ pod }: PodInfo, { nodes }: SchedulingView): readonly NodeInfo[] {
  const { nominatedNodeName } = pod.status;
  if (nominatedNodeName === undefined) return nodes;
  const nominated = nodes.filter(({ node }) => node.metadata.name === nominatedNodeName);
  return [...nominated, ...nodes.filter((node) => !nominated.includes(node))];
}

const assignedCodes = {
  only: 'scheduler.assignedOnly', preference: 'scheduler.assignedPreferred', spread: 'scheduler.assignedSpread', load: 'scheduler.assignedLeastLoaded', name: 'scheduler.assigned',
} as const;

function assign({ info, view, volumes }: Cycle, { node: { node }, rule }: Choice, fitCount: number): Assignment {
  const { name } = node.metadata;
  return {
    do: 'assign',
    node: name,
    bindings: volumes.bindingsFor(node),
    why: { code: assignedCodes[rule], params: { pod: info.pod.metadata.name, node: name, fit: fitCount, nodes: view.nodes.length } },
  };
}

function refuseForClaim(info: PodInfo, { code, claim, message, plugin }: ClaimObstacle, nodeCount: number): Refusal {
  const namespace = info.pod.metadata.namespace ?? '';
  return {
    do: 'refuse',
    message: textOfObstacle(nodeCount, message),
    plugins: new Set([plugin]),
    why: { code, params: { pod: info.pod.metadata.name, claim } },
    blockedBy: { kind: 'PersistentVolumeClaim', namespace, name: claim },
  };
}

function refuse(cycle: Cycle, rejections: ReadonlyMap<NodeInfo, Rejection>): Refusal {
  const all = [...rejections.values()];
  const plugins = new Set(all.map(({ plugin }) => plugin));
  const search = all.length === 0 ? { text: '' } : planPreemption(cycle, rejections);
  const refusal = { do: 'refuse', message: textOfRejections(all, search.found === undefined ? search.text : undefined), plugins } as const;
  if (search.found !== undefined) {
    const { node, victims } = search.found;
    const names = victims.map(({ pod }) => pod.metadata.name).join(', ');
    return { ...refusal, preempt: search.found, why: { code: 'scheduler.preempting', params: { pod: cycle.info.pod.metadata.name, node, victims: names } } };
  }
  const blockedBy = all.find((rejection) => rejection.blockedBy !== undefined)?.blockedBy;
  return { ...refusal, why: whyRefused(cycle, all), ...(blockedBy === undefined ? {} : { blockedBy }) };
}

const pluginCodes: Readonly<Record<Plugin, string>> = {
  NodeUnschedulable: 'scheduler.cordoned',
  TaintToleration: 'scheduler.tainted',
  NodeAffinity: 'scheduler.nodeAffinity',
  NodePorts: 'scheduler.portTaken',
  NodeResourcesFit: 'scheduler.insufficient',
  VolumeRestrictions: 'scheduler.claimInUse',
  VolumeBinding: 'scheduler.volumeElsewhere',
  PodTopologySpread: 'scheduler.topologySpread',
  InterPodAffinity: 'scheduler.podAffinity',
};

function whyRefused({ info, view }: Cycle, rejections: readonly Rejection[]): Why {
  const pod = info.pod.metadata.name;
  const [first] = rejections;
  if (first === undefined) return { code: 'scheduler.noNodes', params: { pod } };
  const nodes = view.nodes.length;
  const reasons = [...new Set(rejections.flatMap((rejection) => rejection.reasons))].sort().join(', ');
  const isOneReason = rejections.every(({ plugin }) => plugin === first.plugin);
  if (!isOneReason) return { code: 'scheduler.noFit', params: { pod, nodes, reasons } };
  const isUnbound = first.plugin === 'VolumeBinding' && first.blockedBy?.kind === 'PersistentVolumeClaim';
  return { code: isUnbound ? 'scheduler.noVolume' : pluginCodes[first.plugin], params: { pod, nodes, reasons, blocker: first.blockedBy?.name ?? '' } };
}
