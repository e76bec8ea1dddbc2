import type { Kind } from '../kinds/kind.ts';
import type { KubeObject, NewMeta, NewObject } from '../kinds/object.ts';
import type { Admission } from './admission/admission.ts';
import type { WriteOptions } from './api.ts';
import type { Backend } from './backend.ts';
import type { FieldLedger } from './fields/ledger.ts';
import { alreadyExists, badRequest, generatedNameExists, invalid, unknownError } from './status.ts';

/** What a write needs to know about its server and its client. */
export interface Writer {
  readonly backend: Backend;
  readonly admission: Admission;
  /** Who manages which fields. */
  readonly fields: FieldLedger;
  /** The uid of a new object. */
  readonly uidFor: (kind: string, namespace: string | undefined, name: string) => string;
  /** Who writes. */
  readonly by: string;
}

/**
 * Creates an object: metadata, strategy, defaults, admission, validation, storage.
 * k8s: apiserver/pkg/registry/generic/registry Store.Create
 */
export function createObject(writer: Writer, kind: Kind, sent: NewObject, options: WriteOptions): KubeObject {
  const { backend, admission } = writer;
  checkSentMeta(kind, sent);
  const isGenerated = (sent.metadata.name ?? '') === '' && (sent.metadata.generateName ?? '') !== '';
  const context = backend.strategy();
  const named = withSystemMeta(writer, kind, sent, isGenerated);

  const prepared = kind.defaults(kind.prepareForCreate(named, context), context);
  const request = { operation: 'CREATE', kind, object: prepared, warn: options.onWarning } as const;
  const admitted = admission.mutate(request);
  // What follows from the content, such as the QoS class, is settled once admission has had its say.
  const object = admitted === prepared ? prepared : kind.prepareForCreate(admitted, context);
  const { name, namespace } = object.metadata;

  const errors = kind.validate(object, context);
  if (errors.length > 0) throw invalid(kind, name, errors);
  admission.validate({ ...request, object });
  if (backend.store.get(kind.kind, namespace, name) !== undefined) {
    throw (object.metadata.generateName ?? '') === '' ? alreadyExists(kind, name) : generatedNameExists(kind, name);
  }

  for (const text of kind.warnings(object, undefined)) options.onWarning?.(text);
  if (options.dryRun === true) return object;
  const by = options.fieldManager ?? writer.by;
  const stored = backend.put(object, undefined, by);
  // What admission adds is nobody's field.
  const after = admitted === prepared ? stored : prepared;
  writer.fields.note(stored.metadata.uid, { by, before: undefined, after, atUnixMs: backend.unixNow() });
  return stored;
}

function checkSentMeta(kind: Kind, { metadata }: NewObject): void {
  if (kind.namespaced && (metadata.namespace ?? '') === '') {
    throw badRequest('an empty namespace may not be set during creation');
  }
  if ((metadata.resourceVersion ?? '') !== '') throw unknownError('resourceVersion should not be set on objects to be created');
}

function withSystemMeta(writer: Writer, kind: Kind, sent: NewObject, isGenerated: boolean): KubeObject {
  const { backend, uidFor } = writer;
  const space = kind.namespaced ? sent.metadata.namespace : undefined;
  const name = isGenerated ? freeName(backend, kind, space, sent.metadata.generateName ?? '') : (sent.metadata.name ?? '');
  const metadata = sentMeta(sent.metadata);
  metadata.name = name;
  if (space !== undefined) metadata.namespace = space;
  metadata.uid = uidFor(kind.kind, space, name);
  metadata.creationTimestamp = backend.timestamp();
  return { ...sent, metadata } as unknown as KubeObject;
}

type MetaDraft = { -readonly [Field in keyof NewMeta]: NewMeta[Field] };

/** What a client may decide. Copied field by field: leaving some out of a spread costs many times as much. */
function sentMeta(sent: NewMeta): MetaDraft {
  const metadata: MetaDraft = {};
  for (const field in sent) if (!SERVER_FIELDS.has(field)) copyField(metadata, sent, field as keyof NewMeta);
  return metadata;
}

function copyField<Field extends keyof NewMeta>(to: MetaDraft, from: NewMeta, field: Field): void {
  to[field] = from[field];
}

const SERVER_FIELDS: ReadonlySet<string> = new Set([
  'namespace',
  'generation',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'resourceVersion',
  'managedFields',
]);

const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const RANDOM_LENGTH = 5;
const LONGEST_BASE = 63 - RANDOM_LENGTH;
/** k8s: RetryGenerateName */
const NAME_ATTEMPTS = 8;

function freeName(backend: Backend, kind: Kind, namespace: string | undefined, base: string): string {
  let name = '';
  for (let attempt = 0; attempt < NAME_ATTEMPTS; attempt += 1) {
    name = base.slice(0, LONGEST_BASE) + backend.random.text(RANDOM_LENGTH, NAME_ALPHABET);
    if (backend.store.get(kind.kind, namespace, name) === undefined) return name;
  }
  return name;
}
