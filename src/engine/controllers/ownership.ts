import type { Api } from '../api/api.ts';
import { isApiError } from '../api/errors.ts';
import { controllerOf, isTerminating, type KubeObject, type OwnerReference } from '../kinds/object.ts';
import { SyncError } from './syncError.ts';

/** What becomes of an object when a possible manager looks at it. */
export type Belonging = 'keep' | 'release' | 'adopt' | 'ignore';

/** k8s: controller BaseControllerRefManager.ClaimObject. `isMatch`: the manager's selector, and its other rules, pick the object. */
export function belongingOf(manager: KubeObject, object: KubeObject, isMatch: boolean): Belonging {
  const current = controllerOf(object);
  if (current === undefined) return isMatch && !isTerminating(manager) && !isTerminating(object) ? 'adopt' : 'ignore';
  if (current.uid !== manager.metadata.uid) return 'ignore';
  if (isMatch) return 'keep';
  return isTerminating(manager) ? 'ignore' : 'release';
}

/** The reference by which an object manages another one. k8s: metav1.NewControllerRef */
export function ownerReferenceTo({ apiVersion, kind, metadata: { name, uid } }: KubeObject): OwnerReference {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/**
 * Makes the manager that of an object without one; undefined when the object is gone. The manager as it is now
 * decides: one that is going adopts nothing, and the look fails. k8s: controller RecheckDeletionTimestamp
 */
export function adopt<T extends KubeObject>(api: Api, manager: KubeObject, object: T): T | undefined {
  mayAdopt(api, manager);
  return unlessGone(() =>
    api.update(withOwners(object, [...(object.metadata.ownerReferences ?? []), ownerReferenceTo(manager)])),
  );
}

/** The manager lets go of the object, which stays as it is otherwise. */
export function release<T extends KubeObject>(api: Api, manager: KubeObject, object: T): void {
  const others = (object.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== manager.metadata.uid);
  unlessGone(() => api.update(withOwners(object, others)));
}

function mayAdopt(api: Api, { kind, metadata: { namespace, name, uid } }: KubeObject): void {
  const live = api.get(kind, namespace, name);
  if (live === undefined || live.metadata.uid !== uid) {
    throw new SyncError(`original ${kind} ${namespace}/${name} is gone: got uid ${live?.metadata.uid ?? ''}, wanted ${uid}`);
  }
  if (isTerminating(live))
    throw new SyncError(`${namespace}/${name} has just been deleted at ${live.metadata.deletionTimestamp}`);
}

function withOwners<T extends KubeObject>(object: T, owners: readonly OwnerReference[]): T {
  const { ownerReferences: _before, ...rest } = object.metadata;
  return { ...object, metadata: owners.length === 0 ? rest : { ...rest, ownerReferences: owners } };
}

function unlessGone<T>(write: () => T): T | undefined {
  try {
    return write();
  } catch (error) {
    if (isApiError(error, 'NotFound')) return undefined;
    throw error;
  }
}
