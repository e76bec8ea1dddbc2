import { parseRfc3339 } from '../core/time.ts';
import { keyOf } from '../kinds/object.ts';
import type { ContainerStatus, Pod } from '../kinds/pod.ts';
import type { OtherPods } from './admission.ts';
import { createCancellation } from './cancellation.ts';
import type { Run } from './containerRun.ts';
import type { HandlerResult } from './handler.ts';
import type { KubeletContext } from './kubeletContext.ts';
import { forget, hasStopped, removeWhenDeleted, terminatePod } from './podEnd.ts';
import { look, lookAtProbes, sendStatus } from './podReport.ts';
import { closeSandbox, createPodRuntime, openSandbox, runsOf, startNext, startProbing, stopProbes } from './podRuntime.ts';
import { containerNamed, explain, post, type PodState } from './podState.ts';
import type { SeenContainer } from './podStatus.ts';
import { FIRST_MOUNT_PAUSE_MS, tryMount } from './podSteps.ts';
import { armDeadline, syncPod } from './podSync.ts';
import type { ProbeKind } from './probes.ts';

export interface PodStateOptions {
  readonly context: KubeletContext;
  readonly pod: Pod;
  /** The pods that count when room on the node is looked for. */
  readonly others: OtherPods;
  /** Nothing is left of the pod on this node. */
  readonly onGone: (state: PodState) => void;
}

const DEFAULT_GRACE_SECONDS = 30;

/** What is kept about a pod that is new on the node; nothing happens until it is looked at. k8s: kubelet podWorkers */
export function createPodState({ context, pod, others, onGone }: PodStateOptions): PodState {
  const { uid, name, namespace = '' } = pod.metadata;
  const runtime = createPodRuntime(pod, context, {
    runEnded: () => context.noticeLater(state),
    probeFailed: (run, kind, result) => tellProbeFailure(state, run, kind, result),
    probeChanged: (kind) => probeChanged(state, kind),
  });
  const state: PodState = {
    context, uid, name, namespace, runtime, others, onGone, pod,
    about: keyOf(pod),
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
    whenAttached: undefined,
    failure: undefined,
    startTime: pod.status.startTime,
    seen: NOTHING_SEEN,
    seenSandbox: false,
    seenIp: undefined,
    stoppings: [],
  };
  return state;
}

const NOTHING_SEEN = new Map<string, SeenContainer>();

/** Has the pod ended for good on this node? */
export function isStopped({ phase }: PodState): boolean {
  return phase === 'stopped' || phase === 'gone';
}

function graceMsOf({ metadata }: Pod): number {
  return (metadata.deletionGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS) * 1000;
}

/** The API server has a newer pod. */
export function updatePod(state: PodState, next: Pod): void {
  const before = state.pod;
  state.pod = next;
  if (next.metadata.deletionTimestamp === undefined) {
    // Other changes are the kubelet's own, or none of its business.
    const hasGates = (next.spec.readinessGates ?? []).length > 0;
    if (before.spec.activeDeadlineSeconds !== next.spec.activeDeadlineSeconds && state.startTime !== undefined) armDeadline(state);
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
export function removePod(state: PodState): void {
  state.isGoneFromApi = true;
  if (!state.hasPower) return;
  if (state.phase === 'stopped') forget(state);
  else terminatePod(state, 0);
}

/** The stand-in of the recordings, when it answers again, says nothing of a pod that went meanwhile. */
export function dropPod(state: PodState): void {
  state.isGoneFromApi = true;
  losePower(state);
  forget(state);
}

/** Takes over what has been running since before the clock started: no events, no new status. */
export function adoptPod(state: PodState): void {
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

/** Readiness is to be looked at again: a fault has been set or taken back. */
export function refreshReadiness(state: PodState): void {
  if (state.phase !== 'active' || !state.hasPower) return;
  lookAtProbes(state);
  sendStatus(state);
  if (state.context.faults.isForcedNotReady(state.namespace, state.name)) explain(state, 'wait', { code: 'kubelet.forcedNotReady', params: {} });
}

/** The way to the API server is open again. */
export function reconnectPod(state: PodState): void {
  if (!state.hasUnsent || !state.hasPower) return;
  sendStatus(state);
  removeWhenDeleted(state);
}

/** The node has lost power: all containers are gone with it. */
export function losePower(state: PodState): void {
  state.hasPower = false;
  state.cancellation.cancel();
  state.context.sim.cancel(state.retryTimer);
  stopProbes(state.runtime);
  for (const stopping of state.stoppings) stopping.abandon();
  state.stoppings = [];
  for (const run of runsOf(state.runtime)) run.stop(255, 'Unknown');
}

/** The node has power again. */
export function bootPod(state: PodState): void {
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

/** Ends a container as if it had crashed; the first one unless told. */
export function crashContainer({ runtime, pod }: PodState, container: string | undefined, exitCode: number): void {
  runtime.slots.get(container ?? pod.spec.containers[0]?.name ?? '')?.run?.stop(exitCode);
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
