import { formatRfc3339 } from '../../core/time.ts';
import type { Node, Taint } from '../../kinds/node.ts';
import type { Condition } from '../../kinds/object.ts';

export const NOT_READY = 'node.kubernetes.io/not-ready';
export const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';
const watched = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];

/** The conditions of a node whose kubelet has fallen silent, or undefined when they say so already. k8s: tryUpdateNodeHealth */
export function silentConditions({ status }: Node, nowUnixMs: number): readonly Condition[] | undefined {
  const { conditions = [] } = status;
  if (watched.every((type) => conditions.some((condition) => condition.type === type && condition.status === 'Unknown'))) return undefined;
  const now = formatRfc3339(nowUnixMs);
  const known = conditions.map((condition): Condition => {
    if (!watched.includes(condition.type) || condition.status === 'Unknown') return condition;
    return { ...condition, status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastTransitionTime: now };
  });
  const missing = watched.filter((type) => conditions.every((condition) => condition.type !== type));
  return [
    ...known,
    ...missing.map((type): Condition => ({ type, status: 'Unknown', reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.', lastHeartbeatTime: now, lastTransitionTime: now })),
  ];
}

export function readyStatusOf({ status }: Node): Condition['status'] | undefined {
  return status.conditions?.find(({ type }) => type === 'Ready')?.status;
}

const pressures: Readonly<Record<string, string>> = {
  MemoryPressure: 'node.kubernetes.io/memory-pressure',
  DiskPressure: 'node.kubernetes.io/disk-pressure',
  PIDPressure: 'node.kubernetes.io/pid-pressure',
  NetworkUnavailable: 'node.kubernetes.io/network-unavailable',
};
const managed: ReadonlySet<string> = new Set([NOT_READY, UNREACHABLE, UNSCHEDULABLE, ...Object.values(pressures)]);

/** The keys of the NoSchedule taints that the node's state asks for. k8s: doNoScheduleTaintingPass */
function wantedKeys(node: Node): readonly string[] {
  const keys: string[] = [];
  for (const { type, status } of node.status.conditions ?? []) {
    if (type === 'Ready' && status !== 'True') keys.push(status === 'False' ? NOT_READY : UNREACHABLE);
    const pressure = pressures[type];
    if (pressure !== undefined && status === 'True') keys.push(pressure);
  }
  if (node.spec.unschedulable === true) keys.push(UNSCHEDULABLE);
  return keys;
}

/** The node's taints with the NoSchedule ones put right, or undefined when they are. */
export function planScheduleTaints(node: Node, nowUnixMs: number): readonly Taint[] | undefined {
  const wanted = wantedKeys(node);
  const { taints = [] } = node.spec;
  const isManaged = ({ key, effect }: Taint) => effect === 'NoSchedule' && managed.has(key);
  const kept = taints.filter((taint) => !isManaged(taint) || wanted.includes(taint.key));
  const added = wanted.filter((key) => !taints.some((taint) => isManaged(taint) && taint.key === key));
  if (added.length === 0 && kept.length === taints.length) return undefined;
  return [...kept, ...added.map((key) => newTaint(key, 'NoSchedule', nowUnixMs))];
}

/** The key of the taint that drives pods away, or undefined for a healthy node. k8s: processTaintBaseEviction */
export function evictionKeyOf(node: Node): string | undefined {
  const ready = readyStatusOf(node);
  if (ready === 'True') return undefined;
  return ready === 'False' ? NOT_READY : UNREACHABLE;
}

/** The taints with exactly this NoExecute one of ours, or none; undefined when nothing changes. */
export function planEvictionTaints({ spec }: Node, key: string | undefined, nowUnixMs: number): readonly Taint[] | undefined {
  const { taints = [] } = spec;
  const isOurs = (taint: Taint) => taint.effect === 'NoExecute' && (taint.key === NOT_READY || taint.key === UNREACHABLE);
  const ours = taints.filter(isOurs);
  if (ours.length === (key === undefined ? 0 : 1) && (key === undefined || ours[0]?.key === key)) return undefined;
  const others = taints.filter((taint) => !isOurs(taint));
  return key === undefined ? others : [...others, newTaint(key, 'NoExecute', nowUnixMs)];
}

function newTaint(key: string, effect: Taint['effect'], nowUnixMs: number): Taint {
  return { effect, key, timeAdded: formatRfc3339(nowUnixMs) };
}

/** How disturbed a zone is. */
export type Disruption = 'none' | 'partial' | 'full';

/** k8s: ComputeZoneState, --unhealthy-zone-threshold 0.55 */
export function disruptionOf(readyCount: number, notReadyCount: number): Disruption {
  if (readyCount === 0 && notReadyCount > 0) return 'full';
  return notReadyCount > 2 && notReadyCount / (readyCount + notReadyCount) >= 0.55 ? 'partial' : 'none';
}

/** How many milliseconds lie between two nodes from which pods are driven away; Infinity stops it. */
export function evictionPauseMs(disruption: Disruption, zoneSize: number): number {
  if (disruption !== 'partial') return 10_000;
  return zoneSize > 50 ? 100_000 : Infinity;
}
