/** A field without parts. */
export interface ScalarSchema {
  readonly type: 'string' | 'boolean' | 'number' | 'integer' | 'quantity' | 'intOrString' | 'time' | 'microTime' | 'any';
  readonly enum?: readonly string[];
  readonly description?: string;
  /** `int32`, `int64`, `double`; `byte` is base64 text. */
  readonly format?: 'int32' | 'int64' | 'double' | 'byte';
  /** The Go type's name where it is not the plain one: `RestartPolicy`; decoding errors write `v1.RestartPolicy`. */
  readonly goType?: string;
  /** Stored even when it is "", 0 or false: a pointer in Go, or a field without omitempty. */
  readonly keepsZero?: boolean;
}

export interface ObjectSchema {
  readonly type: 'object';
  /** `io.k8s.api.core.v1.PodSpec`'s last part, for explain. */
  readonly name?: string;
  /** The key of this definition in schema/descriptions.json; mostly equal to the name. */
  readonly definition?: string;
  readonly fields: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly description?: string;
}

export interface MapSchema {
  readonly type: 'map';
  readonly values: SchemaNode;
  readonly description?: string;
}

export interface ListSchema {
  readonly type: 'list';
  readonly items: SchemaNode;
  /** Strategic merge joins the items by this field; absent means that the list is replaced whole. */
  readonly mergeKey?: string;
  /** Keys by which server-side apply tells the items apart, where they differ from mergeKey; none where it takes the list as a whole. */
  readonly mapKeys?: readonly string[];
  /** A list of scalars that merges as a set (finalizers). */
  readonly set?: boolean;
  /** Stored even when it is empty or null: Go writes it without omitempty. */
  readonly keepsZero?: boolean;
  readonly description?: string;
}

/** The type of a field, as strict decoding, explain, completion and strategic merge need it. */
export type SchemaNode = ScalarSchema | ObjectSchema | MapSchema | ListSchema;
