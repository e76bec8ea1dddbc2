import { definitions, enumValues } from './schema/definitions.ts';
import type { ListSchema, ObjectSchema, ScalarSchema, SchemaNode } from './schema.ts';

const known = new Map<string, ObjectSchema>();

/** The schema of a definition (`StatefulSet`, `PodSpec`), expanded when its fields are first looked at. */
export function schemaOf(definition: string): ObjectSchema {
  const before = known.get(definition);
  if (before !== undefined) return before;
  const node = lazySchema(definition);
  known.set(definition, node);
  return node;
}

function lazySchema(definition: string): ObjectSchema {
  let expanded: Expanded | undefined;
  const expand = () => (expanded ??= expandFields(definitions[definition] ?? ''));
  return {
    type: 'object',
    name: definition.slice(definition.indexOf('.') + 1),
    definition,
    get fields() {
      return expand().fields;
    },
    get required() {
      return expand().required;
    },
  };
}

interface Expanded {
  readonly fields: Readonly<Record<string, SchemaNode>>;
  readonly required: readonly string[];
}

/** `name` SPACE `type` then marks: `!` required, `*` kept when zero, `=` the Go type, `@` how a list merges. */
const FIELD = /^([^ ]+) ([^!*=@]+)(!?)(\*?)(?:=([^@]+))?(?:@(.*))?$/;

function expandFields(text: string): Expanded {
  const fields: Record<string, SchemaNode> = {};
  const required: string[] = [];
  for (const part of text === '' ? [] : text.split(',')) {
    const [, name = '', type = '', isRequired, keepsZero, goType, merge] = FIELD.exec(part) ?? [];
    fields[name] = nodeOf(type, { keepsZero: keepsZero === '*', goType, merge });
    if (isRequired === '!') required.push(name);
  }
  return { fields, required };
}

interface Marks {
  readonly keepsZero: boolean;
  readonly goType: string | undefined;
  readonly merge: string | undefined;
}

function nodeOf(type: string, marks: Marks): SchemaNode {
  if (type.startsWith('[')) return listOf(type.slice(1), marks);
  if (type.startsWith('{')) return { type: 'map', values: nodeOf(type.slice(1), marks) };
  const scalar = SCALARS[type];
  return scalar === undefined ? schemaOf(type) : { ...scalar, ...marksOf(marks) };
}

function listOf(itemType: string, marks: Marks): ListSchema {
  const list: ListSchema = { type: 'list', items: nodeOf(itemType, marks), ...mergeOf(marks.merge) };
  return marks.keepsZero ? { ...list, keepsZero: true } : list;
}

function mergeOf(merge: string | undefined): { mergeKey?: string; mapKeys?: readonly string[]; set?: boolean } {
  if (merge === undefined || merge === '') return {};
  if (merge === '+') return { set: true };
  const [mergeKey = '', mapKeys] = merge.split('/');
  return { ...(mergeKey === '' ? {} : { mergeKey }), ...(mapKeys === undefined ? {} : { mapKeys: mapKeys.split('+').filter((key) => key !== '') }) };
}

function marksOf({ keepsZero, goType }: Marks): Partial<ScalarSchema> {
  const values = goType === undefined ? undefined : enumValues[goType];
  return {
    ...(keepsZero ? { keepsZero } : {}),
    ...(goType === undefined ? {} : { goType }),
    ...(values === undefined || values === '' ? {} : { enum: values.split(' ') }),
  };
}

const SCALARS: Readonly<Record<string, ScalarSchema>> = {
  s: { type: 'string' },
  y: { type: 'string', format: 'byte' },
  b: { type: 'boolean' },
  i: { type: 'integer', format: 'int32' },
  l: { type: 'integer', format: 'int64' },
  f: { type: 'number', format: 'double' },
  q: { type: 'quantity' },
  x: { type: 'intOrString' },
  t: { type: 'time' },
  u: { type: 'microTime' },
  a: { type: 'any' },
};
