import type { PatchOptions, PatchType, WriteOptions } from '#engine/api/api.ts';
import { badRequest, failure } from '#engine/api/status.ts';
import { scaleOf } from '#engine/api/scale.ts';
import { apiVersionOf, type Kind } from '#engine/kinds/kind.ts';
import type { KubeObject, NewObject } from '#engine/kinds/object.ts';
import { recordAt, textAt, type JsonRecord } from '#terminal/kubectl/printers/values.ts';
import { wantedForm } from './accept.ts';
import { mediaType, parsedJson, parsedYaml, readObject, unsupportedMedia } from './bodies.ts';
import { keyOf, mustFind } from './selection.ts';
import { json, type Answer, type Call } from './served.ts';
import { shownObject } from './shown.ts';
import { writeOptions } from './writeOptions.ts';

type Part = NonNullable<WriteOptions['subresource']>;

/** POST of a new object. k8s: create.go */
export function createAnswer(call: Call, kind: Kind): Answer {
  const { as } = wantedForm(call.accept);
  const options = writeOptions(call, 'CreateOptions');
  const sent = placed(call, kind, typed(kind, readObject(call.contentType, call.body, kind.kind)));
  return json(shownObject(call, kind, call.api.create(sent as unknown as NewObject<KubeObject>, options), as), 201);
}

/** PUT of an object or of a part of it. k8s: update.go */
export function updateAnswer(call: Call, kind: Kind, subresource?: Part): Answer {
  const { as } = wantedForm(call.accept);
  const options = writeOptions(call, 'UpdateOptions');
  const sent = placed(call, kind, typed(kind, readObject(call.contentType, call.body, kind.kind)));
  checkName(call, sent);
  const object = call.api.update(sent as unknown as KubeObject, subresource === undefined ? options : { ...options, subresource });
  return json(shownObject(call, kind, object, as));
}

/** PUT of a Scale. */
export function updateScaleAnswer(call: Call, kind: Kind): Answer {
  const options = writeOptions(call, 'UpdateOptions');
  const sent = readObject(call.contentType, call.body, 'Scale');
  checkName(call, sent);
  const { metadata } = mustFind(call, kind);
  const replicas = recordAt(sent, 'spec')['replicas'];
  const resourceVersion = textAt(sent, 'metadata', 'resourceVersion');
  const changed = { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { ...metadata, resourceVersion }, spec: { replicas: typeof replicas === 'number' ? replicas : 0 } };
  const object = call.api.update(changed as unknown as KubeObject, { ...options, subresource: 'scale' });
  return json(scaleOf(kind, object));
}

/** PATCH in one of its four forms. k8s: patch.go */
export function patchAnswer(call: Call, kind: Kind, subresource?: Part): Answer {
  const { as } = wantedForm(call.accept);
  const type = patchTypeOf(call.contentType);
  // Only the form of the patch says whether it applies.
  if (type === 'apply') call.query.set('apply', 'true');
  const options = writeOptions(call, 'PatchOptions');
  const isNew = call.api.get(kind.kind, keyOf(call, kind).namespace, call.info.name ?? '') === undefined;
  const object = call.api.patch(keyOf(call, kind), type, readPatch(type, call.body, call, kind), withPart(options, subresource));
  if (subresource === 'scale') return json(scaleOf(kind, object));
  return json(shownObject(call, kind, object, as), isNew ? 201 : 200);
}

function withPart(options: PatchOptions, subresource: Part | undefined): PatchOptions {
  return subresource === undefined ? options : { ...options, subresource };
}

const PATCH_TYPES: Readonly<Record<string, PatchType>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
};

function patchTypeOf(contentType: string): PatchType {
  const type = PATCH_TYPES[mediaType(contentType)];
  if (type === undefined) throw unsupportedMedia(Object.keys(PATCH_TYPES));
  return type;
}

function readPatch(type: PatchType, body: string, call: Call, kind: Kind): unknown {
  if (type === 'apply') return appliedManifest(call, kind, body);
  const read = parsedJson(body);
  if ('value' in read) return type === 'json' ? withoutManagers(read.value) : read.value;
  throw badRequest(type === 'merge' ? `error decoding patch: ${read.problem}` : read.problem);
}

/** simplified: who manages which fields follows from the writes alone; a client that hands them over is taken at its word later. */
function withoutManagers(operations: unknown): unknown {
  return Array.isArray(operations) ? operations.filter((operation) => !textAt(operation, 'path').startsWith('/metadata/managedFields')) : operations;
}

/** k8s: applyPatcher applyPatchToCurrentObject */
function appliedManifest(call: Call, kind: Kind, body: string): unknown {
  const read = parsedYaml(body);
  if ('problem' in read) throw badRequest(`error decoding YAML: error converting YAML to JSON: ${read.problem}`);
  const { value } = read;
  const name = textAt(value, 'metadata', 'name');
  if (textAt(value, 'apiVersion') !== apiVersionOf(kind) || textAt(value, 'kind') !== kind.kind) return mistyped(kind, value);
  if (name !== '' && name !== call.info.name) throw badRequest(`the name of the object (${name}) does not match the name on the URL (${call.info.name ?? ''})`);
  return { ...(value as JsonRecord), metadata: { ...recordAt(value, 'metadata'), name: call.info.name, ...(kind.namespaced ? { namespace: call.info.namespace } : {}) } };
}

function mistyped(kind: Kind, value: unknown): never {
  const [apiVersion, kindName] = [textAt(value, 'apiVersion'), textAt(value, 'kind')];
  if (apiVersion === '') throw badRequest('invalid object type: /, Kind=');
  throw badRequest(`invalid object type: ${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${kindName === '' ? kind.kind : kindName}`);
}

/** An object without apiVersion or kind is of those of the path; one with others is refused. */
function typed(kind: Kind, sent: JsonRecord): JsonRecord {
  const apiVersion = textAt(sent, 'apiVersion');
  if (apiVersion !== '' && apiVersion !== apiVersionOf(kind)) {
    throw badRequest(`the API version in the data (${apiVersion}) does not match the expected API version (${apiVersionOf(kind)})`);
  }
  return { ...sent, apiVersion: apiVersionOf(kind), kind: textAt(sent, 'kind') === '' ? kind.kind : sent['kind'] };
}

/** The object with the namespace of the path. */
function placed({ info }: Call, kind: Kind, sent: JsonRecord): JsonRecord {
  const metadata = recordAt(sent, 'metadata');
  const namespace = textAt(metadata, 'namespace');
  if (!kind.namespaced) return { ...sent, metadata };
  if (namespace !== '' && namespace !== info.namespace) throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  return { ...sent, metadata: { ...metadata, namespace: info.namespace ?? '' } };
}

function checkName({ info }: Call, sent: JsonRecord): void {
  const name = textAt(sent, 'metadata', 'name');
  if (name !== info.name) throw badRequest(`the name of the object (${name}) does not match the name on the URL (${info.name ?? ''})`);
}

/** 501-like refusal for types that the cluster lists and does not keep. */
export function refuseWrite(kind: string, apiVersion: string): Error {
  return failure(405, 'MethodNotAllowed', `${kind} (${apiVersion}) is not simulated: this cluster keeps no objects of that kind`);
}
