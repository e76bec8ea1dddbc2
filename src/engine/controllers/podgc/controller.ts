import type { WatchEvent } from '../../api/api.ts';
import { formatRfc3339 } from '../../core/time.ts';
import { keyOf } from '../../kinds/object.ts';
import { isFinished, isTerminating, type Pod } from '../../kinds/pod.ts';
import { withCondition } from '../conditions.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { isOutOfService } from '../nodeState.ts';
import { createPodsByNode } from '../podsByNode.ts';
import { act, wait } from '../reason.ts';
import { fateOf, QUARANTINE_MS, type PodFate } from './plan.ts';

const SWEEP_MS = 20_000;

/**
 * Removes pods that no kubelet will ever finish: on nodes that are gone or out of service, and never scheduled ones.
 * simplified: finished pods are never too many. k8s: pod-garbage-collector
 */
export function createPodGarbageCollector(): Controller {
  const pods = createPodsByNode();
  const unscheduled = new Map<string, Key>();
  /** Since when a node with pods has been missing. */
  const missingSinceMs = new Map<string, number>();

  const seePod = (event: WatchEvent<Pod>) => {
    pods.see(event);
    const { type, object: pod } = event;
    const { namespace = '', name } = pod.metadata;
    if (type !== 'DELETED' && pod.spec.nodeName === undefined && isTerminating(pod)) unscheduled.set(`${namespace}/${name}`, { namespace, name });
    else unscheduled.delete(`${namespace}/${name}`);
  };

  const sweep = (context: ControllerContext) => {
    for (const key of unscheduled.values()) collect(context, key, undefined);
    for (const node of pods.nodes()) {
      const known = context.api.get('Node', undefined, node);
      if (known === undefined) sweepMissing(context, node);
      else missingSinceMs.delete(node);
      if (known !== undefined && isOutOfService(known)) for (const key of pods.on(node)) collect(context, key, undefined);
    }
  };

  const sweepMissing = (context: ControllerContext, node: string) => {
    const sinceMs = missingSinceMs.get(node) ?? context.now();
    missingSinceMs.set(node, sinceMs);
    const missingForMs = context.now() - sinceMs;
    for (const key of pods.on(node)) collect(context, key, missingForMs);
    if (missingForMs === 0) context.enqueueAfter({ name: 'sweep' }, QUARANTINE_MS);
  };

  return {
    name: 'pod-garbage-collector',
    watches: ['Pod'],
    wants: (event) => {
      seePod(event as WatchEvent<Pod>);
      return [];
    },
    reconcile: sweep,
    resync: { everyMs: SWEEP_MS, keys: () => [{ name: 'sweep' }] },
  };
}

const codes: Readonly<Record<Exclude<PodFate, 'stays'>, string>> = {
  orphaned: 'nodes.podOrphaned',
  outOfService: 'nodes.podOutOfService',
  neverScheduled: 'nodes.podNeverScheduled',
};

function collect(context: ControllerContext, key: Key, missingForMs: number | undefined): void {
  const { api, explain } = context;
  const pod = api.get('Pod', key.namespace, key.name);
  if (pod === undefined) return;
  const { nodeName = '' } = pod.spec;
  const fate = fateOf(pod, api.get('Node', undefined, nodeName), missingForMs);
  if (fate === 'stays') {
    if (missingForMs !== undefined) explain(wait(keyOf(pod), 'nodes.nodeMissing', { pod: key.name, node: nodeName }, { kind: 'Node', name: nodeName }));
    return;
  }
  explain(act(keyOf(pod), codes[fate], { pod: key.name, node: nodeName }));
  if (!isFinished(pod)) markFailed(context, pod, fate);
  api.delete({ kind: 'Pod', namespace: key.namespace ?? '', name: key.name }, { gracePeriodSeconds: 0, preconditions: { uid: pod.metadata.uid } });
}

/** k8s: markFailedAndDeletePodWithCondition */
function markFailed({ api, unixNow }: ControllerContext, pod: Pod, fate: PodFate): void {
  const { generation } = pod.metadata;
  const conditions =
    fate !== 'orphaned'
      ? pod.status.conditions
      : withCondition(pod.status.conditions, {
          type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists',
          lastProbeTime: null, lastTransitionTime: formatRfc3339(unixNow()), ...(generation === undefined ? {} : { observedGeneration: generation }),
        });
  api.updateStatus({ ...pod, status: { ...pod.status, phase: 'Failed', ...(conditions === undefined ? {} : { conditions }) } });
}
