import { withField } from '../kinds/copyOnWrite.ts';
import type { Kind } from '../kinds/kind.ts';
import type { KubeObject, ObjectMeta } from '../kinds/object.ts';
import type { WriteOptions } from './api.ts';
import type { Writer } from './createObject.ts';
import { isEqualJson } from '../core/json.ts';
import { conflict, invalid, notFound, OBJECT_MODIFIED } from './status.ts';

/**
 * Replaces an object, or the part of it that the subresource stands for. A write that changes nothing stores nothing;
 * one that takes the last finalizer from an object in deletion removes it.
 * k8s: apiserver/pkg/registry/generic/registry Store.Update
 */
export function updateObject(writer: Writer, kind: Kind, sent: KubeObject, options: WriteOptions, noted?: 'scale'): KubeObject {
  const { namespace, name } = sent.metadata;
  const old = writer.backend.store.get(kind.kind, kind.namespaced ? namespace : undefined, name);
  if (old === undefined) throw notFound(kind, name);
  checkPreconditions(kind, sent, old);
  const { subresource } = options;
  if (subresource === 'status') return updateStatusOf(writer, kind, sent, old, options);
  if (subresource === 'finalize') return storeUpdate(writer, withPart(old, sent, 'finalizers'), old, options);
  if (subresource === 'ephemeralcontainers') return updateEphemeralOf(writer, kind, withPart(old, sent, 'ephemeralContainers'), old, options);
  const object = updateWhole(writer, kind, withStoredMeta(sent, old), old, options);
  noteUpdate(writer, object, old, options, noted);
  return object;
}

function updateWhole(writer: Writer, kind: Kind, sent: KubeObject, old: KubeObject, options: WriteOptions): KubeObject {
  const context = writer.backend.strategy();
  const prepared = kind.defaults(kind.prepareForUpdate(sent, old, context), context);
  const request = { operation: 'UPDATE', kind, object: prepared, old, warn: options.onWarning } as const;
  const object = writer.admission.mutate(request);
  if (isEqualJson(object, old)) return old;

  const errors = kind.validateUpdate(object, old, context);
  if (errors.length > 0) throw invalid(kind, old.metadata.name, errors);
  writer.admission.validate({ ...request, object });
  for (const text of kind.warnings(object, old)) options.onWarning?.(text);
  return storeUpdate(writer, object, old, options);
}

/** k8s: podEphemeralContainersStrategy */
function updateEphemeralOf(writer: Writer, kind: Kind, sent: KubeObject, old: KubeObject, options: WriteOptions): KubeObject {
  const context = writer.backend.strategy();
  const object = kind.defaults(kind.prepareForUpdate(sent, old, context), context);
  const errors = kind.validateEphemeralUpdate?.(object, old) ?? [];
  if (errors.length > 0) throw invalid(kind, old.metadata.name, errors);
  const stored = storeUpdate(writer, object, old, options);
  noteUpdate(writer, stored, old, options, 'ephemeralcontainers');
  return stored;
}

function updateStatusOf(writer: Writer, kind: Kind, sent: WithStatus, old: WithStatus, options: WriteOptions): KubeObject {
  const object = withField(old, 'status', sent.status);
  if (isEqualJson(object, old)) return old;
  const errors = kind.validateStatusUpdate?.(object, old, writer.backend.strategy()) ?? [];
  if (errors.length > 0) throw invalid(kind, old.metadata.name, errors);
  const stored = storeUpdate(writer, object, old, options);
  noteUpdate(writer, stored, old, options, 'status');
  return stored;
}

/** Remembers who changed what, once it is stored. */
function noteUpdate({ backend, fields, by }: Writer, object: KubeObject, old: KubeObject, options: WriteOptions, subresource?: string): void {
  const { uid, namespace, name } = object.metadata;
  if (object === old || backend.store.get(object.kind, namespace, name) !== object) return;
  fields.note(uid, { by: options.fieldManager ?? by, subresource, before: old, after: object, atUnixMs: backend.unixNow() });
}

/** The stored object with one field of the spec from the sent one. */
function withPart(old: KubeObject, sent: KubeObject, field: string): KubeObject {
  const part = (sent as WithSpec).spec?.[field];
  const { [field]: _old, ...spec } = (old as WithSpec).spec ?? {};
  return { ...old, spec: part === undefined || isEqualJson(part, []) ? spec : { ...spec, [field]: part } } as WithSpec;
}

type WithStatus = KubeObject & { readonly status?: unknown };
type WithSpec = KubeObject & { readonly spec?: Readonly<Record<string, unknown>> };

/** Stores the next state of an object; removes it when that was the last thing its deletion waited for. */
export function storeUpdate(writer: Writer, object: KubeObject, old: KubeObject, options: WriteOptions): KubeObject {
  const { backend } = writer;
  if (options.dryRun === true || isEqualJson(object, old)) return object;
  const by = options.fieldManager ?? writer.by;
  if (!isLastUpdate(object, old)) return backend.put(object, old, by);
  backend.remove(object, old, by);
  return object;
}

/** k8s: ShouldDeleteDuringUpdate, shouldDeleteNamespaceDuringUpdate */
function isLastUpdate(object: KubeObject, old: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds } = old.metadata;
  if (deletionTimestamp === undefined || (deletionGracePeriodSeconds ?? 0) !== 0) return false;
  if ((object.metadata.finalizers ?? []).length > 0) return false;
  if (object.kind !== 'Namespace') return true;
  const { spec } = object as KubeObject & { readonly spec?: { readonly finalizers?: readonly string[] } };
  return (spec?.finalizers ?? []).length === 0;
}

function checkPreconditions(kind: Kind, { metadata: { uid, resourceVersion } }: KubeObject, old: KubeObject): void {
  const { name, namespace, uid: storedUid, resourceVersion: storedVersion } = old.metadata;
  if ((uid ?? '') !== '' && uid !== storedUid) {
    const key = `/registry/${kind.plural}/${namespace === undefined ? '' : `${namespace}/`}${name}`;
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${storedUid}`;
    throw conflict(
      kind,
      name,
      `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`,
    );
  }
  if ((resourceVersion ?? '') !== '' && resourceVersion !== storedVersion) throw conflict(kind, name, OBJECT_MODIFIED);
}

/** What the server alone decides comes from the stored object; most clients send it as they have read it. */
function withStoredMeta(sent: KubeObject, old: KubeObject): KubeObject {
  const stored = old.metadata;
  const isKept = sent.kind === old.kind && sent.apiVersion === old.apiVersion && SYSTEM_FIELDS.every((field) => sent.metadata[field] === stored[field]);
  if (isKept) return sent;
  const metadata: Record<string, unknown> = { ...sent.metadata };
  for (const field of SYSTEM_FIELDS) {
    if (stored[field] === undefined) delete metadata[field];
    else metadata[field] = stored[field];
  }
  const { apiVersion, kind } = old;
  return { ...sent, apiVersion, kind, metadata: metadata as unknown as ObjectMeta };
}

const SYSTEM_FIELDS = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'generateName',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
] as const;
