import type { Timer } from '../core/simulation.ts';
import type { Pressure } from '../faults.ts';
import type { Kubelet } from './kubelet.ts';
import type { NodeStatus } from './nodeStatus.ts';
import { terminatePod } from './podEnd.ts';
import { explain, post, type PodState } from './podState.ts';
import { evictionMessage, evictionOrder, isCritical, MIB, TRANSITION_MS, type Consumer, type NodePressure } from './pressure.ts';

/** Ends pods of a node that is short of memory or disk, one after the other. k8s: kubelet eviction manager */
export interface EvictionManager {
  /** The node has come to be short of something, or is no longer. */
  changed(pressure: Pressure): void;
}

/** The manager looks in this rhythm. k8s: evictionMonitoringPeriod */
const LOOK_EVERY_MS = 10_000;
/** k8s: immediateEvictionGracePeriodSeconds */
const GRACE_MS = 1000;
const [LEAST_MIB, MOST_MIB] = [4, 64];

export function createEvictionManager({ kubelet, status, pressure }: { readonly kubelet: Kubelet; readonly status: NodeStatus; readonly pressure: NodePressure }): EvictionManager {
  const { context } = kubelet;
  const { sim, node, faults } = context;
  const timers = new Map<Pressure, Timer>();

  const look = (short: Pressure) => {
    if (!pressure.isShortOf(short)) return;
    const next = faults.isPowered(node.name) ? evictionOrder(consumersOf(kubelet), short)[0] : undefined;
    if (next !== undefined) evict(next, short);
    timers.set(short, sim.after(LOOK_EVERY_MS, `eviction on ${node.name}`, () => look(short)));
  };

  return {
    changed: (short) => {
      sim.cancel(timers.get(short));
      pressure.changed(short);
      if (pressure.isShortOf(short)) {
        status.pressureChanged();
        look(short);
        return;
      }
      timers.set(short, sim.after(TRANSITION_MS, `conditions of ${node.name}`, () => status.pressureChanged()));
    },
  };
}

interface PodConsumer extends Consumer {
  readonly state: PodState;
}

/** simplified: what a container uses is drawn once, by its name. */
function consumersOf(kubelet: Kubelet): readonly PodConsumer[] {
  const { random } = kubelet.context;
  return [...kubelet.pods()]
    .filter(({ phase, pod }) => phase === 'active' && !isCritical(pod) && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed')
    .map((state) => ({ state, pod: state.pod, usageOf: (container) => random.fork(`usage ${state.uid} ${container}`).integer(LEAST_MIB, MOST_MIB) * MIB }));
}

function evict(consumer: PodConsumer, short: Pressure): void {
  const { state } = consumer;
  const message = evictionMessage(consumer, short);
  post(state, undefined, 'Warning', 'Evicted', message);
  explain(state, 'act', { code: 'kubelet.evicted', params: { node: state.context.node.name, resource: short } });
  state.failure = { reason: 'Evicted', message, disruption: 'TerminationByKubelet' };
  terminatePod(state, GRACE_MS);
}
