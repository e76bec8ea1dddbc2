import type { Node } from '../../kinds/node.ts';
import type { Pod } from '../../kinds/pod.ts';
import { add, amountOf, type Amounts, type PodInfo } from './podInfo.ts';

/** A node with the pods that are on it or on their way to it. */
export interface NodeInfo {
  readonly node: Node;
  readonly allocatable: Amounts;
  readonly requested: Amounts;
  readonly pods: ReadonlyMap<string, PodInfo>;
  /** Those of the pods that refuse neighbours (required anti-affinity). */
  readonly aloof: ReadonlyMap<string, PodInfo>;
  /** How many pods hold a port of the node, by `protocol/address/port`. */
  readonly hostPorts: ReadonlyMap<string, number>;
  /** How many pods of an owner are here, by its uid. */
  readonly countByOwner: ReadonlyMap<string, number>;
}

/** What the scheduler believes about all nodes. Its own decisions are in it before the watch confirms them. k8s: scheduler cache */
export interface NodeInfos {
  /** Nodes that exist, by name. */
  all(): readonly NodeInfo[];
  get(name: string): NodeInfo | undefined;
  setNode(node: Node): void;
  removeNode(name: string): void;
  /** Counts a pod on a node; one that was counted before, here or elsewhere, is counted anew. */
  addPod(nodeName: string, pod: PodInfo): void;
  removePod(key: string): void;
  /** Keeps the newest version of a pod whose needs have not changed. */
  refreshPod(key: string, pod: Pod): void;
  /** Where a pod is counted. */
  nodeOf(key: string): string | undefined;
}

interface Entry extends NodeInfo {
  node: Node;
  allocatable: Amounts;
  readonly requested: Record<string, number>;
  readonly pods: Map<string, PodInfo>;
  readonly aloof: Map<string, PodInfo>;
  readonly hostPorts: Map<string, number>;
  readonly countByOwner: Map<string, number>;
}

export function createNodeInfos(): NodeInfos {
  /** Also of nodes that are only known from their pods. */
  const pods = new Map<string, Map<string, PodInfo>>();
  const entries = new Map<string, Entry>();
  const nodeByPod = new Map<string, string>();
  let sorted: readonly NodeInfo[] | undefined;
  let placed = 0;

  const podsOf = (nodeName: string) => {
    let here = pods.get(nodeName);
    if (here === undefined) pods.set(nodeName, (here = new Map()));
    return here;
  };

  const removePod = (key: string) => {
    const nodeName = nodeByPod.get(key);
    if (nodeName === undefined) return;
    const info = podsOf(nodeName).get(key);
    nodeByPod.delete(key);
    podsOf(nodeName).delete(key);
    const entry = entries.get(nodeName);
    if (info !== undefined && entry !== undefined) count(entry, info, -1);
  };

  return {
    all: () => (sorted ??= [...entries.values()].sort((a, b) => (a.node.metadata.name < b.node.metadata.name ? -1 : 1))),
    get: (name) => entries.get(name),
    setNode: (node) => {
      const { name } = node.metadata;
      const known = entries.get(name);
      if (known !== undefined) {
        known.node = node;
        known.allocatable = allocatableOf(node);
        return;
      }
      const entry: Entry = { node, allocatable: allocatableOf(node), requested: {}, pods: podsOf(name), aloof: new Map(), hostPorts: new Map(), countByOwner: new Map() };
      for (const info of entry.pods.values()) count(entry, info, 1);
      entries.set(name, entry);
      sorted = undefined;
    },
    removeNode: (name) => {
      entries.delete(name);
      sorted = undefined;
    },
    addPod: (nodeName, info) => {
      const before = pods.get(nodeByPod.get(info.key) ?? '')?.get(info.key)?.placedAs;
      placed += 1;
      info.placedAs = before ?? placed;
      removePod(info.key);
      podsOf(nodeName).set(info.key, info);
      nodeByPod.set(info.key, nodeName);
      const entry = entries.get(nodeName);
      if (entry !== undefined) count(entry, info, 1);
    },
    removePod,
    refreshPod: (key, pod) => {
      const info = pods.get(nodeByPod.get(key) ?? '')?.get(key);
      if (info !== undefined) info.pod = pod;
    },
    nodeOf: (key) => nodeByPod.get(key),
  };
}

function allocatableOf({ status }: Node): Amounts {
  const amounts: Record<string, number> = {};
  for (const [name, quantity] of Object.entries(status.allocatable ?? status.capacity ?? {})) amounts[name] = amountOf(name, quantity);
  return amounts;
}

function count(entry: Entry, info: PodInfo, sign: 1 | -1): void {
  add(entry.requested, info.requests, sign);
  for (const port of info.hostPorts) addTo(entry.hostPorts, port, sign);
  if (info.owner !== undefined) addTo(entry.countByOwner, info.owner, sign);
  if (info.pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution === undefined) return;
  if (sign === 1) entry.aloof.set(info.key, info);
  else entry.aloof.delete(info.key);
}

function addTo(counts: Map<string, number>, name: string, by: number): void {
  const now = (counts.get(name) ?? 0) + by;
  if (now === 0) counts.delete(name);
  else counts.set(name, now);
}
