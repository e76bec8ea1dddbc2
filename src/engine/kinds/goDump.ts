import { internalTypes } from './internalTypes.ts';

/**
 * Objects in the shape of upstream's internal Go types: every field, in the order of the struct. The messages about
 * forbidden changes show the difference of two such dumps. k8s: apimachinery util/diff on apis/core types.
 */
export type Dump = null | string | number | boolean | readonly Dump[] | { readonly [field: string]: Dump };

/** Reads `value` as the internal type of that name. */
export function goDump(type: string, value: unknown): Dump {
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(fieldsOf(type).map((field) => [field.goName, dumpField(field, given[field.jsonName])]));
}

interface Field {
  readonly goName: string;
  readonly jsonName: string;
  /** `?` pointer, `#` number, `!` boolean, `[]` list, `{}` map or foreign value; else what a struct holds. */
  readonly mark: string;
  readonly structType: string;
}

const knownFields = new Map<string, readonly Field[]>();

function fieldsOf(type: string): readonly Field[] {
  const known = knownFields.get(type);
  if (known !== undefined) return known;
  const fields = (internalTypes[type] ?? '').split(' ').map(readField);
  knownFields.set(type, fields);
  return fields;
}

const FIELD = /^(\w+)(\?|#|!|\{\}|\[(\w*)\]|[:=](\w+))?$/;

function readField(text: string): Field {
  const [, goName = '', mark = '', itemType, structType] = FIELD.exec(text) ?? [];
  return { goName, jsonName: jsonNameOf(goName), mark: mark.replace(/\w+/, ''), structType: itemType ?? structType ?? '' };
}

const IRREGULAR: Readonly<Record<string, string>> = { CephFS: 'cephfs', StorageOS: 'storageos' };

/** `HTTPGet` is httpGet, `TTY` is tty. */
function jsonNameOf(goName: string): string {
  return IRREGULAR[goName] ?? goName.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
}

function dumpField({ mark, structType }: Field, value: unknown): Dump {
  if (mark === '[]') return dumpList(structType, value);
  if (mark === '=') return goDump(structType, value);
  if (mark === ':') return value === undefined || value === null ? null : goDump(structType, value);
  if (value === undefined || value === null) return ZERO[mark] ?? null;
  return mark === '{}' ? sorted(value as Dump) : (value as Dump);
}

const ZERO: Readonly<Record<string, Dump>> = { '': '', '#': 0, '!': false };

function dumpList(itemType: string, value: unknown): Dump {
  const items = (value ?? []) as readonly unknown[];
  if (items.length === 0) return null;
  return items.map((item) => (itemType === '' ? (item as Dump) : goDump(itemType, item)));
}

/** Go writes maps sorted; other values come as they are. */
function sorted(value: Dump): Dump {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value as Readonly<Record<string, Dump>>).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? null : Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
