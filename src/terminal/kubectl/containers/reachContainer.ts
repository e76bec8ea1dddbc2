import type { Pod } from '#engine/kinds/pod.ts';
import type { Cluster } from '#engine/cluster.ts';
import type { ContainerRun, Runtime } from '#engine/node/runtime.ts';
import { badRequest, unknownError } from '#engine/api/status.ts';
import { KubectlError } from '../errors.ts';
import { findContainer } from './chooseContainer.ts';

/** The running container that the kubelet connects exec or attach to; the server's words when it cannot. */
export function reachContainer({ cluster: { runtime } }: { readonly cluster: Pick<Cluster, 'runtime'> }, pod: Pod, name: string): ContainerRun {
  const { metadata } = pod;
  if (findContainer(pod, name) === undefined) throw badRequest(`container ${name} is not valid for pod ${metadata.name}`);
  checkNode(runtime, pod);
  const run = runtime.run(metadata.namespace ?? '', metadata.name, name);
  if (run?.isRunning() !== true || run.podUid !== metadata.uid) {
    throw new KubectlError(`Internal error occurred: unable to upgrade connection: container not found ("${name}")`);
  }
  return run;
}

/** A pod without a node has no kubelet, and a kubelet that cannot be reached gives no answer. */
export function checkNode(runtime: Pick<Runtime, 'unreachable'>, pod: Pod): void {
  const { nodeName = '' } = pod.spec;
  if (nodeName === '') throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`);
  const problem = runtime.unreachable(nodeName);
  if (problem !== undefined) throw unknownError(`error dialing backend: ${problem}`);
}
