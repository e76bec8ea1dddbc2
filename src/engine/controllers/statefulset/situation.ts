import type { ControllerRevision } from '../../kinds/controllerRevision.ts';
import { intOrPercent } from '../../kinds/intOrPercent.ts';
import { podName, replicasOf, startOrdinal, type StatefulSet } from '../../kinds/statefulSet.ts';
import { isUnavailable, type Member, type Members } from './members.ts';

/** Everything that a decision about a set rests on. */
export interface Situation {
  readonly set: StatefulSet;
  readonly members: Members;
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
  readonly collisionCount: number;
  readonly nowUnixMs: number;
  /** Is `maxUnavailable` honoured? The gate MaxUnavailableStatefulSet. */
  readonly honoursMaxUnavailable: boolean;
  readonly claims: ClaimQuestions;
}

/** What the decisions ask about claims. */
export interface ClaimQuestions {
  /** Do those claims of the pod that exist have the owners of the retention policy? */
  haveRightOwners(member: Member): boolean;
  /** Do all claims of the pod exist, with the right owners and not going? */
  areComplete(member: Member): boolean;
  /** The claim that still belongs to an earlier pod of this ordinal, where that blocks a new one. */
  staleClaim(ordinal: number): string | undefined;
}

/** Parallel sets create, scale and repair all at once and wait for nobody. */
export function allowsBurst({ spec }: StatefulSet): boolean {
  return spec.podManagementPolicy === 'Parallel';
}

/** Places below it are not updated. */
export function partitionOf({ spec }: StatefulSet): number {
  return spec.updateStrategy?.rollingUpdate?.partition ?? 0;
}

/** How many pods an update may take away at once: a percentage is of all replicas, rounded down, and at least 1. */
export function maxUnavailableOf(set: StatefulSet): number {
  const value = set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1;
  return Math.max(1, intOrPercent(value, replicasOf(set), 'down') ?? 1);
}

/**
 * The revision that a new pod of this ordinal comes up with: the current one below the partition; without a
 * rollingUpdate block the current one for as many ordinals as the stored status counts as current.
 * k8s: statefulset newVersionedStatefulSetPod.
 */
export function revisionForNew(
  { set, current, update }: Pick<Situation, 'set' | 'current' | 'update'>,
  ordinal: number,
): ControllerRevision {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  const place = ordinal - startOrdinal(set);
  if (rollingUpdate !== undefined) return place < (rollingUpdate.partition ?? 0) ? current : update;
  return type === 'RollingUpdate' && place < (set.status.currentReplicas ?? 0) ? current : update;
}

/** The pod name of a place. */
export function nameAt({ set, members }: Situation, place: number): string {
  return members.replicas[place]?.name ?? podName(set, startOrdinal(set) + place);
}

/** The revision of the pod at a place, also when it is only being created. */
export function revisionAt(situation: Situation, place: number): string {
  const member = situation.members.replicas[place];
  return member === undefined ? revisionForNew(situation, startOrdinal(situation.set) + place).metadata.name : member.revision;
}

/** Would the update take the pod at this place away? */
export function isOutdated(situation: Situation, place: number): boolean {
  if (situation.members.replicas[place]?.isTerminating === true) return false;
  return revisionAt(situation, place) !== situation.update.metadata.name;
}

/** The places from the highest down to the partition whose pods the update would take away. */
export function outdatedPlaces(situation: Situation): readonly number[] {
  const places: number[] = [];
  for (let place = situation.members.replicas.length - 1; place >= partitionOf(situation.set); place -= 1) {
    if (isOutdated(situation, place)) places.push(place);
  }
  return places;
}

/** The first wanted place without an available pod; undefined when all are available. */
export function firstUnavailablePlace({ members: { replicas, missing, open }, nowUnixMs }: Situation): number | undefined {
  const place = open.find((each) => isUnavailable(replicas[each], nowUnixMs));
  const [gap] = missing;
  return gap === undefined || (place !== undefined && place < gap) ? place : gap;
}

/** How many wanted places are without an available pod. */
export function unavailableCount({ members: { replicas, missing, open }, nowUnixMs }: Situation): number {
  return missing.length + open.filter((place) => isUnavailable(replicas[place], nowUnixMs)).length;
}

/** The unavailable condemned pod with the lowest ordinal. */
export function firstCondemnedUnavailable({ members, nowUnixMs }: Situation): Member | undefined {
  return members.condemned.findLast((member) => isUnavailable(member, nowUnixMs));
}
