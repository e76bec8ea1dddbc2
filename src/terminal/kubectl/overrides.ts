import { applyJsonPatch } from '#engine/api/patch/jsonPatch.ts';
import { applyMergePatch } from '#engine/api/patch/mergePatch.ts';
import { applyStrategicPatch } from '#engine/api/patch/strategicMerge.ts';
import { schemaOf } from '#engine/kinds/schemaOf.ts';
import { KubectlError } from './errors.ts';
import { readYaml, YamlError } from './manifests/yamlReader.ts';
import { isRecord, textAt, type JsonRecord } from './printers/values.ts';

/** `--overrides`: changes a generated object before it is sent. */
export function mergeOverrides(object: JsonRecord, text: string, type: string): JsonRecord {
  if (text === '') return object;
  const patch = parse(text);
  const merged = type === 'json' ? applyJsonPatch(object, patch) : type === 'strategic' ? applyStrategicPatch(object, recordOf(patch), schemaOf(textAt(object, 'kind'))) : applyMergePatch(object, recordOf(patch));
  if (!isRecord(merged)) throw new KubectlError('invalid overrides');
  return merged;
}

function parse(text: string): unknown {
  try {
    return readYaml(text);
  } catch (error) {
    if (error instanceof YamlError) throw new KubectlError(`error converting YAML to JSON: yaml: ${error.message}`);
    throw error;
  }
}

function recordOf(value: unknown): JsonRecord {
  if (!isRecord(value)) throw new KubectlError('couldn\'t unmarshal overrides: json: cannot unmarshal into Go value of type map[string]interface {}');
  return value;
}
