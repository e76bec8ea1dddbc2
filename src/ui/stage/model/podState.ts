import { parseRfc3339 } from '#engine/core/time.ts';
import type { Condition } from '#engine/kinds/object.ts';
import type { ContainerStatus, Pod } from '#engine/kinds/pod.ts';

/** What a pod's mark shows. Each is a colour, an icon and a word. */
export type PodState =
  | 'pending'
  | 'creating'
  | 'notReady'
  | 'minReady'
  | 'ready'
  | 'terminating'
  | 'failed'
  | 'crashLoop'
  | 'imageBackOff'
  | 'nodeLost'
  | 'completed'
  /** Gone from the API, yet its process runs on a node that nobody reaches. */
  | 'stillRunning'
  /** Gone from the API, on a node without power. */
  | 'goneFromApi';

export interface PodSurroundings {
  readonly unixNowMs: number;
  readonly minReadySeconds: number;
  readonly isNodeReady: boolean;
}

const IMAGE_REASONS = new Set(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull', 'ErrImagePullBackOff']);
const START_REASONS = new Set(['ContainerCreating', 'PodInitializing']);

/** The state of a pod that is in the API. k8s: the STATUS column of kubectl get pods, grouped. */
export function podStateOf(pod: Pod, around: PodSurroundings): PodState {
  const { phase } = pod.status;
  if (phase === 'Succeeded') return 'completed';
  if (phase === 'Failed') return 'failed';
  if (pod.metadata.deletionTimestamp !== undefined) return 'terminating';
  if (pod.spec.nodeName === undefined) return 'pending';
  if (!around.isNodeReady) return 'nodeLost';
  return startedStateOf(pod, around);
}

function startedStateOf(pod: Pod, around: PodSurroundings): PodState {
  const trouble = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])]
    .map(troubleOf)
    .find((state) => state !== undefined);
  if (trouble !== undefined) return trouble;
  const ready = conditionOf(pod, 'Ready');
  if (ready?.status !== 'True') return pod.status.phase === 'Running' ? 'notReady' : 'creating';
  const isYoung = around.minReadySeconds > 0 && readySecondsOf(ready, around.unixNowMs) < around.minReadySeconds;
  return isYoung ? 'minReady' : 'ready';
}

function troubleOf({ state, lastState, restartCount }: ContainerStatus): PodState | undefined {
  const reason = state.waiting?.reason;
  if (reason !== undefined) {
    if (IMAGE_REASONS.has(reason)) return 'imageBackOff';
    if (reason === 'CrashLoopBackOff') return 'crashLoop';
    return START_REASONS.has(reason) ? undefined : 'failed';
  }
  if (state.terminated !== undefined && state.terminated.exitCode !== 0) {
    return restartCount > 0 || lastState.terminated !== undefined ? 'crashLoop' : 'failed';
  }
  return undefined;
}

export function conditionOf(pod: Pod, type: string): Condition | undefined {
  return pod.status.conditions?.find((condition) => condition.type === type);
}

function readySecondsOf(ready: Condition, unixNowMs: number): number {
  const sinceMs = parseRfc3339(ready.lastTransitionTime ?? '');
  return sinceMs === undefined ? Infinity : (unixNowMs - sinceMs) / 1000;
}

export function restartsOf(pod: Pod): number {
  return (pod.status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);
}

/** `1/2`: containers that are ready, of all. */
export function readyContainersOf(pod: Pod): string {
  const ready = (pod.status.containerStatuses ?? []).filter((status) => status.ready).length;
  return `${ready}/${pod.spec.containers.length}`;
}

/** The exit code of the container that ended last, where one ended. */
export function exitCodeOf(pod: Pod): number | undefined {
  const codes = (pod.status.containerStatuses ?? []).map(
    ({ state, lastState }) => state.terminated?.exitCode ?? lastState.terminated?.exitCode,
  );
  return codes.find((code) => code !== undefined && code !== 0) ?? codes.find((code) => code !== undefined);
}

/** The word a program prints for why a container waits: `ImagePullBackOff`, `CreateContainerConfigError`. */
export function waitingReasonOf(pod: Pod): string | undefined {
  return [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])]
    .map(({ state }) => state.waiting?.reason)
    .find((reason) => reason !== undefined);
}

const UNAVAILABLE: ReadonlySet<PodState> = new Set(['crashLoop', 'imageBackOff', 'failed', 'stillRunning']);

/** Needs a person: drawn on a tinted ground. */
export function isTrouble(state: PodState): boolean {
  return UNAVAILABLE.has(state);
}

/** The colour role of a state; the names are those of the custom properties. */
export const STATE_COLOUR: Readonly<Record<PodState, string>> = {
  pending: 'pending',
  creating: 'creating',
  notReady: 'creating',
  minReady: 'ready',
  ready: 'ready',
  terminating: 'term',
  failed: 'fail',
  crashLoop: 'fail',
  imageBackOff: 'fail',
  nodeLost: 'term',
  completed: 'term',
  stillRunning: 'fail',
  goneFromApi: 'term',
};
