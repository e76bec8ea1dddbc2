import type { Api, WatchEvent } from '../../api/api.ts';
import type { DaemonSet } from '../../kinds/daemonSet.ts';
import { selectorMatches } from '../../kinds/labelSelector.ts';
import type { Node } from '../../kinds/node.ts';
import { isTerminating, keyOf } from '../../kinds/object.ts';
import { isFinished, type Pod } from '../../kinds/pod.ts';
import { semanticallyEqual } from '../../kinds/semanticallyEqual.ts';
import type { Controller, ControllerContext } from '../controller.ts';
import { createNarrator, type Narrator, type ToldReasons } from '../narrator.ts';
import { createOrphanage, type Orphanage } from '../orphanage.ts';
import { adopt, belongingOf, release } from '../ownership.ts';
import { createPod, deletePod } from '../podControl.ts';
import { keyOfManager, wakesOfPod } from '../podWakes.ts';
import { wait } from '../reason.ts';
import { runInBatches } from '../slowStart.ts';
import { isRetryable } from '../syncError.ts';
import { createFailureBackoff, type FailureBackoff } from './failureBackoff.ts';
import { cleanHistory, syncHistory } from './history.ts';
import { daemonPod, HASH_LABEL } from './placement.ts';
import { planDaemonSet, type DaemonSetPlan, type PodDeletion } from './plan.ts';

/** Keeps one pod on each node that fits. k8s: pkg/controller/daemon */
export function createDaemonSetController(): Controller {
  const orphanage = createOrphanage();
  const held = new Map<string, ToldReasons>();
  const failures = createFailureBackoff();

  const heldBy = (uid: string) => {
    const keys: ToldReasons = held.get(uid) ?? new Map();
    held.set(uid, keys);
    return keys;
  };

  return {
    name: 'daemonset-controller',
    watches: ['DaemonSet', 'Pod', 'Node'],
    wants: (event, context) => {
      switch (event.object.kind) {
        case 'Pod':
          orphanage.see(event as WatchEvent<Pod>);
          return wakesOfPod(context, 'DaemonSet', event as WatchEvent<Pod>);
        case 'Node':
          return isPlacementChanged(event as WatchEvent<Node>) ? context.api.list('DaemonSet').map(keyOfManager) : [];
        default:
          if (event.type === 'DELETED') held.delete(event.object.metadata.uid);
          return [keyOfManager(event.object)];
      }
    },
    reconcile: (context, key) => {
      const set = context.api.get('DaemonSet', key.namespace, key.name);
      if (set === undefined) return;
      const againMs = syncDaemonSet(context, set, { orphanage, failures, held: heldBy(set.metadata.uid) });
      if (againMs !== undefined) context.enqueueAfter(key, againMs);
    },
  };
}

/** Heartbeats change a node every few seconds; only labels and taints decide where pods go. */
function isPlacementChanged({ type, object, previous }: WatchEvent<Node>): boolean {
  if (type !== 'MODIFIED' || previous === undefined) return true;
  return (
    !semanticallyEqual(object.metadata.labels, previous.metadata.labels) ||
    !semanticallyEqual(object.spec.taints, previous.spec.taints)
  );
}

interface Memory {
  readonly orphanage: Orphanage;
  readonly failures: FailureBackoff;
  readonly held: ToldReasons;
}

function syncDaemonSet(context: ControllerContext, set: DaemonSet, { orphanage, failures, held }: Memory): number | undefined {
  const { api, unixNow, now } = context;
  const narrator = createNarrator(context, held);
  const history = isTerminating(set) ? undefined : syncHistory(api, set);
  const hash = history?.current.metadata.labels?.[HASH_LABEL] ?? '';
  const pods = podsOf(api, set, orphanage);
  const failureBackoffMs = (node: string) => failures.leftMs(`${set.metadata.uid}/${node}`, now());
  const plan = planDaemonSet({ set, nodes: api.list('Node'), pods, hash, nowUnixMs: unixNow(), failureBackoffMs });
  const failure = performPods(context, { set, hash, plan, failures, narrator });
  if (!semanticallyEqual(plan.status, set.status)) api.updateStatus({ ...set, status: plan.status });
  if (history !== undefined) cleanHistory(api, set, history, pods);
  for (const reason of failure === undefined
    ? plan.waits
    : [wait(keyOf(set), 'daemonset.failed', { set: set.metadata.name, error: failure.message })])
    narrator.tell(reason);
  narrator.finish();
  if (failure !== undefined) throw failure;
  return plan.againMs;
}

function podsOf(api: Api, set: DaemonSet, orphanage: Orphanage): readonly Pod[] {
  const { namespace = '', uid } = set.metadata;
  const candidates = [...api.listOwned('Pod', uid), ...orphanage.orphans(api, namespace)];
  return candidates.flatMap((pod) => {
    const belonging = belongingOf(set, pod, selectorMatches(set.spec.selector, pod.metadata.labels));
    if (belonging === 'release' && !isFinished(pod)) release(api, set, pod);
    if (belonging === 'adopt') return adopt(api, set, pod) ?? [];
    return belonging === 'keep' ? pod : [];
  });
}

interface Performance {
  readonly set: DaemonSet;
  readonly hash: string;
  readonly plan: DaemonSetPlan;
  readonly failures: FailureBackoff;
  readonly narrator: Narrator;
}

function performPods(
  context: ControllerContext,
  { set, hash, plan, failures, narrator: { tell } }: Performance,
): Error | undefined {
  const failure = runInBatches(
    plan.creates.length,
    (place) => {
      const create = plan.creates[place];
      if (create === undefined) return;
      const pod = createPod(context, set, daemonPod(set, create.node, hash));
      tell({ ...create.why, about: keyOf(pod), params: { ...create.why.params, pod: pod.metadata.name } });
    },
    isRetryable,
  );
  const remove = ({ pod, why, event, failedOn }: PodDeletion) => {
    if (event !== undefined) context.events.event(set, event.type, event.reason, event.message);
    if (failedOn !== undefined) failures.note(`${set.metadata.uid}/${failedOn}`, context.now());
    if (deletePod(context, set, pod)) tell(why);
  };
  for (const deletion of plan.deletes) remove(deletion);
  if (failure === undefined) for (const deletion of plan.updates) remove(deletion);
  return failure;
}
