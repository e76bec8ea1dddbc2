import type { SchemaNode } from '../../kinds/schema.ts';
import { goValue } from '../goText.ts';
import { isList, isRecord } from '../../core/json.ts';
import { pathsOf, type FieldTree } from './fieldTree.ts';
import { granularityOf } from './listElements.ts';

/** What server-side apply says of a manifest that does not fit its type. k8s: structured-merge-diff typed validation */
export function typeFaults(value: unknown, schema: SchemaNode | undefined, path = ''): readonly string[] {
  if (value === null || value === undefined || schema === undefined) return [];
  switch (schema.type) {
    case 'object':
    case 'map':
      return isRecord(value) ? fieldFaults(value, schema, path) : [fault(path, `expected map, got ${shown(value)}`)];
    case 'list':
      return isList(value) ? itemFaults(value, schema, path) : [fault(path, `expected list, got ${shown(value)}`)];
    case 'string':
    case 'time':
    case 'microTime':
      return typeof value === 'string' ? [] : [fault(path, `expected string, got ${shown(value)}`)];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [fault(path, `expected boolean, got ${shown(value)}`)];
    case 'integer':
    case 'number':
      return typeof value === 'number' ? [] : [fault(path, `expected numeric (int or float), got ${typeof value === 'boolean' ? 'bool' : typeof value}`)];
    default:
      return [];
  }
}

function fieldFaults(value: Readonly<Record<string, unknown>>, schema: SchemaNode, path: string): readonly string[] {
  return Object.keys(value).flatMap((key) => {
    if (schema.type === 'map') return typeFaults(value[key], schema.values, `${path}.${key}`);
    const field = schema.type === 'object' ? schema.fields[key] : undefined;
    return field === undefined ? [fault(`${path}.${key}`, 'field not declared in schema')] : typeFaults(value[key], field, `${path}.${key}`);
  });
}

function itemFaults(value: readonly unknown[], schema: SchemaNode, path: string): readonly string[] {
  const kind = granularityOf(schema, '');
  const items = schema.type === 'list' ? schema.items : undefined;
  return value.flatMap((item, index) => typeFaults(item, items, `${path}${kind.type === 'items' ? elementText(kind.elementOf(item)) : `[${index}]`}`));
}

function elementText(element: string): string {
  const leaf: FieldTree = {};
  return pathsOf({ [element]: leaf })[0] ?? '';
}

function fault(path: string, text: string): string {
  return `${path}: ${text}`;
}

function shown(value: unknown): string {
  return goValue(value);
}
