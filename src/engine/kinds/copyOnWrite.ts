/** Changes to frozen values that give back the very same reference when nothing changes. */

/** Adds the fields that are missing (undefined), leaving the others alone. */
export function fill<T extends object>(object: T, missing: { readonly [K in keyof T]?: T[K] | undefined }): T {
  let filled: T | undefined;
  for (const key in missing) {
    if (object[key as keyof T] !== undefined || missing[key] === undefined) continue;
    filled ??= { ...object };
    filled[key as keyof T] = missing[key] as T[keyof T];
  }
  return filled ?? object;
}

/** Sets one field, or removes it when the value is undefined. */
export function withField<T extends object, K extends keyof T>(object: T, key: K, value: T[K] | undefined): T {
  if (object[key] === value) return object;
  return value === undefined ? withoutField(object, key) : { ...object, [key]: value };
}

/** Leaves one field out. Copied field by field: deleting from a copy makes it slow, and so is leaving out of a spread. */
export function withoutField<T extends object, K extends keyof T>(object: T, left: K): T {
  const copy: Partial<T> = {};
  for (const key in object) if ((key as PropertyKey) !== left) copy[key] = object[key];
  return copy as T;
}

/** Applies a change to one field where that is present. */
export function change<T extends object, K extends keyof T>(object: T, key: K, how: (value: NonNullable<T[K]>) => NonNullable<T[K]>): T {
  const value = object[key];
  return value === undefined || value === null ? object : withField(object, key, how(value));
}

/** Applies a change to each item. */
export function mapItems<T>(list: readonly T[], how: (item: T) => T): readonly T[] {
  let changed: T[] | undefined;
  for (const [index, item] of list.entries()) {
    const next = how(item);
    if (next === item) continue;
    changed ??= [...list];
    changed[index] = next;
  }
  return changed ?? list;
}

/** Applies a change to each value of a map. */
export function mapValues<V>(map: Readonly<Record<string, V>>, how: (value: V) => V): Readonly<Record<string, V>> {
  let changed: Record<string, V> | undefined;
  for (const [key, value] of Object.entries(map)) {
    const next = how(value);
    if (next === value) continue;
    changed ??= { ...map };
    changed[key] = next;
  }
  return changed ?? map;
}
