import type { Api, WatchEvent } from '../api/api.ts';
import { selectorMatches } from '../kinds/labelSelector.ts';
import { controllerOf, isTerminating, type KubeObject, type LabelSelector, type Labels, type OwnerReference } from '../kinds/object.ts';
import { isReady, type Pod } from '../kinds/pod.ts';
import type { ControllerContext, Key } from './controller.ts';

/** The kinds that manage pods. */
export type PodManagerKind = 'StatefulSet' | 'ReplicaSet' | 'ReplicationController' | 'DaemonSet' | 'Job';

type Manager = KubeObject & { readonly spec: { readonly selector?: LabelSelector | Labels; readonly minReadySeconds?: number } };

/**
 * Which managers of a kind have to look because of a pod. A managed pod wakes its manager, and the one that managed
 * it before. A pod without a manager wakes each whose selector picks it, when it appears or when its labels or owners
 * change. One that has just become Ready wakes its manager once more after `minReadySeconds`.
 * k8s: the addPod, updatePod and deletePod handlers of the workload controllers
 */
export function wakesOfPod(
  { api, enqueueAfter }: Pick<ControllerContext, 'api' | 'enqueueAfter'>,
  kind: PodManagerKind,
  event: WatchEvent<Pod>,
): readonly Key[] {
  const { type, object: pod, previous } = event;
  const owner = controllerOf(pod);
  if (type === 'DELETED' || (type === 'ADDED' && isTerminating(pod))) return keysOf(managerOf(api, kind, pod, owner));
  if (previous === undefined)
    return owner === undefined ? keysOfSelectors(api, kind, pod) : keysOf(managerOf(api, kind, pod, owner));
  if (previous.metadata.resourceVersion === pod.metadata.resourceVersion) return [];
  const oldOwner = controllerOf(previous);
  const hasMoved = oldOwner?.uid !== owner?.uid;
  const before = hasMoved ? keysOf(managerOf(api, kind, previous, oldOwner)) : [];
  if (owner !== undefined) {
    const manager = managerOf(api, kind, pod, owner);
    const minReadyMs = (manager?.spec.minReadySeconds ?? 0) * 1000;
    if (manager !== undefined && minReadyMs > 0 && isReady(pod) && !isReady(previous))
      enqueueAfter(keyOfManager(manager), minReadyMs);
    return [...before, ...keysOf(manager)];
  }
  const isRelabelled = !isSameMap(previous.metadata.labels, pod.metadata.labels);
  return hasMoved || isRelabelled ? distinct([...before, ...keysOfSelectors(api, kind, pod)]) : before;
}

/** The owner, unless it is of another kind, or another one of that name lives now. k8s: resolveControllerRef */
export function managerOf(
  api: Api,
  kind: PodManagerKind,
  pod: KubeObject,
  owner: OwnerReference | undefined,
): Manager | undefined {
  if (owner?.kind !== kind) return undefined;
  const manager = api.get(kind, pod.metadata.namespace, owner.name);
  return manager?.metadata.uid === owner.uid ? manager : undefined;
}

function keysOfSelectors(api: Api, kind: PodManagerKind, pod: Pod): readonly Key[] {
  const { namespace = '', labels } = pod.metadata;
  const managers: readonly Manager[] = api.list(kind, { namespace });
  return managers.filter(({ spec }) => selectorMatches(labelSelector(kind, spec.selector), labels)).map(keyOfManager);
}

/** A ReplicationController names labels alone. */
function labelSelector(kind: PodManagerKind, selector: LabelSelector | Labels | undefined): LabelSelector | undefined {
  return kind === 'ReplicationController' ? { matchLabels: (selector ?? {}) as Labels } : (selector as LabelSelector | undefined);
}

function keysOf(manager: Manager | undefined): readonly Key[] {
  return manager === undefined ? [] : [keyOfManager(manager)];
}

/** The key of a workload: namespace and name. */
export function keyOfManager({ metadata: { namespace, name } }: KubeObject): Key {
  return namespace === undefined ? { name } : { namespace, name };
}

function isSameMap(a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>> = {}): boolean {
  if (a === b) return true;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function distinct(keys: readonly Key[]): readonly Key[] {
  return keys.filter(
    (key, index) => keys.findIndex(({ namespace, name }) => namespace === key.namespace && name === key.name) === index,
  );
}
