import type { ControllerRevision } from '../../kinds/controllerRevision.ts';
import { keyOf, type ObjectKey } from '../../kinds/object.ts';
import { podName, replicasOf, retentionPolicyOf, startOrdinal, type StatefulSet } from '../../kinds/statefulSet.ts';
import { act, note, wait, type Reason } from '../reason.ts';
import { unreadyReason } from '../unreadyReason.ts';
import type { Member } from './members.ts';
import { allowsBurst, firstUnavailablePlace, nameAt, outdatedPlaces, partitionOf, type Situation } from './situation.ts';

// Every sentence that the StatefulSet controller can say, as code and values. The words are in session/why/statefulset.ts.

export function createPod(
  { set, current, update }: Situation,
  ordinal: number,
  { metadata: { name: revision } }: ControllerRevision,
): Reason {
  const pod = podName(set, ordinal);
  const isOld = revision === current.metadata.name && current !== update;
  if (!isOld) return act(podKey(set, pod), 'statefulset.createPod', { pod, ordinal, revision });
  return act(podKey(set, pod), 'statefulset.createPodAtCurrent', {
    pod,
    ordinal,
    revision,
    partition: startOrdinal(set) + partitionOf(set),
  });
}

export function replaceFinished(set: StatefulSet, { name, pod }: Member): Reason {
  return act(podKey(set, name), 'statefulset.replaceFinished', { pod: name, phase: pod.status.phase ?? '' });
}

export function completeClaims(set: StatefulSet, { name }: Member): Reason {
  return act(podKey(set, name), 'statefulset.completeClaims', { pod: name });
}

export function repairPod(set: StatefulSet, { name }: Member): Reason {
  return act(podKey(set, name), 'statefulset.repairPod', { pod: name });
}

export function ownClaims(set: StatefulSet, { name }: Member): Reason {
  const { whenScaled } = retentionPolicyOf(set);
  return act(podKey(set, name), whenScaled === 'Delete' ? 'statefulset.claimsGoWithPod' : 'statefulset.claimsChangeOwner', {
    pod: name,
  });
}

export function scaleDown({ set }: Situation, { name, ordinal }: Member): Reason {
  const start = startOrdinal(set);
  const code = ordinal < start ? 'statefulset.belowStart' : 'statefulset.scaleDown';
  return act(podKey(set, name), code, { pod: name, ordinal, replicas: replicasOf(set), start });
}

export function updatePod({ set, update }: Situation, pod: string, from: string): Reason {
  return act(podKey(set, pod), 'statefulset.updatePod', { pod, from, to: update.metadata.name });
}

export function adoptPod(set: StatefulSet, pod: string): Reason {
  return act(podKey(set, pod), 'statefulset.adoptPod', { pod, set: set.metadata.name });
}

export function releasePod(set: StatefulSet, pod: string): Reason {
  return act(podKey(set, pod), 'statefulset.releasePod', { pod, set: set.metadata.name });
}

export function newRevision(set: StatefulSet, { metadata, revision }: ControllerRevision): Reason {
  return act(keyOf(set), 'statefulset.newRevision', { revision: metadata.name, number: revision });
}

export function oldRevisionAgain(set: StatefulSet, { metadata, revision }: ControllerRevision): Reason {
  return act(keyOf(set), 'statefulset.oldRevisionAgain', { revision: metadata.name, number: revision });
}

export function updateComplete(set: StatefulSet, revision: string): Reason {
  return act(keyOf(set), 'statefulset.updateComplete', { revision });
}

export function setIsDeleted(set: StatefulSet): Reason {
  return wait(keyOf(set), 'statefulset.setIsDeleted', { set: set.metadata.name });
}

/** The pod is on its way out, and its name is taken until it is gone. */
export function waitTerminating({ set }: Situation, { name, ordinal }: Member): Reason {
  return wait(keyOf(set), 'statefulset.waitTerminating', { pod: name, ordinal }, podKey(set, name));
}

/** A pod that is not Ready holds an OrderedReady set up, a new template included. */
export function waitReady({ set, update }: Situation, { name, ordinal, pod, revision }: Member): Reason {
  const reason = unreadyReason(pod);
  const isStuck =
    revision !== update.metadata.name &&
    ordinal >= startOrdinal(set) + partitionOf(set) &&
    set.spec.updateStrategy?.type !== 'OnDelete';
  if (!isStuck) return wait(keyOf(set), 'statefulset.waitReady', { pod: name, ordinal, reason }, podKey(set, name));
  const params = { pod: name, ordinal, reason, revision, update: update.metadata.name };
  return wait(keyOf(set), 'statefulset.waitReadyBeforeUpdate', params, podKey(set, name));
}

