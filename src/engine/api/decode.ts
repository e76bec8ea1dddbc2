import { parseRfc3339 } from '../core/time.ts';
import type { Kind } from '../kinds/kind.ts';
import { normalise } from '../kinds/normalise.ts';
import type { KubeObject } from '../kinds/object.ts';
import { quantityError } from '../kinds/quantity.ts';
import type { ObjectSchema, ScalarSchema, SchemaNode } from '../kinds/schema.ts';
import type { WriteOptions } from './api.ts';
import { base64FaultAt } from './base64.ts';
import { goJsonKind } from './goText.ts';
import { goTypeOf } from './goType.ts';
import { isList, isRecord, type JsonRecord } from '../core/json.ts';
import { badRequest } from './status.ts';

export interface Decoded {
  /** As the server keeps it: without unknown fields, nulls and zero values. */
  readonly object: KubeObject;
  /** `unknown field "spec.replica"`, sorted. */
  readonly unknownFields: readonly string[];
}

/**
 * Reads a client's JSON as an object of a kind. Throws BadRequest in the server's words when a value has the wrong
 * type, and, with strict validation, when there are unknown fields; `Warn` reports those to onWarning instead.
 * k8s: create.go transformDecodeError
 */
export function decodeObject(kind: Kind, value: unknown, options: Pick<WriteOptions, 'fieldValidation' | 'onWarning'>): KubeObject {
  const shownKind = isRecord(value) && typeof value['kind'] === 'string' ? value['kind'] : kind.kind;
  const refuse = (why: string) =>
    badRequest(`${shownKind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${why}`);
  if (shownKind !== kind.kind) throw refuse(unregistered(kind, shownKind));
  const decoded = decodeJson(kind, value);
  if (typeof decoded === 'string') throw refuse(decoded);
  const { object, unknownFields } = decoded;
  if (options.fieldValidation === 'Strict' && unknownFields.length > 0) {
    throw refuse(`strict decoding error: ${unknownFields.join(', ')}`);
  }
  if (options.fieldValidation === 'Warn') for (const text of unknownFields) options.onWarning?.(text);
  return object;
}

/** What reading needs to know of a kind. */
type Shape = Pick<Kind, 'kind' | 'schema'>;

/** Reads JSON as the server's JSON decoder does; gives the decoder's complaint when a value has the wrong type. */
export function decodeJson(shape: Shape, value: unknown): Decoded | string {
  return decodeWith(jsonDialect, shape, value);
}

/** Reads the outcome of a strategic merge, which the server converts without JSON and with other complaints. */
export function decodeMerged(shape: Shape, value: unknown): Decoded | string {
  return decodeWith(mergedDialect, shape, value);
}

