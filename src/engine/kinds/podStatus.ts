import { parseRfc3339 } from '../core/time.ts';
import { humanDuration } from './duration.ts';
import { isTerminating } from './object.ts';
import { conditionOf, isFinished, isReady, type Container, type ContainerState, type ContainerStatus, type Pod } from './pod.ts';

/** The READY, STATUS and RESTARTS cells of a pod. k8s: printers printPod. */

/** `Running`, `Init:0/2`, `CrashLoopBackOff`, `Terminating` …: the STATUS column. */
export function podStatusText(pod: Pod): string {
  const status = liveStatus(pod);
  if (!isTerminating(pod)) return status;
  if (pod.status?.reason === 'NodeLost') return 'Unknown';
  return isFinished(pod) ? status : 'Terminating';
}

function liveStatus(pod: Pod): string {
  const { initializing, text } = initProgress(pod);
  const status = text ?? baseStatus(pod);
  const mainsCount = !initializing || conditionOf(pod, 'Initialized')?.status === 'True';
  return mainsCount ? mainStatus(pod, status) : status;
}

function baseStatus(pod: Pod): string {
  const gated = conditionOf(pod, 'PodScheduled')?.reason === 'SchedulingGated';
  return gated ? 'SchedulingGated' : (pod.status?.reason ?? pod.status?.phase ?? '');
}

interface InitProgress {
  readonly initializing: boolean;
  /** What the init containers have to say; undefined when they are through. */
  readonly text?: string;
}

function initProgress(pod: Pod): InitProgress {
  const statuses = pod.status?.initContainerStatuses ?? [];
  const index = statuses.findIndex((status) => !isInitDone(pod, status));
  const current = statuses[index];
  return current === undefined ? { initializing: false } : { initializing: true, text: initText(pod, current, index) };
}

function isInitDone(pod: Pod, status: ContainerStatus): boolean {
  if (status.state?.terminated?.exitCode === 0) return true;
  return isSidecar(pod.spec.initContainers?.find(({ name }) => name === status.name)) && status.started === true;
}

function initText(pod: Pod, { state }: ContainerStatus, index: number): string {
  if (state?.terminated !== undefined) return `Init:${endText(state)}`;
  const waiting = state?.waiting?.reason ?? '';
  if (waiting !== '' && waiting !== 'PodInitializing') return `Init:${waiting}`;
  return `Init:${index}/${pod.spec.initContainers?.length ?? 0}`;
}

/** The reason of an end, else its signal, else its exit code. */
function endText({ terminated }: ContainerState): string {
  if (terminated?.reason !== undefined && terminated.reason !== '') return terminated.reason;
  const signal = terminated?.signal ?? 0;
  return signal === 0 ? `ExitCode:${terminated?.exitCode ?? 0}` : `Signal:${signal}`;
}

/** Walks the main containers from the last to the first, so that the first one has the last word. */
function mainStatus(pod: Pod, before: string): string {
  let text = before;
  let errorText = '';
  let hasRunning = false;
  for (const status of (pod.status?.containerStatuses ?? []).toReversed()) {
    const { state } = status;
    if ((state?.waiting?.reason ?? '') !== '') text = state?.waiting?.reason ?? '';
    else if (state?.terminated !== undefined) {
      text = endText(state);
      if (state.terminated.exitCode !== 0) errorText = text;
    } else if (status.ready && state?.running !== undefined) hasRunning = true;
  }
  if (text !== 'Completed') return text;
  if (hasRunning && isReady(pod)) return 'Running';
  if (errorText !== '') return errorText;
  return hasRunning ? 'NotReady' : text;
}

const isSidecar = (container: Container | undefined) => container?.restartPolicy === 'Always';

/** `1/2`: the READY column. */
export function podReadyText(pod: Pod): string {
  const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar);
  return `${readyCount(pod)}/${pod.spec.containers.length + sidecars.length}`;
}

function readyCount(pod: Pod): number {
  const { initializing } = initProgress(pod);
  const mains = initializing && conditionOf(pod, 'Initialized')?.status !== 'True' ? [] : (pod.status?.containerStatuses ?? []);
  const readyMains = mains.filter(({ ready, state }) => ready && state?.running !== undefined);
  const readySidecars = startedSidecars(pod).filter(({ ready }) => ready);
  return readyMains.length + readySidecars.length;
}

/** Sidecars count only as far as the walk over the init containers comes. */
function startedSidecars(pod: Pod): readonly ContainerStatus[] {
  const statuses = pod.status?.initContainerStatuses ?? [];
  const firstOpen = statuses.findIndex((status) => !isInitDone(pod, status));
  const walked = firstOpen === -1 ? statuses : statuses.slice(0, firstOpen);
  return walked.filter(({ name, state, started }) => {
    return (
      started === true &&
      state?.terminated?.exitCode !== 0 &&
      isSidecar(pod.spec.initContainers?.find((container) => container.name === name))
    );
  });
}

/** How often containers were restarted: what the RESTARTS column counts. */
export function podRestartCount(pod: Pod): number {
  return countedStatuses(pod).reduce((sum, { restartCount }) => sum + restartCount, 0);
}

/** `0`, or `3 (12s ago)`: the RESTARTS column. */
export function podRestartsText(pod: Pod, nowUnixMs: number): string {
  const count = podRestartCount(pod);
  const lastMs = Math.max(
    ...countedStatuses(pod).map(({ lastState }) => parseRfc3339(lastState?.terminated?.finishedAt ?? '') ?? -Infinity),
  );
  return count === 0 || lastMs === -Infinity ? String(count) : `${count} (${humanDuration(nowUnixMs - lastMs)} ago)`;
}

/** The init containers while they run, afterwards the main containers and the sidecars. */
function countedStatuses(pod: Pod): readonly ContainerStatus[] {
  const inits = pod.status?.initContainerStatuses ?? [];
  if (initProgress(pod).initializing && conditionOf(pod, 'Initialized')?.status !== 'True') return inits;
  const sidecars = inits.filter(({ name }) => isSidecar(pod.spec.initContainers?.find((container) => container.name === name)));
  return [...sidecars, ...(pod.status?.containerStatuses ?? [])];
}
