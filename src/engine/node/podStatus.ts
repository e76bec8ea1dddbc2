import { timestamp } from './timestamp.ts';
import type { Condition } from '../kinds/object.ts';
import type { Container, ContainerState, ContainerStatus, Pod, PodPhase, PodStatus } from '../kinds/pod.ts';

/** One run of a container as the kubelet has seen it. */
export interface SeenRun {
  readonly containerId: string;
  /** 0 for the first. */
  readonly attempt: number;
  readonly image: string;
  readonly imageId: string;
  readonly startedUnixMs: number;
  readonly end: { readonly exitCode: number; readonly finishedUnixMs: number; readonly reason: string; readonly message?: string; readonly signal?: number } | undefined;
}

/** One container as the kubelet has seen it. */
export interface SeenContainer {
  readonly run: SeenRun | undefined;
  readonly previous: SeenRun | undefined;
  /** Why it does not run: `ErrImagePull`, `CrashLoopBackOff` … */
  readonly waiting: { readonly reason: string; readonly message?: string } | undefined;
  /** The startup probe has succeeded, or there is none. */
  readonly isStarted: boolean;
  /** The readiness probe says so, or there is none. */
  readonly isReady: boolean;
}

export interface SeenPod {
  readonly pod: Pod;
  readonly unixNow: number;
  readonly hostIp: string;
  readonly podIp: string | undefined;
  readonly hasSandbox: boolean;
  readonly startTime: string;
  /** All containers have stopped and will not be started again. */
  readonly isTerminal: boolean;
  readonly container: (name: string) => SeenContainer | undefined;
  /** Refused, evicted, out of time: decides phase, reason and message. */
  readonly failure: { readonly reason: string; readonly message: string } | undefined;
}

const NOT_LOCATED = 'The container could not be located when the pod was terminated';

/** The status of a pod as the kubelet of its node reports it. k8s: kubelet generateAPIPodStatus */
export function podStatusOf(seen: SeenPod, before: PodStatus): PodStatus {
  const { pod, podIp, hostIp } = seen;
  const { spec } = pod;
  if (seen.failure !== undefined && seen.podIp === undefined && !seen.hasSandbox) return rejectedStatus(seen, before, seen.failure);
  const inits = (spec.initContainers ?? []).map((container) => statusOf(seen, container, true));
  const containers = spec.containers.map((container) => statusOf(seen, container, false));
  const phase = phaseOf(seen, inits, containers, before.phase);
  const mine = conditionsOf(seen, phase, inits, containers, before);
  return {
    ...kept(before),
    ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
    phase,
    conditions: withOthers(mine, before),
    ...(seen.failure === undefined ? {} : { reason: seen.failure.reason, message: seen.failure.message }),
    hostIP: hostIp,
    hostIPs: [{ ip: hostIp }],
    ...(podIp === undefined ? {} : { podIP: podIp, podIPs: [{ ip: podIp }] }),
    startTime: seen.startTime,
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits }),
    containerStatuses: containers,
  };
}

/** What the kubelet leaves as it is. */
function kept({ qosClass, nominatedNodeName, ephemeralContainerStatuses }: PodStatus): PodStatus {
  return {
    ...(qosClass === undefined ? {} : { qosClass }),
    ...(nominatedNodeName === undefined ? {} : { nominatedNodeName }),
    ...(ephemeralContainerStatuses === undefined ? {} : { ephemeralContainerStatuses }),
  };
}

/** A pod that the node did not take. k8s: kubelet rejectPod */
function rejectedStatus(seen: SeenPod, before: PodStatus, { reason, message }: { readonly reason: string; readonly message: string }): PodStatus {
  return { ...before, ...(seen.pod.metadata.generation === undefined ? {} : { observedGeneration: seen.pod.metadata.generation }), phase: 'Failed', reason, message, startTime: seen.startTime };
}