function decodeWith(dialect: Dialect, { kind, schema }: Shape, value: unknown): Decoded | string {
  const walk = createWalk(dialect);
  try {
    const known = walk.read(value, schema, { structName: kind, path: [] });
    if (walk.firstFault !== undefined) return walk.firstFault;
    return { object: normalise(known, schema) as KubeObject, unknownFields: [...walk.unknownFields].sort() };
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

function unregistered({ group, version }: Kind, kind: string): string {
  const groupVersion = group === '' ? version : `${group}/${version}`;
  return `no kind "${kind}" is registered for version "${groupVersion}" in scheme "pkg/api/legacyscheme/scheme.go:30"`;
}

/** Ends the reading at once. */
class Refusal extends Error {}

/** Where a value stands: the innermost struct, and the names of the fields above it. */
interface Place {
  readonly structName: string;
  readonly path: readonly string[];
}

/** How complaints read, and which of them end the reading. */
interface Dialect {
  /** A value of the wrong type. */
  readonly mismatch: (value: unknown, schema: SchemaNode, place: Place) => { readonly text: string; readonly endsReading: boolean };
  /** A union of number and text that is neither. */
  readonly notIntOrString: (value: unknown, place: Place) => string;
}

const jsonDialect: Dialect = {
  mismatch: (value, schema, place) => ({ text: cannotUnmarshal(shownJson(value, schema), place, goTypeOf(schema)), endsReading: false }),
  notIntOrString: (value, place) => cannotUnmarshal(shownJson(value, INT32), place, 'int32'),
};

const mergedDialect: Dialect = {
  mismatch: (value, schema) => ({ text: cannotConvert(value, schema), endsReading: true }),
  notIntOrString: (value) => `json: cannot unmarshal ${shownJson(value, INT32)} into Go value of type int32`,
};

const INT32: ScalarSchema = { type: 'integer', format: 'int32' };

function cannotUnmarshal(shown: string, { structName, path }: Place, goType: string): string {
  return `json: cannot unmarshal ${shown} into Go struct field ${structName}.${path.join('.')} of type ${goType}`;
}

/** Numbers that do not fit are shown, others only named. */
function shownJson(value: unknown, schema: SchemaNode): string {
  const named = goJsonKind(value);
  return named === 'number' && schema.type === 'integer' ? `number ${String(value)}` : named;
}

/** k8s: apimachinery/pkg/runtime converter.go fromUnstructured */
function cannotConvert(value: unknown, schema: SchemaNode): string {
  const given = converterKind(value);
  if (schema.type === 'map') return `cannot restore map from ${given}`;
  if (schema.type === 'object') return `cannot restore struct from: ${given}`;
  if (schema.type === 'list') return `cannot restore slice from ${given}`;
  if (schema.type === 'string' && given === 'int64') return `cannot convert int64 to ${goTypeOf(schema)}`;
  if (schema.type === 'integer' && given === 'float64') return `cannot convert float64 to ${goTypeOf(schema)}`;
  return `unrecognized type: ${plainGoKind(schema)}`;
}

function converterKind(value: unknown): string {
  if (isList(value)) return 'slice';
  if (isRecord(value)) return 'map';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function plainGoKind(schema: SchemaNode): string {
  if (schema.type === 'boolean') return 'bool';
  if (schema.type === 'integer') return 'format' in schema ? (schema.format ?? 'int64') : 'int64';
  return schema.type === 'number' ? 'float64' : 'string';
}

interface Walk {
  firstFault: string | undefined;
  readonly unknownFields: Set<string>;
  /** Returns the value without its unknown fields. */
  read(value: unknown, schema: SchemaNode, place: Place, shownPath?: string): unknown;
}

function createWalk(dialect: Dialect): Walk {
  const complain = ({ text, endsReading }: { readonly text: string; readonly endsReading: boolean }) => {
    if (endsReading) throw new Refusal(text);
    walk.firstFault ??= text;
  };

  const readObject = (record: JsonRecord, schema: ObjectSchema, place: Place, shownPath: string): JsonRecord => {
    const result: Record<string, unknown> = {};
    const inner = schema.name ?? place.structName;
    for (const key of Object.keys(record).sort()) {
      const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
      const shown = shownPath === '' ? key : `${shownPath}.${key}`;
      if (field === undefined) walk.unknownFields.add(`unknown field "${shown}"`);
      else result[key] = walk.read(record[key], field, { structName: inner, path: [...place.path, key] }, shown);
    }
    return result;
  };

  const readMap = (record: JsonRecord, values: SchemaNode, place: Place, shownPath: string): JsonRecord => {
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(record).sort()) result[key] = walk.read(record[key], values, place, `${shownPath}.${key}`);
    return result;
  };

  const walk: Walk = {
    firstFault: undefined,
    unknownFields: new Set(),
    read: (value, schema, place, shownPath = '') => {
      if (value === null || value === undefined || schema.type === 'any') return value;
      if (schema.type === 'object' && isRecord(value)) return readObject(value, schema, place, shownPath);
      if (schema.type === 'map' && isRecord(value)) return readMap(value, schema.values, place, shownPath);
      if (schema.type === 'list' && isList(value)) {
        return value.map((item, index) => walk.read(item, schema.items, place, `${shownPath}[${index}]`));
      }
      if (isScalarOf(value, schema)) {
        const fault = contentFault(value, schema);
        if (fault !== undefined) complain(fault);
      } else if (schema.type === 'intOrString') {
        throw new Refusal(dialect.notIntOrString(value, place));
      } else {
        complain(dialect.mismatch(value, schema, place));
      }
      return value;
    },
  };
  return walk;
}

const LIMITS: Readonly<Record<string, number>> = { int32: 2 ** 31, int64: 2 ** 63 };

/** Has a value the JSON type of a scalar? */
function isScalarOf(value: unknown, schema: SchemaNode): boolean {
  switch (schema.type) {
    case 'string':
    case 'time':
    case 'microTime':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return isInteger(value, schema.format ?? 'int64');
    case 'quantity':
      return typeof value === 'string' || typeof value === 'number';
    case 'intOrString':
      return typeof value === 'string' || isInteger(value, 'int32');
    default:
      return false;
  }
}

function isInteger(value: unknown, format: string): boolean {
  const limit = LIMITS[format] ?? 2 ** 63;
  return typeof value === 'number' && Number.isInteger(value) && value >= -limit && value < limit;
}

/** What types with a notation of their own say about a value of the right JSON type. */
function contentFault(value: unknown, schema: SchemaNode): { readonly text: string; readonly endsReading: boolean } | undefined {
  if (schema.type === 'quantity') {
    const text = quantityError(String(value));
    return text === undefined ? undefined : { text, endsReading: true };
  }
  if ((schema.type === 'time' || schema.type === 'microTime') && parseRfc3339(String(value)) === undefined) {
    const layout = schema.type === 'time' ? '2006-01-02T15:04:05Z07:00' : '2006-01-02T15:04:05.000000Z07:00';
    const shown = JSON.stringify(value);
    return { text: `parsing time ${shown} as "${layout}": cannot parse ${shown} as "2006"`, endsReading: true };
  }
  if (schema.type === 'string' && schema.format === 'byte') {
    const at = base64FaultAt(String(value));
    return at === undefined ? undefined : { text: `illegal base64 data at input byte ${at}`, endsReading: false };
  }
  return undefined;
}
