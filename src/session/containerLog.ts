import type { Cluster } from '#engine/cluster.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { LogLine } from '#engine/node/runtime.ts';

export interface LogOf {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** The run before the newest one. */
  readonly previous: boolean;
}

/** A container's log, or why there is none, in the words of `kubectl logs`. */
export type LogAnswer = { readonly lines: readonly LogLine[]; readonly isRunning: boolean } | { readonly problem: string };

const PULL_PROBLEMS: Readonly<Record<string, string>> = { ErrImagePull: "image can't be pulled", ImagePullBackOff: 'trying and failing to pull image' };

/** What `kubectl logs` would print now. The lines are the growing list itself: its length tells whether there are new ones. */
export function containerLog({ runtime, api }: Cluster, { namespace, pod: name, container, previous }: LogOf): LogAnswer {
  const pod = api.as('session').get('Pod', namespace, name);
  if (pod === undefined) return { problem: `pods "${name}" not found` };
  const { nodeName } = pod.spec;
  if (nodeName === undefined) return { lines: [], isRunning: false };
  const away = runtime.unreachable(nodeName);
  if (away !== undefined) return { problem: away };
  const run = previous ? runtime.previousRun(namespace, name, container) : runtime.seenRun(namespace, name, container);
  if (run !== undefined) return { lines: run.log(), isRunning: run.isRunning() };
  return { problem: previous ? `previous terminated container "${container}" in pod "${name}" not found` : waitingText(pod, container) };
}

function waitingText({ metadata, status }: Pod, container: string): string {
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? []), ...(status.ephemeralContainerStatuses ?? [])];
  const reason = statuses.find(({ name }) => name === container)?.state.waiting?.reason ?? 'ContainerCreating';
  return `container "${container}" in pod "${metadata.name}" is waiting to start: ${PULL_PROBLEMS[reason] ?? reason}`;
}
