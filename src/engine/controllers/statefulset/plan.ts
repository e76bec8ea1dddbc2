import type { ControllerRevision } from '../../kinds/controllerRevision.ts';
import { isTerminating } from '../../kinds/object.ts';
import { startOrdinal, type StatefulSetStatus } from '../../kinds/statefulSet.ts';
import type { Reason } from '../reason.ts';
import { isUnavailable, type Member } from './members.ts';
import * as why from './reasons.ts';
import {
  allowsBurst,
  firstCondemnedUnavailable,
  firstUnavailablePlace,
  isOutdated,
  maxUnavailableOf,
  nameAt,
  outdatedPlaces,
  partitionOf,
  revisionAt,
  revisionForNew,
  unavailableCount,
  type ClaimQuestions,
  type Situation,
} from './situation.ts';
import { countStatus } from './status.ts';

/** One thing to do. `place` is the position in its pass: Parallel sets work in growing batches of places. */
export type Step = { readonly place: number; readonly why: Reason } & (
  | { readonly do: 'createPod'; readonly ordinal: number; readonly revision: ControllerRevision }
  | { readonly do: 'deletePod'; readonly name: string; readonly forUpdate: boolean }
  | { readonly do: 'completeClaims'; readonly member: Member }
  | { readonly do: 'repairPod'; readonly member: Member }
  | { readonly do: 'ownClaims'; readonly member: Member }
);

export interface StatefulSetPlan {
  /** Steps that belong together: an error ends its pass, and the passes behind it are not begun. */
  readonly passes: readonly (readonly Step[])[];
  /** The counters before anything is done. */
  readonly status: StatefulSetStatus;
  /** What is waited for, nearest first, and what stays as it is on purpose. */
  readonly reasons: readonly Reason[];
}

/** What is decided about one pod or in one pass. */
interface Decision {
  readonly steps: readonly Step[];
  readonly waits: readonly Reason[];
  /** Nothing behind it may be begun in this look. */
  readonly ends: boolean;
}

const NOTHING: Decision = { steps: [], waits: [], ends: false };
const wait = (reason: Reason, steps: readonly Step[] = []): Decision => ({ steps, waits: [reason], ends: true });
const step = (only: Step): Decision => ({ steps: [only], waits: [], ends: true });

/**
 * Decides the next steps of a set. Missing ordinals come first, then scaling down, then updating; an OrderedReady set
 * takes one step at a time and stops at the first pod that is not Running, Ready and available.
 * k8s: statefulset updateStatefulSet.
 */
export function planStatefulSet(situation: Situation): StatefulSetPlan {
  const { set, members, current, update, collisionCount, nowUnixMs } = situation;
  const names = { current: current.metadata.name, update: update.metadata.name };
  const status = countStatus(set, names, collisionCount, members, nowUnixMs);
  if (isTerminating(set)) return { passes: [], status, reasons: [why.setIsDeleted(set)] };
  const passes: (readonly Step[])[] = [];
  const waits: Reason[] = [];
  for (const decide of [planReplicas, planCondemnedClaims, planCondemned, planUpdate]) {
    const decision = decide(situation);
    passes.push(decision.steps);
    waits.push(...decision.waits);
    if (decision.ends) return { passes, status, reasons: waits };
  }
  return { passes, status, reasons: waits.length > 0 ? waits : why.atRest(situation) };
}

/** k8s: statefulset processReplica, for each wanted ordinal that is not settled. */
function planReplicas(situation: Situation): Decision {
  const { replicas, missing, open } = situation.members;
  const isMonotonic = !allowsBurst(situation.set);
  const steps: Step[] = [];
  const waits: Reason[] = [];
  for (let gap = 0, look = 0; gap < missing.length || look < open.length;) {
    const place = Math.min(missing[gap] ?? Infinity, open[look] ?? Infinity);
    const member = replicas[place];
    if (member === undefined) gap += 1;
    else look += 1;
    const decision = member === undefined ? planMissing(situation, place) : planReplica(situation, member, place);
    steps.push(...decision.steps);
    waits.push(...decision.waits);
    if (isMonotonic && decision.ends)
      return { steps, waits: [...waits, ...why.nextIsHeldBack(situation, place, waits)], ends: true };
  }
  return { steps, waits, ends: false };
}

/** Can nothing have to be done about this pod until it, a claim of it or the set's spec changes? */
export function isSettled(member: Member, claims: ClaimQuestions, nowUnixMs: number): boolean {
  return member.isRunningAndReady && member.isIntact && !isUnavailable(member, nowUnixMs) && claims.haveRightOwners(member);
}

/** A claim that goes with an earlier pod of the name holds the new one back, without a word. k8s: statefulset PodClaimIsStale. */
function planMissing(situation: Situation, place: number): Decision {
  const { set, claims } = situation;
  const ordinal = startOrdinal(set) + place;
  const staleClaim = claims.staleClaim(ordinal);
  if (staleClaim !== undefined) return wait(why.staleClaim(set, ordinal, staleClaim));
  const revision = revisionForNew(situation, ordinal);
  return step({ do: 'createPod', place, ordinal, revision, why: why.createPod(situation, ordinal, revision) });
}

