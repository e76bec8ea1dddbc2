import type { Api } from '../../api/api.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { isTerminating } from '../../kinds/object.ts';
import { podName, retentionPolicyOf, type StatefulSet } from '../../kinds/statefulSet.ts';
import { claimNames, hasRightOwners, hasStalePodOwner } from './claims.ts';
import type { Member } from './members.ts';
import type { ClaimQuestions } from './situation.ts';

/**
 * Remembers which pods have all their claims as they should be, so that a look at a large set does not read each
 * claim again. A pod is read anew when the pod, a claim of it or the set's spec has changed.
 */
export interface ClaimLedger {
  questions(api: Api, set: StatefulSet): ClaimQuestions;
  /** A claim has changed: the pod that was read with it has to be read anew. */
  forget(claim: PersistentVolumeClaim): Member | undefined;
}

export function createClaimLedger(): ClaimLedger {
  const memberByClaim = new Map<string, Member>();

  const areComplete = (api: Api, set: StatefulSet, member: Member): boolean => {
    if (isRemembered(set, member)) return true;
    const names = claimNames(set, member.ordinal);
    for (const name of names) memberByClaim.set(`${set.metadata.namespace}/${name}`, member);
    const isComplete = names.every((name) => {
      const claim = api.get('PersistentVolumeClaim', set.metadata.namespace, name);
      return claim !== undefined && !isTerminating(claim) && hasRightOwners(claim, set, member.pod);
    });
    if (isComplete) member.claimsRightFor = set.metadata.generation;
    return isComplete;
  };

  /** A claim that is missing is no wrong owner. k8s: statefulset ClaimsMatchRetentionPolicy. */
  const haveRightOwners = (api: Api, set: StatefulSet, member: Member): boolean =>
    areComplete(api, set, member) ||
    claimNames(set, member.ordinal).every((name) => {
      const claim = api.get('PersistentVolumeClaim', set.metadata.namespace, name);
      return claim === undefined || hasRightOwners(claim, set, member.pod);
    });

  return {
    questions: (api, set) => ({
      areComplete: (member) => areComplete(api, set, member),
      haveRightOwners: (member) => haveRightOwners(api, set, member),
      staleClaim: (ordinal) => staleClaim(api, set, ordinal),
    }),
    forget: ({ metadata: { namespace, name } }) => {
      const key = `${namespace}/${name}`;
      const member = memberByClaim.get(key);
      if (member !== undefined) member.claimsRightFor = undefined;
      memberByClaim.delete(key);
      return member;
    },
  };
}

function isRemembered({ spec, metadata }: StatefulSet, member: Member): boolean {
  if (spec.volumeClaimTemplates === undefined || spec.volumeClaimTemplates.length === 0) return true;
  return member.claimsRightFor !== undefined && member.claimsRightFor === metadata.generation;
}

/** Only claims that go on scale-down can be stale: others are meant to be used again. k8s: statefulset PodClaimIsStale. */
function staleClaim(api: Api, set: StatefulSet, ordinal: number): string | undefined {
  if (retentionPolicyOf(set).whenScaled === 'Retain') return undefined;
  const pod = { metadata: { name: podName(set, ordinal) } };
  return claimNames(set, ordinal).find((name) => {
    const claim = api.get('PersistentVolumeClaim', set.metadata.namespace, name);
    return claim !== undefined && hasStalePodOwner(claim, pod);
  });
}
