import type { SchemaNode } from '../../kinds/schema.ts';
import { isEqualJson, isList, isRecord, type JsonRecord } from '../json.ts';
import { unknownError } from '../status.ts';

type ListNode = Extract<SchemaNode, { type: 'list' }>;

const PATCH = '$patch';
const RETAIN_KEYS = '$retainKeys';
const SET_ORDER = '$setElementOrder/';
const DELETE_FROM = '$deleteFromPrimitiveList/';

/**
 * Applies a strategic merge patch: lists with a merge key join item by item, other lists are replaced, and the
 * directives `$patch`, `$retainKeys`, `$setElementOrder` and `$deleteFromPrimitiveList` are obeyed.
 * k8s: apimachinery/pkg/util/strategicpatch StrategicMergeMapPatch
 */
export function applyStrategicPatch(target: unknown, patch: JsonRecord, schema: SchemaNode | undefined): JsonRecord {
  return mergeMap(isRecord(target) ? target : {}, patch, schema);
}

function mergeMap(original: JsonRecord, patch: JsonRecord, schema: SchemaNode | undefined): JsonRecord {
  const directive = patch[PATCH];
  if (directive === 'replace') return stripped(patch);
  if (directive === 'delete') return {};
  if (directive !== undefined && directive !== 'merge') throw unknownError(`unknown patch type found: ${shown(directive)}`);

  const result: Record<string, unknown> = retained(original, patch);
  applyListDirectives(result, patch, schema);
  for (const [key, value] of Object.entries(patch)) {
    if (isDirective(key)) continue;
    if (value === null) delete result[key];
    else result[key] = mergeValue(result[key], value, childSchema(schema, key), patch[SET_ORDER + key]);
  }
  return result;
}

function mergeValue(original: unknown, value: unknown, schema: SchemaNode | undefined, order: unknown): unknown {
  if (isRecord(value)) return mergeMap(isRecord(original) ? original : {}, value, schema);
  if (!isList(value)) return value;
  if (schema?.type !== 'list' || (schema.mergeKey === undefined && schema.set !== true)) return value.map(withoutNulls);
  const base = isList(original) ? original : [];
  return mergeList(base, value, schema, isList(order) ? order : undefined);
}

function retained(original: JsonRecord, patch: JsonRecord): Record<string, unknown> {
  const keys = patch[RETAIN_KEYS];
  if (!isList(keys)) return { ...original };
  return Object.fromEntries(Object.entries(original).filter(([key]) => keys.includes(key)));
}

/** Removals from primitive lists, and orders of lists that the patch does not otherwise name. */
function applyListDirectives(result: Record<string, unknown>, patch: JsonRecord, schema: SchemaNode | undefined): void {
  for (const [key, value] of Object.entries(patch)) {
    if (!isList(value)) continue;
    if (key.startsWith(DELETE_FROM)) {
      const field = key.slice(DELETE_FROM.length);
      const list = result[field];
      if (isList(list)) result[field] = list.filter((item) => !value.includes(item));
    }
    if (key.startsWith(SET_ORDER)) {
      const field = key.slice(SET_ORDER.length);
      const node = childSchema(schema, field);
      const list = result[field];
      if (patch[field] === undefined && isList(list) && node?.type === 'list') result[field] = ordered(list, [], value, node);
    }
  }
}

function mergeList(original: readonly unknown[], patch: readonly unknown[], node: ListNode, order: readonly unknown[] | undefined) {
  const { mergeKey } = node;
  if (mergeKey === undefined) return ordered(unique([...original, ...patch]), patch, order, node);
  const replaces = patch.some((item) => isRecord(item) && item[PATCH] === 'replace' && keysOf(item).length === 1);
  if (replaces) return patch.filter((item) => !(isRecord(item) && item[PATCH] === 'replace' && keysOf(item).length === 1));

  let merged = [...original];
  for (const item of patch) {
    if (!isRecord(item)) throw unknownError(`expected a map in the list, got ${shown(item)}`);
    const id = item[mergeKey];
    if (id === undefined) throw unknownError(`map: ${shown(item)} does not contain declared merge key: ${mergeKey}`);
    const isSame = (candidate: unknown) => isRecord(candidate) && isEqualJson(candidate[mergeKey], id);
    if (item[PATCH] === 'delete') {
      merged = merged.filter((candidate) => !isSame(candidate));
      continue;
    }
    const index = merged.findIndex(isSame);
    const found = merged[index];
    if (isRecord(found)) merged[index] = mergeMap(found, item, node.items);
    else merged.push(mergeMap({}, item, node.items));
  }
  return ordered(merged, patch, order, node);
}

/**
 * Puts the items in order: those that the patch orders stand as it says, the server's own keep their places
 * among them, and without an order the items of the patch come first. k8s: normalizeElementOrder
 */
function ordered(items: readonly unknown[], patch: readonly unknown[], order: readonly unknown[] | undefined, node: ListNode): unknown[] {
  const idOf = (item: unknown) => (node.mergeKey !== undefined && isRecord(item) ? item[node.mergeKey] : item);
  const rankIn = (list: readonly unknown[]) => (item: unknown) => list.findIndex((entry) => isEqualJson(idOf(entry), idOf(item)));
  const rank = rankIn(order ?? patch);
  const named = items.filter((item) => rank(item) >= 0).toSorted((a, b) => rank(a) - rank(b));
  const own = items.filter((item) => rank(item) < 0);
  const place = rankIn(items);
  const result: unknown[] = [];
  let next = 0;
  for (const item of named) {
    while (next < own.length && place(own[next]) < place(item)) {
      result.push(own[next]);
      next += 1;
    }
    result.push(item);
  }
  return [...result, ...own.slice(next)];
}

function childSchema(schema: SchemaNode | undefined, key: string): SchemaNode | undefined {
  if (schema?.type === 'object') return schema.fields[key];
  return schema?.type === 'map' ? schema.values : undefined;
}

function isDirective(key: string): boolean {
  return key === PATCH || key === RETAIN_KEYS || key.startsWith(SET_ORDER) || key.startsWith(DELETE_FROM);
}

function stripped(patch: JsonRecord): JsonRecord {
  const { [PATCH]: _directive, ...rest } = patch;
  return rest;
}

/** New content keeps no nulls: they only say what to take away. */
function withoutNulls(value: unknown): unknown {
  if (isList(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}

function unique(values: readonly unknown[]): readonly unknown[] {
  return values.filter((value, index) => values.findIndex((other) => isEqualJson(other, value)) === index);
}

function keysOf(record: JsonRecord): readonly string[] {
  return Object.keys(record);
}

function shown(value: unknown): string {
  return JSON.stringify(value);
}