function planReplica(situation: Situation, member: Member, place: number): Decision {
  const { set, claims } = situation;
  if (member.isFinished) {
    if (member.isTerminating) return wait(why.waitTerminating(situation, member));
    return step({ do: 'deletePod', place, name: member.name, forUpdate: false, why: why.replaceFinished(set, member) });
  }
  const completion: readonly Step[] =
    member.isPending && !claims.areComplete(member)
      ? [{ do: 'completeClaims', place, member, why: why.completeClaims(set, member) }]
      : [];
  const obstacle = allowsBurst(set) ? undefined : obstacleOf(situation, member);
  if (obstacle !== undefined) return wait(obstacle, completion);
  if (member.isIntact && claims.haveRightOwners(member)) return { ...NOTHING, steps: completion };
  return { ...NOTHING, steps: [...completion, { do: 'repairPod', place, member, why: why.repairPod(set, member) }] };
}

/** What an OrderedReady set waits for before it looks at the next ordinal. */
function obstacleOf(situation: Situation, member: Member): Reason | undefined {
  if (member.isTerminating) return why.waitTerminating(situation, member);
  if (!member.isRunningAndReady) return why.waitReady(situation, member);
  return isUnavailable(member, situation.nowUnixMs) ? why.waitAvailable(situation, member) : undefined;
}

/** Claims of condemned pods get the owner that lets them go with the pod. k8s: statefulset fixPodClaim. */
function planCondemnedClaims({ set, members, claims }: Situation): Decision {
  const steps = members.condemned.flatMap((member, place): readonly Step[] =>
    claims.haveRightOwners(member) ? [] : [{ do: 'ownClaims', place, member, why: why.ownClaims(set, member) }],
  );
  return { ...NOTHING, steps };
}

/** k8s: statefulset processCondemned. */
function planCondemned(situation: Situation): Decision {
  const { set, members } = situation;
  const isMonotonic = !allowsBurst(set);
  const steps: Step[] = [];
  for (const [place, member] of members.condemned.entries()) {
    const obstacle = isMonotonic ? obstacleToScaleDown(situation, member) : undefined;
    if (obstacle !== undefined) return wait(obstacle, steps);
    if (member.isTerminating) continue;
    const scaleDown: Step = {
      do: 'deletePod',
      place,
      name: member.name,
      forUpdate: false,
      why: why.scaleDown(situation, member),
    };
    if (isMonotonic) return step(scaleDown);
    steps.push(scaleDown);
  }
  return { ...NOTHING, steps };
}

/** An OrderedReady set takes away an unhealthy pod only when no pod with a lower ordinal is unhealthy. */
function obstacleToScaleDown(situation: Situation, member: Member): Reason | undefined {
  if (member.isTerminating) return why.waitScaledDown(situation, member);
  if (member.isRunningAndReady && !isUnavailable(member, situation.nowUnixMs)) return undefined;
  const first = firstUnavailablePlace(situation) === undefined ? firstCondemnedUnavailable(situation) : undefined;
  return first === member ? undefined : why.haltScaleDown(situation, member, first);
}

/** Outdated pods go from the highest ordinal down to the partition, in both pod management policies. */
function planUpdate(situation: Situation): Decision {
  const { set } = situation;
  if (set.spec.updateStrategy?.type === 'OnDelete') return NOTHING;
  return situation.honoursMaxUnavailable ? planUpdateTogether(situation) : planUpdateOneByOne(situation);
}

function planUpdateOneByOne(situation: Situation): Decision {
  const { members, nowUnixMs } = situation;
  for (let place = members.replicas.length - 1; place >= partitionOf(situation.set); place -= 1) {
    const member = members.replicas[place];
    if (isOutdated(situation, place)) return step(deleteForUpdate(situation, place));
    if (isUnavailable(member, nowUnixMs)) return { ...NOTHING, waits: [why.waitUpdated(situation, place)] };
  }
  return NOTHING;
}

/** With the gate: as many at once as `maxUnavailable` leaves room for. k8s: statefulset updateStatefulSetAfterInvariantEstablished. */
function planUpdateTogether(situation: Situation): Decision {
  const { set } = situation;
  const unavailable = unavailableCount(situation);
  const most = maxUnavailableOf(set);
  if (unavailable >= most) return { ...NOTHING, waits: [why.waitMaxUnavailable(situation, unavailable, most)] };
  const steps = outdatedPlaces(situation)
    .slice(0, most - unavailable)
    .map((place) => deleteForUpdate(situation, place));
  return { ...NOTHING, steps };
}

function deleteForUpdate(situation: Situation, place: number): Step {
  const name = nameAt(situation, place);
  return { do: 'deletePod', place, name, forUpdate: true, why: why.updatePod(situation, name, revisionAt(situation, place)) };
}
