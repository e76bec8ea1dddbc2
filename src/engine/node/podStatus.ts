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
  readonly failure: { readonly reason: string; readonly message: string; readonly disruption?: string } | undefined;
}

const NOT_LOCATED = 'The container could not be located when the pod was terminated';

/** The status of a pod as the kubelet of its node reports it. k8s: kubelet generateAPIPodStatus */
export function podStatusOf(seen: SeenPod, before: PodStatus): PodStatus {
  const { pod, podIp, hostIp } = seen;
  const { spec } = pod;
  if (seen.failure !== undefined && seen.podIp === undefined && !seen.hasSandbox) return rejectedStatus(seen, before, seen.failure);
  const inits = (spec.initContainers ?? []).map((container) => statusOf(seen, container, true));
  const containers = spec.containers.map((container) => statusOf(seen, container, false));
  const counts = countContainers(containers);
  const phase = phaseOf(seen, inits, counts, before.phase);
  const status: Writable<PodStatus> = {
    phase,
    conditions: withOthers(conditionsOf(seen, phase, inits, containers, counts, before), disrupted(seen, before)),
    hostIP: hostIp,
    hostIPs: [{ ip: hostIp }],
    startTime: seen.startTime,
    containerStatuses: containers,
  };
  keep(status, before);
  if (pod.metadata.generation !== undefined) status.observedGeneration = pod.metadata.generation;
  if (podIp !== undefined) {
    status.podIP = podIp;
    status.podIPs = [{ ip: podIp }];
  }
  if (inits.length > 0) status.initContainerStatuses = inits;
  if (spec.ephemeralContainers !== undefined) status.ephemeralContainerStatuses = spec.ephemeralContainers.map((container) => ephemeralStatusOf(seen, container));
  if (seen.failure !== undefined) {
    status.reason = seen.failure.reason;
    status.message = seen.failure.message;
  }
  return status;
}

/** What the kubelet leaves as it is. */
function keep(status: Writable<PodStatus>, { qosClass, nominatedNodeName }: PodStatus): void {
  if (qosClass !== undefined) status.qosClass = qosClass;
  if (nominatedNodeName !== undefined) status.nominatedNodeName = nominatedNodeName;
}

/** A pod that the node did not take. k8s: kubelet rejectPod */
function rejectedStatus(seen: SeenPod, before: PodStatus, { reason, message }: { readonly reason: string; readonly message: string }): PodStatus {
  return { ...before, ...(seen.pod.metadata.generation === undefined ? {} : { observedGeneration: seen.pod.metadata.generation }), phase: 'Failed', reason, message, startTime: seen.startTime };
}

/** What can be filled in one after the other: cheaper than a new object for each part. */
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function statusOf(seen: SeenPod, container: Container, isInit: boolean): ContainerStatus {
  const found = seen.container(container.name);
  const run = found?.run;
  const state = stateOf(seen, found);
  const isStarted = state.running !== undefined && (found?.isStarted ?? false);
  const status: Writable<ContainerStatus> = {
    name: container.name,
    state,
    lastState: lastStateOf(found),
    ready: isInit && !isSidecar(container) ? state.terminated?.exitCode === 0 : isStarted && (found?.isReady ?? false),
    restartCount: run?.attempt ?? 0,
    image: run?.image ?? container.image ?? '',
    imageID: run?.imageId ?? '',
    started: isStarted,
  };
  if (container.volumeMounts !== undefined) status.volumeMounts = container.volumeMounts.map(mountStatus);
  if (run === undefined) return status;
  status.containerID = run.containerId;
  status.resources = container.resources ?? {};
  if (container.resources?.requests !== undefined) status.allocatedResources = container.resources.requests;
  return status;
}

