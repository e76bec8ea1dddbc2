import { parseRfc3339 } from '../../core/time.ts';
import type { Cycle, Rejection } from './cycle.ts';
import { NOT_HELPFUL, NO_VICTIMS, textOfNoPreemption } from './failedScheduling.ts';
import { rejectionOf } from './filters.ts';
import type { NodeInfo } from './nodeInfo.ts';
import { add, type PodInfo } from './podInfo.ts';

/** Pods that have to go from a node to make room. */
export interface Preemption {
  readonly node: string;
  readonly victims: readonly PodInfo[];
}

export type PreemptionSearch = { readonly found: Preemption } | { readonly found?: undefined; readonly text: string };

/**
 * Looks for the cheapest pods of lower priority whose end would let the pod in.
 * simplified: disruption budgets are not weighed. k8s: defaultpreemption
 */
export function planPreemption(cycle: Cycle, rejections: ReadonlyMap<NodeInfo, Rejection>): PreemptionSearch {
  const { pod, priority } = cycle.info;
  if (pod.spec.preemptionPolicy === 'Never') return { text: 'not eligible due to preemptionPolicy=Never.' };
  const nominated = cycle.view.nodes.find(({ node }) => node.metadata.name === pod.status.nominatedNodeName);
  if (nominated !== undefined && rejections.get(nominated)?.resolvable === true && hasLeavingVictim(nominated, priority)) {
    return { text: 'not eligible due to a terminating pod on the nominated node.' };
  }
  const candidates: Preemption[] = [];
  const reasons: string[] = [];
  for (const [node, rejection] of rejections) {
    const result = rejection.resolvable ? victimsOn(cycle, node) : [NOT_HELPFUL];
    if (isReasons(result)) reasons.push(...result);
    else candidates.push({ node: node.node.metadata.name, victims: result.victims });
  }
  const found = cheapestOf(candidates);
  return found === undefined ? { text: textOfNoPreemption(rejections.size, reasons) } : { found };
}

function hasLeavingVictim({ pods }: NodeInfo, priority: number): boolean {
  for (const info of pods.values()) if (info.priority < priority && info.pod.metadata.deletionTimestamp !== undefined) return true;
  return false;
}

type Victims = { readonly victims: readonly PodInfo[] };

function isReasons(result: readonly string[] | Victims): result is readonly string[] {
  return Array.isArray(result);
}

/** All of lower priority go in thought, then as many as possible are let back in, the most important first. k8s: SelectVictimsOnNode */
function victimsOn(cycle: Cycle, node: NodeInfo): readonly string[] | Victims {
  const lower = [...node.pods.values()].filter(({ priority }) => priority < cycle.info.priority).sort(byImportance);
  if (lower.length === 0) return [NO_VICTIMS];
  const gone = new Set(lower);
  const rejection = rejectionWithout(cycle, node, gone);
  if (rejection !== undefined) return rejection.reasons;
  for (const info of lower) {
    gone.delete(info);
    if (rejectionWithout(cycle, node, gone) !== undefined) gone.add(info);
  }
  return { victims: [...gone].sort(byImportance) };
}

function rejectionWithout(cycle: Cycle, node: NodeInfo, gone: ReadonlySet<PodInfo>): Rejection | undefined {
  const rest = without(node, gone);
  const nodes = cycle.view.nodes.map((other) => (other === node ? rest : other));
  const left = new Set([...gone].map(({ key }) => key));
  const volumes = { ...cycle.volumes, exclusiveUsers: cycle.volumes.exclusiveUsers.filter((key) => !left.has(key)) };
  return rejectionOf({ ...cycle, volumes, view: { ...cycle.view, nodes } }, rest);
}

function without(node: NodeInfo, gone: ReadonlySet<PodInfo>): NodeInfo {
  const requested = { ...node.requested };
  const hostPorts = new Map(node.hostPorts);
  for (const info of gone) {
    add(requested, info.requests, -1);
    for (const port of info.hostPorts) hostPorts.delete(port);
  }
  const stays = ([, info]: readonly [string, PodInfo]) => !gone.has(info);
  return { ...node, requested, hostPorts, pods: new Map([...node.pods].filter(stays)), aloof: new Map([...node.aloof].filter(stays)) };
}

/** The least important highest victim, then the smallest sum of priorities, then the fewest, then the youngest. k8s: pickOneNodeForPreemption */
function cheapestOf(candidates: readonly Preemption[]): Preemption | undefined {
  return [...candidates].sort((a, b) => {
    const [costA, costB] = [costOf(a), costOf(b)];
    const index = costA.findIndex((cost, at) => cost !== costB[at]);
    return index < 0 ? 0 : (costA[index] ?? 0) - (costB[index] ?? 0);
  })[0];
}

function costOf({ victims }: Preemption): readonly number[] {
  const highest = Math.max(...victims.map(({ priority }) => priority));
  const sum = victims.reduce((total, { priority }) => total + priority + 2 ** 31, 0);
  const important = victims.filter(({ priority }) => priority === highest);
  const oldest = Math.min(...important.map(startedAt));
  // Times are whole seconds; upstream takes any of several equal nodes.
  const first = Math.min(...important.map(({ placedAs = 0 }) => placedAs));
  return [highest, sum, victims.length, -oldest, -first];
}

function byImportance(a: PodInfo, b: PodInfo): number {
  return b.priority - a.priority || startedAt(a) - startedAt(b) || (a.key < b.key ? -1 : 1);
}

function startedAt({ pod }: PodInfo): number {
  return parseRfc3339(pod.status.startTime ?? pod.metadata.creationTimestamp) ?? 0;
}
