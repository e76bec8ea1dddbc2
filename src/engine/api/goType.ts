import type { SchemaNode } from '../kinds/schema.ts';

/** The Go type of a field as decoding errors write it: `int32`, `[]v1.Container`, `map[string]string`. */
export function goTypeOf(schema: SchemaNode): string {
  switch (schema.type) {
    case 'object':
      return `v1.${schema.name ?? 'Object'}`;
    case 'list':
      return `[]${goTypeOf(schema.items)}`;
    case 'map':
      return schema.values.type === 'quantity' ? 'v1.ResourceList' : `map[string]${goTypeOf(schema.values)}`;
    case 'boolean':
      return 'bool';
    case 'integer':
      return schema.format ?? 'int64';
    case 'number':
      return 'float64';
    case 'quantity':
      return 'resource.Quantity';
    case 'intOrString':
      return 'intstr.IntOrString';
    case 'time':
      return 'v1.Time';
    case 'microTime':
      return 'v1.MicroTime';
    case 'string':
      return stringType(schema.goType, schema.format);
    case 'any':
      return 'runtime.RawExtension';
  }
}

function stringType(goType: string | undefined, format: string | undefined): string {
  if (format === 'byte') return '[]uint8';
  return goType === undefined ? 'string' : `v1.${goType}`;
}