/** Nothing waits for an ephemeral container, so it is never ready. */
function ephemeralStatusOf(seen: SeenPod, container: Container): ContainerStatus {
  const { started: _started, ...status } = statusOf(seen, container, false);
  return { ...status, ready: false };
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

/** How the containers of the app stand, counted. */
interface Counts {
  waiting: number;
  running: number;
  ended: number;
  failed: number;
  hasStarted: boolean;
}

function countContainers(containers: readonly ContainerStatus[]): Counts {
  const counts: Counts = { waiting: 0, running: 0, ended: 0, failed: 0, hasStarted: false };
  for (const { state, lastState } of containers) {
    const end = state.terminated ?? (state.waiting === undefined ? undefined : lastState.terminated);
    if (state.running !== undefined) counts.running += 1;
    else if (end === undefined) counts.waiting += 1;
    else {
      counts.ended += 1;
      if (end.exitCode !== 0) counts.failed += 1;
    }
    counts.hasStarted ||= state.running !== undefined || end !== undefined || lastState.terminated !== undefined;
  }
  return counts;
}

/** k8s: kubelet getPhase */
function phaseOf(seen: SeenPod, inits: readonly ContainerStatus[], counts: Counts, before: PodPhase | undefined): PodPhase {
  if (before === 'Succeeded' || before === 'Failed') return before;
  if (seen.failure !== undefined) return 'Failed';
  const { restartPolicy = 'Always', initContainers = [] } = seen.pod.spec;
  if (restartPolicy === 'Never' && inits.some((status, index) => !isSidecar(initContainers[index] as Container) && hasFailed(status))) return 'Failed';
  if (seen.isTerminal) return counts.ended > 0 && counts.failed === 0 ? 'Succeeded' : 'Failed';
  const isInitializing = !counts.hasStarted && inits.some((status, index) => isInitPending(status, initContainers[index] as Container));
  if (isInitializing || counts.waiting > 0) return 'Pending';
  if (counts.running > 0 || restartPolicy === 'Always') return counts.running + counts.ended > 0 ? 'Running' : 'Pending';
  if (counts.failed === 0) return 'Succeeded';
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

function conditionsOf(
  seen: SeenPod,
  phase: PodPhase,
  inits: readonly ContainerStatus[],
  containers: readonly ContainerStatus[],
  { hasStarted }: Counts,
  before: PodStatus,
): readonly Condition[] {
  const sidecars = inits.filter((_status, index) => isSidecar((seen.pod.spec.initContainers ?? [])[index] as Container));
  const containersReady = containersReadyVerdict(phase, sidecars.length === 0 ? containers : [...sidecars, ...containers]);
  const hasNetwork = seen.hasSandbox && seen.podIp !== undefined && !seen.isTerminal;
  return [
    conditionOf(seen, 'PodReadyToStartContainers', hasNetwork ? TRUE : FALSE, before),
    conditionOf(seen, 'Initialized', initializedVerdict(seen, phase, inits, hasStarted), before),
    conditionOf(seen, 'Ready', containersReady.status === 'True' ? gatesVerdict(seen, before) : containersReady, before),
    conditionOf(seen, 'ContainersReady', containersReady, before),
    conditionOf(seen, 'PodScheduled', TRUE, before),
  ];
}

const TRUE: Verdict = { status: 'True' };
const FALSE: Verdict = { status: 'False' };

function conditionOf({ pod, unixNow }: SeenPod, type: string, { status, reason, message }: Verdict, before: PodStatus): Condition {
  const old = before.conditions?.find((each) => each.type === type);
  const observedGeneration = pod.metadata.generation;
  if (old?.status === status && old.reason === reason && old.message === message && old.observedGeneration === observedGeneration) return old;
  const since = old?.status === status ? old.lastTransitionTime : undefined;
  const lastTransitionTime = since ?? timestamp(unixNow);
  if (reason === undefined && message === undefined && observedGeneration !== undefined) return { type, status, lastProbeTime: null, lastTransitionTime, observedGeneration };
  const condition: Writable<Condition> = { type, status, lastProbeTime: null, lastTransitionTime };
  if (reason !== undefined) condition.reason = reason;
  if (message !== undefined) condition.message = message;
  if (observedGeneration !== undefined) condition.observedGeneration = observedGeneration;
  return condition;
}

/** k8s: kubelet GeneratePodInitializedCondition */
function initializedVerdict({ pod }: SeenPod, phase: PodPhase, inits: readonly ContainerStatus[], hasStarted: boolean): Verdict {
  if (phase === 'Succeeded') return { status: 'True', reason: 'PodCompleted' };
  if (hasStarted || inits.length === 0) return TRUE;
  const pending = inits.filter((status, index) => isInitPending(status, (pod.spec.initContainers ?? [])[index] as Container)).map(({ name }) => name);
  if (pending.length === 0) return TRUE;
  return { status: 'False', reason: 'ContainersNotInitialized', message: `containers with incomplete status: [${pending.join(' ')}]` };
}

/** k8s: kubelet GenerateContainersReadyCondition */
function containersReadyVerdict(phase: PodPhase, statuses: readonly ContainerStatus[]): Verdict {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' };
  const unready = statuses.filter(({ ready }) => !ready).map(({ name }) => name);
  if (unready.length === 0) return TRUE;
  return { status: 'False', reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` };
}

/** k8s: kubelet GeneratePodReadyCondition */
function gatesVerdict({ pod }: SeenPod, before: PodStatus): Verdict {
  if (pod.spec.readinessGates === undefined) return TRUE;
  const messages = pod.spec.readinessGates.flatMap(({ conditionType }) => {
    const condition = before.conditions?.find(({ type }) => type === conditionType);
    if (condition === undefined) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`];
    if (condition.status !== 'True') return [`the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`];
    return [];
  });
  return messages.length === 0 ? TRUE : { status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') };
}

/** A pod that the kubelet evicts says so in a condition of its own. k8s: eviction evictPod */
function disrupted(seen: SeenPod, before: PodStatus): PodStatus {
  const { disruption: reason, message } = seen.failure ?? {};
  if (reason === undefined || message === undefined) return before;
  const others = before.conditions?.filter(({ type }) => type !== 'DisruptionTarget') ?? [];
  return { ...before, conditions: [...others, conditionOf(seen, 'DisruptionTarget', { status: 'True', reason, message }, before)] };
}

/** Conditions of others stay and come first. */
function withOthers(mine: readonly Condition[], before: PodStatus): readonly Condition[] {
  const others = before.conditions?.filter(({ type }) => !mine.some((each) => each.type === type)) ?? [];
  return others.length === 0 ? mine : [...others, ...mine];
}