export function waitAvailable({ set }: Situation, { name, ordinal }: Member): Reason {
  const seconds = set.spec.minReadySeconds ?? 0;
  return wait(keyOf(set), 'statefulset.waitAvailable', { pod: name, ordinal, seconds }, podKey(set, name));
}

export function staleClaim(set: StatefulSet, ordinal: number, claim: string): Reason {
  const params = { pod: podName(set, ordinal), ordinal, claim };
  return wait(keyOf(set), 'statefulset.staleClaim', params, claimKey(set, claim));
}

/** The next ordinal that has no pod has to know why. */
export function nextIsHeldBack(
  { set, members: { missing } }: Situation,
  place: number,
  waits: readonly Reason[],
): readonly Reason[] {
  const [gap] = missing;
  if (gap === undefined || waits.length === 0) return [];
  const pod = podName(set, startOrdinal(set) + gap);
  if (gap === place) return waits.map((reason) => ({ ...reason, about: podKey(set, pod) }));
  const first = podName(set, startOrdinal(set) + place);
  return [wait(podKey(set, pod), 'statefulset.heldBack', { pod, ordinal: startOrdinal(set) + gap, first }, podKey(set, first))];
}

export function waitScaledDown({ set }: Situation, { name, ordinal }: Member): Reason {
  return wait(keyOf(set), 'statefulset.waitScaledDown', { pod: name, ordinal }, podKey(set, name));
}

export function haltScaleDown({ set }: Situation, { name, ordinal, pod }: Member, first: Member | undefined): Reason {
  const unhealthy = first?.name ?? '';
  const params = { pod: name, ordinal, reason: unreadyReason(pod), unhealthy };
  return wait(keyOf(set), 'statefulset.haltScaleDown', params, podKey(set, unhealthy === '' ? name : unhealthy));
}

/** The highest pod that is not available: outdated ones below it wait for it. */
export function waitUpdated(situation: Situation, place: number): Reason {
  const { set } = situation;
  const pod = nameAt(situation, place);
  const left = outdatedPlaces(situation).length;
  const code = left > 0 ? 'statefulset.waitUpdated' : 'statefulset.waitAll';
  return wait(keyOf(set), code, { pod, reason: stateAt(situation, place), left }, podKey(set, pod));
}

export function waitMaxUnavailable(situation: Situation, unavailable: number, most: number): Reason {
  const { set } = situation;
  const place = firstUnavailablePlace(situation) ?? 0;
  const pod = nameAt(situation, place);
  const left = outdatedPlaces(situation).length;
  const code = left > 0 ? 'statefulset.waitMaxUnavailable' : 'statefulset.waitAll';
  return wait(keyOf(set), code, { pod, reason: stateAt(situation, place), unavailable, most, left }, podKey(set, pod));
}

/** What stays as it is on purpose while there is nothing to do. */
export function atRest(situation: Situation): readonly Reason[] {
  const { set, members, update } = situation;
  const isOnDelete = set.spec.updateStrategy?.type === 'OnDelete';
  const kept = (isOnDelete ? members.replicas : members.replicas.slice(0, partitionOf(set))).filter(
    (member) => member !== undefined && member.revision !== update.metadata.name,
  );
  if (kept.length === 0) return unreadyAtRest(situation);
  const params = { count: kept.length, revision: update.metadata.name };
  if (isOnDelete) return [note(keyOf(set), 'statefulset.onDelete', params)];
  return [note(keyOf(set), 'statefulset.belowPartition', { ...params, partition: startOrdinal(set) + partitionOf(set) })];
}

/** A Parallel set has done what it can, but its pods are not all Ready. */
function unreadyAtRest(situation: Situation): readonly Reason[] {
  const { set } = situation;
  const place = firstUnavailablePlace(situation);
  if (place === undefined || !allowsBurst(set)) return [];
  const pod = nameAt(situation, place);
  return [wait(keyOf(set), 'statefulset.waitAll', { pod, reason: stateAt(situation, place), left: 0 }, podKey(set, pod))];
}

/** In a word, why the pod at a place is not available. */
function stateAt({ set, members }: Situation, place: number): string {
  const member = members.replicas[place];
  if (member === undefined) return 'Pending';
  if (member.isTerminating) return 'Terminating';
  return member.isRunningAndReady ? `minReadySeconds ${set.spec.minReadySeconds ?? 0}` : unreadyReason(member.pod);
}

export function podKey(set: StatefulSet, name: string): ObjectKey {
  return keyInNamespace(set, 'Pod', name);
}

export function claimKey(set: StatefulSet, name: string): ObjectKey {
  return keyInNamespace(set, 'PersistentVolumeClaim', name);
}

function keyInNamespace({ metadata: { namespace } }: StatefulSet, kind: string, name: string): ObjectKey {
  return namespace === undefined ? { kind, name } : { kind, namespace, name };
}
