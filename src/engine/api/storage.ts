import type { KubeObject } from '../kinds/object.ts';
import { createSortedList, type SortedList } from './sortedList.ts';

/** Objects by key, and in lists that are sorted as etcd keeps its keys. */
export interface Store {
  get(kind: string, namespace: string | undefined, name: string): KubeObject | undefined;
  /** All of a kind, or those of one namespace. */
  list(kind: string, namespace?: string): readonly KubeObject[];
  listOwned(kind: string, ownerUid: string): readonly KubeObject[];
  /** Stores a new object or the next state of a stored one. */
  put(object: KubeObject): void;
  remove(object: KubeObject): void;
}

/** An empty store. */
export function createStore(): Store {
  const shelves = new Map<string, Shelf>();

  const shelfOf = (kind: string): Shelf => {
    let shelf = shelves.get(kind);
    if (shelf === undefined) {
      shelf = { named: new Map(), all: createSortedList(), byNamespace: new Map(), byOwner: new Map() };
      shelves.set(kind, shelf);
    }
    return shelf;
  };

  return {
    get: (kind, namespace = '', name) => shelves.get(kind)?.named.get(namespace)?.get(name),
    list: (kind, namespace) => {
      const shelf = shelves.get(kind);
      const list = namespace === undefined ? shelf?.all : shelf?.byNamespace.get(namespace);
      return list?.view() ?? NONE;
    },
    listOwned: (kind, ownerUid) => shelves.get(kind)?.byOwner.get(ownerUid)?.view() ?? NONE,
    put: (object) => {
      putOn(shelfOf(object.kind), object);
    },
    remove: (object) => {
      removeFrom(shelfOf(object.kind), object);
    },
  };
}

const NONE: readonly KubeObject[] = [];

interface Shelf {
  /** By namespace, empty for none, and name. */
  readonly named: Map<string, Map<string, KubeObject>>;
  readonly all: SortedList;
  readonly byNamespace: Map<string, SortedList>;
  readonly byOwner: Map<string, SortedList>;
}

function putOn(shelf: Shelf, object: KubeObject): void {
  const { namespace, name } = object.metadata;
  let named = shelf.named.get(namespace ?? '');
  if (named === undefined) shelf.named.set(namespace ?? '', (named = new Map()));
  const stored = named.get(name);
  named.set(name, object);
  shelf.all.put(object, stored);
  if (namespace !== undefined) listIn(shelf.byNamespace, namespace).put(object, stored);
  putUnderOwners(shelf.byOwner, object, stored);
}

function putUnderOwners(byOwner: Map<string, SortedList>, object: KubeObject, stored: KubeObject | undefined): void {
  const owners = ownerUids(object);
  const oldOwners = stored === undefined ? NO_UIDS : ownerUids(stored);
  for (const uid of owners) listIn(byOwner, uid).put(object, oldOwners.includes(uid) ? stored : undefined);
  if (stored !== undefined) for (const uid of oldOwners) if (!owners.includes(uid)) dropFrom(byOwner, uid, stored);
}

function removeFrom(shelf: Shelf, { metadata: { namespace, name } }: KubeObject): void {
  const named = shelf.named.get(namespace ?? '');
  const stored = named?.get(name);
  if (named === undefined || stored === undefined) return;
  named.delete(name);
  if (named.size === 0) shelf.named.delete(namespace ?? '');
  shelf.all.remove(stored);
  if (namespace !== undefined) dropFrom(shelf.byNamespace, namespace, stored);
  for (const uid of ownerUids(stored)) dropFrom(shelf.byOwner, uid, stored);
}

const NO_UIDS: readonly string[] = [];

/** Each owner once. */
function ownerUids({ metadata: { ownerReferences } }: KubeObject): readonly string[] {
  if (ownerReferences === undefined) return NO_UIDS;
  const uids = ownerReferences.map(({ uid }) => uid);
  return uids.length > 1 ? [...new Set(uids)] : uids;
}

function listIn(lists: Map<string, SortedList>, id: string): SortedList {
  let list = lists.get(id);
  if (list === undefined) {
    list = createSortedList();
    lists.set(id, list);
  }
  return list;
}

function dropFrom(lists: Map<string, SortedList>, id: string, object: KubeObject): void {
  const list = lists.get(id);
  list?.remove(object);
  if (list?.size() === 0) lists.delete(id);
}
