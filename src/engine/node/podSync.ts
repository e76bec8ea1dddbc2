import { parseRfc3339 } from '../core/time.ts';
import { rejectionOf, type Rejection } from './admission.ts';
import { planPod, type ContainerView, type PodView, type Step } from './plan.ts';
import { removeWhenDeleted, terminatePod } from './podEnd.ts';
import { look, sendStatus } from './podReport.ts';
import { lastEnded } from './podRuntime.ts';
import { atMsOf, containerNamed, explain, post, type PodState } from './podState.ts';
import { crashKey, performStep, type StepResult } from './podSteps.ts';
import { pressureRejection } from './pressure.ts';
import { timestamp } from './timestamp.ts';

/** What is left of a pod when its deadline is over has this long. */
const DEADLINE_GRACE_MS = 30_000;

/**
 * Looks at a pod, tells what is seen, and does the next steps. A look that comes while another one is under way
 * follows behind it. k8s: kubelet SyncPod
 */
export function syncPod(state: PodState): void {
  if (state.phase !== 'active' || !state.hasPower) return;
  if (state.isBusy) {
    state.isDirty = true;
    return;
  }
  state.isBusy = true;
  state.isDirty = false;
  state.context.sim.cancel(state.retryTimer);
  if (state.startTime === undefined && !admit(state)) return;
  look(state);
  sendStatus(state);
  performAll(state, planPod(viewOf(state)), 0, {});
}

/** The first look at a pod: may it run here? */
function admit(state: PodState): boolean {
  const { context, pod } = state;
  state.startTime = timestamp(context.unixNow());
  const labels = () => context.api.get('Node', undefined, context.node.name)?.metadata.labels ?? {};
  const rejection = pressureRejection(pod, context.pressure.current()) ?? rejectionOf(pod, context.node, state.others, labels);
  if (rejection === undefined) armDeadline(state);
  else reject(state, rejection);
  return rejection === undefined;
}

function reject(state: PodState, { reason, message }: Rejection): void {
  post(state, undefined, 'Warning', reason, message);
  explain(state, 'act', { code: 'kubelet.rejected', params: { node: state.context.node.name, reason, error: message } });
  state.failure = { reason, message: `Pod was rejected: ${message}` };
  state.isBusy = false;
  sendStatus(state);
  state.phase = 'stopped';
  removeWhenDeleted(state);
}

/** Ends the pod when its time is over, counted from its start on the node. k8s: activeDeadlineHandler */
export function armDeadline(state: PodState): void {
  const { context, pod, name } = state;
  const seconds = pod.spec.activeDeadlineSeconds;
  if (seconds === undefined) return;
  const startedUnixMs = parseRfc3339(state.startTime ?? '') ?? context.unixNow();
  const endAtMs = Math.max(context.sim.now(), atMsOf(state, startedUnixMs) + seconds * 1000);
  context.sim.at(endAtMs, `deadline of ${name}`, () => {
    if (state.phase !== 'active') return;
    const message = 'Pod was active on the node longer than the specified deadline';
    post(state, undefined, 'Normal', 'DeadlineExceeded', message);
    state.failure = { reason: 'DeadlineExceeded', message };
    terminatePod(state, DEADLINE_GRACE_MS);
  });
}

function viewOf(state: PodState): PodView {
  const { context, runtime } = state;
  return {
    pod: state.pod,
    hasVolumes: runtime.volumes !== undefined,
    hasSandbox: state.seenSandbox,
    container: (name) => containerViewOf(state, name),
    backOff: (name) => {
      const ended = lastEnded(runtime, name)?.end;
      const container = containerNamed(state, name);
      if (ended === undefined || container === undefined) return undefined;
      return context.crashBackOff.holding(crashKey(state, container), atMsOf(state, ended.finishedUnixMs), context.sim.now());
    },
  };
}

function containerViewOf({ seen, runtime }: PodState, name: string): ContainerView | undefined {
  const found = seen.get(name);
  if (found?.run === undefined) return undefined;
  const slot = runtime.slots.get(name);
  return {
    isRunning: found.run.end === undefined && slot?.run?.isRunning() === true,
    exitCode: found.run.end?.exitCode ?? slot?.run?.end?.exitCode,
    image: slot?.run?.spec.image ?? '',
    isStarted: found.isStarted,
    failedProbe: slot?.probes?.failed(),
  };
}

/** Does the steps one after the other. */
function performAll(state: PodState, steps: readonly Step[], index: number, before: StepResult): void {
  const step = steps[index];
  if (step === undefined) {
    finishSync(state, before);
    return;
  }
  const { cancellation } = state;
  performStep(state, step, (result) => {
    if (cancellation.isCancelled()) return;
    performAll(state, steps, result.isEnd === true ? steps.length : index + 1, joined(before, result));
  });
}

function joined(a: StepResult, b: StepResult): StepResult {
  const retryAtMs = Math.min(a.retryAtMs ?? Infinity, b.retryAtMs ?? Infinity);
  return { hasFailed: a.hasFailed === true || b.hasFailed === true, ...(retryAtMs === Infinity ? {} : { retryAtMs }) };
}

/** k8s: kubelet podWorkers completeWork */
function finishSync(state: PodState, { hasFailed, retryAtMs }: StepResult): void {
  const { context, name, runtime } = state;
  const { sim, timing } = context;
  state.isBusy = false;
  // What came meanwhile is seen at the next look at the containers. k8s: podCache GetNewerThan
  if (state.isDirty) context.noticeLater(state);
  else if (hasFailed === true) {
    const hasNews = [...state.seen].some(([containerName, { waiting }]) => runtime.slots.get(containerName)?.waiting?.reason !== waiting?.reason);
    const pauseMs = hasNews || retryAtMs === undefined ? timing.retryMs() : timing.quietRetryMs();
    state.retryTimer = sim.at(Math.min(retryAtMs ?? Infinity, sim.now() + pauseMs), `sync ${name}`, () => syncPod(state));
  }
}
