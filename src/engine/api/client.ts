import { assert } from '../core/assert.ts';
import type { ObjectOf } from '../kinds/kindMap.ts';
import type { Kind } from '../kinds/kind.ts';
import type { KubeObject, NewObject, ObjectKey } from '../kinds/object.ts';
import type { Api, DeleteOptions, ListOptions, PatchOptions, PatchType, WriteOptions } from './api.ts';
import { applyObject } from './applyObject.ts';
import { bindPod } from './bindPod.ts';
import { createObject, type Writer } from './createObject.ts';
import { decodeObject } from './decode.ts';
import { deleteObject } from './deleteObject.ts';
import { isApiError } from './errors.ts';
import { evictPod } from './evictPod.ts';
import { fieldMatcher } from './fieldSelectorText.ts';
import { patchObject } from './patchObject.ts';
import { scaleOf, updateScale } from './scale.ts';
import { labelMatcher } from './selectors.ts';
import { notFound } from './status.ts';
import { updateObject } from './updateObject.ts';
import type { WatchHub } from './watchHub.ts';

/** The REST verbs for one client. What the types say of kinds is the caller's word: the storage holds any object. */
export function createClient(writer: Writer, hub: WatchHub): Api {
  const { backend } = writer;
  const { store } = backend;

  const kindOf = (name: string): Kind => {
    const kind = backend.kind(name);
    assert(kind !== undefined, `there is no kind "${name}"`);
    return kind;
  };

  /** People may misspell the capitals of a kind: the path of the request still names it. */
  const kindAddressed = (name: string): Kind =>
    backend.kind(name) ?? kindOf(backend.kinds.find(({ kind }) => kind.toLowerCase() === name.toLowerCase())?.kind ?? name);

  const find = (kind: Kind, namespace: string | undefined, name: string) =>
    store.get(kind.kind, kind.namespaced ? namespace : undefined, name);

  const mustFind = ({ kind: kindName, namespace, name }: ObjectKey): KubeObject => {
    const kind = kindOf(kindName);
    const object = find(kind, namespace, name);
    if (object === undefined) throw notFound(kind, name);
    return object;
  };

  const list = (kindName: string, options: ListOptions): readonly KubeObject[] => {
    const kind = kindOf(kindName);
    const all = store.list(kind.kind, namespaceOf(kind, options));
    const matches = matcherOf(kind, options);
    return matches === undefined ? all : all.filter(matches);
  };

  const received = <T extends NewObject>(kind: Kind, object: T, options: WriteOptions): T => {
    const fieldValidation = options.fieldValidation ?? (isPerson(writer.by) ? 'Strict' : undefined);
    return fieldValidation === undefined ? object : (decodeObject(kind, object, { ...options, fieldValidation }) as unknown as T);
  };

  const update = (object: KubeObject, options: WriteOptions): KubeObject => {
    const kind = kindOf(object.kind);
    if (options.subresource === 'binding') return bindPod(writer, kind, object, options);
    if (options.subresource === 'scale') return updateScale(writer, kind, mustFind(keyOf(object)), scaleOf(kind, object), options);
    return updateObject(writer, kind, received(kind, object, options), options);
  };

  const patched = (key: ObjectKey, type: PatchType, patch: unknown, options: PatchOptions): KubeObject => {
    const kind = kindOf(key.kind);
    if (type === 'apply') return applyObject(writer, kind, key, patch, options);
    return patchObject(writer, kind, mustFind(key), { type, patch, options });
  };

  const remove = (object: KubeObject, options: DeleteOptions) => deleteObject(writer, kindOf(object.kind), object, options);

  return {
    get: <K extends string>(kind: K, namespace: string | undefined, name: string) =>
      find(kindOf(kind), namespace, name) as ObjectOf<K> | undefined,
    list: <K extends string>(kind: K, options: ListOptions = {}) => list(kind, options) as readonly ObjectOf<K>[],
    listOwned: <K extends string>(kind: K, ownerUid: string) =>
      store.listOwned(kindOf(kind).kind, ownerUid) as readonly ObjectOf<K>[],
    create: <T extends KubeObject>(object: NewObject<T>, options: WriteOptions = {}) => {
      const kind = isPerson(writer.by) ? kindAddressed(object.kind) : kindOf(object.kind);
      return createObject(writer, kind, received(kind, object, options), options) as T;
    },
    update: <T extends KubeObject>(object: T, options: WriteOptions = {}) => update(object, options) as T,
    updateStatus: <T extends KubeObject>(object: T, options: WriteOptions = {}) =>
      update(object, { ...options, subresource: 'status' }) as T,
    patch: <K extends string>(key: ObjectKey & { readonly kind: K }, type: PatchType, patch: unknown, options: PatchOptions = {}) =>
      patched(key, type, patch, options) as ObjectOf<K>,
    delete: <K extends string>(key: ObjectKey & { readonly kind: K }, options: DeleteOptions = {}) =>
      remove(mustFind(key), options) as ObjectOf<K> | undefined,
    deleteCollection: (kind, selection, options = {}) => {
      const objects = list(kind, selection);
      for (const object of objects) ignoringGone(() => remove(object, options));
      return objects;
    },
    evict: (namespace, name, options = {}) => {
      evictPod(writer, kindOf('Pod'), mustFind({ kind: 'Pod', namespace, name }), options);
    },
    watch: (kindName, options) => {
      const kind = kindOf(kindName);
      return hub.watch({
        kind: kind.kind,
        namespace: namespaceOf(kind, options),
        matches: matcherOf(kind, options),
        onEvent: options.onEvent,
        latencyMs: options.latencyMs,
      });
    },
    managedFields: (object) => writer.fields.entries(kindOf(object.kind), object.metadata.uid),
    kind: backend.kind,
    kinds: () => backend.kinds,
  };
}

function keyOf({ kind, metadata: { namespace, name } }: KubeObject): ObjectKey {
  return { kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** People write through kubectl; what they send is checked field by field. */
function isPerson(fieldManager: string): boolean {
  return fieldManager.startsWith('kubectl');
}

/** Deleting one object may take another with it. */
function ignoringGone(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!isApiError(error, 'NotFound')) throw error;
  }
}

/** The one namespace that is asked for; none and the empty one mean all. */
function namespaceOf(kind: Kind, { namespace = '' }: ListOptions): string | undefined {
  return kind.namespaced && namespace !== '' ? namespace : undefined;
}

/** What the selectors of a list or watch pick; undefined when there are none. */
function matcherOf(kind: Kind, { labelSelector, fieldSelector }: ListOptions): ((object: KubeObject) => boolean) | undefined {
  const byLabels = labelSelector === undefined || labelSelector === '' ? undefined : labelMatcher(labelSelector);
  const byFields = fieldSelector === undefined || fieldSelector === '' ? undefined : fieldMatcher(kind, fieldSelector);
  if (byLabels === undefined) return byFields;
  if (byFields === undefined) return ({ metadata }) => byLabels(metadata.labels);
  return (object) => byLabels(object.metadata.labels) && byFields(object);
}
