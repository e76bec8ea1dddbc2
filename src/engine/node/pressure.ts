import type { Simulation } from '../core/simulation.ts';
import type { FaultState, Pressure } from '../faults.ts';
import { quantityValue } from '../kinds/quantity.ts';
import type { Container, Pod } from '../kinds/pod.ts';
import type { Rejection } from './admission.ts';

/** What a node is short of, and has been within the last five minutes. */
export interface NodePressure {
  /** As its conditions say it. */
  current(): readonly Pressure[];
  /** Now, without the wait afterwards. */
  isShortOf(pressure: Pressure): boolean;
  /** The fault has been set or taken back. */
  changed(pressure: Pressure): void;
}

/** A condition stays for so long after its cause is gone. k8s: eviction-pressure-transition-period */
export const TRANSITION_MS = 300_000;
const ALL: readonly Pressure[] = ['memory', 'disk'];

export function createPressure(sim: Simulation, faults: FaultState, node: string): NodePressure {
  const endedAtMs = new Map<Pressure, number>();
  const isShortOf = (pressure: Pressure) => faults.hasPressure(node, pressure);
  return {
    isShortOf,
    current: () => ALL.filter((pressure) => isShortOf(pressure) || (endedAtMs.get(pressure) ?? -Infinity) + TRANSITION_MS > sim.now()),
    changed: (pressure) => {
      if (!isShortOf(pressure)) endedAtMs.set(pressure, sim.now());
    },
  };
}

/** Pods that keep the cluster going are left alone. k8s: kubelet types.IsCriticalPod */
export function isCritical({ spec }: Pod): boolean {
  return (spec.priority ?? 0) >= 2_000_000_000;
}

const CONDITIONS = { memory: 'MemoryPressure', disk: 'DiskPressure' } as const;
const MEMORY_TAINT = 'node.kubernetes.io/memory-pressure';

/** Does a node that is short of something take the pod? k8s: eviction managerImpl Admit */
export function pressureRejection(pod: Pod, pressures: readonly Pressure[]): Rejection | undefined {
  if (pressures.length === 0 || isCritical(pod)) return undefined;
  const isOnlyMemory = pressures.length === 1 && pressures[0] === 'memory';
  const tolerates = pod.spec.tolerations?.some(({ key, operator, effect = '' }) => (key === MEMORY_TAINT || (key === undefined && operator === 'Exists')) && (effect === '' || effect === 'NoSchedule')) === true;
  if (isOnlyMemory && (pod.status.qosClass !== 'BestEffort' || tolerates)) return undefined;
  return { reason: 'Evicted', message: `The node had condition: [${pressures.map((pressure) => CONDITIONS[pressure]).join(' ')}]. ` };
}

/** One pod with what its containers use, in bytes. */
export interface Consumer {
  readonly pod: Pod;
  readonly usageOf: (container: string) => number;
}

const RESOURCES = { memory: 'memory', disk: 'ephemeral-storage' } as const;

/** Who goes first: those above their requests, then those of low priority, then those that are furthest above. k8s: eviction rankMemoryPressure */
export function evictionOrder<T extends Consumer>(consumers: readonly T[], pressure: Pressure): readonly T[] {
  const excess = ({ pod, usageOf }: Consumer) => pod.spec.containers.reduce((sum, container) => sum + usageOf(container.name) - requestOf(container, pressure), 0);
  return [...consumers].sort(
    (a, b) =>
      Number(excess(b) > 0) - Number(excess(a) > 0) ||
      (a.pod.spec.priority ?? 0) - (b.pod.spec.priority ?? 0) ||
      excess(b) - excess(a) ||
      (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1),
  );
}

function requestOf(container: Container, pressure: Pressure): number {
  return quantityValue(container.resources?.requests?.[RESOURCES[pressure]]);
}

/** Bytes in a mebibyte. */
export const MIB = 1024 * 1024;
const THRESHOLDS = { memory: 'Threshold quantity: 100Mi, available: 62Mi. ', disk: 'Threshold quantity: 4Gi, available: 3Gi. ' } as const;

/** Why a pod was evicted. k8s: eviction evictionMessage */
export function evictionMessage({ pod, usageOf }: Consumer, pressure: Pressure): string {
  const resource = RESOURCES[pressure];
  const containers = pod.spec.containers.flatMap((container) => {
    const usage = usageOf(container.name);
    if (usage <= requestOf(container, pressure)) return [];
    const request = container.resources?.requests?.[resource] ?? '0';
    return [`Container ${container.name} was using ${Math.round(usage / MIB)}Mi, request is ${request}, has larger consumption of ${resource}. `];
  });
  return `The node was low on resource: ${resource}. ${THRESHOLDS[pressure]}${containers.join('')}`;
}
