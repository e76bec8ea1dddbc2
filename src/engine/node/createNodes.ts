import type { ApiServer, WatchEvent } from '../api/api.ts';
import { createRecorder } from '../api/recorder.ts';
import type { Simulation } from '../core/simulation.ts';
import { parseRfc3339 } from '../core/time.ts';
import type { Fault, FaultState } from '../faults.ts';
import type { Node } from '../kinds/node.ts';
import type { KubeObject, ObjectKey } from '../kinds/object.ts';
import type { Pod } from '../kinds/pod.ts';
import type { DirectoryNode, FileTree } from '../machine/files.ts';
import { createFileTree } from '../machine/fileTree.ts';
import type { Host, HostRegistry, Listener, Messenger } from '../machine/host.ts';
import type { Machine } from '../machine/machine.ts';
import type { ProgramRunner } from '../machine/programs.ts';
import type { NodeProfile, Profile } from '../profile.ts';
import { node as nodeObject } from '../profiles/objects.ts';
import { explanationOf, type Explanation } from '../why.ts';
import { createBackOff } from './backOff.ts';
import { serviceEnvironment, type Environment } from './environment.ts';
import { createImageStore } from './imageStore.ts';
import { createEvictionManager, type EvictionManager } from './evictionManager.ts';
import { createKubelet, createRelist, type Kubelet } from './kubelet.ts';
import type { KubeletContext } from './kubeletContext.ts';
import { createNodeMachine, type NodeMachine } from './nodeMachine.ts';
import { createNodeStatus, LEASE_EVERY_MS, type NodeStatus } from './nodeStatus.ts';
import { createPodAddresses } from './podAddresses.ts';
import { listenersOf, runsOf, type PodRuntime } from './podRuntime.ts';
import { crashContainer, refreshReadiness } from './podLife.ts';
import type { RunningPod, Runtime } from './runtime.ts';
import { createPressure } from './pressure.ts';
import { createTiming } from './timing.ts';
import { mountPersistentVolume } from './volumes.ts';

export interface NodesOptions {
  readonly sim: Simulation;
  readonly apiServer: ApiServer;
  readonly profile: Profile;
  readonly faults: FaultState;
  /** Who runs the programs of containers; undefined where nobody does. */
  readonly runner: () => ProgramRunner | undefined;
  /** The network, as the servers of images use it. */
  readonly messenger: () => Messenger;
  readonly explain: (explanation: Explanation) => void;
  readonly settle: (about: ObjectKey, actor: string) => void;
}

/** All nodes of the cluster with their kubelets. */
export interface Nodes extends Runtime {
  /** Who has which address: for the network. */
  readonly hosts: HostRegistry;
  /** A fault has been set or taken back: what concerns nodes and pods happens now. */
  faultChanged(fault: Fault): void;
  /** Tells from now on of each write to a disk of a node or of the network. */
  onDiskChange(listener: () => void): void;
}

const ACTOR = 'kubelet';
/** Of crashes and of pulls alike. */
const BACK_OFF = { initialMs: 10_000, maxMs: 300_000 };
/** Kubelets do not look at the same moment. */
const RELIST_SHIFT_MS = 317;
/** Until a kubelet tells of a cordon. */
const NOTICE_MS = 1500;
/** How long a changed ConfigMap or Secret takes to reach the files of a pod. k8s: sync period and cache lifetime */
const FOLLOW_MS = 60_000;
const NO_LISTENERS: readonly Listener[] = [];

/** Starts the nodes of a profile: their machines, and a kubelet on each that takes over the pods that are there. k8s: kubelet */
export function createNodes(options: NodesOptions): Nodes {
  const { sim, apiServer, profile } = options;
  const shared = createShared(options);
  for (const [index, node] of profile.nodes.entries()) shared.parts.set(node.name, createPart(options, shared, node, index));
  startWatches(apiServer, shared.parts, sim);
  startHeartbeats(sim, [...shared.parts.values()].map(({ status }) => status));
  return createRuntime(options, shared);
}

