import { assert } from '../core/assert.ts';
import type { Kind } from '../kinds/kind.ts';
import type { KubeObject, NewObject, ObjectKey } from '../kinds/object.ts';
import { createAdmission } from './admission/admission.ts';
import { admissionPlugins } from './admission/index.ts';
import type { Api, ApiServer, DeleteOptions, ListOptions, WatchOptions } from './api.ts';
import { createBackend, type ApiServerOptions, type Backend } from './backend.ts';
import { bindPod } from './bindPod.ts';
import { createObject, type Writer } from './createObject.ts';
import { deleteObject } from './deleteObject.ts';
import { isApiError } from './errors.ts';
import { evictPod } from './evictPod.ts';
import { startEventExpiry } from './eventExpiry.ts';
import { fieldMatcher } from './fieldSelectorText.ts';
import { patchObject } from './patchObject.ts';
import { labelMatcher } from './selectors.ts';
import { notFound } from './status.ts';
import { createUids } from './uids.ts';
import { updateObject } from './updateObject.ts';
import { createWatchHub, type WatchHub } from './watchHub.ts';

/** The API server of one cluster: an empty storage until something is loaded or created. k8s: kube-apiserver */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const { sim, profile } = options;
  const backend = createBackend(options);
  const admission = createAdmission(admissionPlugins(backend));
  const uids = createUids(profile, backend.random);
  const hub = createWatchHub({ sim, random: sim.random.fork('watch latency'), latency: profile.delays.watch });
  startEventExpiry(sim, backend);
  backend.onChange((change) => {
    if (change.type === 'ADDED') uids.take(change.object);
    admission.stored(change);
    hub.announce(change, server.latencyMs);
  });

  const server: ApiServer = {
    latencyMs: 0,
    as: (fieldManager) => createClient({ backend, admission, uidFor: uids.next, by: fieldManager }, hub),
    onChange: backend.onChange,
    resourceVersion: backend.resourceVersion,
    load: (objects) => {
      for (const object of objects) loadObject(backend, object);
    },
  };
  return server;
}

/** Stores an object as it is, under its own resourceVersion where it has a later one. */
function loadObject(backend: Backend, object: KubeObject): void {
  const { namespace, name, resourceVersion } = object.metadata;
  const version = Number(resourceVersion ?? 0);
  if (Number.isInteger(version)) backend.skipTo(version - 1);
  backend.put(object, backend.store.get(object.kind, namespace, name), 'load');
}

function createClient(writer: Writer, hub: WatchHub): Api {
  const { backend } = writer;

  const kindOf = (name: string): Kind => {
    const kind = backend.kind(name);
    assert(kind !== undefined, `there is no kind "${name}"`);
    return kind;
  };

  const stored = (kind: Kind, namespace: string | undefined, name: string) =>
    backend.store.get(kind.kind, kind.namespaced ? namespace : undefined, name);

  const mustBeStored = ({ kind: kindName, namespace, name }: ObjectKey): KubeObject => {
    const kind = kindOf(kindName);
    const object = stored(kind, namespace, name);
    if (object === undefined) throw notFound(kind, name);
    return object;
  };

  const list = (kindName: string, options: ListOptions): readonly KubeObject[] => {
    const kind = kindOf(kindName);
    const all = backend.store.list(kind.kind, kind.namespaced ? options.namespace : undefined);
    const matches = matcherOf(kind, options);
    return matches === undefined ? all : all.filter(matches);
  };

  const remove = (object: KubeObject, options: DeleteOptions) => deleteObject(writer, kindOf(object.kind), object, options);

  const api: Record<keyof Api, unknown> = {
    get: (kind: string, namespace: string | undefined, name: string) => stored(kindOf(kind), namespace, name),
    list: (kind: string, options: ListOptions = {}) => list(kind, options),
    listOwned: (kind: string, ownerUid: string) => backend.store.listOwned(kindOf(kind).kind, ownerUid),
    create: (object: NewObject, options = {}) => createObject(writer, kindOf(object.kind), object, options),
    update: (object: KubeObject, options: Parameters<Api['update']>[1] = {}) =>
      options.subresource === 'binding'
        ? bindPod(writer, kindOf('Pod'), object, options)
        : updateObject(writer, kindOf(object.kind), object, options, options.subresource ?? 'object'),
    updateStatus: (object: KubeObject, options = {}) => updateObject(writer, kindOf(object.kind), object, options, 'status'),
    patch: (key: ObjectKey, ...rest: Parameters<Api['patch']> extends [unknown, ...infer R] ? R : never) =>
      patchObject(writer, kindOf(key.kind), mustBeStored(key), rest[0], rest[1], rest[2] ?? {}),
    delete: (key: ObjectKey, options: DeleteOptions = {}) => remove(mustBeStored(key), options),
    deleteCollection: (kind: string, selection: ListOptions, options: DeleteOptions = {}) => {
      const objects = list(kind, selection);
      for (const object of objects) {
        try {
          remove(object, options);
        } catch (error) {
          if (!isApiError(error, 'NotFound')) throw error;
        }
      }
      return objects;
    },
    evict: (namespace: string, name: string, options: DeleteOptions = {}) => {
      evictPod(writer, kindOf('Pod'), mustBeStored({ kind: 'Pod', namespace, name }), options);
    },
    watch: (kindName: string, options: WatchOptions) => {
      const kind = kindOf(kindName);
      return hub.watch({
        kind: kind.kind,
        namespace: kind.namespaced ? options.namespace : undefined,
        matches: matcherOf(kind, options),
        onEvent: options.onEvent,
        latencyMs: options.latencyMs,
      });
    },
    kind: backend.kind,
    kinds: () => backend.kinds,
  };
  return api as Api;
}

/** What the selectors of a list or watch pick; undefined when there are none. */
function matcherOf(kind: Kind, { labelSelector, fieldSelector }: ListOptions): ((object: KubeObject) => boolean) | undefined {
  const byLabels = labelSelector === undefined || labelSelector === '' ? undefined : labelMatcher(labelSelector);
  const byFields = fieldSelector === undefined || fieldSelector === '' ? undefined : fieldMatcher(kind, fieldSelector);
  if (byLabels === undefined) return byFields;
  if (byFields === undefined) return ({ metadata }) => byLabels(metadata.labels);
  return (object) => byLabels(object.metadata.labels) && byFields(object);
}
