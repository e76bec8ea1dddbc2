import type { Api, ApiServer, WatchEvent } from '../api/api.ts';
import { createApiServer } from '../api/server.ts';
import { createSimulation, type Simulation } from '../core/simulation.ts';
import { formatMicroTime, formatRfc3339, parseRfc3339 } from '../core/time.ts';
import { createExplanations, type Explanations } from '../explanations.ts';
import { createFaultBoard, type FaultBoard } from '../faultBoard.ts';
import { keyOf, type KubeObject, type NewObject, type ObjectReference } from '../kinds/object.ts';
import type { Lease } from '../kinds/lease.ts';
import type { Pod } from '../kinds/pod.ts';
import { createFileTree } from '../machine/fileTree.ts';
import type { FileTree } from '../machine/files.ts';
import { createVolumeBackend } from '../machine/volumeBackend.ts';
import type { Profile } from '../profile.ts';
import { conformanceProfile } from '../profiles/conformance.ts';
import { withCondition } from './conditions.ts';
import type { Controller } from './controller.ts';
import { createControllers, type ControllerNeeds } from './index.ts';
import { kinds } from '../kinds/index.ts';
import { startControllers } from './runner.ts';

/** A control plane for tests: the API server, control loops, and stand-ins for kubelets that start and stop pods. */
export interface ControlPlane {
  readonly sim: Simulation;
  readonly apiServer: ApiServer;
  /** A user's client. */
  readonly api: Api;
  readonly faults: FaultBoard;
  readonly explanations: Explanations;
  /** `component Normal Reason kind/name message`, oldest first. */
  readonly events: string[];
  disk(node: string): FileTree;
  unixNow(): number;
  runFor(ms: number): void;
  create(...objects: NewObject[]): void;
  /** One line for each pod, claim …: what a person would look at. */
  pods(namespace?: string): readonly string[];
}

export interface ControlPlaneOptions {
  readonly profile?: Partial<Profile>;
  /** Default: all control loops. */
  readonly controllers?: (needs: ControllerNeeds) => readonly Controller[];
  readonly seed?: number;
}

const START_MS = 900;
const STOP_MS = 1400;

export function givenControlPlane(options: ControlPlaneOptions = {}): ControlPlane {
  const profile: Profile = { ...conformanceProfile, ...options.profile };
  const sim = createSimulation(options.seed ?? 1);
  const apiServer = createApiServer({ sim, profile, kinds });
  apiServer.load(profile.objects);
  const api = apiServer.as('kubectl');
  const startUnixMs = parseRfc3339(profile.startTime) ?? 0;
  const unixNow = () => startUnixMs + sim.now();
  const faults = createFaultBoard(() => sim.now());
  const explanations = createExplanations();
  const events: string[] = [];
  const disks = new Map(profile.nodes.map(({ name }) => [name, createFileTree({ now: unixNow })]));
  const disk = (node: string): FileTree => disks.get(node) ?? createFileTree({ now: unixNow });
  const recorder = (component: string) => ({
    event: (about: KubeObject | ObjectReference, type: string, reason: string, message: string) => {
      const { kind, name } = 'metadata' in about ? keyOf(about) : { kind: about.kind ?? '', name: about.name ?? '' };
      events.push(`${component} ${type} ${reason} ${kind}/${name} ${message}`);
    },
  });
  const exportNode = profile.nodes.find(({ ip }) => ip === profile.nfs.server)?.name ?? '';
  const volumes = createVolumeBackend({ export: { node: exportNode, path: profile.nfs.path }, disk: (node) => disks.get(node) });
  const needs: ControllerNeeds = { profile, faults, volumes, kinds: kinds.map(({ kind }) => kind), recorder };
  startControllers({
    sim, apiServer, profile, unixNow, recorder,
    controllers: (options.controllers ?? createControllers)(needs),
    explain: explanations.explain,
    settle: explanations.settle,
  });
  startKubelets({ sim, api: apiServer.as('kubelet'), profile, faults, unixNow });
  return {
    sim, apiServer, api, faults, explanations, events, disk, unixNow,
    runFor: (ms) => {
      sim.runUntil(sim.now() + ms);
    },
    create: (...objects) => {
      for (const object of objects) api.create(object);
    },
    pods: (namespace = 'default') => api.list('Pod', { namespace }).map(podLine),
  };
}

