/** A value of a document. An ObjectId is `{ $oid: … }`. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type MongoDocument = { readonly [key: string]: Json };

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Does a document match a filter: equality, and the common comparisons? */
export function matches(document: MongoDocument, filter: Json): boolean {
  if (!isObject(filter)) return true;
  return Object.entries(filter).every(([path, wanted]) => {
    const value = path.split('.').reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), document);
    const isComparison = isObject(wanted) && Object.keys(wanted).some((key) => key.startsWith('$') && key !== '$oid');
    return isComparison ? Object.entries(wanted).every(([operator, operand]) => holds(operator, value, operand)) : JSON.stringify(value) === JSON.stringify(wanted);
  });
}

function holds(operator: string, value: Json | undefined, operand: Json): boolean {
  const [left, right] = [value as number, operand as number];
  switch (operator) {
    case '$gt':
      return left > right;
    case '$gte':
      return left >= right;
    case '$lt':
      return left < right;
    case '$lte':
      return left <= right;
    case '$ne':
      return JSON.stringify(value) !== JSON.stringify(operand);
    case '$in':
      return Array.isArray(operand) && operand.some((one) => JSON.stringify(one) === JSON.stringify(value));
    case '$exists':
      return (value !== undefined) === operand;
    default:
      return false;
  }
}

/** A document after `$set`, `$inc` or `$unset`. */
export function updated(document: MongoDocument, change: Json): MongoDocument {
  if (!isObject(change)) return document;
  const { $set, $inc, $unset } = change;
  const after: Record<string, Json> = { ...document, ...(isObject($set) ? $set : {}) };
  for (const [key, by] of Object.entries(isObject($inc) ? $inc : {})) after[key] = Number(after[key] ?? 0) + Number(by);
  for (const key of Object.keys(isObject($unset) ? $unset : {})) delete after[key];
  return after;
}
