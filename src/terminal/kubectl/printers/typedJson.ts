import type { SchemaNode } from '#engine/kinds/schema.ts';
import { schemaOf } from '#engine/kinds/schemaOf.ts';
import { block, byCodeUnit, quote, scalar } from './json.ts';
import { isRecord, textAt, type JsonRecord } from './values.ts';

/** JSON as Go writes it from a typed object: the fields of a struct in its own order, the keys of a map sorted. Without `indent` on one line. */
export function formatTypedJson(object: JsonRecord, indent = '', kind = textAt(object, 'kind')): string {
  return write(object, schemaOf(kind), indent, '');
}

function write(value: unknown, schema: SchemaNode | undefined, step: string, indent: string): string {
  if (Array.isArray(value)) return block('[', ']', value.map((item) => write(item, schema?.type === 'list' ? schema.items : undefined, step, indent + step)), step, indent);
  if (isRecord(value)) {
    const colon = step === '' ? ':' : ': ';
    const entries = keysOf(value, schema).map((key) => `${quote(key)}${colon}${write(value[key], innerOf(schema, key), step, indent + step)}`);
    return block('{', '}', entries, step, indent);
  }
  return scalar(value);
}

function keysOf(value: JsonRecord, schema: SchemaNode | undefined): readonly string[] {
  const known = schema?.type === 'object' ? Object.keys(schema.fields) : [];
  const others = Object.keys(value).filter((key) => !known.includes(key)).toSorted(byCodeUnit);
  return [...known, ...others].filter((key) => value[key] !== undefined);
}

function innerOf(schema: SchemaNode | undefined, key: string): SchemaNode | undefined {
  if (schema?.type === 'object') return schema.fields[key];
  return schema?.type === 'map' ? schema.values : undefined;
}
