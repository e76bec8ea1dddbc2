import { isRecord } from '../core/json.ts';
import { canonicalQuantity } from './quantity.ts';
import type { MapSchema, ObjectSchema, SchemaNode } from './schema.ts';

/**
 * What the API server keeps of a client's JSON once it has read it into its types and written it again: nulls,
 * empty lists and maps, and zero values of plain fields go; a null within a list or a map is the zero value of its
 * type; quantities become canonical. Unknown fields stay
 * (strict decoding has its own say). Returns the same reference when nothing changes. k8s: encoding/json omitempty.
 */
export function normalise<T>(value: T, schema: SchemaNode): T {
  return normaliseValue(value, schema) as T;
}

function normaliseValue(value: unknown, schema: SchemaNode): unknown {
  if (schema.type === 'quantity') return quantityText(value);
  if (schema.type === 'list') return Array.isArray(value) ? normaliseList(value, schema.items) : value;
  if (schema.type === 'object' || schema.type === 'map') return isRecord(value) ? normaliseRecord(value, schema) : value;
  return value;
}

/** Quantities may come as numbers; other texts are left to the decoder's complaint. */
function quantityText(value: unknown): unknown {
  return typeof value === 'string' || typeof value === 'number' ? canonicalQuantity(String(value)) : value;
}

function normaliseList(list: readonly unknown[], items: SchemaNode): readonly unknown[] {
  let changed = false;
  const next = list.map((item) => {
    const normal = normaliseValue(withoutNull(item, items), items);
    changed ||= normal !== item;
    return normal;
  });
  return changed ? next : list;
}

function normaliseRecord(record: Readonly<Record<string, unknown>>, schema: ObjectSchema | MapSchema): Readonly<Record<string, unknown>> {
  let changed = false;
  const next: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) {
    const field = schema.type === 'map' ? schema.values : schema.fields[key];
    const normal = field === undefined ? value : normaliseValue(schema.type === 'map' ? withoutNull(value, field) : value, field);
    if (field !== undefined && schema.type === 'object' && isDropped(normal, field, schema.required?.includes(key) === true)) {
      changed = true;
      continue;
    }
    changed ||= normal !== value;
    next[key] = normal;
  }
  return changed ? next : record;
}

const ZERO_VALUES: Readonly<Record<string, unknown>> = { string: '', boolean: false, number: 0, integer: 0, intOrString: 0, quantity: '0', object: Object.freeze({}) };

/** Go reads a null among the items of a list or the values of a map as the zero value of their type. */
function withoutNull(value: unknown, { type }: SchemaNode): unknown {
  return value === null ? (ZERO_VALUES[type] ?? null) : value;
}

function isDropped(value: unknown, field: SchemaNode, required: boolean): boolean {
  if (field.type === 'any') return false;
  if (value === null && writesNull(field)) return false;
  if (value === null || value === undefined) return true;
  if (required) return false;
  if (field.type === 'list') return field.keepsZero !== true && Array.isArray(value) && value.length === 0;
  if (field.type === 'map') return isRecord(value) && Object.keys(value).length === 0;
  if (field.type === 'object') return false;
  return field.keepsZero !== true && (value === '' || value === 0 || value === false);
}

/** Times that are plain values in Go, and lists without omitempty, are written as null when they are not set. */
function writesNull(field: SchemaNode): boolean {
  return (field.type === 'time' || field.type === 'microTime' || field.type === 'list') && field.keepsZero === true;
}
