import type { SchemaNode } from '../../kinds/schema.ts';
import { isRecord } from '../../core/json.ts';

/** How the parts of a value are told apart when it is known who manages them. */
export type Granularity =
  /** One field: whoever changes a part manages all of it. */
  | { readonly type: 'atomic' }
  | { readonly type: 'fields'; readonly of: (key: string) => SchemaNode | undefined; readonly isMap: boolean }
  | { readonly type: 'items'; readonly item: SchemaNode; readonly elementOf: (item: unknown) => string };

const ATOMIC: Granularity = { type: 'atomic' };

/** Types that are one field. k8s: +structType=atomic, +mapType=atomic */
const ATOMIC_TYPES: ReadonlySet<string> = new Set([
  'ConfigMapKeySelector',
  'LabelSelector',
  'LocalObjectReference',
  'NodeSelector',
  'NodeSelectorTerm',
  'ObjectFieldSelector',
  'ObjectReference',
  'OwnerReference',
  'ResourceFieldSelector',
  'SecretKeySelector',
  'SecretReference',
  'TypedLocalObjectReference',
]);

/** Maps that are one field, by the type that has them. */
const ATOMIC_MAPS: ReadonlySet<string> = new Set(['PodSpec.nodeSelector', 'ServiceSpec.selector', 'ReplicationControllerSpec.selector']);

/** How a value of this type is managed. `owner` is the type and field that has it. */
export function granularityOf(schema: SchemaNode | undefined, owner: string): Granularity {
  if (schema === undefined) return ATOMIC;
  if (schema.type === 'map') {
    return ATOMIC_MAPS.has(owner) ? ATOMIC : { type: 'fields', of: () => schema.values, isMap: true };
  }
  if (schema.type === 'object') {
    return ATOMIC_TYPES.has(schema.name ?? '') ? ATOMIC : { type: 'fields', of: (key) => schema.fields[key], isMap: false };
  }
  if (schema.type !== 'list') return ATOMIC;
  if (schema.set === true) return { type: 'items', item: schema.items, elementOf: (item) => `v:${JSON.stringify(item)}` };
  const keys = schema.mapKeys ?? (schema.mergeKey === undefined ? [] : [schema.mergeKey]);
  return keys.length === 0 ? ATOMIC : { type: 'items', item: schema.items, elementOf: (item) => keyElement(item, keys) };
}

/** What keys are when an item leaves them out. */
const KEY_DEFAULTS: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

function keyElement(item: unknown, keys: readonly string[]): string {
  const record = isRecord(item) ? item : {};
  const values = [...keys].sort().map((key) => [key, record[key] ?? KEY_DEFAULTS[key] ?? '']);
  return `k:${JSON.stringify(Object.fromEntries(values))}`;
}

/** The type and field that has a value: `PodSpec.containers`. Empty below maps. */
export function fieldOwner(schema: SchemaNode | undefined, field: string): string {
  return schema?.type === 'object' ? `${schema.name ?? ''}.${field}` : '';
}