function podLine({ metadata, spec, status }: Pod): string {
  const state = metadata.deletionTimestamp === undefined ? status.phase : 'Terminating';
  return `${metadata.name} ${state ?? ''} ${spec.nodeName ?? '-'}`;
}

interface KubeletOptions {
  readonly sim: Simulation;
  readonly api: Api;
  readonly profile: Profile;
  readonly faults: FaultBoard;
  readonly unixNow: () => number;
}

/** simplified: kubelets that run nothing: pods start and stop after fixed delays while their node is on. */
function startKubelets({ sim, api, profile, faults, unixNow }: KubeletOptions): void {
  let lastHost = 1;
  const isOn = (node: string | undefined) => node !== undefined && faults.isPowered(node) && faults.isConnected(node);
  const current = ({ metadata }: Pod) => {
    const pod = api.get('Pod', metadata.namespace, metadata.name);
    return pod?.metadata.uid === metadata.uid ? pod : undefined;
  };
  const start = (seen: Pod) => {
    const pod = current(seen);
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined || !isOn(pod.spec.nodeName)) return;
    lastHost += 1;
    const lastTransitionTime = formatRfc3339(unixNow());
    const conditions = withCondition(pod.status.conditions, { type: 'Ready', status: 'True', lastTransitionTime });
    api.updateStatus({ ...pod, status: { ...pod.status, phase: 'Running', podIP: `10.100.${Math.floor(lastHost / 250)}.${lastHost % 250}`, startTime: lastTransitionTime, conditions } });
  };
  const stop = (seen: Pod) => {
    const pod = current(seen);
    if (pod === undefined) return;
    if (isOn(pod.spec.nodeName)) api.delete(keyOf(pod), { gracePeriodSeconds: 0 });
    else sim.after(STOP_MS, 'kubelet stops', () => { stop(seen); });
  };
  api.watch('Pod', {
    onEvent: ({ type, object: pod, previous }: WatchEvent) => {
      const { spec, metadata } = pod as Pod;
      const before = previous as Pod | undefined;
      if (type === 'DELETED' || spec.nodeName === undefined) return;
      if (before?.spec.nodeName === undefined) sim.after(START_MS, 'kubelet starts', () => { start(pod as Pod); });
      if (metadata.deletionTimestamp !== undefined && before?.metadata.deletionTimestamp === undefined) sim.after(STOP_MS, 'kubelet stops', () => { stop(pod as Pod); });
    },
  });
  for (const { name } of profile.nodes) startLease({ sim, api, name, isOn: () => isOn(name), unixNow });
}

function startLease({ sim, api, name, isOn, unixNow }: { readonly sim: Simulation; readonly api: Api; readonly name: string; readonly isOn: () => boolean; readonly unixNow: () => number }): void {
  if (api.kind('Lease') === undefined) return;
  const renew = () => {
    sim.after(10_000, 'lease', renew);
    if (!isOn()) return;
    const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime: formatMicroTime(unixNow()) };
    const lease = api.get('Lease', 'kube-node-lease', name);
    if (lease === undefined) api.create<Lease>({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: 'kube-node-lease' }, spec });
    else api.update({ ...lease, spec });
    becomeReady();
  };
  /** The kubelet says that it is well again as soon as it can. */
  const becomeReady = () => {
    const node = api.get('Node', undefined, name);
    const ready = node?.status.conditions?.find(({ type }) => type === 'Ready');
    if (node === undefined || ready === undefined || ready.status === 'True') return;
    const conditions = withCondition(node.status.conditions, { ...ready, status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status', lastTransitionTime: formatRfc3339(unixNow()) });
    api.updateStatus({ ...node, status: { ...node.status, conditions } });
  };
  renew();
}
