import type { FieldError } from './kind.ts';

/** The causes of an Invalid answer, in upstream's words. k8s: apimachinery util/validation/field. */

export function required(field: string, detail = ''): FieldError {
  return { field, reason: 'FieldValueRequired', message: withDetail('Required value', detail) };
}

/** `value` is what the message shows: a text is quoted, a struct is given with its Go field names. */
export function invalid(field: string, value: unknown, detail: string): FieldError {
  return { field, reason: 'FieldValueInvalid', message: withDetail(`Invalid value: ${shown(value)}`, detail) };
}

/** The same of something whose value is not shown. k8s: field.OmitValueType */
export function invalidAsWhole(field: string, detail: string): FieldError {
  return { field, reason: 'FieldValueInvalid', message: withDetail('Invalid value', detail) };
}

export function forbidden(field: string, detail: string): FieldError {
  return { field, reason: 'FieldValueForbidden', message: withDetail('Forbidden', detail) };
}

export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  const detail = supported.length === 0 ? '' : `supported values: ${supported.map((text) => JSON.stringify(text)).join(', ')}`;
  return { field, reason: 'FieldValueNotSupported', message: withDetail(`Unsupported value: ${shown(value)}`, detail) };
}

export function notFound(field: string, value: unknown): FieldError {
  return { field, reason: 'FieldValueNotFound', message: `Not found: ${shown(value)}` };
}

export function duplicate(field: string, value: unknown): FieldError {
  return { field, reason: 'FieldValueDuplicate', message: `Duplicate value: ${shown(value)}` };
}

export function tooLong(field: string, maxBytes: number): FieldError {
  return { field, reason: 'FieldValueTooLong', message: `Too long: may not be more than ${maxBytes} bytes` };
}

export function tooMany(field: string, count: number, max: number): FieldError {
  return { field, reason: 'FieldValueTooMany', message: `Too many: ${count}: must have at most ${max} item${max === 1 ? '' : 's'}` };
}

const NO_ERRORS: readonly FieldError[] = Object.freeze([]);

/** One error for each message about the same value. */
export function invalidEach(field: string, value: unknown, messages: readonly string[]): readonly FieldError[] {
  return messages.length === 0 ? NO_ERRORS : messages.map((message) => invalid(field, value, message));
}

const NON_NEGATIVE = 'must be greater than or equal to 0';

export function nonNegative(field: string, value: number | undefined): readonly FieldError[] {
  return value !== undefined && value < 0 ? [invalid(field, value, NON_NEGATIVE)] : [];
}

/** Is the value one of the supported ones? An absent one is an error of its own. */
export function oneOf(field: string, value: string | undefined, supported: readonly string[]): readonly FieldError[] {
  if (value === undefined || value === '') return [required(field)];
  return supported.includes(value) ? [] : [notSupported(field, value, supported)];
}

function withDetail(text: string, detail: string): string {
  return detail === '' ? text : `${text}: ${detail}`;
}

/** Scalars as they are, texts quoted, everything else as Go's JSON. */
function shown(value: unknown): string {
  if (value === undefined) return 'null';
  return goJson(value);
}

/** Go's encoding/json: as JSON.stringify, with `<`, `>` and `&` escaped outside plain texts. */
function goJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (typeof value === 'string') return text;
  return text.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

/** The same entries with their keys sorted, as Go writes maps. */
export function sortedMap<V>(map: Readonly<Record<string, V>> | undefined): Readonly<Record<string, V>> | undefined {
  if (map === undefined) return undefined;
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
