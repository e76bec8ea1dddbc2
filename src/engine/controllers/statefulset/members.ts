import { isTerminating } from '../../kinds/object.ts';
import { availableAtUnixMs, isCreated, isFinished, isReady, isRunningAndReady, type Pod } from '../../kinds/pod.ts';
import { ordinalOf, type StatefulSet } from '../../kinds/statefulSet.ts';
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

/**
 * The pods of a set by what the set wants of them. A wanted pod is settled when nothing can have to be done about it
 * until it changes: Running, Ready, available, not going, as its ordinal asks for, and with the right claims.
 */
export interface Members {
  /** One place for each wanted ordinal, ascending. */
  readonly replicas: readonly (Member | undefined)[];
  /** The places without a pod, ascending. */
  readonly missing: readonly number[];
  /** The places with a pod that is not settled, ascending. */
  readonly open: readonly number[];
  /** How many settled pods there are of each revision. */
  readonly settledByRevision: ReadonlyMap<string, number>;
  /** Pods outside the wanted range, highest ordinal first. */
  readonly condemned: readonly Member[];
}

export function byOrdinalDescending(a: Member, b: Member): number {
  return b.ordinal - a.ordinal;
}

/** The members of which something can have to be said: those of the open places and the condemned ones. */
export function unsettledMembers({ replicas, open, condemned }: Members): readonly Member[] {
  return [...open.map((place) => replicas[place] as Member), ...condemned];
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

/** Not Ready for long enough, going, or still to be created. k8s: statefulset isUnavailable. */
export function isUnavailable(member: Member | undefined, nowUnixMs: number): boolean {
  return member === undefined || member.isTerminating || member.availableAtUnixMs > nowUnixMs;
}
