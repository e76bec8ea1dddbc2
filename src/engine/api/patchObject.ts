import type { Kind } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { PatchOptions, PatchType } from './api.ts';
import type { Writer } from './createObject.ts';
import { isRecord } from './json.ts';
import { applyJsonPatch } from './patch/jsonPatch.ts';
import { applyMergePatch } from './patch/mergePatch.ts';
import { applyStrategicPatch } from './patch/strategicMerge.ts';
import { badRequest } from './status.ts';
import { updateObject, type Part } from './updateObject.ts';

/** Patches a stored object and writes the result as an update. k8s: apiserver/pkg/endpoints/handlers/patch.go */
export function patchObject(writer: Writer, kind: Kind, stored: KubeObject, type: PatchType, patch: unknown, options: PatchOptions): KubeObject {
  const patched = applyPatch(kind, stored, type, patch);
  checkName(patched, stored);
  const part: Part = options.subresource ?? 'object';
  return updateObject(writer, kind, patched, options, part);
}

function applyPatch(kind: Kind, stored: KubeObject, type: PatchType, patch: unknown): KubeObject {
  if (type === 'json') return applyJsonPatch(stored, patch) as KubeObject;
  if (!isRecord(patch)) throw badRequest('the patch is not an object');
  if (type === 'merge') return applyMergePatch(stored, patch) as KubeObject;
  return applyStrategicPatch(stored, patch, kind.schema) as unknown as KubeObject;
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
