import type { Api } from '../../api/api.ts';
import { isApiError } from '../../api/errors.ts';
import type { ControllerRevision } from '../../kinds/controllerRevision.ts';
import { selectorMatches } from '../../kinds/labelSelector.ts';
import { controllerOf, isTerminating, type KubeObject, type OwnerReference } from '../../kinds/object.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/statefulSet.ts';
import { SyncError } from '../syncError.ts';
import { hasNameOfMember, ownerReferenceTo } from './identity.ts';
import { isManagedBy } from './members.ts';

/** What becomes of a pod when its set looks at it. */
export type Belonging = 'keep' | 'release' | 'adopt' | 'ignore';

/** k8s: controller PodControllerRefManager.ClaimPods, with statefulset isMemberOf. */
export function belongingOf(set: StatefulSet, pod: Pod): Belonging {
  const isMatch = selectorMatches(set.spec.selector, pod.metadata.labels) && hasNameOfMember(set, pod);
  if (isManagedBy(set, pod)) {
    if (isMatch) return 'keep';
    return isTerminating(set) ? 'ignore' : 'release';
  }
  if (controllerOf(pod) !== undefined || !isMatch) return 'ignore';
  return isTerminating(set) || isTerminating(pod) ? 'ignore' : 'adopt';
}

/** Makes the set the manager of an ownerless object; undefined when the object is gone. Refused when the set is not, or is going. */
export function adopt<T extends Pod | ControllerRevision>(api: Api, set: StatefulSet, object: T): T | undefined {
  mayAdopt(api, set);
  return unlessGone(() => api.update(withOwners(object, [...(object.metadata.ownerReferences ?? []), ownerReferenceTo(set)])));
}

/** The set manages the pod no longer; the pod goes on running. */
export function release(api: Api, set: StatefulSet, pod: Pod): void {
  const others = (pod.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== set.metadata.uid);
  unlessGone(() => api.update(withOwners(pod, others)));
}

/** The live object decides, not the one that was read first. k8s: controller RecheckDeletionTimestamp. */
function mayAdopt(api: Api, set: StatefulSet): void {
  const { namespace, name, uid } = set.metadata;
  const live = api.get('StatefulSet', namespace, name);
  if (live === undefined || live.metadata.uid !== uid) {
    throw new SyncError(`original StatefulSet ${namespace}/${name} is gone: got uid ${live?.metadata.uid ?? ''}, wanted ${uid}`);
  }
  if (isTerminating(live)) throw new SyncError(`${namespace}/${name} has just been deleted at ${live.metadata.deletionTimestamp}`);
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
