import { isRecord, type JsonRecord } from '#engine/core/json.ts';

export { isRecord, type JsonRecord };

/** The value at a path of keys, or undefined. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (Array.isArray(current) && typeof key === 'number') current = current[key];
    else if (isRecord(current)) current = current[key];
    else return undefined;
  }
  return current;
}

/** The text at a path, or ''. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The list at a path, or an empty one. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The object at a path, or an empty one. */
export function recordAt(value: unknown, ...path: readonly (string | number)[]): JsonRecord {
  const found = valueAt(value, ...path);
  return isRecord(found) ? found : {};
}
