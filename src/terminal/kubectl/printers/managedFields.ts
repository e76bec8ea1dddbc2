import type { KubeObject } from '#engine/kinds/object.ts';
import type { KubectlContext } from '../command.ts';
import { isRecord, recordAt, textAt, type JsonRecord } from './values.ts';

/** An object, or a list of them, as the server sends it: with who manages which fields. The API keeps that apart. */
export function withManagedFields(context: KubectlContext, value: JsonRecord): JsonRecord {
  return eachObject(value, (object) => {
    const isStored = textAt(object, 'metadata', 'uid') !== '' && textAt(object, 'kind') !== '';
    const managedFields = isStored ? (context.api.managedFields?.(object as unknown as KubeObject) ?? []) : [];
    return managedFields.length === 0 ? object : { ...object, metadata: { ...recordAt(object, 'metadata'), managedFields } };
  });
}

/** yaml, json and kyaml leave `metadata.managedFields` out; templates still see it. */
export function withoutManagedFields(value: JsonRecord): JsonRecord {
  return eachObject(value, stripOne);
}

function eachObject(value: JsonRecord, change: (object: JsonRecord) => JsonRecord): JsonRecord {
  if (Array.isArray(value['items'])) return { ...change(value), items: value['items'].map((item) => (isRecord(item) ? change(item) : item)) };
  return change(value);
}

function stripOne(value: JsonRecord): JsonRecord {
  const { metadata } = value;
  if (!isRecord(metadata) || metadata['managedFields'] === undefined) return value;
  const { managedFields: _, ...rest } = metadata;
  return { ...value, metadata: rest };
}
