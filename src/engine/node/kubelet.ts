import type { WatchEvent } from '../api/api.ts';
import type { Timer } from '../core/simulation.ts';
import { keyOf } from '../kinds/object.ts';
import type { Pod } from '../kinds/pod.ts';
import type { OtherPods } from './admission.ts';
import type { KubeletContext, Noticing } from './kubeletContext.ts';
import { createPodWorker, type PodWorker } from './podWorker.ts';

/** The kubelet of one node: a worker for each pod that is bound to it. */
export interface Kubelet {
  readonly context: KubeletContext;
  /** A pod of this node as a watch tells of it. */
  see(event: WatchEvent<Pod>): void;
  worker(uid: string): PodWorker | undefined;
  workers(): readonly PodWorker[];
  /** The newest worker of a pod of that name. */
  named(namespace: string, name: string): PodWorker | undefined;
  powerChanged(isOn: boolean): void;
  /** The way to the API server is open again: what happened meanwhile is made good. */
  reconnect(): void;
}

/** Looks at the node's containers in the rhythm of the kubelet: what changed in between is seen then. k8s: PLEG */
export function createRelist(sim: KubeletContext['sim'], { relistMs, phaseMs }: { readonly relistMs: number; readonly phaseMs: number }): (worker: Noticing) => void {
  let waiting = new Set<Noticing>();
  let timer: Timer | undefined;

  const relist = () => {
    const seen = waiting;
    waiting = new Set();
    timer = undefined;
    for (const worker of seen) worker.notice();
  };

  return (worker) => {
    waiting.add(worker);
    if (timer !== undefined) return;
    const nowMs = sim.now();
    const nextMs = relistMs === 0 ? nowMs : phaseMs + (Math.floor((nowMs - phaseMs) / relistMs) + 1) * relistMs;
    timer = sim.at(nextMs, 'relist', relist);
  };
}

export function createKubelet(context: KubeletContext): Kubelet {
  const workers = new Map<string, PodWorker>();
  const byName = new Map<string, PodWorker>();
  const { node, api } = context;

  const othersOf = (uid: string): OtherPods => {
    const list = () => [...workers.values()].filter((worker) => worker.uid !== uid && !worker.isStopped()).map((worker) => worker.pod());
    // Stopped pods only count here while they might: the exact number is asked for near the limit.
    return { list, count: () => (workers.size <= node.maxPods ? workers.size - 1 : list().length) };
  };

  const add = (pod: Pod): PodWorker => {
    const { uid, name, namespace = '' } = pod.metadata;
    const worker = createPodWorker({
      context,
      pod,
      others: othersOf(uid),
      onGone: (gone) => {
        workers.delete(gone.uid);
        if (byName.get(`${namespace}/${name}`) === gone) byName.delete(`${namespace}/${name}`);
      },
    });
    workers.set(uid, worker);
    byName.set(`${namespace}/${name}`, worker);
    return worker;
  };

  const take = (pod: Pod) => {
    const known = workers.get(pod.metadata.uid);
    if (known !== undefined) {
      known.update(pod);
      return;
    }
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return;
    const worker = add(pod);
    if (isRunningAlready(pod)) worker.adopt();
    else if (pod.metadata.deletionTimestamp === undefined) worker.notice();
    else worker.update(pod);
  };

  /** What the API server has for this node now, against what runs. */
  const relistPods = () => {
    const pods = api.list('Pod').filter((pod) => pod.spec.nodeName === node.name);
    const uids = new Set(pods.map(({ metadata }) => metadata.uid));
    for (const worker of workers.values()) if (!uids.has(worker.uid)) worker.remove();
    for (const pod of pods) take(pod);
  };

  return {
    context,
    see: ({ type, object }) => {
      if (!context.isConnected()) {
        if (type !== 'DELETED' && object.metadata.deletionTimestamp !== undefined) explainSilence(context, object);
        return;
      }
      if (type === 'DELETED') workers.get(object.metadata.uid)?.remove();
      else take(object);
    },
    worker: (uid) => workers.get(uid),
    workers: () => [...workers.values()],
    named: (namespace, name) => byName.get(`${namespace}/${name}`),
    powerChanged: (isOn) => {
      if (!isOn) {
        for (const worker of workers.values()) worker.losePower();
        return;
      }
      const before = [...workers.values()];
      if (context.isConnected()) relistPods();
      for (const worker of before) worker.boot();
    },
    reconnect: () => {
      relistPods();
      for (const worker of workers.values()) worker.reconnect();
    },
  };
}

/** Nobody on the node hears that the pod is to go. */
function explainSilence({ node, explain }: KubeletContext, pod: Pod): void {
  const about = keyOf(pod);
  explain({ about, kind: 'wait', code: 'kubelet.nodeSilent', params: { pod: about.name, node: node.name }, blockedBy: { kind: 'Node', name: node.name } });
}

function isRunningAlready({ status }: Pod): boolean {
  return status.containerStatuses?.some(({ state }) => state.running !== undefined) === true;
}
