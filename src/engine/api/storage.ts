import type { KubeObject, OwnerReference } from '../kinds/object.ts';

/** Objects by key, with the lists that are asked for kept sorted as etcd keeps its keys. */
export interface Store {
  get(kind: string, namespace: string | undefined, name: string): KubeObject | undefined;
  /** All of a kind, or those of one namespace. */
  list(kind: string, namespace?: string): readonly KubeObject[];
  listOwned(kind: string, ownerUid: string): readonly KubeObject[];
  /** Stores a new object or the next state of a stored one. */
  put(object: KubeObject, previous: KubeObject | undefined): void;
  remove(object: KubeObject): void;
}

/** An empty store. */
export function createStore(): Store {
  const shelves = new Map<string, Shelf>();

  const shelfOf = (kind: string): Shelf => {
    let shelf = shelves.get(kind);
    if (shelf === undefined) {
      shelf = { entries: new Map(), all: createSortedList(), byNamespace: new Map(), byOwner: new Map() };
      shelves.set(kind, shelf);
    }
    return shelf;
  };

  return {
    get: (kind, namespace = '', name) => shelves.get(kind)?.entries.get(namespace)?.get(name)?.object,
    list: (kind, namespace) => {
      const shelf = shelves.get(kind);
      const list = namespace === undefined ? shelf?.all : shelf?.byNamespace.get(namespace);
      return list?.view() ?? NONE;
    },
    listOwned: (kind, ownerUid) => shelves.get(kind)?.byOwner.get(ownerUid)?.view() ?? NONE,
    put: (object, previous) => {
      putOn(shelfOf(object.kind), object, previous);
    },
    remove: (object) => {
      removeFrom(shelfOf(object.kind), object);
    },
  };
}

const NONE: readonly KubeObject[] = [];

interface Shelf {
  /** By namespace, empty for none, and name. */
  readonly entries: Map<string, Map<string, Entry>>;
  readonly all: SortedList;
  readonly byNamespace: Map<string, SortedList>;
  readonly byOwner: Map<string, SortedList>;
}

interface Entry {
  /** Where it stands among all of its kind: `namespace/name`. */
  readonly key: string;
  object: KubeObject;
}

function putOn(shelf: Shelf, object: KubeObject, previous: KubeObject | undefined): void {
  const { namespace, ownerReferences } = object.metadata;
  const { key } = entryOf(shelf, object);
  shelf.all.put(key, object);
  if (namespace !== undefined) listIn(shelf.byNamespace, namespace).put(key, object);
  const owners = ownerReferences ?? NO_OWNERS;
  const oldOwners = previous?.metadata.ownerReferences ?? NO_OWNERS;
  for (const { uid } of oldOwners) {
    if (owners !== oldOwners && owners.every((owner) => owner.uid !== uid)) dropFrom(shelf.byOwner, uid, key);
  }
  for (const { uid } of owners) listIn(shelf.byOwner, uid).put(key, object);
}

/** The entry of an object, which it now holds. */
function entryOf({ entries }: Shelf, object: KubeObject): Entry {
  const { namespace, name } = object.metadata;
  const named = entries.get(namespace ?? '') ?? new Map<string, Entry>();
  if (named.size === 0) entries.set(namespace ?? '', named);
  const known = named.get(name);
  if (known !== undefined) {
    known.object = object;
    return known;
  }
  const entry: Entry = { key: namespace === undefined ? name : `${namespace}/${name}`, object };
  named.set(name, entry);
  return entry;
}

function removeFrom(shelf: Shelf, { metadata: { namespace, name, ownerReferences } }: KubeObject): void {
  const named = shelf.entries.get(namespace ?? '');
  const key = named?.get(name)?.key;
  if (named === undefined || key === undefined) return;
  named.delete(name);
  if (named.size === 0) shelf.entries.delete(namespace ?? '');
  shelf.all.remove(key);
  if (namespace !== undefined) dropFrom(shelf.byNamespace, namespace, key);
  for (const { uid } of ownerReferences ?? NO_OWNERS) dropFrom(shelf.byOwner, uid, key);
}

const NO_OWNERS: readonly OwnerReference[] = [];

function listIn(lists: Map<string, SortedList>, id: string): SortedList {
  let list = lists.get(id);
  if (list === undefined) {
    list = createSortedList();
    lists.set(id, list);
  }
  return list;
}

function dropFrom(lists: Map<string, SortedList>, id: string, key: string): void {
  const list = lists.get(id);
  list?.remove(key);
  if (list?.isEmpty() === true) lists.delete(id);
}

interface SortedList {
  /** The objects in the order of their keys; never changed afterwards. */
  view(): readonly KubeObject[];
  isEmpty(): boolean;
  put(key: string, object: KubeObject): void;
  remove(key: string): void;
}

/** Copies itself only when it changes after somebody has looked. */
function createSortedList(): SortedList {
  const keys: string[] = [];
  let objects: KubeObject[] = [];
  let isSeen = false;

  const own = () => {
    if (isSeen) objects = objects.slice();
    isSeen = false;
  };

  return {
    view: () => {
      isSeen = true;
      return objects;
    },
    isEmpty: () => objects.length === 0,
    put: (key, object) => {
      own();
      const index = indexOf(keys, key);
      if (keys[index] === key) {
        objects[index] = object;
        return;
      }
      keys.splice(index, 0, key);
      objects.splice(index, 0, object);
    },
    remove: (key) => {
      const index = indexOf(keys, key);
      if (keys[index] !== key) return;
      own();
      keys.splice(index, 1);
      objects.splice(index, 1);
    },
  };
}

/** Where a key stands, or where it belongs. */
function indexOf(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
