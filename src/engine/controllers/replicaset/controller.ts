import type { Api, WatchEvent } from '../../api/api.ts';
import { formatRfc3339 } from '../../core/time.ts';
import { semanticallyEqual } from '../../kinds/semanticallyEqual.ts';
import { selectorMatches } from '../../kinds/labelSelector.ts';
import { controllerOf, isTerminating, keyOf } from '../../kinds/object.ts';
import { availableAtUnixMs, isFinished, isReady, type Pod } from '../../kinds/pod.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { createNarrator, type ToldReasons } from '../narrator.ts';
import { createOrphanage, type Orphanage } from '../orphanage.ts';
import { adopt, belongingOf, release } from '../ownership.ts';
import { createPod, deletePod, podFromTemplate } from '../podControl.ts';
import { keyOfManager, wakesOfPod } from '../podWakes.ts';
import { act, wait, type Reason } from '../reason.ts';
import { runInBatches } from '../slowStart.ts';
import { isRetryable } from '../syncError.ts';
import { planReplicaSet } from './plan.ts';
import { replicaSetStatus, type Counted } from './status.ts';

/** Keeps as many pods as a ReplicaSet says, whichever they are. k8s: pkg/controller/replicaset */
export function createReplicaSetController(): Controller {
  return createReplicaController({
    name: 'replicaset-controller',
    kind: 'ReplicaSet',
    find: (api, { namespace, name }) => api.get('ReplicaSet', namespace, name),
    statusOf: replicaSetStatus,
    writeStatus: (api, set, status) => void api.updateStatus({ ...set, status }),
  });
}

/** How objects of a kind are read as ReplicaSets, for the same rules to hold for them. */
export interface ReplicaKind {
  /** The controller's name. */
  readonly name: string;
  readonly kind: 'ReplicaSet' | 'ReplicationController';
  readonly find: (api: Api, key: Key) => ReplicaSet | undefined;
  readonly statusOf: (set: ReplicaSet, counted: Counted) => ReplicaSet['status'];
  readonly writeStatus: (api: Api, set: ReplicaSet, status: ReplicaSet['status']) => void;
}

/** k8s: replicaset NewBaseController */
export function createReplicaController(replicas: ReplicaKind): Controller {
  const { name, kind, find } = replicas;
  const orphanage = createOrphanage();
  const held = new Map<string, ToldReasons>();

  const heldBy = (uid: string) => {
    const keys: ToldReasons = held.get(uid) ?? new Map();
    held.set(uid, keys);
    return keys;
  };

  return {
    name,
    watches: [kind, 'Pod'],
    wants: (event, context) => {
      if (event.object.kind === 'Pod') {
        orphanage.see(event as WatchEvent<Pod>);
        return wakesOfPod(context, kind, event as WatchEvent<Pod>);
      }
      if (event.type === 'DELETED') held.delete(event.object.metadata.uid);
      return [keyOfManager(event.object)];
    },
    reconcile: (context, key) => {
      const set = find(context.api, key);
      if (set === undefined) return;
      const againMs = syncReplicaSet(context, set, { ...replicas, orphanage, held: heldBy(set.metadata.uid) });
      if (againMs !== undefined) context.enqueueAfter(key, againMs);
    },
  };
}

/** One look at a set. The status is written also when pods could not be made. k8s: replicaset syncReplicaSet */
function syncReplicaSet(
  context: ControllerContext,
  set: ReplicaSet,
  { statusOf, writeStatus, orphanage, held }: Pick<ReplicaKind, 'statusOf' | 'writeStatus'> & { readonly orphanage: Orphanage; readonly held: ToldReasons },
): number | undefined {
  const { api } = context;
  const narrator = createNarrator(context, held);
  const pods = podsOf(api, set, orphanage);
  const active = pods.filter(isActive);
  const nowUnixMs = context.unixNow();
  const failure = isTerminating(set) ? undefined : manage(context, set, active, narrator.tell);
  const terminating = pods.filter(isTerminating);
  const status = statusOf(set, { active, terminating, failure, nowUnixMs, now: formatRfc3339(nowUnixMs) });
  if (!semanticallyEqual(set.status, status)) writeStatus(api, set, status);
  narrator.finish();
  if (failure !== undefined) throw failure;
  return nextCheckMs(set, active, nowUnixMs);
}

