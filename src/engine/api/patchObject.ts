import type { Kind } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { SchemaNode } from '../kinds/schema.ts';
import { schemaOf } from '../kinds/schemaOf.ts';
import type { PatchOptions, PatchType } from './api.ts';
import type { Writer } from './createObject.ts';
import { decodeJson, decodeMerged, type Decoded } from './decode.ts';
import { goJsonKind, goValue } from './goText.ts';
import { isRecord, type JsonRecord } from '../core/json.ts';
import { applyJsonPatch } from './patch/jsonPatch.ts';
import { applyMergePatch } from './patch/mergePatch.ts';
import { applyStrategicPatch } from './patch/strategicMerge.ts';
import { managedScaleOf, updateScale, type Scale } from './scale.ts';
import { badRequest, invalidPatch } from './status.ts';
import { updateObject } from './updateObject.ts';

/** Patches a stored object, or its scale, and writes the outcome. k8s: apiserver/pkg/endpoints/handlers/patch.go */
export function patchObject(
  writer: Writer,
  kind: Kind,
  stored: KubeObject,
  { type, patch, options }: { readonly type: Exclude<PatchType, 'apply'>; readonly patch: unknown; readonly options: PatchOptions },
): KubeObject {
  if (options.subresource === 'scale') {
    const scale = managedScaleOf(kind, stored, writer.fields);
    const patched = patchedObject({ kind: 'Scale', schema: schemaOf('Scale') }, scale, type, patch, options) as Scale;
    return updateScale(writer, kind, stored, patched, options);
  }
  const patched = patchedObject(kind, stored, type, patch, options);
  checkName(patched, stored);
  return updateObject(writer, kind, patched, options);
}

type Shape = { readonly kind: string; readonly schema: SchemaNode };

function patchedObject(shape: Shape, stored: KubeObject, type: Exclude<PatchType, 'apply'>, patch: unknown, options: PatchOptions): KubeObject {
  if (type === 'strategic') {
    const merge = recordOf(patch, '');
    const merged = applyStrategicPatch(stored as unknown as JsonRecord, merge, shape.schema);
    return accepted(decodeMerged(shape, merged), () => goValue(merge), options);
  }
  const patched = type === 'json' ? applyJsonPatch(stored, patch) : applyMergePatch(stored, recordOf(patch, 'error decoding patch: '));
  return accepted(decodeJson(shape, patched), () => JSON.stringify(patched), options);
}

function recordOf(patch: unknown, prefix: string): JsonRecord {
  if (isRecord(patch)) return patch;
  throw badRequest(`${prefix}json: cannot unmarshal ${goJsonKind(patch)} into Go value of type map[string]interface {}`);
}

/** The decoded outcome; without a word about validation, unknown fields are only warned about. */
function accepted(decoded: Decoded | string, shown: () => string, { fieldValidation = 'Warn', onWarning }: PatchOptions): KubeObject {
  if (typeof decoded === 'string') throw invalidPatch(shown(), decoded);
  const { object, unknownFields } = decoded;
  if (unknownFields.length === 0 || fieldValidation === 'Ignore') return object;
  if (fieldValidation === 'Strict') throw invalidPatch(shown(), `strict decoding error: ${unknownFields.join(', ')}`);
  for (const text of unknownFields) onWarning?.(text);
  return object;
}

function checkName({ metadata }: KubeObject, stored: KubeObject): void {
  const { name, namespace } = stored.metadata;
  if (metadata.name !== name) {
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`);
  }
  if (namespace !== undefined && metadata.namespace !== undefined && metadata.namespace !== namespace) {
    throw badRequest(`the namespace of the object (${metadata.namespace}) does not match the namespace on the request (${namespace})`);
  }
}
