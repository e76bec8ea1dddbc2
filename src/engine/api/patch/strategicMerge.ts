import type { SchemaNode } from '../../kinds/schema.ts';
import { goValue } from '../goText.ts';
import { isEqualJson, isList, isRecord, type JsonRecord } from '../../core/json.ts';
import { badRequest, unknownError } from '../status.ts';
import { DELETE_FROM_LIST, PATCH, RETAIN_KEYS, SET_ELEMENT_ORDER } from './directives.ts';
import { inElementOrder, positionIn } from './elementOrder.ts';
import { mergeRuleOf, type MergeRule } from './mergeRule.ts';

/**
 * Applies a strategic merge patch to an object: lists with a merge key join item by item, other lists are replaced,
 * and `$patch`, `$retainKeys`, `$setElementOrder` and `$deleteFromPrimitiveList` are obeyed. Throws the server's
 * answer to a patch that contradicts itself. k8s: strategicpatch StrategicMergeMapPatch
 */
export function applyStrategicPatch(target: JsonRecord, patch: JsonRecord, schema: SchemaNode | undefined): JsonRecord {
  return mergeMap(target, patch, schema, APPLYING);
}

/**
 * Joins two patches into one: directives, deletions and nulls of both stay. For the client side of apply.
 * k8s: strategicpatch CreateThreeWayMergePatch, its mergeMap
 */
export function joinStrategicPatches(first: JsonRecord, second: JsonRecord, schema: SchemaNode | undefined): JsonRecord {
  return mergeMap(first, second, schema, JOINING);
}

interface Mode {
  /** Are directives carried out, or kept for later? */
  readonly obeys: boolean;
}

const APPLYING: Mode = { obeys: true };
const JOINING: Mode = { obeys: false };

function mergeMap(original: JsonRecord, patch: JsonRecord, schema: SchemaNode | undefined, mode: Mode): JsonRecord {
  if (Object.hasOwn(patch, PATCH)) return mergeByDirective(patch);
  const result: Record<string, unknown> = mode.obeys ? retained(original, patch) : { ...original };
  const done = new Set<string>();
  for (const [key, value] of Object.entries(patch)) {
    if (!key.startsWith(SET_ELEMENT_ORDER)) continue;
    const field = key.slice(SET_ELEMENT_ORDER.length);
    if (!mode.obeys) result[key] = value;
    mergeInOrder(result, patch, { field, order: value, rule: mergeRuleOf(schema, field), mode });
    done.add(key).add(field);
  }
  for (const [key, value] of Object.entries(patch)) {
    if (done.has(key) || (mode.obeys && key === RETAIN_KEYS)) continue;
    if (mode.obeys && key.startsWith(DELETE_FROM_LIST)) deleteFromList(result, key.slice(DELETE_FROM_LIST.length), value);
    else mergeField(result, key, value, mergeRuleOf(schema, key), mode);
  }
  return result;
}

function mergeByDirective(patch: JsonRecord): JsonRecord {
  const { [PATCH]: directive, ...rest } = patch;
  if (directive === 'replace') return rest;
  if (directive === 'delete') return {};
  throw badPatchType(directive, patch);
}

function mergeField(result: Record<string, unknown>, key: string, value: unknown, rule: MergeRule, mode: Mode): void {
  if (value === null) {
    delete result[key];
    if (!mode.obeys) result[key] = null;
    return;
  }
  const before = result[key];
  if (before === undefined) result[key] = mode.obeys ? withoutDirectives(value) : value;
  else if (isRecord(before) && isRecord(value)) result[key] = mergeMap(before, value, rule.inner, mode);
  else if (isList(before) && isList(value) && rule.joins) result[key] = mergeLists(before, value, rule, mode);
  else result[key] = value;
}

/** Keeps what the patch says to keep. k8s: applyRetainKeysDirective */
function retained(original: JsonRecord, patch: JsonRecord): Record<string, unknown> {
  const keep = patch[RETAIN_KEYS];
  if (keep === undefined) return { ...original };
  if (!isList(keep)) throw badRequest('invalid patch format of retainKeys');
  const strays = Object.entries(patch).some(([key, value]) => !key.startsWith('$') && value !== null && !keep.includes(key));
  if (strays) throw badRequest('invalid patch format of retainKeys');
  return Object.fromEntries(Object.entries(original).filter(([key]) => keep.includes(key)));
}

interface OrderedField {
  readonly field: string;
  readonly order: unknown;
  readonly rule: MergeRule;
  readonly mode: Mode;
}

