import type { SchemaNode } from '../../kinds/schema.ts';
import { isList, isRecord, type JsonRecord } from '../../core/json.ts';
import type { FieldTree } from './fieldTree.ts';
import { fieldOwner, granularityOf } from './listElements.ts';

/** The live object with the fields of a manifest: keyed lists merge item by item, new items come last. k8s: typed Merge */
export function mergeApplied(live: JsonRecord, applied: JsonRecord, schema: SchemaNode): JsonRecord {
  return merged(live, applied, schema, '') as JsonRecord;
}

function merged(live: unknown, applied: unknown, schema: SchemaNode | undefined, owner: string): unknown {
  const kind = granularityOf(schema, owner);
  if (kind.type === 'fields' && isRecord(applied)) {
    const result: Record<string, unknown> = isRecord(live) ? { ...live } : {};
    for (const [key, value] of Object.entries(applied)) {
      if (value !== null) result[key] = merged(result[key], value, kind.of(key), fieldOwner(schema, key));
    }
    return result;
  }
  if (kind.type !== 'items' || !isList(applied)) return applied;
  const items = new Map((isList(live) ? live : []).map((item) => [kind.elementOf(item), item]));
  for (const item of applied) {
    const element = kind.elementOf(item);
    items.set(element, isRecord(item) ? merged(items.get(element), item, kind.item, '') : item);
  }
  return [...items.values()];
}

/** An object without the fields of a set. */
export function withoutFields(object: JsonRecord, schema: SchemaNode, gone: FieldTree | undefined): JsonRecord {
  return gone === undefined ? object : (pruned(object, schema, gone, '') as JsonRecord);
}

function pruned(value: unknown, schema: SchemaNode | undefined, gone: FieldTree, owner: string): unknown {
  if (Object.keys(gone).length === 0 || Object.hasOwn(gone, '.')) return undefined;
  const kind = granularityOf(schema, owner);
  if (kind.type === 'fields' && isRecord(value)) {
    const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
      const tree = gone[`f:${key}`];
      return [key, tree === undefined ? inner : pruned(inner, kind.of(key), tree, fieldOwner(schema, key))];
    });
    return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
  }
  if (kind.type !== 'items' || !isList(value)) return value;
  return value
    .map((item) => {
      const tree = gone[kind.elementOf(item)];
      return tree === undefined ? item : pruned(item, kind.item, tree, '');
    })
    .filter((item) => item !== undefined);
}
