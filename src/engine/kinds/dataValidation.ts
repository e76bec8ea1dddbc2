import { utf8Length } from '../core/utf8.ts';
import { forbidden, invalid, invalidEach } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import { configKey } from './names.ts';
import type { Labels } from './object.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';

/** What ConfigMaps and Secrets have in common. */

export function validateDataKeys(path: string, data: Labels): FieldError[] {
  return Object.keys(data).flatMap((key) => [...invalidEach(`${path}[${key}]`, key, configKey(key))]);
}

const MAX_BYTES = 1024 * 1024;

export function validateDataSize(path: string, maps: readonly Labels[]): readonly FieldError[] {
  const size = maps.flatMap((map) => Object.values(map)).reduce((sum, text) => sum + utf8Length(text), 0);
  return size > MAX_BYTES
    ? [{ field: path, reason: 'FieldValueTooLong', message: `Too long: may not be more than ${MAX_BYTES} bytes` }]
    : [];
}

type WithData = { readonly data?: Labels; readonly binaryData?: Labels; readonly immutable?: boolean };

/** An immutable object stays so, with its data. */
export function validateImmutableData(next: WithData, old: WithData, parts: readonly ('data' | 'binaryData')[]): readonly FieldError[] {
  if (old.immutable !== true) return [];
  const detail = 'field is immutable when `immutable` is set';
  return [
    ...(next.immutable === true ? [] : [forbidden('immutable', detail)]),
    ...parts.flatMap((part) => (semanticallyEqual(next[part], old[part]) ? [] : [forbidden(part, detail)])),
  ];
}

/** A type that cannot change once it is set. */
export function validateSameType(next: string | undefined, old: string | undefined): readonly FieldError[] {
  return next === old ? [] : [invalid('type', next ?? '', 'field is immutable')];
}
