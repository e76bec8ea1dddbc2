import type { ObjectSchema, SchemaNode } from '#engine/kinds/schema.ts';
import { byCodeUnit } from '../printers/json.ts';
import type { Resource } from '../resources/discovery.ts';
import { explainTexts } from './texts.ts';
import { wordWrap } from './wordWrap.ts';

/** What explain prints, and why it stops there. */
export interface Explained {
  readonly text: string;
  readonly problem: string | undefined;
}

/** k8s: kubectl/pkg/explain/v2 plaintext template */
export function explainText(resource: Resource, schema: SchemaNode | undefined, path: readonly string[], isRecursive: boolean): Explained {
  const head = `${resource.group === '' ? '' : `GROUP:      ${resource.group}\n`}KIND:       ${resource.kind}\nVERSION:    ${resource.version}\n\n`;
  if (schema === undefined) return { text: `${head}DESCRIPTION:\n    <empty>\n\n`, problem: undefined };
  const found = follow(schema, path);
  // kubectl names the end of the path, wherever it breaks.
  if (found === undefined) return { text: head, problem: `field "${path.at(-1) ?? ''}" does not exist` };
  const field = path.length === 0 ? '' : fieldText(path.at(-1) ?? '', found.node);
  return { text: head + field + descriptionText(found.text, found.node) + fieldsText(found.node, isRecursive), problem: undefined };
}

interface Found {
  readonly node: SchemaNode;
  /** The description of the field that led here. */
  readonly text: string;
}

/** The node at a path of field names; lists and maps are passed through. */
function follow(schema: SchemaNode, path: readonly string[]): Found | undefined {
  let node = schema;
  let text = '';
  for (const name of path) {
    const object = objectOf(node);
    const next = object?.fields[name];
    if (object === undefined || next === undefined) return undefined;
    text = describe(object, name);
    node = next;
  }
  return { node, text };
}

/** The object that a field holds, directly or in a list or map. */
function objectOf(node: SchemaNode): ObjectSchema | undefined {
  if (node.type === 'object') return node;
  if (node.type === 'list') return objectOf(node.items);
  return node.type === 'map' ? objectOf(node.values) : undefined;
}

function describe(object: ObjectSchema, field: string): string {
  return explainTexts.current()?.[object.definition ?? object.name ?? '']?.[field] ?? '';
}

function fieldText(name: string, node: SchemaNode): string {
  const values = enumOf(node);
  const list = values === undefined ? '\n' : `ENUM:\n${values.map((value) => `    ${value === '' ? '""' : value}\n`).join('')}`;
  return `FIELD: ${name} <${typeText(node)}>\n${list}\n`;
}

function enumOf(node: SchemaNode): readonly string[] | undefined {
  if (node.type === 'object' || node.type === 'map' || node.type === 'list') return undefined;
  return node.enum;
}

const TYPE_NAMES: Readonly<Record<string, string>> = { quantity: 'Quantity', intOrString: 'IntOrString', time: 'string', microTime: 'string', any: 'Object' };

function typeText(node: SchemaNode): string {
  if (node.type === 'list') return `[]${typeText(node.items)}`;
  if (node.type === 'map') return `map[string]${typeText(node.values)}`;
  if (node.type === 'object') return node.name ?? 'Object';
  return TYPE_NAMES[node.type] ?? node.type;
}

/** The field's own description, then that of its type. */
function descriptionText(text: string, node: SchemaNode): string {
  const object = objectOf(node);
  const own = object === undefined ? scalarDescription(scalarOf(node)) : describe(object, '');
  const parts = [text, own].filter((part) => part !== '');
  return `DESCRIPTION:\n${indent(wordWrap(parts.length === 0 ? '<empty>' : parts.join('\n'), WIDTH))}    \n`;
}

/** Scalars that are types of their own. */
const OWN_TEXTS: Readonly<Record<string, string>> = { quantity: 'Quantity', intOrString: 'IntOrString', time: 'Time', microTime: 'MicroTime' };

function scalarDescription(type: string): string {
  const name = OWN_TEXTS[type];
  return name === undefined ? '' : (explainTexts.current()?.[name]?.[''] ?? '');
}

function scalarOf(node: SchemaNode): string {
  if (node.type === 'list') return scalarOf(node.items);
  return node.type === 'map' ? scalarOf(node.values) : node.type;
}

const WIDTH = 76;

function indent(text: string): string {
  return text.split('\n').map((line) => `    ${line}\n`).join('');
}

function fieldsText(node: SchemaNode, isRecursive: boolean): string {
  const object = objectOf(node);
  if (object === undefined || Object.keys(object.fields).length === 0) return '\n';
  const names = Object.keys(object.fields).toSorted(byCodeUnit);
  if (isRecursive) return `FIELDS:\n${names.map((name) => recursiveText(object, name, 1, new Set())).join('')}\n`;
  return `FIELDS:\n${names.map((name) => `${lineOf(object, name, 1)}${indent(wordWrap(describe(object, name) || '<no description>', WIDTH))}\n`).join('')}\n`;
}

function lineOf(object: ObjectSchema, name: string, level: number): string {
  const node = object.fields[name];
  if (node === undefined) return '';
  const margin = '  '.repeat(level);
  const values = enumOf(node);
  const required = object.required?.includes(name) === true ? ' -required-' : '';
  return `${margin}${name}\t<${typeText(node)}>${required}\n${values === undefined ? '' : `${margin}enum: ${enumText(values)}\n`}`;
}

const SHOWN_VALUES = 4;

/** The first values; an empty one is quoted. */
function enumText(values: readonly string[]): string {
  const shown = values.slice(0, SHOWN_VALUES).map((value) => (value === '' ? '""' : value)).join(', ');
  return values.length > SHOWN_VALUES ? `${shown}, ....` : shown;
}

function recursiveText(object: ObjectSchema, name: string, level: number, above: ReadonlySet<string>): string {
  const node = object.fields[name];
  const inner = node === undefined ? undefined : objectOf(node);
  const key = inner?.definition ?? inner?.name ?? '';
  const line = lineOf(object, name, level);
  // A type that holds itself is shown once.
  if (inner === undefined || (key !== '' && above.has(key))) return line;
  const names = Object.keys(inner.fields).toSorted(byCodeUnit);
  return line + names.map((field) => recursiveText(inner, field, level + 1, new Set([...above, key]))).join('');
}