function statusOf(seen: SeenPod, container: Container, isInit: boolean): ContainerStatus {
  const found = seen.container(container.name);
  const run = found?.run;
  const state = stateOf(seen, found);
  const last = lastStateOf(found);
  const isRunning = state.running !== undefined;
  const isStarted = isRunning && (found?.isStarted ?? false);
  const isReady = isInit && !isSidecar(container) ? state.terminated?.exitCode === 0 : isStarted && (found?.isReady ?? false);
  const { requests } = container.resources ?? {};
  return {
    name: container.name,
    state,
    lastState: last,
    ready: isReady,
    restartCount: run?.attempt ?? 0,
    image: run?.image ?? container.image ?? '',
    imageID: run?.imageId ?? '',
    ...(run === undefined ? {} : { containerID: run.containerId }),
    started: isStarted,
    ...(run !== undefined && requests !== undefined ? { allocatedResources: requests } : {}),
    ...(run === undefined ? {} : { resources: container.resources ?? {} }),
    ...(container.volumeMounts === undefined ? {} : { volumeMounts: container.volumeMounts.map(mountStatus) }),
  };
}

function mountStatus({ name, mountPath, readOnly }: { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }): unknown {
  return readOnly === true ? { name, mountPath, readOnly, recursiveReadOnly: 'Disabled' } : { name, mountPath };
}

/** An init container that keeps running beside the others. */
export function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

/** k8s: kubelet convertToAPIContainerStatuses */
function stateOf(seen: SeenPod, found: SeenContainer | undefined): ContainerState {
  if (found?.run !== undefined && found.waiting === undefined) {
    return found.run.end === undefined ? { running: { startedAt: timestamp(found.run.startedUnixMs) } } : { terminated: terminated(found.run) };
  }
  if (seen.isTerminal) return { terminated: { exitCode: 137, reason: 'ContainerStatusUnknown', message: NOT_LOCATED } };
  if (found?.waiting !== undefined) return { waiting: found.waiting };
  return { waiting: { reason: (seen.pod.spec.initContainers ?? []).length > 0 ? 'PodInitializing' : 'ContainerCreating' } };
}

function lastStateOf(found: SeenContainer | undefined): ContainerState {
  if (found === undefined) return {};
  const last = found.waiting !== undefined && found.run?.end !== undefined ? found.run : found.previous;
  return last?.end === undefined ? {} : { terminated: terminated(last) };
}

function terminated(run: SeenRun): NonNullable<ContainerState['terminated']> {
  const { end } = run;
  const { exitCode = 0, reason = '', finishedUnixMs = 0, message, signal } = end ?? {};
  return {
    exitCode,
    ...(signal === undefined ? {} : { signal }),
    reason,
    ...(message === undefined || message === '' ? {} : { message }),
    startedAt: timestamp(run.startedUnixMs),
    finishedAt: timestamp(finishedUnixMs),
    containerID: run.containerId,
  };
}

/** k8s: kubelet getPhase */
function phaseOf(seen: SeenPod, inits: readonly ContainerStatus[], containers: readonly ContainerStatus[], before: PodPhase | undefined): PodPhase {
  if (before === 'Succeeded' || before === 'Failed') return before;
  if (seen.failure !== undefined) return 'Failed';
  const { restartPolicy = 'Always', initContainers = [] } = seen.pod.spec;
  const hasStarted = containers.some(({ state, lastState }) => state.running !== undefined || state.terminated !== undefined || lastState.terminated !== undefined);
  const regular = inits.filter((_status, index) => !isSidecar(initContainers[index] as Container));
  if (restartPolicy === 'Never' && regular.some((status) => hasFailed(status))) return 'Failed';
  const isInitializing = !hasStarted && inits.some((status, index) => isInitPending(status, initContainers[index] as Container));
  const waiting = containers.filter(({ state, lastState }) => state.waiting !== undefined && lastState.terminated === undefined);
  const running = containers.filter(({ state }) => state.running !== undefined);
  const exits = containers.flatMap(({ state, lastState }) => state.terminated ?? (state.waiting === undefined ? [] : (lastState.terminated ?? [])));
  if (seen.isTerminal) return exits.length > 0 && exits.every(({ exitCode }) => exitCode === 0) ? 'Succeeded' : 'Failed';
  if (isInitializing || waiting.length > 0) return 'Pending';
  if (running.length > 0) return 'Running';
  if (exits.length === 0) return 'Pending';
  if (restartPolicy === 'Always') return 'Running';
  if (exits.every(({ exitCode }) => exitCode === 0)) return 'Succeeded';
  return restartPolicy === 'Never' ? 'Failed' : 'Running';
}

