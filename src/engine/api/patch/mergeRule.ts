import type { SchemaNode } from '../../kinds/schema.ts';

/** How strategic merge treats a field. */
export interface MergeRule {
  /** The schema of the field's value, or of its items for a list. */
  readonly inner: SchemaNode | undefined;
  /** Do items of the list join, by {@link mergeKey} or as a set of scalars? Otherwise the list is replaced whole. */
  readonly joins: boolean;
  readonly mergeKey: string | undefined;
  /** Does a change say which fields stay? Then the others go. */
  readonly retainsKeys: boolean;
}

/** Types of which at most one of many fields may be set. k8s: patchStrategy retainKeys */
const RETAINING: ReadonlySet<string> = new Set(['Volume', 'DeploymentStrategy', 'PodResourceClaim']);

/** The rule for a field of an object or map. k8s: LookupPatchMetadata */
export function mergeRuleOf(schema: SchemaNode | undefined, field: string): MergeRule {
  const node = fieldSchema(schema, field);
  if (node?.type !== 'list') return { inner: node, joins: false, mergeKey: undefined, retainsKeys: isRetaining(node) };
  const { items, mergeKey, set } = node;
  return { inner: items, joins: mergeKey !== undefined || set === true, mergeKey, retainsKeys: isRetaining(items) };
}

function fieldSchema(schema: SchemaNode | undefined, field: string): SchemaNode | undefined {
  if (schema?.type === 'object') return Object.hasOwn(schema.fields, field) ? schema.fields[field] : undefined;
  return schema?.type === 'map' ? schema.values : undefined;
}

function isRetaining(node: SchemaNode | undefined): boolean {
  return node?.type === 'object' && RETAINING.has(node.name ?? '');
}
