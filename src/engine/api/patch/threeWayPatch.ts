import type { SchemaNode } from '../../kinds/schema.ts';
import { isEqualJson, isRecord, type JsonRecord } from '../../core/json.ts';
import { strategicDiff } from './strategicDiff.ts';
import { joinStrategicPatches } from './strategicMerge.ts';

/**
 * The patch that `kubectl apply` sends: what the manifest (`modified`) adds to or changes in the live object
 * (`current`), and what it no longer names of the manifest applied before (`original`). Empty when nothing is to do.
 * k8s: strategicpatch CreateThreeWayMergePatch
 */
export function threeWayStrategicPatch(original: JsonRecord, modified: JsonRecord, current: JsonRecord, schema: SchemaNode): JsonRecord {
  const changes = strategicDiff(current, modified, schema, 'changes');
  const deletions = strategicDiff(original, modified, schema, 'deletions');
  return joinStrategicPatches(deletions, changes, schema);
}

/** The patch from one object to another, as `kubectl edit`, `label` and `set` send it. k8s: CreateTwoWayMergePatch */
export function twoWayStrategicPatch(original: JsonRecord, modified: JsonRecord, schema: SchemaNode): JsonRecord {
  return strategicDiff(original, modified, schema);
}

/**
 * The same in JSON merge patches, for kinds that strategic merge does not know. k8s: jsonmergepatch
 * CreateThreeWayJSONMergePatch
 */
export function threeWayMergePatch(original: JsonRecord, modified: JsonRecord, current: JsonRecord): JsonRecord {
  const changes = withoutNulls(mergeDiff(current, modified));
  const deletions = onlyNulls(mergeDiff(original, modified));
  return joined(deletions, changes);
}

/** The JSON merge patch from one object to another. */
export function mergeDiff(original: JsonRecord, modified: JsonRecord): JsonRecord {
  const patch: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(modified)) {
    const before = original[key];
    if (isRecord(before) && isRecord(value)) {
      const inner = mergeDiff(before, value);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (!isEqualJson(before, value)) {
      patch[key] = value;
    }
  }
  for (const key of Object.keys(original)) if (!Object.hasOwn(modified, key)) patch[key] = null;
  return patch;
}

/** Keeps additions and changes. */
function withoutNulls(patch: JsonRecord): JsonRecord {
  return filtered(patch, (value) => value !== null);
}

/** Keeps deletions. */
function onlyNulls(patch: JsonRecord): JsonRecord {
  return filtered(patch, (value) => value === null);
}

function filtered(patch: JsonRecord, keeps: (value: unknown) => boolean): JsonRecord {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(patch)) {
    if (isRecord(value)) {
      const inner = filtered(value, keeps);
      if (Object.keys(inner).length > 0) result[key] = inner;
    } else if (keeps(value)) {
      result[key] = value;
    }
  }
  return result;
}

function joined(first: JsonRecord, second: JsonRecord): JsonRecord {
  const result: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const before = result[key];
    result[key] = isRecord(before) && isRecord(value) ? joined(before, value) : value;
  }
  return result;
}
