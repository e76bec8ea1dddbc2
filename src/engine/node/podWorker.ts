import { parseRfc3339 } from '../core/time.ts';
import { keyOf } from '../kinds/object.ts';
import type { ContainerStatus, Pod } from '../kinds/pod.ts';
import type { OtherPods } from './admission.ts';
import { createCancellation } from './cancellation.ts';
import type { Run } from './containerRun.ts';
import type { HandlerResult } from './handler.ts';
import type { KubeletContext, Noticing } from './kubeletContext.ts';
import { forget, hasStopped, removeWhenDeleted, terminatePod } from './podEnd.ts';
import { look, lookAtProbes, sendStatus } from './podReport.ts';
import { closeSandbox, createPodRuntime, openSandbox, runsOf, startNext, startProbing, stopProbes, type PodRuntime } from './podRuntime.ts';
import { containerNamed, explain, post, type PodState } from './podState.ts';
import { FIRST_MOUNT_PAUSE_MS, tryMount } from './podSteps.ts';
import { syncPod } from './podSync.ts';
import type { ProbeKind } from './probes.ts';

/** The kubelet's worker for one pod (one uid). */
export interface PodWorker extends Noticing {
  readonly uid: string;
  pod(): Pod;
  readonly runtime: PodRuntime;
  /** Has the worker ended its pod's containers for good? */
  isStopped(): boolean;
  /** The API server has a newer pod. */
  update(pod: Pod): void;
  /** The API server has the pod no more. */
  remove(): void;
  /** Takes over what has been running since before the clock started: no events, no new status. */
  adopt(): void;
  /** Readiness is to be looked at again: a fault has been set or taken back. */
  refresh(): void;
  /** Ends a container as if it had crashed. */
  crash(container: string | undefined, exitCode: number): void;
  /** The way to the API server is open again. */
  reconnect(): void;
  /** The node has lost power. */
  losePower(): void;
  /** The node has power again; its containers are gone. */
  boot(): void;
}

export interface PodWorkerOptions {
  readonly context: KubeletContext;
  readonly pod: Pod;
  /** The pods that count when room on the node is looked for. */
  readonly others: OtherPods;
  /** Nothing is left of the pod on this node. */
  readonly onGone: (worker: PodWorker) => void;
}

const DEFAULT_GRACE_SECONDS = 30;

/** A worker for a pod; it does nothing until it is told to look. k8s: kubelet podWorkers */
export function createPodWorker({ context, pod, others, onGone }: PodWorkerOptions): PodWorker {
  const { uid, name, namespace = '' } = pod.metadata;
  const runtime = createPodRuntime(pod, context, {
    runEnded: () => context.noticeLater(worker),
    probeFailed: (run, kind, result) => tellProbeFailure(state, run, kind, result),
    probeChanged: (kind) => probeChanged(state, kind),
  });

  const worker: PodWorker = {
    uid,
    runtime,
    pod: () => state.pod,
    isStopped: () => state.phase === 'stopped' || state.phase === 'gone',
    notice: () => syncPod(state),
    update: (next) => updatePod(state, next),
    remove: () => removePod(state),
    adopt: () => adoptPod(state),
    refresh: () => refreshReadiness(state),
    crash: (container, exitCode) => runtime.slots.get(container ?? pod.spec.containers[0]?.name ?? '')?.run?.stop(exitCode),
    reconnect: () => reconnectPod(state),
    losePower: () => losePower(state),
    boot: () => bootPod(state),
  };

  const state: PodState = {
    context, uid, name, namespace, runtime, worker, others, pod,
    about: keyOf(pod),
    onGone: () => onGone(worker),
    phase: 'active',
    isBusy: false,
    isDirty: false,
    hasPower: true,
    hasUnsent: false,
    hadSandbox: false,
    isGoneFromApi: false,
    isRemoving: false,
    cancellation: createCancellation(),
    retryTimer: undefined,
    mountPauseMs: FIRST_MOUNT_PAUSE_MS,
    failure: undefined,
    startTime: pod.status.startTime,
    seen: new Map(),
    seenSandbox: false,
    seenIp: undefined,
    stoppings: [],
  };
  return worker;
}

function graceMsOf({ metadata }: Pod): number {
  return (metadata.deletionGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS) * 1000;
}

