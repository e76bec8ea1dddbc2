import type { Api, WatchEvent } from '../../api/api.ts';
import { selectorMatches } from '../../kinds/labelSelector.ts';
import { controllerOf, isTerminating, type OwnerReference } from '../../kinds/object.ts';
import { isReady, type Pod } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/statefulSet.ts';
import type { Key } from '../controller.ts';

/** Which sets have to look because of a pod, and after which delay once more. */
export interface Wake {
  readonly keys: readonly Key[];
  readonly later?: { readonly key: Key; readonly delayMs: number };
}

/**
 * A managed pod wakes its set, and the set that managed it before. A pod without a manager wakes each set whose
 * selector picks it, when it appears or when its labels or owners change. k8s: statefulset addPod, updatePod, deletePod.
 */
export function wakeOfPod(api: Api, { type, object: pod, previous }: WatchEvent<Pod>): Wake {
  const owner = controllerOf(pod);
  if (type === 'DELETED' || (type === 'ADDED' && isTerminating(pod))) return { keys: keysOfOwner(api, pod, owner) };
  if (previous === undefined) return { keys: owner === undefined ? keysOfSelectors(api, pod) : keysOfOwner(api, pod, owner) };
  if (previous.metadata.resourceVersion === pod.metadata.resourceVersion) return { keys: [] };
  const oldOwner = controllerOf(previous);
  const hasMoved = oldOwner?.uid !== owner?.uid;
  const before = hasMoved ? keysOfOwner(api, previous, oldOwner) : [];
  if (owner !== undefined) return withLater(api, pod, previous, [...before, ...keysOfOwner(api, pod, owner)]);
  const isRelabelled = !isSameMap(previous.metadata.labels, pod.metadata.labels);
  return { keys: hasMoved || isRelabelled ? distinct([...before, ...keysOfSelectors(api, pod)]) : before };
}

/** A pod that has just become Ready is looked at again once it has been Ready for long enough. */
function withLater(api: Api, pod: Pod, previous: Pod, keys: readonly Key[]): Wake {
  const set = setOf(api, pod, controllerOf(pod));
  const minReadyMs = (set?.spec.minReadySeconds ?? 0) * 1000;
  if (set === undefined || minReadyMs === 0 || isReady(previous) || !isReady(pod)) return { keys };
  return { keys, later: { key: keyOfSet(set), delayMs: minReadyMs } };
}

function keysOfOwner(api: Api, pod: Pod, owner: OwnerReference | undefined): readonly Key[] {
  const set = setOf(api, pod, owner);
  return set === undefined ? [] : [keyOfSet(set)];
}

/** The owner, unless it is of another kind or another set of that name lives now. k8s: statefulset resolveControllerRef. */
function setOf(api: Api, pod: Pod, owner: OwnerReference | undefined): StatefulSet | undefined {
  if (owner?.kind !== 'StatefulSet') return undefined;
  const set = api.get('StatefulSet', pod.metadata.namespace, owner.name);
  return set?.metadata.uid === owner.uid ? set : undefined;
}

function keysOfSelectors(api: Api, pod: Pod): readonly Key[] {
  const { namespace = '', labels } = pod.metadata;
  return api.list('StatefulSet', { namespace }).filter(({ spec }) => selectorMatches(spec.selector, labels)).map(keyOfSet);
}

function keyOfSet({ metadata: { namespace, name } }: StatefulSet): Key {
  return namespace === undefined ? { name } : { namespace, name };
}

function isSameMap(a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>> = {}): boolean {
  if (a === b) return true;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function distinct(keys: readonly Key[]): readonly Key[] {
  return keys.filter((key, index) => keys.findIndex(({ namespace, name }) => namespace === key.namespace && name === key.name) === index);
}
