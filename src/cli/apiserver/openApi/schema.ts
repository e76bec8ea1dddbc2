import descriptions from '#engine/kinds/schema/descriptions.json' with { type: 'json' };
import { schemaOf } from '#engine/kinds/schemaOf.ts';
import type { ListSchema, ObjectSchema, SchemaNode } from '#engine/kinds/schema.ts';
import type { JsonRecord } from '#terminal/kubectl/printers/values.ts';

const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = descriptions;

/** Definitions gathered while a document is written: name to schema. */
export type Components = Map<string, JsonRecord>;

/** The reference to a definition of our schema, which is added with all that it holds. */
export function addDefinition(components: Components, definition: string, extensions: JsonRecord = {}): string {
  const name = componentName(definition);
  if (!components.has(name)) {
    components.set(name, {});
    components.set(name, { ...objectSchema(components, schemaOf(definition)), ...extensions });
  }
  return refTo(name);
}

/** Types of apimachinery, which all groups share. */
const META_TYPES = new Set(['ObjectMeta', 'OwnerReference', 'LabelSelector', 'LabelSelectorRequirement', 'Condition', 'ManagedFieldsEntry', 'FieldsV1', 'ListMeta', 'DeleteOptions', 'Preconditions', 'Status', 'Time', 'MicroTime', 'Scale']);

function componentName(definition: string): string {
  return META_TYPES.has(definition) ? `io.k8s.apimachinery.pkg.apis.meta.v1.${definition}` : `io.k8s.api.${definition.includes('.') ? definition : `all.${definition}`}`;
}

function refTo(name: string): string {
  return `#/components/schemas/${name}`;
}

function objectSchema(components: Components, schema: ObjectSchema): JsonRecord {
  const own = texts[schema.definition ?? ''] ?? {};
  const properties = Object.entries(schema.fields).map(([field, node]) => [field, { ...fieldSchema(components, node), ...described(own[field]) }]);
  return {
    ...described(own['']),
    type: 'object',
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) as unknown }),
    ...(schema.required === undefined || schema.required.length === 0 ? {} : { required: schema.required }),
  };
}

function described(text: string | undefined): JsonRecord {
  return text === undefined || text === '' ? {} : { description: text };
}

const NAMED_SCALARS: Readonly<Record<string, { readonly name: string; readonly schema: JsonRecord }>> = {
  quantity: { name: 'io.k8s.apimachinery.pkg.api.resource.Quantity', schema: { oneOf: [{ type: 'string' }, { type: 'number' }] } },
  intOrString: { name: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString', schema: { oneOf: [{ type: 'integer' }, { type: 'string' }], format: 'int-or-string' } },
  time: { name: 'io.k8s.apimachinery.pkg.apis.meta.v1.Time', schema: { type: 'string', format: 'date-time' } },
  microTime: { name: 'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime', schema: { type: 'string', format: 'date-time' } },
};

/** A field that is a type of its own is wrapped, so that it can have a description beside. */
function fieldSchema(components: Components, node: SchemaNode): JsonRecord {
  const ref = refOf(components, node);
  if (ref !== undefined) return { allOf: [{ $ref: ref }], ...(node.type === 'object' ? { default: {} } : {}) };
  switch (node.type) {
    case 'list':
      return { type: 'array', items: fieldSchema(components, node.items), ...listMarks(node) };
    case 'map':
      return { type: 'object', additionalProperties: fieldSchema(components, node.values) };
    case 'any':
      return { type: 'object' };
    default:
      return { type: node.type, ...('format' in node ? { format: node.format } : {}), ...('enum' in node && node.enum !== undefined ? { enum: node.enum } : {}) };
  }
}

function refOf(components: Components, node: SchemaNode): string | undefined {
  if (node.type === 'object') return addDefinition(components, node.definition ?? node.name ?? '');
  const scalar = NAMED_SCALARS[node.type];
  if (scalar === undefined) return undefined;
  const short = scalar.name.slice(scalar.name.lastIndexOf('.') + 1);
  components.set(scalar.name, { ...described(texts[short]?.['']), ...scalar.schema });
  return refTo(scalar.name);
}

/** How the items of a list merge: for strategic merge patches and for server-side apply. */
function listMarks({ mergeKey, mapKeys, set }: ListSchema): JsonRecord {
  const keys = mapKeys ?? (mergeKey === undefined ? [] : [mergeKey]);
  const patch = mergeKey === undefined && set !== true ? {} : { ...(mergeKey === undefined ? {} : { 'x-kubernetes-patch-merge-key': mergeKey }), 'x-kubernetes-patch-strategy': 'merge' };
  if (set === true) return { ...patch, 'x-kubernetes-list-type': 'set' };
  return keys.length === 0 ? { ...patch, 'x-kubernetes-list-type': 'atomic' } : { ...patch, 'x-kubernetes-list-map-keys': keys, 'x-kubernetes-list-type': 'map' };
}