/** The pods that are the set's, going ones included. Those without a manager that fit are adopted. */
function podsOf(api: Api, set: ReplicaSet, orphanage: Orphanage): readonly Pod[] {
  const { namespace = '', uid } = set.metadata;
  const candidates = [...api.listOwned('Pod', uid), ...orphanage.orphans(api, namespace)];
  return candidates.flatMap((pod) => {
    const isMatch = selectorMatches(set.spec.selector, pod.metadata.labels);
    const belonging = belongingOf(set, pod, isMatch);
    if (belonging === 'release' && isActive(pod)) release(api, set, pod);
    if (belonging === 'adopt' && !isFinished(pod)) return adopt(api, set, pod) ?? [];
    return belonging === 'keep' ? pod : [];
  });
}

/** Does what the plan says; returns the first failure. */
function manage(
  context: ControllerContext,
  set: ReplicaSet,
  active: readonly Pod[],
  tell: (reason: Reason) => void,
): Error | undefined {
  const plan = planReplicaSet(set, active, () => relatedPods(context.api, set), context.unixNow());
  const wanted = set.spec.replicas ?? 1;
  const failure =
    runInBatches(
      plan.creates,
      () => {
        const pod = createPod(context, set, podFromTemplate(set, set.spec.template));
        tell(
          act(keyOf(pod), 'replicaset.createPod', {
            pod: pod.metadata.name,
            set: set.metadata.name,
            wanted,
            have: active.length,
          }),
        );
      },
      isRetryable,
    ) ?? deleteAll(context, set, plan.deletes, tell);
  const waits =
    failure === undefined
      ? plan.waits
      : [wait(keyOf(set), 'replicaset.failed', { set: set.metadata.name, error: failure.message })];
  for (const reason of waits) tell(reason);
  return failure;
}

function deleteAll(
  context: ControllerContext,
  set: ReplicaSet,
  deletes: readonly { readonly pod: Pod; readonly why: Reason }[],
  tell: (reason: Reason) => void,
): Error | undefined {
  let failure: Error | undefined;
  for (const { pod, why } of deletes) {
    try {
      if (deletePod(context, set, pod)) tell(why);
    } catch (error) {
      if (!isRetryable(error)) throw error;
      failure ??= error;
    }
  }
  return failure;
}

/** Neither ended nor going. k8s: controller IsPodActive */
function isActive(pod: Pod): boolean {
  return !isFinished(pod) && !isTerminating(pod);
}

/** The active pods of all ReplicaSets that the same owner manages: of one Deployment. k8s: replicaset getIndirectlyRelatedPods */
function relatedPods(api: Api, set: ReplicaSet): readonly Pod[] {
  const owner = controllerOf(set);
  const sets = owner === undefined ? [set] : api.listOwned('ReplicaSet', owner.uid);
  return sets.flatMap(({ metadata }) => api.listOwned('Pod', metadata.uid)).filter(isActive);
}

/** When the next ready pod becomes available, in milliseconds from now. */
function nextCheckMs(
  { spec: { minReadySeconds = 0 } }: ReplicaSet,
  active: readonly Pod[],
  nowUnixMs: number,
): number | undefined {
  if (minReadySeconds === 0) return undefined;
  const moments = active
    .filter(isReady)
    .map((pod) => availableAtUnixMs(pod, minReadySeconds) ?? 0)
    .filter((atUnixMs) => atUnixMs > nowUnixMs);
  return moments.length === 0 ? undefined : Math.min(...moments) - nowUnixMs;
}
