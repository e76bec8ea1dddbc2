import type { Api, ApiServer, EventRecorder } from '../api/api.ts';
import { isApiError } from '../api/errors.ts';
import type { Simulation } from '../core/simulation.ts';
import { formatMicroTime, formatRfc3339 } from '../core/time.ts';
import type { Lease } from '../kinds/lease.ts';
import type { Node } from '../kinds/node.ts';
import type { Pressure } from '../faults.ts';
import type { Condition, KubeObject, NewObject } from '../kinds/object.ts';

/** Keeps one node's signs of life in the API server. */
export interface NodeStatus {
  /** Renews the lease, and posts the status where it is due or wrong. */
  beat(): void;
  /** The node has booted: says so, and registers itself where nobody knows it. */
  boot(): void;
  /** The node has come to be short of something, or is no longer. */
  pressureChanged(): void;
  /** The Node object has changed. */
  see(node: Node, before: Node | undefined): void;
}

export interface NodeStatusOptions {
  readonly sim: Simulation;
  readonly api: Api;
  /** Stores objects as they are, without the checks of a write. */
  readonly store: ApiServer['load'];
  readonly events: EventRecorder;
  readonly nodeName: string;
  readonly unixNow: () => number;
  readonly isConnected: () => boolean;
  /** What the node is short of. */
  readonly pressures: () => readonly Pressure[];
  /** The Node as the kubelet registers it. */
  readonly registration: () => KubeObject;
  readonly newBootId: () => string;
  /** Until a change of the Node's spec is told of, in milliseconds. */
  readonly noticeMs: number;
}

export const LEASE_EVERY_MS = 10_000;
/** An unchanged status is posted in this rhythm. k8s: nodeStatusReportFrequency */
const REPORT_EVERY_MS = 300_000;
const LEASE_SECONDS = 40;
const NAMESPACE = 'kube-node-lease';

const HEALTHY: readonly (readonly [string, 'True' | 'False', string, string])[] = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
];

export function createNodeStatus(options: NodeStatusOptions): NodeStatus {
  const { sim, api, events, nodeName, unixNow, isConnected } = options;
  const reference = { apiVersion: 'v1', kind: 'Node', name: nodeName, uid: nodeName };
  let reportedAtMs = sim.now();
  let bootId: string | undefined;

  const say = (reason: string) => events.event(reference, 'Normal', reason, `Node ${nodeName} status is now: ${reason}`);

  const report = (node: Node) => {
    const wasReady = isReady(node);
    reportedAtMs = sim.now();
    const conditions = conditionsNow(node.status.conditions ?? [], options.pressures(), formatRfc3339(unixNow()));
    const nodeInfo = bootId === undefined ? node.status.nodeInfo : { ...node.status.nodeInfo, bootID: bootId };
    quietly(() => api.updateStatus({ ...node, status: { ...node.status, conditions, ...(nodeInfo === undefined ? {} : { nodeInfo }) } }));
    if (bootId !== undefined) events.event(reference, 'Warning', 'Rebooted', `Node ${nodeName} has been rebooted, boot id: ${bootId}`);
    bootId = undefined;
    if (!wasReady) say('NodeReady');
  };

  return {
    beat: () => {
      if (!isConnected()) return;
      quietly(() => renewLease(options, unixNow()));
      const node = api.get('Node', undefined, nodeName);
      if (node !== undefined && (bootId !== undefined || !isReady(node) || sim.now() - reportedAtMs >= REPORT_EVERY_MS)) report(node);
    },
    boot: () => {
      bootId = options.newBootId();
      if (!isConnected()) return;
      if (api.get('Node', undefined, nodeName) === undefined) quietly(() => api.create(unregistered(options.registration())));
      events.event(reference, 'Normal', 'Starting', 'Starting kubelet.');
      for (const reason of ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID']) say(reason);
    },
    pressureChanged: () => {
      if (!isConnected()) return;
      const node = api.get('Node', undefined, nodeName);
      if (node === undefined) return;
      report(node);
      for (const reason of pressureNews(node, options.pressures())) say(reason);
    },
    see: (node, before) => {
      const isCordoned = node.spec.unschedulable === true;
      if (before === undefined || isCordoned === (before.spec.unschedulable === true)) return;
      sim.after(options.noticeMs, `status of ${nodeName}`, () => {
        if (isConnected()) say(isCordoned ? 'NodeNotSchedulable' : 'NodeSchedulable');
      });
    },
  };
}

function isReady({ status }: Node): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
}

const UNDER_PRESSURE = {
  memory: ['MemoryPressure', 'True', 'KubeletHasInsufficientMemory', 'kubelet has insufficient memory available'],
  disk: ['DiskPressure', 'True', 'KubeletHasDiskPressure', 'kubelet has disk pressure'],
} as const satisfies Readonly<Record<Pressure, (typeof HEALTHY)[number]>>;

const NEWS = { memory: ['NodeHasSufficientMemory', 'NodeHasInsufficientMemory'], disk: ['NodeHasNoDiskPressure', 'NodeHasDiskPressure'] } as const;

/** The events about conditions that are other than the Node says. */
function pressureNews({ status }: Node, pressures: readonly Pressure[]): readonly string[] {
  return (['memory', 'disk'] as const).flatMap((pressure) => {
    const isNow = pressures.includes(pressure);
    const was = status.conditions?.find(({ type }) => type === UNDER_PRESSURE[pressure][0])?.status === 'True';
    return was === isNow ? [] : [NEWS[pressure][isNow ? 1 : 0]];
  });
}

function conditionsNow(before: readonly Condition[], pressures: readonly Pressure[], now: string): readonly Condition[] {
  const known = HEALTHY.map((healthy) => pressures.map((pressure) => UNDER_PRESSURE[pressure]).find(([type]) => type === healthy[0]) ?? healthy);
  const others = before.filter(({ type }) => !HEALTHY.some(([own]) => own === type));
  const mine = known.map(([type, status, reason, message]): Condition => {
    const old = before.find((condition) => condition.type === type);
    const since = old?.status === status && old.lastTransitionTime !== undefined ? old.lastTransitionTime : now;
    return { type, status, lastHeartbeatTime: now, lastTransitionTime: since, reason, message };
  });
  return [...others, ...mine];
}

function renewLease({ api, store, nodeName }: NodeStatusOptions, unixMs: number): void {
  const renewTime = formatMicroTime(unixMs);
  const lease = api.get('Lease', NAMESPACE, nodeName);
  if (lease !== undefined) {
    // Every ten seconds for ever, and always the same one field: nothing that a check could find.
    const renewed: Lease = { ...lease, spec: { ...lease.spec, renewTime } };
    store([renewed]);
    return;
  }
  api.create<Lease>({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: nodeName, namespace: NAMESPACE },
    spec: { holderIdentity: nodeName, leaseDurationSeconds: LEASE_SECONDS, renewTime },
  });
}

function unregistered({ metadata, ...rest }: KubeObject): NewObject {
  const { name, labels, annotations } = metadata;
  return { ...rest, metadata: { name, ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }) } };
}

/** What the API server refuses is tried again with the next sign of life. */
function quietly(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!isApiError(error)) throw error;
  }
}
