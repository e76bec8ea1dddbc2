import { controllerOf, isTerminating } from '../../kinds/object.ts';
import { availableAtUnixMs, isCreated, isFinished, isReady, isRunningAndReady, type Pod } from '../../kinds/pod.ts';
import { ordinalOf, replicasOf, startOrdinal, type StatefulSet } from '../../kinds/statefulSet.ts';
import { hasIdentity, hasStorage, REVISION_LABEL } from './identity.ts';

/** What the decisions ask about one pod of the set, read once for each version of the pod. */
export interface Member {
  readonly pod: Pod;
  readonly name: string;
  /** -1 for a name without an ordinal: such a pod is counted and otherwise ignored. */
  readonly ordinal: number;
  /** The API server knows a phase of it. */
  readonly isCreated: boolean;
  readonly isPending: boolean;
  /** Succeeded or Failed. */
  readonly isFinished: boolean;
  readonly isTerminating: boolean;
  readonly isRunningAndReady: boolean;
  /** When it is Ready since `minReadySeconds`, in milliseconds since 1970; Infinity while it is not Ready. */
  readonly availableAtUnixMs: number;
  /** The name of the revision that it was made from, by its label. */
  readonly revision: string;
  /** Name, labels and volumes are those of its ordinal. */
  readonly isIntact: boolean;
  /** The generation of the set for which its claims were found right; forgotten when one of them changes. */
  claimsRightFor: number | undefined;
}

/** The pods of a set by what the set wants of them. */
export interface Members {
  /** One place for each wanted ordinal, ascending. */
  readonly replicas: readonly (Member | undefined)[];
  /** Those outside the wanted range, highest ordinal first. */
  readonly condemned: readonly Member[];
}

/** Splits the pods of a set. k8s: the partition at the start of statefulset updateStatefulSet. */
export function splitMembers(set: StatefulSet, all: Iterable<Member>): Members {
  const start = startOrdinal(set);
  const replicas = Array.from<Member | undefined>({ length: replicasOf(set) });
  const condemned: Member[] = [];
  for (const member of all) {
    const place = member.ordinal - start;
    if (place >= 0 && place < replicas.length) replicas[place] = member;
    else if (member.ordinal >= 0) condemned.push(member);
  }
  return { replicas, condemned: condemned.sort(byOrdinalDescending) };
}

export function byOrdinalDescending(a: Member, b: Member): number {
  return b.ordinal - a.ordinal;
}

/** Reads a pod as a member of the set. */
export function memberOf(set: StatefulSet, pod: Pod): Member {
  return {
    pod,
    name: pod.metadata.name,
    ordinal: ordinalOf(pod),
    isCreated: isCreated(pod),
    isPending: pod.status.phase === 'Pending',
    isFinished: isFinished(pod),
    isTerminating: isTerminating(pod),
    isRunningAndReady: isRunningAndReady(pod),
    availableAtUnixMs: isReady(pod) ? (availableAtUnixMs(pod, set.spec.minReadySeconds ?? 0) ?? Infinity) : Infinity,
    revision: pod.metadata.labels?.[REVISION_LABEL] ?? '',
    isIntact: hasIdentity(set, pod) && hasStorage(set, pod),
    claimsRightFor: undefined,
  };
}

/** Is the pod managed by exactly this set? */
export function isManagedBy(set: StatefulSet, pod: Pod): boolean {
  return controllerOf(pod)?.uid === set.metadata.uid;
}

/** Not Ready for long enough, going, or still to be created. k8s: statefulset isUnavailable. */
export function isUnavailable(member: Member | undefined, nowUnixMs: number): boolean {
  return member === undefined || member.isTerminating || member.availableAtUnixMs > nowUnixMs;
}
