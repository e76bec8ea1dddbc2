import { isApiError } from '../api/errors.ts';
import { createCancellation } from './cancellation.ts';
import type { Run } from './containerRun.ts';
import { look, sendStatus } from './podReport.ts';
import { closeSandbox, handlerOptions, runsOf, stopProbes, terminateProbes } from './podRuntime.ts';
import { explain, post, type PodState } from './podState.ts';
import { isSidecar } from './podStatus.ts';
import { stopRun } from './stopRun.ts';

/** Ends all containers, first those of the app, then the sidecars from the last to the first. k8s: kubelet SyncTerminatingPod */
export function terminatePod(state: PodState, graceMs: number): void {
  if (state.phase !== 'active') return;
  state.phase = 'stopping';
  state.cancellation.cancel();
  state.cancellation = createCancellation();
  state.isBusy = false;
  state.context.sim.cancel(state.retryTimer);
  terminateProbes(state.runtime);
  const running = runsOf(state.runtime).filter((run) => run.isRunning());
  for (const run of running) post(state, run.spec, 'Normal', 'Killing', `Stopping container ${run.container}`);
  if (state.pod.metadata.deletionTimestamp !== undefined && running.length > 0) {
    explain(state, 'wait', { code: 'kubelet.terminating', params: { seconds: Math.round(graceMs / 1000), containers: running.map(({ container }) => container).join(', ') } });
  }
  const sidecars = running.filter(({ spec }) => isSidecar(spec)).reverse();
  const apps = running.filter((run) => !sidecars.includes(run));
  stopAll(state, apps, graceMs, () => stopInTurn(state, sidecars, graceMs, () => hasStopped(state)));
}

/** Ends one run in good order. */
export function stopContainer(state: PodState, run: Run, graceMs: number, done: () => void): void {
  if (run.spec.lifecycle?.preStop !== undefined) explain(state, 'wait', { code: 'kubelet.preStop', params: { container: run.container, seconds: Math.round(graceMs / 1000) } });
  let isDone = false;
  const stopping = stopRun({
    sim: state.context.sim,
    run,
    graceMs,
    handler: handlerOptions(state.runtime, run),
    onHookFailure: () => post(state, run.spec, 'Warning', 'FailedPreStopHook', 'PreStopHook failed'),
    done: () => {
      isDone = true;
      state.stoppings = state.stoppings.filter((each) => each !== stopping);
      done();
    },
  });
  if (!isDone) state.stoppings.push(stopping);
}

function stopAll(state: PodState, runs: readonly Run[], graceMs: number, done: () => void): void {
  let left = runs.length;
  if (left === 0) done();
  for (const run of runs) {
    stopContainer(state, run, graceMs, () => {
      left -= 1;
      if (left === 0) done();
    });
  }
}

function stopInTurn(state: PodState, runs: readonly Run[], graceMs: number, done: () => void): void {
  const [run, ...rest] = runs;
  if (run === undefined) done();
  else stopContainer(state, run, graceMs, () => stopInTurn(state, rest, graceMs, done));
}

/** Nothing of the pod runs any more: its last status is written, and the object removed if it is to go. k8s: kubelet SyncTerminatedPod */
export function hasStopped(state: PodState): void {
  stopProbes(state.runtime);
  look(state);
  for (const [name, container] of state.seen) if (container.run?.end !== undefined) state.seen.set(name, { ...container, waiting: undefined });
  closeSandbox(state.runtime);
  state.phase = 'stopped';
  sendStatus(state);
  if (state.isGoneFromApi) forget(state);
  else removeWhenDeleted(state);
}

/** The last delete, once nothing is left on the node. k8s: kubelet statusManager */
export function removeWhenDeleted(state: PodState): void {
  const { context, namespace, name, uid } = state;
  if (state.phase !== 'stopped' || state.isRemoving || state.pod.metadata.deletionTimestamp === undefined) return;
  state.isRemoving = true;
  context.sim.after(context.timing.removalMs(), `remove ${name}`, () => {
    state.isRemoving = false;
    if (state.phase !== 'stopped' || !state.hasPower) return;
    state.hasUnsent = !context.isConnected();
    if (state.hasUnsent) return;
    try {
      context.api.delete({ kind: 'Pod', namespace, name }, { gracePeriodSeconds: 0, preconditions: { uid } });
    } catch (error) {
      // Gone already, or another pod of that name: both are what was wanted.
      if (!isApiError(error)) throw error;
    }
  });
}

/** The pod is no more the kubelet's business. */
export function forget(state: PodState): void {
  if (state.phase === 'gone') return;
  state.phase = 'gone';
  state.context.settle(state.about);
  state.onGone(state);
}
