import type { Labels, NewObject, OwnerReference } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { claimName, isInRange, ordinalOf, retentionPolicyOf, type StatefulSet } from '../../kinds/statefulSet.ts';
import { ownerReferenceTo } from '../ownership.ts';
import { claimTemplatesOf } from './claimTemplates.ts';

/** A pod as its claims see it; one that is still to be created has no uid. */
export interface ClaimingPod {
  readonly metadata: { readonly name: string; readonly uid?: string };
}

type Owned = Pick<PersistentVolumeClaim, 'metadata'>;

/** The claims that a pod of this ordinal uses, as they are created. k8s: statefulset getPersistentVolumeClaims. */
export function newClaims(set: StatefulSet, ordinal: number): readonly NewObject<PersistentVolumeClaim>[] {
  const { namespace } = set.metadata;
  return claimTemplatesOf(set).map(({ metadata, spec }) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...metadata,
      name: claimName({ metadata }, set, ordinal),
      ...(namespace === undefined ? {} : { namespace }),
      ...labelsOf(metadata.labels, set.spec.selector.matchLabels),
    },
    spec,
  }));
}

function labelsOf(own: Labels | undefined, selected: Labels | undefined): { readonly labels?: Labels } {
  return own === undefined && selected === undefined ? {} : { labels: { ...own, ...selected } };
}

/** The names of the claims of an ordinal, in the order of the templates. */
export function claimNames(set: StatefulSet, ordinal: number): readonly string[] {
  return claimTemplatesOf(set).map((template) => claimName(template, set, ordinal));
}

/**
 * Does the claim have the owners that the retention policy asks for? A claim with a stale owner, or with another
 * controller and none of ours, is left alone and counts as right. k8s: statefulset isClaimOwnerUpToDate.
 */
export function hasRightOwners(claim: Owned, set: StatefulSet, pod: ClaimingPod): boolean {
  if (hasStaleSetOwner(claim, set) || hasStalePodOwner(claim, pod)) return true;
  const ours = ownersOf(claim).filter((owner) => isToSet(owner, set) || isToPod(owner, pod));
  if (hasForeignController(claim, set, pod)) return ours.length === 0;
  if (ours.some((owner) => owner.controller !== true)) return false;
  const wanted = wantedOwners(set, pod);
  return ours.length === wanted.length && wanted.every(({ uid }) => ours.some((owner) => owner.uid === uid));
}

/** The claim's owner references once ours are as the policy wants; other owners stay. k8s: statefulset updateClaimOwnerRefForSetAndPod. */
export function rightOwners(claim: Owned, set: StatefulSet, pod: ClaimingPod): readonly OwnerReference[] {
  const others = ownersOf(claim).filter((owner) => !isToSet(owner, set) && !isToPod(owner, pod));
  return hasForeignController(claim, set, pod) ? others : [...others, ...wantedOwners(set, pod)];
}

/** Does somebody else manage the claim? Never asked under Retain for both. k8s: statefulset hasUnexpectedController. */
export function hasForeignController(claim: Owned, set: StatefulSet, pod: ClaimingPod): boolean {
  const { whenDeleted, whenScaled } = retentionPolicyOf(set);
  if (whenDeleted === 'Retain' && whenScaled === 'Retain') return false;
  return ownersOf(claim).some((owner) => {
    if (isToSet(owner, set)) return owner.uid !== set.metadata.uid;
    if (isToPod(owner, pod)) return owner.uid !== pod.metadata.uid;
    return owner.controller === true;
  });
}

/** Does the claim belong to an earlier pod of that name? k8s: statefulset hasStaleOwnerRef. */
export function hasStalePodOwner(claim: Owned, pod: ClaimingPod): boolean {
  return ownersOf(claim).some((owner) => isToPod(owner, pod) && owner.uid !== pod.metadata.uid);
}

function hasStaleSetOwner(claim: Owned, set: StatefulSet): boolean {
  return ownersOf(claim).some((owner) => isToSet(owner, set) && owner.uid !== set.metadata.uid);
}

/**
 * The set owns the claims that go with it; a condemned pod owns the claims that go on scale-down.
 * simplified: the reference to a pod without a uid is left out; upstream never gets there.
 */
function wantedOwners(set: StatefulSet, pod: ClaimingPod): readonly OwnerReference[] {
  const { whenDeleted, whenScaled } = retentionPolicyOf(set);
  const isCondemned = !isInRange(set, ordinalOf(pod));
  if (whenScaled === 'Delete' && isCondemned) return podOwner(pod);
  return whenDeleted === 'Delete' ? [ownerReferenceTo(set)] : [];
}

function podOwner({ metadata: { name, uid } }: ClaimingPod): readonly OwnerReference[] {
  if (uid === undefined) return [];
  return [{ apiVersion: 'v1', kind: 'Pod', name, uid, controller: true, blockOwnerDeletion: true }];
}

function ownersOf(claim: Owned): readonly OwnerReference[] {
  return claim.metadata.ownerReferences ?? [];
}

function isToSet(owner: OwnerReference, set: StatefulSet): boolean {
  return owner.apiVersion === 'apps/v1' && owner.kind === 'StatefulSet' && owner.name === set.metadata.name;
}

function isToPod(owner: OwnerReference, pod: ClaimingPod): boolean {
  return owner.apiVersion === 'v1' && owner.kind === 'Pod' && owner.name === pod.metadata.name;
}
