import type { DeleteOptions } from '../../api/api.ts';
import type { KubeObject, OwnerReference } from '../../kinds/object.ts';
import { FOREGROUND, ORPHAN } from './graph.ts';

/** What an owner reference leads to: a living owner, nobody, or an owner that waits for its dependents to go first. */
export type OwnerState = 'solid' | 'absent' | 'waiting';

export interface ClassifiedOwner {
  readonly reference: OwnerReference;
  readonly state: OwnerState;
}

export interface Dependents {
  readonly count: number;
  /** Does one of them wait for dependents of its own? Then the chain of waiting has to be broken. */
  readonly isOneWaiting: boolean;
}

export type GarbageAction =
  | { readonly do: 'nothing' }
  /** Somebody still owns it: references that lead to nobody are taken out. */
  | { readonly do: 'dropOwners'; readonly uids: readonly string[] }
  | { readonly do: 'delete'; readonly policy: NonNullable<DeleteOptions['propagationPolicy']>; readonly unblock: boolean };

/** Decides what becomes of an object that has owners. k8s: garbagecollector attemptToDeleteItem */
export function planGarbage(object: KubeObject, owners: readonly ClassifiedOwner[], dependents: Dependents): GarbageAction {
  if (object.metadata.deletionTimestamp !== undefined || owners.length === 0) return { do: 'nothing' };
  const loose = owners.filter(({ state }) => state !== 'solid');
  if (loose.length < owners.length) return loose.length === 0 ? { do: 'nothing' } : { do: 'dropOwners', uids: loose.map(({ reference }) => reference.uid) };
  const isWaitedFor = owners.some(({ state }) => state === 'waiting');
  if (isWaitedFor && dependents.count > 0) return { do: 'delete', policy: 'Foreground', unblock: dependents.isOneWaiting };
  return { do: 'delete', policy: policyOf(object), unblock: false };
}

/** A wish that was left in the object's finalizers is honoured. */
function policyOf({ metadata: { finalizers = [] } }: KubeObject): NonNullable<DeleteOptions['propagationPolicy']> {
  if (finalizers.includes(ORPHAN)) return 'Orphan';
  return finalizers.includes(FOREGROUND) ? 'Foreground' : 'Background';
}

/** Does the reference hold its owner back until this dependent is gone? */
export function isBlocking(object: KubeObject, ownerUid: string): boolean {
  return object.metadata.ownerReferences?.some(({ uid, blockOwnerDeletion }) => uid === ownerUid && blockOwnerDeletion === true) === true;
}

/** The object without these owners. */
export function withoutOwners<T extends KubeObject>(object: T, uids: readonly string[]): T {
  const { ownerReferences = [], ...metadata } = object.metadata;
  const kept = ownerReferences.filter(({ uid }) => !uids.includes(uid));
  return { ...object, metadata: kept.length === 0 ? metadata : { ...metadata, ownerReferences: kept } };
}

/** The object with references that hold nobody back. */
export function withoutBlocking<T extends KubeObject>(object: T): T {
  const ownerReferences = object.metadata.ownerReferences?.map((owner) => ({ ...owner, blockOwnerDeletion: false })) ?? [];
  return { ...object, metadata: { ...object.metadata, ownerReferences } };
}

export function withoutFinalizer<T extends KubeObject>(object: T, finalizer: string): T {
  const { finalizers = [], ...metadata } = object.metadata;
  const kept = finalizers.filter((other) => other !== finalizer);
  return { ...object, metadata: kept.length === 0 ? metadata : { ...metadata, finalizers: kept } };
}
