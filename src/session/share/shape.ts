import { isRecord } from '#engine/api/json.ts';

/** What a value from outside has to look like. */
export type Shape =
  /** Judged elsewhere. */
  | 'anything'
  | 'string'
  | 'boolean'
  /** A whole number from 0 on. */
  | 'count'
  | 'number'
  | { readonly oneOf: readonly string[] }
  | { readonly optional: Shape }
  | { readonly listOf: Shape; readonly most?: number }
  | { readonly mapOf: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

/** Where a value leaves its shape, and what was expected there. */
export interface Misfit {
  readonly path: string;
  readonly expected: string;
}

/** Compares a value with a shape; fields that the shape does not name are a misfit as well. */
export function misfitOf(value: unknown, shape: Shape, path = '', longestText = Number.POSITIVE_INFINITY): Misfit | undefined {
  const no = (expected: string): Misfit => ({ path: path === '' ? '.' : path, expected });
  if (shape === 'anything') return undefined;
  if (typeof shape === 'string') return fitsScalar(value, shape, longestText) ? undefined : no(shape === 'count' ? 'a whole number' : `a ${shape}`);
  if ('oneOf' in shape) return typeof value === 'string' && shape.oneOf.includes(value) ? undefined : no(`one of ${shape.oneOf.join(', ')}`);
  if ('optional' in shape) return value === undefined ? undefined : misfitOf(value, shape.optional, path, longestText);
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return no('a list');
    if (value.length > (shape.most ?? Number.POSITIVE_INFINITY)) return no(`at most ${String(shape.most)} items`);
    return firstMisfit(value.entries(), ([index, item]) => misfitOf(item, shape.listOf, `${path}[${String(index)}]`, longestText));
  }
  if (!isRecord(value)) return no('an object');
  if ('mapOf' in shape) return firstMisfit(Object.entries(value), ([key, item]) => misfitOf(item, shape.mapOf, `${path}.${key}`, longestText));
  const stranger = Object.keys(value).find((key) => !Object.hasOwn(shape.fields, key));
  if (stranger !== undefined) return { path: `${path}.${stranger}`, expected: 'no such field' };
  return firstMisfit(Object.entries(shape.fields), ([key, inner]) => misfitOf(value[key], inner, `${path}.${key}`, longestText));
}

function fitsScalar(value: unknown, shape: 'string' | 'boolean' | 'count' | 'number', longestText: number): boolean {
  if (shape === 'string') return typeof value === 'string' && value.length <= longestText;
  if (shape === 'boolean') return typeof value === 'boolean';
  return typeof value === 'number' && Number.isFinite(value) && (shape === 'number' || (Number.isInteger(value) && value >= 0));
}

function firstMisfit<T>(items: Iterable<T>, judge: (item: T) => Misfit | undefined): Misfit | undefined {
  for (const item of items) {
    const misfit = judge(item);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}