/** Merges a list whose order the patch sets. k8s: mergePatchIntoOriginal */
function mergeInOrder(result: Record<string, unknown>, patch: JsonRecord, { field, order, rule, mode }: OrderedField): void {
  const before = result[field];
  const added = patch[field];
  if (!isList(order) || (before !== undefined && !isList(before)) || (added !== undefined && !isList(added))) {
    throw badRequest('invalid patch format of setElementOrder list');
  }
  if (before === undefined && added === undefined) return;
  checkOrder(added ?? [], order, rule.mergeKey);
  const isNew = before === undefined && !mode.obeys;
  const merged = added === undefined || isNew ? (added ?? before ?? []) : mergeLists(before ?? [], added, rule, mode);
  result[field] = inElementOrder(merged, { wanted: order, before: before ?? [], mergeKey: rule.mergeKey });
}

/** The items of the patch must stand in the order that the same patch sets. k8s: validatePatchWithSetOrderList */
function checkOrder(items: readonly unknown[], order: readonly unknown[], mergeKey: string | undefined): void {
  if (items.length === 0 || order.length === 0) return;
  let last = -1;
  for (const item of items) {
    if (isRecord(item) && item[PATCH] !== undefined) continue;
    const at = positionIn(order, item, mergeKey);
    if (at <= last) {
      throw unknownError(`The order in patch list:\n${goValue(items)}\n doesn't match $setElementOrder list:\n${goValue(order)}\n`);
    }
    last = at;
  }
}

function mergeLists(before: readonly unknown[], patch: readonly unknown[], rule: MergeRule, mode: Mode): readonly unknown[] {
  if (before.length === 0 && patch.length === 0) return before;
  const { mergeKey } = rule;
  if (mergeKey === undefined) {
    const all = [...before, ...patch];
    return inElementOrder(unique(all), { wanted: patch, before, mergeKey });
  }
  const { kept, items } = obeyItemDirectives(before, patch, mergeKey);
  const merged = [...kept];
  for (const item of items) {
    const at = positionIn(merged, item, mergeKey);
    const found = merged[at];
    if (isRecord(found)) merged[at] = mergeMap(found, item, rule.inner, mode);
    else merged.push(mode.obeys ? withoutDirectives(item) : item);
  }
  return inElementOrder(merged, { wanted: items, before: kept, mergeKey });
}

interface ListParts {
  /** What is left of the list. */
  readonly kept: readonly unknown[];
  /** What the patch merges into it. */
  readonly items: readonly JsonRecord[];
}

/** k8s: mergeSliceWithSpecialElements */
function obeyItemDirectives(before: readonly unknown[], patch: readonly unknown[], mergeKey: string): ListParts {
  let kept = before;
  let replaces = false;
  const items: JsonRecord[] = [];
  for (const item of patch) {
    if (!isRecord(item)) throw unknownError(`expected a map[string]interface {}, but received a ${typeof item}`);
    const directive = item[PATCH];
    if (directive !== undefined && directive !== 'delete' && directive !== 'replace') throw badItemDirective(directive, item);
    if (directive === 'replace') {
      replaces = true;
      continue;
    }
    if (item[mergeKey] === undefined) throw unknownError(`map: ${goValue(item)} does not contain declared merge key: ${mergeKey}`);
    if (directive === 'delete') kept = kept.filter((other) => positionIn([item], other, mergeKey) < 0);
    else items.push(item);
  }
  return replaces ? { kept: items, items: [] } : { kept, items };
}

function badItemDirective(directive: unknown, item: JsonRecord) {
  if (directive === 'merge') return unknownError('merging lists cannot yet be specified in the patch');
  return badPatchType(directive, item);
}

function badPatchType(directive: unknown, patch: JsonRecord) {
  return unknownError(`unknown patch type: ${goValue(directive)} in map: ${goValue(patch)}`);
}

function deleteFromList(result: Record<string, unknown>, field: string, items: unknown): void {
  const list = result[field];
  if (isList(list) && isList(items)) result[field] = list.filter((item) => !items.includes(item));
}

/** New content keeps no nulls and no directives: they only say what to do with what was there. */
function withoutDirectives(value: unknown): unknown {
  if (isList(value)) {
    return value.filter((item) => !(isRecord(item) && item[PATCH] === 'delete')).map(withoutDirectives);
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([key, inner]) => inner !== null && !isDirective(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutDirectives(inner)]));
}

function isDirective(key: string): boolean {
  return key === PATCH || key === RETAIN_KEYS || key.startsWith(SET_ELEMENT_ORDER) || key.startsWith(DELETE_FROM_LIST);
}

function unique(values: readonly unknown[]): readonly unknown[] {
  return values.filter((value, index) => values.findIndex((other) => isEqualJson(other, value)) === index);
}
