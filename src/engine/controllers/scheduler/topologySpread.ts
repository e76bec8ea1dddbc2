import { selects } from '../../api/selectors.ts';
import type { Pod, TopologySpreadConstraint } from '../../kinds/pod.ts';
import type { Cycle, Rejection } from './cycle.ts';
import { isWantedNode } from './nodeAffinity.ts';
import type { NodeInfo } from './nodeInfo.ts';
import type { SchedulingView } from './view.ts';

const REASON = "node(s) didn't match pod topology spread constraints";

/** k8s: podtopologyspread Filter */
export function filterByTopologySpread({ info: { pod }, view }: Cycle, node: NodeInfo): Rejection | undefined {
  const hard = pod.spec.topologySpreadConstraints?.filter(({ whenUnsatisfiable }) => whenUnsatisfiable !== 'ScheduleAnyway') ?? [];
  if (hard.some(({ topologyKey }) => node.node.metadata.labels?.[topologyKey] === undefined)) {
    return { plugin: 'PodTopologySpread', reasons: [`${REASON} (missing required label)`], resolvable: false };
  }
  const isTooUneven = hard.some((constraint) => skewOf(constraint, pod, node, view) > constraint.maxSkew);
  return isTooUneven ? { plugin: 'PodTopologySpread', reasons: [REASON], resolvable: true } : undefined;
}

/** By how much the node's domain would be ahead of the emptiest one with the pod in it. */
export function skewOf(constraint: TopologySpreadConstraint, pod: Pod, node: NodeInfo, view: SchedulingView): number {
  const { topologyKey, labelSelector, minDomains = 1 } = constraint;
  const counts = new Map<string, number>();
  for (const other of view.nodes) {
    const domain = other.node.metadata.labels?.[topologyKey];
    if (domain !== undefined && isWantedNode(pod, other.node)) counts.set(domain, (counts.get(domain) ?? 0) + countPods(constraint, pod, other));
  }
  const least = counts.size < minDomains ? 0 : Math.min(...counts.values());
  const here = counts.get(node.node.metadata.labels?.[topologyKey] ?? '') ?? 0;
  return here + (selects(labelSelector, pod.metadata.labels) ? 1 : 0) - least;
}

function countPods({ labelSelector }: TopologySpreadConstraint, pod: Pod, { pods }: NodeInfo): number {
  let count = 0;
  for (const { pod: other } of pods.values()) {
    const counts = other.metadata.namespace === pod.metadata.namespace && other.metadata.deletionTimestamp === undefined;
    if (counts && selects(labelSelector, other.metadata.labels)) count += 1;
  }
  return count;
}
