import { createClaimUsers } from '../storage/claimUsers.ts';
import type { Plugin } from './cycle.ts';
import type { PodInfo } from './podInfo.ts';

/** A pod that waits for a node. */
export interface QueuedPod {
  info: PodInfo;
  /** How often it was turned away. */
  attempts: number;
  /** When it was turned away last, in milliseconds of virtual time. */
  refusedAtMs: number;
  /** Who turned it away. */
  plugins: ReadonlySet<Plugin>;
}

/** Pods that wait: those to look at now, by priority, and those that were turned away until something helps them. */
export interface SchedulingQueue {
  get(key: string): QueuedPod | undefined;
  /** A new pod, or one whose own change may help: it is looked at. */
  activate(info: PodInfo): void;
  /** Takes the next one to look at. It is then in neither part. */
  pop(): QueuedPod | undefined;
  /** The pod was turned away. */
  park(pod: QueuedPod): void;
  /** All parked pods for which the question holds are looked at again; with a claim's key only those that mount it are asked. */
  moveIf(helps: (pod: QueuedPod) => boolean, claim?: string): void;
  remove(key: string): void;
  hasNext(): boolean;
}

/**
 * simplified: a pod that comes back does not wait for its back-off (1 s doubling to 10 s): upstream takes it out of the
 * back-off queue as well once nothing else is to be done. k8s: scheduling queue, SchedulerPopFromBackoffQ
 */
export function createSchedulingQueue(): SchedulingQueue {
  const active = new Map<string, QueuedPod>();
  const parked = new Map<string, QueuedPod>();
  const parkedByClaim = createClaimUsers();

  const unpark = (key: string) => {
    const pod = parked.get(key);
    if (pod === undefined) return;
    parked.delete(key);
    parkedByClaim.remove(key, pod.info.pod);
  };

  /** The first of the highest priority; almost always simply the first. */
  const nextKey = () => {
    let best: string | undefined;
    let priority = -Infinity;
    for (const [key, { info }] of active) {
      if (info.priority > priority) [best, priority] = [key, info.priority];
      if (!hasPriorities) break;
    }
    return best;
  };
  /** False as long as all pods that ever waited had priority 0. */
  let hasPriorities = false;

  return {
    get: (key) => active.get(key) ?? parked.get(key),
    activate: (info) => {
      hasPriorities ||= info.priority !== 0;
      const known = active.get(info.key) ?? parked.get(info.key) ?? { info, attempts: 0, refusedAtMs: 0, plugins: new Set<Plugin>() };
      unpark(info.key);
      known.info = info;
      active.set(info.key, known);
    },
    pop: () => {
      const key = nextKey();
      if (key === undefined) return undefined;
      const pod = active.get(key);
      active.delete(key);
      return pod;
    },
    park: (pod) => {
      parked.set(pod.info.key, pod);
      parkedByClaim.add(pod.info.key, pod.info.pod);
    },
    moveIf: (helps, claim) => {
      for (const key of claim === undefined ? parked.keys() : parkedByClaim.of(claim)) {
        const pod = parked.get(key);
        if (pod === undefined || !helps(pod)) continue;
        unpark(key);
        active.set(key, pod);
      }
    },
    remove: (key) => {
      active.delete(key);
      unpark(key);
    },
    hasNext: () => active.size > 0,
  };
}
