import { isApiError } from '../api/errors.ts';
import { semanticallyEqual } from '../kinds/semanticallyEqual.ts';
import { seeContainer } from './podRuntime.ts';
import { allContainers, type PodState } from './podState.ts';
import { podStatusOf } from './podStatus.ts';

/** Looks at everything that runs for the pod: what the next status tells. */
export function look(state: PodState): void {
  const { runtime } = state;
  state.seen = new Map(allContainers(state).map(({ name }) => [name, seeContainer(runtime, name)]));
  state.seenSandbox = runtime.isOpen;
  state.seenIp = runtime.ip;
}

/** Between two looks only what probes say is news. k8s: statusManager SetContainerReadiness */
export function lookAtProbes(state: PodState): void {
  for (const [name, container] of state.seen) {
    const { isReady, isStarted, run } = seeContainer(state.runtime, name);
    if (run?.containerId === container.run?.containerId) state.seen.set(name, { ...container, isReady, isStarted });
  }
}

/** Writes the pod's status where it differs from what is stored. k8s: kubelet statusManager */
export function sendStatus(state: PodState): void {
  const { context, namespace, name, uid } = state;
  state.hasUnsent = !context.isConnected();
  if (state.hasUnsent) return;
  const stored = context.api.get('Pod', namespace, name);
  if (stored === undefined || stored.metadata.uid !== uid) return;
  const status = podStatusOf(
    {
      pod: state.pod,
      unixNow: context.unixNow(),
      hostIp: context.node.ip,
      podIp: state.seenIp,
      hasSandbox: state.seenSandbox,
      startTime: state.startTime ?? '',
      isTerminal: state.phase === 'stopped',
      container: (containerName) => state.seen.get(containerName),
      failure: state.failure,
    },
    stored.status,
  );
  if (!semanticallyEqual(status, stored.status)) {
    try {
      context.api.updateStatus({ ...stored, status });
    } catch (error) {
      if (!isApiError(error)) throw error;
      state.hasUnsent = true;
    }
  }
  const isReady = status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
  if (isReady && state.phase === 'active') context.settle(state.about);
}