/** What all nodes have in common. */
interface Shared {
  readonly unixNow: () => number;
  readonly parts: Map<string, NodePart>;
  readonly byIp: Map<string, Host>;
  readonly serviceEnvironment: (namespace: string) => Environment;
  readonly disk: KubeletContext['disk'];
  readonly nodeByIp: KubeletContext['nodeByIp'];
  readonly networkDisk: KubeletContext['networkDisk'];
  readonly onDiskChange: (listener: () => void) => void;
}

function createShared({ sim, apiServer, profile, faults }: NodesOptions): Shared {
  const startUnixMs = parseRfc3339(profile.startTime) ?? 0;
  const unixNow = () => startUnixMs + sim.now();
  const parts = new Map<string, NodePart>();
  const networkDisks = new Map<string, FileTree>();
  let diskListener: (() => void) | undefined;
  const tellDiskChange = () => diskListener?.();
  return {
    unixNow,
    parts,
    byIp: new Map(),
    serviceEnvironment: createServiceVariables(apiServer),
    disk: (name) => parts.get(name)?.machine.disk,
    nodeByIp: (ip) => profile.nodes.find((node) => node.ip === ip && faults.isPowered(node.name))?.name,
    networkDisk: (name) => {
      let tree = networkDisks.get(name);
      if (tree === undefined) {
        networkDisks.set(name, (tree = createFileTree({ now: unixNow })));
        tree.onChange = tellDiskChange;
      }
      return tree;
    },
    onDiskChange: (listener) => {
      diskListener = listener;
      for (const { machine } of parts.values()) machine.disk.onChange = tellDiskChange;
    },
  };
}

/** One node: its machine, its kubelet, its signs of life. */
function createPart(options: NodesOptions, shared: Shared, node: NodeProfile, index: number): NodePart {
  const { sim, apiServer, profile, faults } = options;
  const { unixNow } = shared;
  const api = apiServer.as(ACTOR);
  const random = sim.random.fork(`node ${node.name}`);
  const timing = createTiming(profile, random);
  const events = createRecorder({ sim, api, profile, component: ACTOR, host: node.name });
  const isConnected = () => faults.isPowered(node.name) && faults.isConnected(node.name);
  const hostNetworkPods = new Set<PodRuntime>();
  const podListeners = () => (hostNetworkPods.size === 0 ? NO_LISTENERS : [...hostNetworkPods].flatMap(listenersOf));
  const machine: NodeMachine = createNodeMachine({
    node, profile, unixNow, random, isPowered: () => faults.isPowered(node.name), podListeners,
    bootedUnixMs: parseRfc3339(api.get('Node', undefined, node.name)?.metadata.creationTimestamp ?? profile.startTime) ?? 0,
    containers: () => containersOn(kubelet),
  });
  shared.byIp.set(node.ip, machine.machine.host);
  const pressure = createPressure(sim, faults, node.name);
  const context: KubeletContext = {
    pressure,
    sim, api, events, profile, node, faults, timing, random, unixNow, isConnected, hostNetworkPods,
    disk: shared.disk,
    nodeByIp: shared.nodeByIp,
    networkDisk: shared.networkDisk,
    serviceEnvironment: shared.serviceEnvironment,
    podDisk: createFileTree({ now: unixNow }),
    images: createImageStore({ sim, timing, profile, faults, isConnected }),
    addresses: createPodAddresses(node),
    crashBackOff: createBackOff(BACK_OFF),
    pullBackOff: createBackOff(BACK_OFF),
    runner: options.runner,
    messenger: options.messenger,
    nodeResolvConf: () => machine.machine.host.resolvConf(),
    setHost: (ip, host) => {
      if (host === undefined) shared.byIp.delete(ip);
      else shared.byIp.set(ip, host);
    },
    noticeLater: createRelist(sim, { relistMs: timing.relistMs, phaseMs: (index * RELIST_SHIFT_MS) % 1000 }),
    explain: (reason) => options.explain(explanationOf(reason, sim.now(), ACTOR)),
    settle: (about) => options.settle(about, ACTOR),
  };
  const status = createNodeStatus({
    sim, api, events, unixNow, isConnected,
    store: apiServer.load,
    nodeName: node.name,
    registration: () => nodeObject(profile, node, profile.startTime, profile.startTime),
    newBootId: () => random.uuid(),
    pressures: pressure.current,
    noticeMs: profile.standIn === true ? 0 : NOTICE_MS,
  });
  const kubelet = createKubelet(context);
  return { machine, kubelet, status, eviction: createEvictionManager({ kubelet, status, pressure }) };
}

