/** The type of a field, as strict decoding, explain, completion and strategic merge need it. */
export type SchemaNode =
  | { readonly type: 'string' | 'boolean' | 'number' | 'integer' | 'quantity' | 'intOrString' | 'time' | 'microTime' | 'any'; readonly enum?: readonly string[]; readonly description?: string }
  | {
      readonly type: 'object';
      /** `io.k8s.api.core.v1.PodSpec`'s last part, for explain. */
      readonly name?: string;
      readonly fields: Readonly<Record<string, SchemaNode>>;
      readonly required?: readonly string[];
      readonly description?: string;
    }
  | { readonly type: 'map'; readonly values: SchemaNode; readonly description?: string }
  | {
      readonly type: 'list';
      readonly items: SchemaNode;
      /** Strategic merge joins the items by this field; absent means that the list is replaced whole. */
      readonly mergeKey?: string;
      /** Keys by which server-side apply tells the items apart, where they differ from mergeKey. */
      readonly mapKeys?: readonly string[];
      /** A list of scalars that merges as a set (finalizers). */
      readonly set?: boolean;
      readonly description?: string;
    };