function hasFailed({ state, lastState }: ContainerStatus): boolean {
  const end = state.terminated ?? (state.waiting === undefined ? undefined : lastState.terminated);
  return end !== undefined && end.exitCode !== 0;
}

function isInitPending(status: ContainerStatus, container: Container): boolean {
  return isSidecar(container) ? status.started !== true : status.state.terminated?.exitCode !== 0;
}

type Verdict = Pick<Condition, 'status' | 'reason' | 'message'>;

function conditionsOf(seen: SeenPod, phase: PodPhase, inits: readonly ContainerStatus[], containers: readonly ContainerStatus[], before: PodStatus): readonly Condition[] {
  const sidecars = inits.filter((_status, index) => isSidecar((seen.pod.spec.initContainers ?? [])[index] as Container));
  const containersReady = containersReadyVerdict(phase, [...sidecars, ...containers]);
  const verdicts: readonly (readonly [string, Verdict])[] = [
    ['PodReadyToStartContainers', { status: seen.hasSandbox && seen.podIp !== undefined && !seen.isTerminal ? 'True' : 'False' }],
    ['Initialized', initializedVerdict(seen, phase, inits, containers)],
    ['Ready', containersReady.status === 'True' ? gatesVerdict(seen, before) : containersReady],
    ['ContainersReady', containersReady],
    ['PodScheduled', { status: 'True' }],
  ];
  return verdicts.map(([type, verdict]) => conditionOf(seen, type, verdict, before));
}

function conditionOf({ pod, unixNow }: SeenPod, type: string, verdict: Verdict, before: PodStatus): Condition {
  const old = before.conditions?.find((condition) => condition.type === type);
  return {
    type,
    ...verdict,
    lastProbeTime: null,
    lastTransitionTime: old?.status === verdict.status && old.lastTransitionTime !== undefined ? old.lastTransitionTime : timestamp(unixNow),
    ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
  };
}

/** k8s: kubelet GeneratePodInitializedCondition */
function initializedVerdict({ pod }: SeenPod, phase: PodPhase, inits: readonly ContainerStatus[], containers: readonly ContainerStatus[]): Verdict {
  if (phase === 'Succeeded') return { status: 'True', reason: 'PodCompleted' };
  const hasStarted = containers.some(({ state, lastState }) => state.running !== undefined || state.terminated !== undefined || lastState.terminated !== undefined);
  if (hasStarted) return { status: 'True' };
  const pending = inits.filter((status, index) => isInitPending(status, (pod.spec.initContainers ?? [])[index] as Container)).map(({ name }) => name);
  if (pending.length === 0) return { status: 'True' };
  return { status: 'False', reason: 'ContainersNotInitialized', message: `containers with incomplete status: [${pending.join(' ')}]` };
}

/** k8s: kubelet GenerateContainersReadyCondition */
function containersReadyVerdict(phase: PodPhase, statuses: readonly ContainerStatus[]): Verdict {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' };
  const unready = statuses.filter(({ ready }) => !ready).map(({ name }) => name);
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' };
  if (unready.length === 0) return { status: 'True' };
  return { status: 'False', reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` };
}

/** k8s: kubelet GeneratePodReadyCondition */
function gatesVerdict({ pod }: SeenPod, before: PodStatus): Verdict {
  const messages = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const condition = before.conditions?.find(({ type }) => type === conditionType);
    if (condition === undefined) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`];
    if (condition.status !== 'True') return [`the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`];
    return [];
  });
  return messages.length === 0 ? { status: 'True' } : { status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') };
}

/** Conditions of others stay and come first. */
function withOthers(mine: readonly Condition[], before: PodStatus): readonly Condition[] {
  const types = new Set(mine.map(({ type }) => type));
  return [...(before.conditions ?? []).filter(({ type }) => !types.has(type)), ...mine];
}
