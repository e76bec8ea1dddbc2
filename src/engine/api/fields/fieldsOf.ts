import type { SchemaNode } from '../../kinds/schema.ts';
import { isEqualJson, isList, isRecord, type JsonRecord } from '../../core/json.ts';
import { innerTree, LEAF, unionOf, type FieldTree } from './fieldTree.ts';
import { fieldOwner, granularityOf } from './listElements.ts';

/** The fields that a manifest sets: those that its manager manages once it is applied. k8s: typed ToFieldSet */
export function fieldsOf(manifest: JsonRecord, schema: SchemaNode): FieldTree {
  return setFields(manifest, schema, '') ?? {};
}

/** What an update changed: fields that it set, and fields that are gone with all below them. k8s: typed Compare */
export interface FieldChanges {
  readonly set: FieldTree | undefined;
  readonly gone: FieldTree | undefined;
}

/** What is there before anybody has set anything. */
const NEW_OBJECT: JsonRecord = { metadata: {}, spec: {}, status: {} };

/** Compares two states of an object; the old one may be absent. */
export function changedFields(before: JsonRecord | undefined, after: JsonRecord, schema: SchemaNode): FieldChanges {
  return compare({ before: before ?? NEW_OBJECT, after, schema, owner: '' });
}

function setFields(value: unknown, schema: SchemaNode | undefined, owner: string): FieldTree | undefined {
  const kind = granularityOf(schema, owner);
  if (kind.type === 'fields' && isRecord(value)) {
    const children: Record<string, FieldTree> = {};
    for (const [key, inner] of Object.entries(value)) {
      const tree = setFields(inner, kind.of(key), fieldOwner(schema, key));
      if (tree !== undefined) children[`f:${key}`] = tree;
    }
    return innerTree(children, Object.keys(value).length === 0);
  }
  if (kind.type === 'items' && isList(value)) {
    const children: Record<string, FieldTree> = {};
    for (const item of value) {
      const tree = isRecord(item) ? setFields(item, kind.item, '') : undefined;
      children[kind.elementOf(item)] = unionOf(LEAF, tree) ?? LEAF;
    }
    return innerTree(children, false);
  }
  return LEAF;
}

interface Comparison {
  readonly before: unknown;
  readonly after: unknown;
  readonly schema: SchemaNode | undefined;
  readonly owner: string;
}

const NOTHING: FieldChanges = { set: undefined, gone: undefined };

function compare({ before, after, schema, owner }: Comparison): FieldChanges {
  if (before === after) return NOTHING;
  if (after === undefined) return { set: undefined, gone: LEAF };
  const kind = granularityOf(schema, owner);
  if (kind.type === 'fields' && isRecord(after) && (before === undefined || isRecord(before))) {
    const old = before ?? {};
    const keys = new Set([...Object.keys(old), ...Object.keys(after)]);
    const parts = [...keys].map((key): Part => {
      const inner = kind.of(key);
      return { element: `f:${key}`, ...compare({ before: old[key], after: after[key], schema: inner, owner: fieldOwner(schema, key) }) };
    });
    const isNew = before === undefined && (Object.keys(after).length === 0 || !isByValue(schema));
    return joined(parts, isNew);
  }
  if (kind.type === 'items' && isList(after) && (before === undefined || isList(before))) {
    const old = new Map((before ?? []).map((item) => [kind.elementOf(item), item]));
    const now = new Map(after.map((item) => [kind.elementOf(item), item]));
    const parts = [...new Set([...old.keys(), ...now.keys()])].map((element): Part => {
      const changes = compare({ before: old.get(element), after: now.get(element), schema: kind.item, owner: '' });
      return { element, ...(old.has(element) || !now.has(element) ? changes : asMember(changes)) };
    });
    return joined(parts, before === undefined && !ALWAYS_WRITTEN.has(owner));
  }
  return isEqualJson(before, after) ? NOTHING : { set: LEAF, gone: undefined };
}

type Part = FieldChanges & { readonly element: string };

function joined(parts: readonly Part[], isMember: boolean): FieldChanges {
  const pick = (which: 'set' | 'gone') =>
    Object.fromEntries(parts.flatMap((part) => (part[which] === undefined ? [] : [[part.element, part[which]]])));
  return { set: innerTree(pick('set'), isMember), gone: innerTree(pick('gone'), false) };
}

/** A new item is managed as such, not only its fields. */
function asMember({ set, gone }: FieldChanges): FieldChanges {
  return { set: unionOf(LEAF, set), gone };
}

/** Types that are part of the struct around them in Go: they are there before anybody sets them. */
const BY_VALUE = /(Spec|Status|Strategy|ObjectMeta|ResourceRequirements|ContainerState|NodeSystemInfo)$/;

function isByValue(schema: SchemaNode | undefined): boolean {
  return schema?.type === 'object' && BY_VALUE.test(schema.name ?? '');
}

/** Lists that Go writes even when they are empty. */
const ALWAYS_WRITTEN: ReadonlySet<string> = new Set(['PodSpec.containers']);
