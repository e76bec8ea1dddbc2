import { isRecord } from '#engine/core/json.ts';

/** Where a value leaves its shape, and what was expected there. */
export interface Misfit {
  /** `lesson.steps[2].check.count`. */
  readonly path: string;
  readonly expected: string;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a value from outside has to look like: said once, for the judge and for the published JSON Schema. */
export interface Shape<T> {
  readonly schema: JsonSchema;
  readonly isOptional?: true | undefined;
  judge(value: unknown, path: string): readonly Misfit[];
  /** Only for the compiler: which type the shape stands for. */
  readonly stands?: T;
}

export function text({ pattern, most = 4000, describe }: { readonly pattern?: string; readonly most?: number; readonly describe?: string } = {}): Shape<string> {
  const expression = pattern === undefined ? undefined : new RegExp(pattern, 'u');
  const expected = describe ?? (pattern === undefined ? 'a text' : `a text that fits ${pattern}`);
  return {
    schema: { type: 'string', maxLength: most, ...(pattern === undefined ? {} : { pattern }), ...(describe === undefined ? {} : { description: describe }) },
    judge: (value, path) => {
      if (typeof value !== 'string' || expression?.test(value) === false) return [{ path, expected }];
      return value.length > most ? [{ path, expected: `at most ${most} characters` }] : [];
    },
  };
}

export function wholeNumber({ least = 0, most = 1_000_000_000 }: { readonly least?: number; readonly most?: number } = {}): Shape<number> {
  return {
    schema: { type: 'integer', minimum: least, maximum: most },
    judge: (value, path) =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? [] : [{ path, expected: `a whole number from ${least} to ${most}` }],
  };
}

/** A number from one to another, whole or not. */
export function numberBetween(least: number, most: number): Shape<number> {
  return {
    schema: { type: 'number', minimum: least, maximum: most },
    judge: (value, path) => (typeof value === 'number' && value >= least && value <= most ? [] : [{ path, expected: `a number from ${least} to ${most}` }]),
  };
}

export const truth: Shape<boolean> = {
  schema: { type: 'boolean' },
  judge: (value, path) => (typeof value === 'boolean' ? [] : [{ path, expected: 'true or false' }]),
};

export function oneOf<const T extends string | boolean | null>(...values: readonly T[]): Shape<T> {
  return {
    schema: { enum: values },
    judge: (value, path) => (values.includes(value as T) ? [] : [{ path, expected: `one of ${values.map((each) => JSON.stringify(each)).join(', ')}` }]),
  };
}

export function listOf<T>(shape: Shape<T>, { least = 0, most = 200 }: { readonly least?: number; readonly most?: number } = {}): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: shape.schema, minItems: least, maxItems: most },
    judge: (value, path) => {
      if (!Array.isArray(value)) return [{ path, expected: 'a list' }];
      const counted = value.length < least || value.length > most ? [{ path, expected: `${least} to ${most} items` }] : [];
      return [...counted, ...value.flatMap((item, index) => shape.judge(item, `${path}[${index}]`))];
    },
  };
}

/** A list of a fixed length, all items of one shape. */
export function tupleOf<T extends readonly unknown[]>(shape: Shape<T[number]>, length: T['length']): Shape<T> {
  return listOf(shape, { least: length, most: length }) as unknown as Shape<T>;
}

export function mapOf<T>(shape: Shape<T>, most = 200): Shape<Readonly<Record<string, T>>> {
  return {
    schema: { type: 'object', additionalProperties: shape.schema, maxProperties: most },
    judge: (value, path) => {
      if (!isRecord(value)) return [{ path, expected: 'an object' }];
      const counted = Object.keys(value).length > most ? [{ path, expected: `at most ${most} entries` }] : [];
      return [...counted, ...Object.entries(value).flatMap(([key, item]) => shape.judge(item, below(path, key)))];
    },
  };
}

export type OptionalShape<T> = Shape<T> & { readonly isOptional: true };

export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { ...shape, isOptional: true };
}

/** A shape for each field; those that may be absent in the type have to be so in the shape. */
export type Fields<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? OptionalShape<Exclude<T[K], undefined>> : Shape<T[K]>;
};

/** An object with these fields and no others. */
export function record<T>(fields: Fields<T>): Shape<T> {
  const entries = Object.entries(fields) as readonly (readonly [string, Shape<unknown>])[];
  const required = entries.filter(([, { isOptional }]) => isOptional !== true).map(([key]) => key);
  return {
    schema: { type: 'object', properties: Object.fromEntries(entries.map(([key, { schema }]) => [key, schema])), required, additionalProperties: false },
    judge: (value, path) => {
      if (!isRecord(value)) return [{ path, expected: 'an object' }];
      const strangers = Object.keys(value).filter((key) => !Object.hasOwn(fields, key)).map((key) => ({ path: below(path, key), expected: 'no such field' }));
      return [...strangers, ...entries.flatMap(([key, shape]) => judgeField(value, key, shape, path))];
    },
  };
}

function judgeField(value: Readonly<Record<string, unknown>>, key: string, shape: Shape<unknown>, path: string): readonly Misfit[] {
  const at = below(path, key);
  if (Object.hasOwn(value, key) && value[key] !== undefined) return shape.judge(value[key], at);
  return shape.isOptional === true ? [] : [{ path: at, expected: 'a value: it is missing' }];
}

/** An object whose field `by` says which of several it is. */
export function variants<T>(by: string, table: Readonly<Record<string, Shape<unknown>>>): Shape<T> {
  const names = Object.keys(table);
  return {
    schema: { oneOf: Object.values(table).map(({ schema }) => schema) },
    judge: (value, path) => {
      if (!isRecord(value)) return [{ path, expected: 'an object' }];
      const name = value[by];
      const shape = typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
      return shape === undefined ? [{ path: below(path, by), expected: `one of ${names.join(', ')}` }] : shape.judge(value, path);
    },
  };
}

/** Any of several shapes; where none fits, what the nearest one misses is told. */
export function either<T>(...shapes: readonly Shape<unknown>[]): Shape<T> {
  return {
    schema: { anyOf: shapes.map(({ schema }) => schema) },
    judge: (value, path) => {
      const judged = shapes.map((shape) => shape.judge(value, path));
      return judged.reduce((best, each) => (each.length < best.length ? each : best));
    },
  };
}

/** A shape that is used in itself: named in the schema, looked up when it judges. */
export function named<T>(name: string, shape: () => Shape<T>): Shape<T> {
  return { schema: { $ref: `#/$defs/${name}` }, judge: (value, path) => shape().judge(value, path) };
}

function below(path: string, key: string): string {
  return /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
