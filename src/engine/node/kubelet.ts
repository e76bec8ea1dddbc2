import type { WatchEvent } from '../api/api.ts';
import { keyOf } from '../kinds/object.ts';
import type { Pod } from '../kinds/pod.ts';
import type { OtherPods } from './admission.ts';
import type { KubeletContext } from './kubeletContext.ts';
import type { PodState } from './podState.ts';
import { syncPod } from './podSync.ts';
import { adoptPod, bootPod, createPodState, dropPod, isStopped, losePower, reconnectPod, removePod, updatePod } from './podLife.ts';

/** The kubelet of one node: it looks after each pod that is bound to it. */
export interface Kubelet {
  readonly context: KubeletContext;
  /** A pod of this node as a watch tells of it. */
  see(event: WatchEvent<Pod>): void;
  pod(uid: string): PodState | undefined;
  pods(): Iterable<PodState>;
  /** The newest pod of that name. */
  named(namespace: string, name: string): PodState | undefined;
  /** Devices have been attached to the node or taken from it. */
  devicesChanged(): void;
  powerChanged(isOn: boolean): void;
  /** The way to the API server is open again: what happened meanwhile is made good. */
  reconnect(): void;
}

/** Looks at the node's containers in the rhythm of the kubelet: what changed in between is seen then. k8s: PLEG */
export function createRelist(sim: KubeletContext['sim'], { relistMs, phaseMs }: { readonly relistMs: number; readonly phaseMs: number }): (pod: PodState) => void {
  let waiting = new Set<PodState>();
  let isComing = false;

  const relist = () => {
    const seen = waiting;
    waiting = new Set();
    isComing = false;
    for (const pod of seen) syncPod(pod);
  };

  return (pod) => {
    waiting.add(pod);
    if (isComing) return;
    isComing = true;
    const nowMs = sim.now();
    sim.at(relistMs === 0 ? nowMs : phaseMs + (Math.floor((nowMs - phaseMs) / relistMs) + 1) * relistMs, 'relist', relist);
  };
}

export function createKubelet(context: KubeletContext): Kubelet {
  const pods = new Map<string, PodState>();
  const byName = new Map<string, PodState>();
  const { node, api } = context;

  const othersOf = (uid: string): OtherPods => {
    const list = () => [...pods.values()].filter((each) => each.uid !== uid && !isStopped(each)).map(({ pod }) => pod);
    // Stopped pods are told apart only where it may matter: near the limit.
    return { list, count: () => (pods.size <= node.maxPods ? pods.size - 1 : list().length) };
  };

  const forget = (gone: PodState) => {
    const key = `${gone.namespace}/${gone.name}`;
    pods.delete(gone.uid);
    if (byName.get(key) === gone) byName.delete(key);
  };

  const add = (pod: Pod): PodState => {
    const { uid, name, namespace = '' } = pod.metadata;
    const state = createPodState({ context, pod, others: othersOf(uid), onGone: forget });
    pods.set(uid, state);
    byName.set(`${namespace}/${name}`, state);
    return state;
  };

  const take = (pod: Pod) => {
    const known = pods.get(pod.metadata.uid);
    if (known !== undefined) {
      updatePod(known, pod);
      return;
    }
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return;
    const state = add(pod);
    if (isRunningAlready(pod)) adoptPod(state);
    else if (pod.metadata.deletionTimestamp === undefined) syncPod(state);
    else updatePod(state, pod);
  };

  /** What the API server has for this node now, against what runs. */
  const compareWithApi = () => {
    const stored = api.list('Pod').filter((pod) => pod.spec.nodeName === node.name);
    const uids = new Set(stored.map(({ metadata }) => metadata.uid));
    const leave = context.profile.standIn === true ? dropPod : removePod;
    for (const state of pods.values()) if (!uids.has(state.uid)) leave(state);
    for (const pod of stored) take(pod);
  };

  return {
    context,
    see: ({ type, object }) => {
      const known = pods.get(object.metadata.uid);
      if (!context.isConnected()) {
        if (type !== 'DELETED' && object.metadata.deletionTimestamp !== undefined) explainSilence(context, object);
      } else if (type !== 'DELETED') take(object);
      else if (known !== undefined) removePod(known);
    },
    pod: (uid) => pods.get(uid),
    pods: () => pods.values(),
    named: (namespace, name) => byName.get(`${namespace}/${name}`),
    devicesChanged: () => {
      if (context.isConnected()) for (const { whenAttached } of pods.values()) whenAttached?.();
    },
    powerChanged: (isOn) => {
      const before = [...pods.values()];
      if (!isOn) for (const state of before) losePower(state);
      else {
        if (context.isConnected()) compareWithApi();
        for (const state of before) bootPod(state);
      }
    },
    reconnect: () => {
      compareWithApi();
      for (const state of pods.values()) reconnectPod(state);
      for (const { whenAttached } of pods.values()) whenAttached?.();
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
