/** A JSON object whose fields are not known yet. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Is this a JSON object: neither null nor a list? */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Is this a list? Narrows to readonly, which `Array.isArray` does not. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Are two JSON values equal? A field that is undefined counts as absent; shared parts are not looked into. */
export function isEqualJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => isEqualJson(item, b[index]));
  return !isList(b) && isEqualRecord(a as JsonRecord, b as JsonRecord);
}

function isEqualRecord(a: JsonRecord, b: JsonRecord): boolean {
  let fields = 0;
  for (const key in a) {
    if (a[key] === undefined) continue;
    if (!isEqualJson(a[key], b[key])) return false;
    fields += 1;
  }
  for (const key in b) if (b[key] !== undefined) fields -= 1;
  return fields === 0;
}

/** Freezes a JSON value through and through, and drops fields that are undefined. What is frozen already is taken as done. */
export function freezeJson<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (isList(value)) {
    for (const item of value) freezeJson(item);
  } else {
    const record = value as Record<string, unknown>;
    for (const key in record) {
      if (record[key] === undefined) delete record[key];
      else freezeJson(record[key]);
    }
  }
  return Object.freeze(value);
}
