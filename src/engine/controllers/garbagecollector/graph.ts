import type { WatchEvent } from '../../api/api.ts';
import { keyOf, type KubeObject, type ObjectKey, type OwnerReference } from '../../kinds/object.ts';

export const FOREGROUND = 'foregroundDeletion';
export const ORPHAN = 'orphan';

/** One object in the graph of owners and dependents. */
export interface GraphNode {
  readonly key: ObjectKey;
  readonly owners: readonly OwnerReference[];
  /** Waits, terminating, for its dependents to go first. */
  readonly isDeletingDependents: boolean;
}

/** Who owns whom, by uid, as the watches have told. k8s: garbagecollector GraphBuilder */
export interface OwnerGraph {
  /** Takes in an event and answers whose fate has to be looked at: uids. */
  see(event: WatchEvent): readonly string[];
  get(uid: string): GraphNode | undefined;
  /** The uids of everything that names this uid as an owner, whether the owner exists or not. */
  dependentsOf(uid: string): readonly string[];
}

const none: readonly OwnerReference[] = [];

export function createOwnerGraph(): OwnerGraph {
  const nodes = new Map<string, GraphNode>();
  const dependents = new Map<string, Set<string>>();

  const link = (uid: string, owners: readonly OwnerReference[]) => {
    for (const owner of owners) {
      let here = dependents.get(owner.uid);
      if (here === undefined) dependents.set(owner.uid, (here = new Set()));
      here.add(uid);
    }
  };

  const unlink = (uid: string, owners: readonly OwnerReference[]) => {
    for (const owner of owners) {
      const here = dependents.get(owner.uid);
      here?.delete(uid);
      if (here?.size === 0) dependents.delete(owner.uid);
    }
  };

  const dependentsOf = (uid: string) => [...(dependents.get(uid) ?? [])];

  /** Owners that wait for their dependents want to know that one has gone or lets them go. */
  const waitingOwners = (owners: readonly OwnerReference[]) => owners.map(({ uid }) => uid).filter((uid) => nodes.get(uid)?.isDeletingDependents === true);

  /** An owner in another namespace is none. */
  const isReachable = (owner: OwnerReference, { metadata: { namespace } }: KubeObject) => {
    const key = nodes.get(owner.uid)?.key;
    return key !== undefined && (key.namespace === undefined || key.namespace === namespace);
  };

  const seeDeleted = ({ metadata: { uid } }: KubeObject) => {
    const owners = nodes.get(uid)?.owners ?? none;
    nodes.delete(uid);
    unlink(uid, owners);
    return [...dependentsOf(uid), ...waitingOwners(owners)];
  };

  const seeStored = (object: KubeObject) => {
    const { uid, ownerReferences: owners = none, deletionTimestamp, finalizers } = object.metadata;
    const before = nodes.get(uid);
    const isLeaving = deletionTimestamp !== undefined;
    const isDeletingDependents = isLeaving && finalizers?.includes(FOREGROUND) === true;
    nodes.set(uid, { key: before?.key ?? keyOf(object), owners, isDeletingDependents });
    const wake: string[] = [];
    if (isLeaving && (isDeletingDependents !== (before?.isDeletingDependents ?? false) || finalizers?.includes(ORPHAN) === true)) wake.push(uid);
    if (before !== undefined && isSameOwners(before.owners, owners)) return wake;
    if (before !== undefined) unlink(uid, before.owners);
    link(uid, owners);
    wake.push(...waitingOwners([...(before?.owners ?? none), ...owners]));
    if (owners.some((owner) => !isReachable(owner, object))) wake.push(uid);
    return wake;
  };

  return {
    see: ({ type, object }) => (type === 'DELETED' ? seeDeleted(object) : seeStored(object)),
    get: (uid) => nodes.get(uid),
    dependentsOf,
  };
}

function isSameOwners(a: readonly OwnerReference[], b: readonly OwnerReference[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((owner, index) => owner.uid === b[index]?.uid && owner.blockOwnerDeletion === b[index].blockOwnerDeletion);
}