function updatePod(state: PodState, next: Pod): void {
  const before = state.pod;
  state.pod = next;
  if (next.metadata.deletionTimestamp === undefined) {
    // Other changes are the kubelet's own, or none of its business.
    const hasGates = (next.spec.readinessGates ?? []).length > 0;
    if (before.metadata.generation !== next.metadata.generation || hasGates) syncPod(state);
    return;
  }
  if (state.phase === 'active' && state.hasPower) terminatePod(state, graceMsOf(next));
  else if (before.metadata.deletionGracePeriodSeconds !== next.metadata.deletionGracePeriodSeconds) {
    for (const stopping of state.stoppings) stopping.shorten(graceMsOf(next));
  }
  removeWhenDeleted(state);
}

/** The object is gone: what still runs has been deleted by force. */
function removePod(state: PodState): void {
  state.isGoneFromApi = true;
  if (!state.hasPower) return;
  if (state.phase === 'stopped') forget(state);
  else terminatePod(state, 0);
}

function adoptPod(state: PodState): void {
  const { context, runtime, pod } = state;
  const { podIP, containerStatuses = [] } = pod.status;
  if (podIP !== undefined) {
    context.addresses.reserve(podIP);
    openSandbox(runtime, podIP);
    state.hadSandbox = true;
  }
  const mounting = tryMount(state);
  runtime.volumes = 'volumes' in mounting ? mounting.volumes : new Map();
  for (const status of containerStatuses) adoptContainer(state, status);
  look(state);
}

function adoptContainer(state: PodState, { name, state: { running }, containerID = '', restartCount }: ContainerStatus): void {
  const { context, runtime, pod } = state;
  const spec = containerNamed(state, name);
  const reference = context.images.parse(spec?.image ?? '');
  if (spec === undefined || reference === undefined || running === undefined) return;
  const env = Object.fromEntries((spec.env ?? []).flatMap((variable) => (variable.value === undefined ? [] : [[variable.name, variable.value]])));
  const adopted = { containerId: containerID, startedUnixMs: parseRfc3339(running.startedAt) ?? 0, attempt: restartCount };
  startProbing(runtime, startNext(runtime, pod, { spec, image: context.images.add(reference), env, command: spec.command, args: spec.args, adopted }));
}

function refreshReadiness(state: PodState): void {
  if (state.phase !== 'active' || !state.hasPower) return;
  lookAtProbes(state);
  sendStatus(state);
  if (state.context.faults.isForcedNotReady(state.namespace, state.name)) explain(state, 'wait', { code: 'kubelet.forcedNotReady', params: {} });
}

function reconnectPod(state: PodState): void {
  if (!state.hasUnsent || !state.hasPower) return;
  sendStatus(state);
  removeWhenDeleted(state);
}

function losePower(state: PodState): void {
  state.hasPower = false;
  state.cancellation.cancel();
  state.context.sim.cancel(state.retryTimer);
  stopProbes(state.runtime);
  for (const stopping of state.stoppings) stopping.abandon();
  state.stoppings = [];
  for (const run of runsOf(state.runtime)) run.stop(255, 'Unknown');
}

function bootPod(state: PodState): void {
  state.hasPower = true;
  state.cancellation = createCancellation();
  state.isBusy = false;
  state.isDirty = false;
  closeSandbox(state.runtime);
  if (state.isGoneFromApi) forget(state);
  else if (state.phase === 'stopping') hasStopped(state);
  else if (state.phase === 'stopped') {
    sendStatus(state);
    removeWhenDeleted(state);
  } else if (state.pod.metadata.deletionTimestamp === undefined) syncPod(state);
  else terminatePod(state, graceMsOf(state.pod));
}

function tellProbeFailure(state: PodState, { spec }: Run, kind: ProbeKind, { output, isError = false }: HandlerResult): void {
  const title = kind.charAt(0).toUpperCase() + kind.slice(1);
  post(state, spec, 'Warning', 'Unhealthy', isError ? `${title} probe errored and resulted in unknown state: ${output}` : `${title} probe failed: ${output}`);
  if (state.phase !== 'active' || state.context.faults.isForcedNotReady(state.namespace, state.name)) return;
  explain(state, 'wait', { code: 'kubelet.probeFailing', params: { container: spec.name, probe: kind, output: output.trim() } });
}

function probeChanged(state: PodState, kind: ProbeKind): void {
  if (!state.hasPower || state.phase === 'stopped' || state.phase === 'gone') return;
  if (state.phase === 'active' && !state.isBusy && kind !== 'readiness') {
    syncPod(state);
    return;
  }
  lookAtProbes(state);
  sendStatus(state);
  if (kind !== 'readiness') state.isDirty = true;
}
