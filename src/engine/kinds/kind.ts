import type { KubeObject } from './object.ts';
import type { SchemaNode } from './schema.ts';

/** One cause of an Invalid answer; `message` is the upstream text behind `<field>: `. */
export interface FieldError {
  readonly field: string;
  /** `FieldValueRequired`, `FieldValueInvalid`, `FieldValueForbidden`, `FieldValueNotSupported`, `FieldValueNotFound`, `FieldValueDuplicate`, `FieldValueTooLong`, `FieldValueTypeInvalid`. */
  readonly reason: string;
  /** For instance `Invalid value: -1: must be greater than or equal to 0`. */
  readonly message: string;
}

/** Switches of the cluster that change what the API server accepts or defaults. */
export interface FeatureGates {
  readonly MaxUnavailableStatefulSet: boolean;
}

export interface StrategyContext {
  readonly gates: FeatureGates;
  /** The moment, in milliseconds since 1970. */
  readonly unixMs: number;
}

/** One printer column of the API server's Table answer. */
export interface Column<T> {
  /** As the server sends it: `Name`, `Ready`; kubectl prints it in upper case. */
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'date';
  readonly format?: 'name';
  /** 0 is always shown, 1 only with `-o wide`. */
  readonly priority: 0 | 1;
  readonly description?: string;
  /** The cell's text or number. `nowUnixMs` is for ages. */
  readonly cell: (object: T, nowUnixMs: number) => string | number;
}

/**
 * Everything the API server and kubectl know about one resource kind.
 * One definition gives defaults, validation, strict decoding, columns, short names, explain and completion.
 */
export interface Kind<T extends KubeObject = KubeObject> {
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** `all` where `kubectl get all` lists it. */
  readonly categories: readonly string[];
  /** Field tree: types, required fields, merge keys. */
  readonly schema: SchemaNode;
  readonly hasStatus: boolean;
  readonly hasScale: boolean;
  /** Fills in what the API server's defaulting fills in. Pure; returns the same object when nothing is missing. */
  readonly defaults: (object: T, context: StrategyContext) => T;
  /** Clears and sets what a client may not decide on create (status, generation …). Runs before defaults. */
  readonly prepareForCreate: (object: T, context: StrategyContext) => T;
  /** What an update may not change is taken from the old object; bumps metadata.generation where upstream does. */
  readonly prepareForUpdate: (next: T, old: T, context: StrategyContext) => T;
  /** All rules of a create. */
  readonly validate: (object: T, context: StrategyContext) => readonly FieldError[];
  /** All rules of an update: those of `validate` that still hold, and what may not change. Replaces `validate`, which is stricter. */
  readonly validateUpdate: (next: T, old: T, context: StrategyContext) => readonly FieldError[];
  /** Rules of a write to the status subresource, where upstream has some. */
  readonly validateStatusUpdate?: (next: T, old: T, context: StrategyContext) => readonly FieldError[];
  /** Rules of a write to the ephemeralcontainers subresource, where there is one. */
  readonly validateEphemeralUpdate?: (next: T, old: T) => readonly FieldError[];
  /** Texts of `Warning:` headers that the server answers a write with. */
  readonly warnings: (next: T, old: T | undefined) => readonly string[];
  readonly columns: readonly Column<T>[];
  /** Field selectors that the kind supports besides metadata.name and metadata.namespace. */
  readonly selectableFields: Readonly<Record<string, (object: T) => string>>;
}

/** `apps/v1`, `v1`. */
export function apiVersionOf(kind: Pick<Kind, 'group' | 'version'>): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
}