/** Somebody is about to look at the processes of all of them. */
function containersOn(kubelet: Kubelet): readonly Machine[] {
  const runs = [...kubelet.pods()].flatMap(({ runtime }) => runsOf(runtime)).filter((run) => run.isRunning());
  for (const run of runs) run.present();
  return runs.map(({ machine }) => machine);
}

interface NodePart {
  readonly machine: NodeMachine;
  readonly kubelet: Kubelet;
  readonly status: NodeStatus;
  readonly eviction: EvictionManager;
}

/** One watch for all kubelets: each gets what is bound to its node. */
function startWatches(apiServer: ApiServer, parts: ReadonlyMap<string, NodePart>, sim: Simulation): void {
  const api = apiServer.as(ACTOR);
  const seePod = (event: WatchEvent) => {
    const pod = event.object as Pod;
    const { nodeName } = pod.spec;
    if (nodeName !== undefined) parts.get(nodeName)?.kubelet.see({ type: event.type, object: pod });
  };
  for (const object of api.list('Pod')) seePod({ type: 'ADDED', object });
  api.watch('Pod', { onEvent: seePod });
  api.watch('Node', {
    onEvent: ({ object, previous }) => {
      const part = parts.get(object.metadata.name);
      const [node, before] = [object as Node, previous as Node | undefined];
      part?.status.see(node, before);
      if (node.status.volumesAttached !== before?.status.volumesAttached) part?.kubelet.devicesChanged();
    },
  });
  for (const kind of ['ConfigMap', 'Secret']) {
    api.watch(kind, {
      onEvent: ({ object }) => {
        sim.after(FOLLOW_MS, `files of ${object.metadata.name}`, () => refreshVolumes(parts, object));
      },
    });
  }
}

/** Writes the files of volumes anew that show this object. Mounts of a subPath keep what they have. */
function refreshVolumes(parts: ReadonlyMap<string, NodePart>, { kind, metadata }: KubeObject): void {
  for (const { kubelet } of parts.values()) {
    for (const { namespace, runtime } of kubelet.pods()) {
      if (namespace !== metadata.namespace) continue;
      for (const volume of runtime.volumes?.values() ?? []) {
        if (volume.follows?.some((key) => key.kind === kind && key.name === metadata.name) === true) volume.refresh?.();
      }
    }
  }
}

/** One event for the signs of life of all nodes. */
function startHeartbeats(sim: Simulation, statuses: readonly NodeStatus[]): void {
  const beat = () => {
    for (const status of statuses) status.beat();
    sim.after(LEASE_EVERY_MS, 'heartbeat', beat);
  };
  sim.after(0, 'heartbeat', beat);
}

/** The variables of Services by namespace, made anew only after a Service has changed. */
function createServiceVariables(apiServer: ApiServer): (namespace: string) => Environment {
  const api = apiServer.as(ACTOR);
  const known = new Map<string, Environment>();
  api.watch('Service', { onEvent: () => known.clear() });
  return (namespace) => {
    let found = known.get(namespace);
    if (found === undefined) {
      const master = api.get('Service', 'default', 'kubernetes');
      const own = api.list('Service', { namespace }).filter((service) => service !== master);
      found = serviceEnvironment([...(master === undefined ? [] : [master]), ...own]);
      known.set(namespace, found);
    }
    return found;
  };
}

