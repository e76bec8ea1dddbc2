import type { Pod } from '#engine/kinds/pod.ts';
import type { ContainerRun } from '#engine/node/runtime.ts';
import { badRequest, unknownError } from '#engine/api/status.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { findContainer } from './chooseContainer.ts';

/** The running container that the kubelet connects exec or attach to; the server's words when it cannot. */
export function reachContainer(context: KubectlContext, pod: Pod, name: string): ContainerRun {
  const { metadata } = pod;
  if (findContainer(pod, name) === undefined) throw badRequest(`container ${name} is not valid for pod ${metadata.name}`);
  checkNode(context, pod);
  const run = context.cluster.runtime.run(metadata.namespace ?? '', metadata.name, name);
  if (run?.isRunning() !== true || run.podUid !== metadata.uid) {
    throw new KubectlError(`Internal error occurred: unable to upgrade connection: container not found ("${name}")`);
  }
  return run;
}

/** A pod without a node has no kubelet, and a kubelet that cannot be reached gives no answer. */
export function checkNode(context: KubectlContext, pod: Pod): void {
  const { nodeName = '' } = pod.spec;
  if (nodeName === '') throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`);
  const problem = context.cluster.runtime.unreachable(nodeName);
  if (problem !== undefined) throw unknownError(`error dialing backend: ${problem}`);
}
