import { badRequest } from '#engine/api/status.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { ContainerRun, Runtime } from '#engine/node/runtime.ts';
import { checkNode } from '../containers/reachContainer.ts';
import type { LogSource } from './read.ts';

/** The run whose log is wanted; undefined for a pod without a node, which has nothing to tell. Throws the kubelet's refusals. */
export function openLog(runtime: Runtime, { pod, container }: LogSource, previous: boolean): ContainerRun | undefined {
  const { namespace = '', name } = pod.metadata;
  if ((pod.spec.nodeName ?? '') === '') return undefined;
  if (previous) {
    checkNode(runtime, pod);
    const run = runtime.previousRun(namespace, name, container);
    if (run === undefined) throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
    return run;
  }
  refuseWaiting(pod, container);
  checkNode(runtime, pod);
  return runtime.run(namespace, name, container);
}

const PULL_PROBLEMS: Readonly<Record<string, string>> = { ErrImagePull: "image can't be pulled", ImagePullBackOff: 'trying and failing to pull image' };

/** k8s: kubelet validateContainerLogStatus. A container that never ran has no log. */
function refuseWaiting(pod: Pod, container: string): void {
  const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? []), ...(pod.status.ephemeralContainerStatuses ?? [])];
  const status = statuses.find((status) => status.name === container);
  const reason = status?.state.waiting?.reason;
  if (status?.state.waiting === undefined || status.lastState.terminated !== undefined) return;
  throw badRequest(`container "${container}" in pod "${pod.metadata.name}" is waiting to start: ${PULL_PROBLEMS[reason ?? ''] ?? reason ?? ''}`);
}