function createRuntime({ apiServer, profile, faults }: NodesOptions, shared: Shared): Nodes {
  const { parts, byIp } = shared;
  const api = apiServer.as(ACTOR);

  const podNamed = (namespace: string, name: string) => {
    const pod = api.get('Pod', namespace, name);
    const kubelet = parts.get(pod?.spec.nodeName ?? '')?.kubelet;
    return kubelet?.pod(pod?.metadata.uid ?? '') ?? kubelet?.named(namespace, name);
  };

  const unreachable = (nodeName: string) => {
    const node = profile.nodes.find(({ name }) => name === nodeName);
    if (node === undefined) return `nodes "${nodeName}" not found`;
    if (faults.isPowered(nodeName) && faults.isConnected(nodeName)) return undefined;
    return `dial tcp ${node.ip}:10250: ${faults.isPowered(nodeName) ? 'i/o timeout' : 'connect: no route to host'}`;
  };

  const reachablePod = (namespace: string, name: string) => {
    const state = podNamed(namespace, name);
    return state === undefined || unreachable(state.context.node.name) !== undefined ? undefined : state;
  };

  const directoryOf = (volumeName: string): DirectoryNode | undefined => {
    const volume = api.get('PersistentVolume', undefined, volumeName);
    if (volume === undefined) return undefined;
    const pinned = volume.spec.nodeAffinity?.required?.nodeSelectorTerms[0]?.matchExpressions?.find(({ key }) => key === 'kubernetes.io/hostname')?.values?.[0];
    const mounting = mountPersistentVolume(volume, { ...shared, nodeName: pinned ?? profile.nodes[0]?.name ?? '', podUid: '' });
    return 'mounted' in mounting && mounting.mounted.node.type === 'directory' ? mounting.mounted.node : undefined;
  };

  const forPod = (namespace: string, name: string) => [...parts.values()].flatMap(({ kubelet }) => kubelet.named(namespace, name) ?? []);

  return {
    hosts: { byIp: (ip) => byIp.get(ip) },
    run: (namespace, pod, container) => {
      const run = reachablePod(namespace, pod)?.runtime.slots.get(container)?.run;
      run?.present();
      return run;
    },
    seenRun: (namespace, pod, container) => reachablePod(namespace, pod)?.runtime.slots.get(container)?.run,
    previousRun: (namespace, pod, container) => reachablePod(namespace, pod)?.runtime.slots.get(container)?.previous,
    runningPods: () => [...parts].flatMap(([node, { kubelet }]) => runningOn(node, kubelet)),
    unreachable,
    node: (name) => parts.get(name)?.machine.machine,
    disk: (name) => parts.get(name)?.machine.disk,
    volumeDirectory: directoryOf,
    onDiskChange: shared.onDiskChange,
    faultChanged: (fault) => {
      switch (fault.fault) {
        case 'crash':
          for (const state of forPod(fault.namespace, fault.pod)) crashContainer(state, fault.container, fault.exitCode ?? 1);
          return;
        case 'not-ready':
          for (const state of forPod(fault.namespace, fault.pod)) refreshReadiness(state);
          return;
        case 'power':
          changePower(parts.get(fault.node), fault.on);
          return;
        case 'network':
          if (fault.connected && faults.isPowered(fault.node)) reconnect(parts.get(fault.node));
          return;
        case 'pressure':
          parts.get(fault.node)?.eviction.changed(fault.resource);
          return;
        case 'volume-full': {
          const directory = directoryOf(fault.volume);
          if (directory !== undefined) directory.full = fault.on;
          return;
        }
        case 'delete-pod':
        case 'slow-start':
        case 'bad-image':
        case 'provisioner':
        case 'dns':
        case 'api-latency':
          return;
      }
    },
  };
}

function runningOn(node: string, kubelet: Kubelet): readonly RunningPod[] {
  const states = [...kubelet.pods()].filter(({ hasPower, runtime }) => hasPower && runsOf(runtime).some((run) => run.isRunning()));
  return states.map(({ namespace, name, uid }) => ({ namespace, pod: name, uid, node }));
}

function changePower(part: NodePart | undefined, isOn: boolean): void {
  if (part === undefined) return;
  if (isOn) {
    part.machine.booted();
    part.status.boot();
  }
  part.kubelet.powerChanged(isOn);
  if (isOn) part.status.beat();
}

function reconnect(part: NodePart | undefined): void {
  if (part === undefined) return;
  part.kubelet.reconnect();
  part.status.beat();
}
