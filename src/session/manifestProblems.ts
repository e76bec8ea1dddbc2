import { isRecord } from '#engine/core/json.ts';
import { decodeJson } from '#engine/api/decode.ts';
import { kinds } from '#engine/kinds/index.ts';
import { apiVersionOf, type FeatureGates, type Kind } from '#engine/kinds/kind.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { SchemaNode } from '#engine/kinds/schema.ts';

/** Field names and indexes from the top of a document. */
export type FieldPath = readonly (string | number)[];

/** What the API server would say of a field, in its own words. */
export interface ManifestProblem {
  readonly path: FieldPath;
  /** The field's name is at fault, not its value. */
  readonly isAboutKey: boolean;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** The moment that a check takes place at; nothing in a manifest hangs on it. */
const CHECKED_AT_UNIX_MS = 0;

/**
 * What is wrong with one document, before it is sent: what kubectl refuses, what strict decoding refuses, and what the
 * rules of the kind refuse. A List is looked through item by item.
 * simplified: rules that need the cluster (quotas, taken names and addresses) are left to it.
 */
export function manifestProblems(document: unknown, gates: FeatureGates): readonly ManifestProblem[] {
  if (!isRecord(document)) return document === null || document === undefined ? [] : [problem([], 'invalid object to validate')];
  const missing = ['apiVersion', 'kind'].filter((field) => typeof document[field] !== 'string' || document[field] === '');
  if (missing.length > 0) return missing.map((field) => problem([field], `${field} not set`));
  if (isList(document)) return document.items.flatMap((item, index) => manifestProblems(item, gates).map((found) => ({ ...found, path: ['items', index, ...found.path] })));
  const kind = kindOf(document);
  if (kind === undefined) return [problem(['kind'], `no matches for kind "${String(document['kind'])}" in version "${String(document['apiVersion'])}"`)];
  const decoding = decodingProblems(kind, document);
  return decoding.length > 0 ? decoding : ruleProblems(kind, document, gates);
}

/** The kind that a document names with its apiVersion; undefined when the server has none. */
export function kindOf(document: Readonly<Record<string, unknown>>): Kind | undefined {
  return kinds.find((kind) => kind.kind === document['kind'] && apiVersionOf(kind) === document['apiVersion']);
}

function problem(path: FieldPath, message: string, more: Partial<ManifestProblem> = {}): ManifestProblem {
  return { path, message, isAboutKey: false, severity: 'error', ...more };
}

function isList(document: Readonly<Record<string, unknown>>): document is { readonly items: readonly unknown[] } {
  return typeof document['kind'] === 'string' && document['kind'].endsWith('List') && Array.isArray(document['items']);
}

/** Unknown fields and values of the wrong type, each at its place. */
function decodingProblems(kind: Kind, document: Readonly<Record<string, unknown>>): readonly ManifestProblem[] {
  const found: ManifestProblem[] = [];
  const visit = (value: unknown, schema: SchemaNode, path: FieldPath): void => {
    if (value === null || value === undefined || schema.type === 'any') return;
    if (schema.type === 'object' && isRecord(value)) {
      for (const [name, inner] of Object.entries(value)) {
        const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
        if (field === undefined) found.push(problem([...path, name], `strict decoding error: unknown field "${pathText([...path, name])}"`, { isAboutKey: true }));
        else visit(inner, field, [...path, name]);
      }
    } else if (schema.type === 'map' && isRecord(value)) {
      for (const [name, inner] of Object.entries(value)) visit(inner, schema.values, [...path, name]);
    } else if (schema.type === 'list' && Array.isArray(value)) {
      value.forEach((item, index) => visit(item, schema.items, [...path, index]));
    } else {
      const fault = decodeJson(kind, onlyAt(path, value));
      if (typeof fault === 'string') found.push(problem(path, fault));
    }
  };
  visit(document, kind.schema, []);
  return found;
}

/** A document that holds nothing but one value: what the decoder says of it is said of that value. */
function onlyAt(path: FieldPath, value: unknown): unknown {
  return path.reduceRight<unknown>((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), value);
}

/** What the kind's own rules and warnings say. */
function ruleProblems(kind: Kind, document: Readonly<Record<string, unknown>>, gates: FeatureGates): readonly ManifestProblem[] {
  const decoded = decodeJson(kind, document);
  if (typeof decoded === 'string') return [problem([], decoded)];
  const context = { gates, unixMs: CHECKED_AT_UNIX_MS };
  const object = prepared(kind, decoded.object);
  const complete = kind.defaults(kind.prepareForCreate(object, context), context);
  const errors = kind.validate(complete, context).map(({ field, message }) => problem(pathOf(field), `${field}: ${message}`));
  if (errors.length > 0) return errors;
  return kind.warnings(complete, undefined).map((text) => problem(pathOf(/^(?:[\w.-]+|\[[^\]]*\])+(?=:)/.exec(text)?.[0] ?? ''), text, { severity: 'warning' }));
}

/** As kubectl sends it: in a namespace, and with a name where the server makes one up. */
function prepared(kind: Kind, object: KubeObject): KubeObject {
  const metadata = { ...(object.metadata as KubeObject['metadata'] | undefined) } as KubeObject['metadata'];
  const named = metadata.name === undefined && metadata.generateName !== undefined ? { name: `${metadata.generateName}x` } : {};
  const placed = kind.namespaced ? { namespace: metadata.namespace ?? 'default' } : {};
  return { ...object, metadata: { ...metadata, ...named, ...placed } };
}

/** `spec.containers[0].name` and `metadata.annotations[a/b]` as steps. */
export function pathOf(field: string): FieldPath {
  const steps: (string | number)[] = [];
  for (const [, name, bracket] of field.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
    if (name !== undefined) steps.push(name);
    else if (bracket !== undefined) steps.push(/^\d+$/.test(bracket) ? Number(bracket) : bracket);
  }
  return steps;
}

function pathText(path: FieldPath): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}
