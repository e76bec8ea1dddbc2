import type { SchemaNode } from '../../kinds/schema.ts';
import { goValue } from '../goText.ts';
import { isEqualJson, isList, isRecord, type JsonRecord } from '../../core/json.ts';
import { unknownError } from '../status.ts';
import { DELETE_FROM_LIST, PATCH, RETAIN_KEYS, SET_ELEMENT_ORDER } from './directives.ts';
import { identityOf, positionIn } from './elementOrder.ts';
import { mergeRuleOf, type MergeRule } from './mergeRule.ts';

/** Which differences a patch tells. */
export type DiffParts = 'all' | 'changes' | 'deletions';

/**
 * The strategic merge patch that turns `original` into `modified`: all of it, only what is added and changed, or only
 * what is taken away. Empty when there is nothing to do. k8s: strategicpatch diffMaps
 */
export function strategicDiff(original: JsonRecord, modified: JsonRecord, schema: SchemaNode | undefined, parts: DiffParts = 'all'): JsonRecord {
  return diffMaps(original, modified, schema, { parts, retainsKeys: false });
}

interface DiffMode {
  readonly parts: DiffParts;
  readonly retainsKeys: boolean;
}

const tellsChanges = ({ parts }: DiffMode) => parts !== 'deletions';
const tellsDeletions = ({ parts }: DiffMode) => parts !== 'changes';

function diffMaps(original: JsonRecord, modified: JsonRecord, schema: SchemaNode | undefined, mode: DiffMode): JsonRecord {
  const patch: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(modified)) {
    const before = original[key];
    if (Object.hasOwn(original, key) && isSameShape(before, value)) {
      diffField(patch, key, { before, value, rule: mergeRuleOf(schema, key), mode });
    } else if (tellsChanges(mode)) {
      patch[key] = value;
    }
  }
  const isGone = (key: string) => !Object.hasOwn(modified, key);
  if (tellsDeletions(mode)) for (const key of Object.keys(original).filter(isGone)) patch[key] = null;
  if (mode.retainsKeys) addRetainKeys(patch, original, modified);
  return patch;
}

function addRetainKeys(patch: Record<string, unknown>, original: JsonRecord, modified: JsonRecord): void {
  const keep = Object.keys(modified).filter((key) => modified[key] !== null);
  const loses = Object.keys(original).some((key) => original[key] !== null && !Object.hasOwn(modified, key));
  if (keep.length > 0 && (Object.keys(patch).length > 0 || loses)) patch[RETAIN_KEYS] = keep.sort();
}

interface FieldDiff {
  readonly before: unknown;
  readonly value: unknown;
  readonly rule: MergeRule;
  readonly mode: DiffMode;
}

function diffField(patch: Record<string, unknown>, key: string, { before, value, rule, mode }: FieldDiff): void {
  const inner: DiffMode = { ...mode, retainsKeys: rule.retainsKeys };
  if (isRecord(before) && isRecord(value)) {
    const difference = diffMaps(before, value, rule.inner, inner);
    if (Object.keys(difference).length > 0) patch[key] = difference;
  } else if (isList(before) && isList(value) && rule.joins) {
    Object.assign(patch, diffLists(key, before, value, { rule, mode: inner }));
  } else if (tellsChanges(mode) && !isEqualJson(before, value)) {
    patch[key] = value;
  }
}

interface ListDiff {
  readonly rule: MergeRule;
  readonly mode: DiffMode;
}

/** k8s: strategicpatch diffLists */
function diffLists(key: string, before: readonly unknown[], after: readonly unknown[], { rule, mode }: ListDiff): JsonRecord {
  if (before.length === 0) return after.length === 0 || !tellsChanges(mode) ? {} : { [key]: after };
  const { mergeKey } = rule;
  if (mergeKey === undefined) return diffScalars(key, before, after, mode);
  requireMergeKey([...before, ...after], mergeKey);
  const items = changedItems(before, after, { rule, mode });
  const gone = tellsDeletions(mode) ? before.filter((item) => positionIn(after, item, mergeKey) < 0) : [];
  const deletions = [...gone].sort(byIdentity(mergeKey)).map((item) => ({ [PATCH]: 'delete', [mergeKey]: identityOf(item, mergeKey) }));
  const list = [...items, ...deletions];
  const movesOnly = tellsChanges(mode) && !isSameOrder(before, after, mergeKey);
  if (list.length === 0 && !movesOnly) return {};
  return {
    ...(list.length === 0 ? {} : { [key]: list }),
    [SET_ELEMENT_ORDER + key]: after.map((item) => ({ [mergeKey]: identityOf(item, mergeKey) })),
  };
}

function changedItems(before: readonly unknown[], after: readonly unknown[], { rule, mode }: ListDiff): readonly JsonRecord[] {
  const { mergeKey, inner } = rule;
  const changed: JsonRecord[] = [];
  for (const item of after) {
    if (!isRecord(item) || mergeKey === undefined) continue;
    const old = before[positionIn(before, item, mergeKey)];
    if (!isRecord(old)) {
      if (tellsChanges(mode)) changed.push(item);
      continue;
    }
    const difference = diffMaps(old, item, inner, mode);
    if (Object.keys(difference).length > 0) changed.push({ ...difference, [mergeKey]: item[mergeKey] });
  }
  return changed;
}

function diffScalars(key: string, before: readonly unknown[], after: readonly unknown[], mode: DiffMode): JsonRecord {
  const added = tellsChanges(mode) ? after.filter((item) => !before.includes(item)) : [];
  const gone = tellsDeletions(mode) ? before.filter((item) => !after.includes(item)) : [];
  const setsOrder = gone.length > 0 || (tellsChanges(mode) && !isEqualJson(before, after));
  return {
    ...(added.length === 0 ? {} : { [key]: added }),
    ...(gone.length === 0 ? {} : { [DELETE_FROM_LIST + key]: [...gone].sort(byIdentity(undefined)) }),
    ...(setsOrder ? { [SET_ELEMENT_ORDER + key]: after } : {}),
  };
}

/** k8s: mergepatch.ErrNoMergeKey */
function requireMergeKey(items: readonly unknown[], mergeKey: string): void {
  for (const item of items) {
    if (isRecord(item) && item[mergeKey] === undefined) {
      throw unknownError(`map: ${goValue(item)} does not contain declared merge key: ${mergeKey}`);
    }
  }
}

function isSameOrder(before: readonly unknown[], after: readonly unknown[], mergeKey: string): boolean {
  return (
    before.length === after.length &&
    after.every((item, index) => isEqualJson(identityOf(item, mergeKey), identityOf(before[index], mergeKey)))
  );
}

function byIdentity(mergeKey: string | undefined): (a: unknown, b: unknown) => number {
  const text = (item: unknown) => goValue(identityOf(item, mergeKey));
  return (a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0);
}

/** Values of different JSON types are not compared: the new one stands. */
function isSameShape(a: unknown, b: unknown): boolean {
  return typeof a === typeof b && isList(a) === isList(b) && (a === null) === (b === null);
}
