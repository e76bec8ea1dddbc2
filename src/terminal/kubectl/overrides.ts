import { goJsonKind } from '#engine/api/goText.ts';
import { applyJsonPatch } from '#engine/api/patch/jsonPatch.ts';
import { applyMergePatch } from '#engine/api/patch/mergePatch.ts';
import { applyStrategicPatch } from '#engine/api/patch/strategicMerge.ts';
import { schemaOf } from '#engine/kinds/schemaOf.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { KubectlError } from './errors.ts';
import { goJsonProblem } from './goJsonProblem.ts';
import { typedForm } from './typedForm.ts';
import { isRecord, textAt, type JsonRecord } from './printers/values.ts';

/** `--overrides`: changes a generated object before it is sent. */
export function mergeOverrides(object: JsonRecord, text: string, type: string): JsonRecord {
  if (text === '') return object;
  const merged = overridden(object, text, type);
  if (!isRecord(merged)) throw new KubectlError(`couldn't get version/kind; json parse error: json: cannot unmarshal ${goJsonKind(merged)} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`);
  return typedForm(merged as unknown as KubeObject) as unknown as JsonRecord;
}

function overridden(object: JsonRecord, text: string, type: string): unknown {
  switch (type) {
    case 'json':
      return applyJsonPatch(object, parse(text, goJsonProblem(text) ?? ''));
    case 'merge':
      return applyMergePatch(object, parse(text, 'Invalid JSON Patch'));
    case 'strategic': {
      const patch = parse(text, 'invalid JSON document');
      if (!isRecord(patch)) throw new KubectlError('invalid JSON document');
      return applyStrategicPatch(object, patch, schemaOf(textAt(object, 'kind')));
    }
    default:
      throw new KubectlError(`invalid override type: ${type}`);
  }
}

function parse(text: string, problem: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new KubectlError(problem);
  }
}
