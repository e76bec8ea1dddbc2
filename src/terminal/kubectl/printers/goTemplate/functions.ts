import { base64FaultAt } from '#engine/api/base64.ts';
import { decodeBase64 } from '#engine/core/base64.ts';
import { utf8Bytes } from '#engine/core/utf8.ts';
import { goFloat } from '../goFormat.ts';
import { byCodeUnit } from '../json.ts';
import { isRecord } from '../values.ts';

/** Functions that a kubectl template may call; `and` and `or` are evaluated by the caller, one operand at a time. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set(
  'and or not len index slice print printf println html js urlquery call eq ne lt le gt ge exists base64decode'.split(' '),
);

/** Why a function refuses its arguments, in Go's words. */
export class CallProblem extends Error {
  override readonly name = 'CallProblem';
}

/** Is the value true for `if`, `and`, `not`? Empty and zero values are not. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== 0n && value !== '';
}

/** Calls a builtin; the number of arguments is checked here. Throws {@link CallProblem}. */
export function callFunction(name: string, args: readonly unknown[]): unknown {
  switch (name) {
    case 'not':
      return !isTrue(only(name, args));
    case 'len':
      return lengthOf(only(name, args));
    case 'index':
      return indexInto(args);
    case 'slice':
      return sliceOf(args);
    case 'print':
      return sprint(args);
    case 'println':
      return `${args.map(printed).join(' ')}\n`;
    case 'printf':
      return printf(args);
    case 'html':
      return escapeHtml(sprint(args));
    case 'js':
      return escapeJs(sprint(args));
    case 'urlquery':
      return encodeURIComponent(sprint(args)).replaceAll('%20', '+');
    case 'exists':
      return doesExist(args);
    case 'base64decode':
      return textOfBase64(String(only(name, args)));
    default:
      return compare(name, args);
  }
}

function only(name: string, args: readonly unknown[]): unknown {
  if (args.length !== 1) throw new CallProblem(`wrong number of args for ${name}: want 1 got ${args.length}`);
  return args[0];
}

function lengthOf(value: unknown): bigint {
  if (typeof value === 'string') return BigInt(utf8Bytes(value).length);
  if (Array.isArray(value)) return BigInt(value.length);
  if (isRecord(value)) return BigInt(Object.keys(value).length);
  if (value === undefined || value === null) throw new CallProblem('error calling len: len of nil pointer');
  throw new CallProblem(`error calling len: len of type ${typeName(value)}`);
}

function indexInto([container, ...keys]: readonly unknown[]): unknown {
  let value = container;
  if (value === undefined || value === null) throw new CallProblem('error calling index: index of untyped nil');
  for (const key of keys) {
    if (Array.isArray(value)) value = itemAt(value, key);
    else if (isRecord(value)) value = Object.hasOwn(value, String(key)) ? value[String(key)] : undefined;
    else if (typeof value === 'string') value = BigInt(utf8Bytes(value)[Number(key)] ?? 0);
    else if (value === undefined || value === null) throw new CallProblem('error calling index: index of nil pointer');
    else throw new CallProblem(`error calling index: can't index item of type ${typeName(value)}`);
  }
  return value;
}

function itemAt(list: readonly unknown[], key: unknown): unknown {
  if (typeof key !== 'bigint') throw new CallProblem(`error calling index: cannot index slice/array with type ${typeName(key)}`);
  if (key < 0 || key >= list.length) throw new CallProblem(`error calling index: reflect: slice index out of range`);
  return list[Number(key)];
}

function sliceOf([value, from = 0, to]: readonly unknown[]): unknown {
  if (typeof value !== 'string' && !Array.isArray(value)) throw new CallProblem(`error calling slice: can't slice item of type ${typeName(value)}`);
  const end = to === undefined ? value.length : Number(to);
  if (Number(from) > end || end > value.length) throw new CallProblem(`error calling slice: index out of range: ${end}`);
  return value.slice(Number(from), end);
}

/** Go's name of a template value's type: numbers of the object are float64, those of the template int. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (isRecord(value)) return 'map[string]interface {}';
  if (typeof value === 'number') return 'float64';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'boolean') return 'bool';
  return value === undefined || value === null ? '<nil>' : 'string';
}

/** A value as Go prints it inside a template: numbers are float64, what is missing reads `<no value>`. */
export function printed(value: unknown): string {
  if (value === undefined || value === null) return '<no value>';
  return inner(value);
}

function inner(value: unknown): string {
  if (value === undefined || value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(inner).join(' ')}]`;
  if (isRecord(value)) return `map[${Object.keys(value).toSorted(byCodeUnit).map((key) => `${key}:${inner(value[key])}`).join(' ')}]`;
  return typeof value === 'number' ? goFloat(value) : String(value);
}

/** fmt.Sprint: a space between operands when neither is a string. */
function sprint(args: readonly unknown[]): string {
  return args.map((arg, index) => (index > 0 && typeof arg !== 'string' && typeof args[index - 1] !== 'string' ? ' ' : '') + inner(arg)).join('');
}

function printf([format, ...args]: readonly unknown[]): string {
  let next = 0;
  const text = String(format ?? '').replace(/%([-+# 0]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g, (_, flags: string, width: string | undefined, precision: string | undefined, verb: string) => {
    if (verb === '%') return '%';
    if (next >= args.length) return `%!${verb}(MISSING)`;
    const piece = formatOne(args[next], verb, precision);
    next += 1;
    if (width === undefined) return piece;
    return flags.includes('-') ? piece.padEnd(Number(width)) : piece.padStart(Number(width), flags.includes('0') && verb !== 's' ? '0' : ' ');
  });
  const extra = args.slice(next);
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.map((arg) => `${typeName(arg)}=${inner(arg)}`).join(', ')})`;
}

function formatOne(arg: unknown, verb: string, precision: string | undefined): string {
  switch (verb) {
    case 'v':
      return inner(arg);
    case 's':
      return typeof arg === 'string' ? (precision === undefined ? arg : arg.slice(0, Number(precision))) : typeof arg === 'number' || typeof arg === 'bigint' || typeof arg === 'boolean' ? `%!s(${typeName(arg)}=${inner(arg)})` : inner(arg);
    case 'q':
      return JSON.stringify(inner(arg));
    case 'd':
      if (typeof arg === 'bigint') return String(arg);
      return typeof arg === 'number' ? `%!d(float64=${goFloat(arg)})` : `%!d(${typeName(arg)}=${inner(arg)})`;
    case 'f':
    case 'F':
      return typeof arg === 'number' ? arg.toFixed(precision === undefined ? 6 : Number(precision)) : `%!f(${typeName(arg)}=${inner(arg)})`;
    case 'e':
    case 'g':
      return typeof arg === 'number' ? goFloat(arg) : `%!${verb}(${typeName(arg)}=${inner(arg)})`;
    case 't':
      return typeof arg === 'boolean' ? String(arg) : `%!t(${typeName(arg)}=${inner(arg)})`;
    case 'T':
      return typeName(arg);
    default:
      return `%!${verb}(${typeName(arg)}=${inner(arg)})`;
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[<>&'"\0]/g, (char) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&#34;', '\0': '\ufffd' })[char] ?? char);
}

function escapeJs(text: string): string {
  return text.replace(/[\\'"<>&=\n\r\t]/g, (char) => (/[\\'"]/.test(char) ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`));
}

/** `exists . "spec" "replicas"`: is there such a field or item? */
function doesExist([value, ...path]: readonly unknown[]): boolean {
  let current = value;
  for (const key of path) {
    if (Array.isArray(current) && typeof key === 'bigint') current = current[Number(key)];
    else if (isRecord(current) && typeof key === 'string' && Object.hasOwn(current, key)) current = current[key];
    else return false;
  }
  return current !== undefined;
}

/** The text of a base64 string, its bytes read as UTF-8. */
function textOfBase64(text: string): string {
  const fault = base64FaultAt(text);
  if (fault !== undefined) throw new CallProblem(`error calling base64decode: base64 decode failed: illegal base64 data at input byte ${fault}`);
  return decodeBase64(text) ?? '';
}

function compare(name: string, args: readonly unknown[]): boolean {
  const [left, ...rights] = args;
  if (name === 'eq' && args.length >= 2) return rights.some((right) => isEqual(name, left, right));
  if (args.length !== 2) throw new CallProblem(args.length < 2 && name === 'eq' ? 'error calling eq: missing argument for comparison' : `wrong number of args for ${name}: want 2 got ${args.length}`);
  const [right] = rights;
  switch (name) {
    case 'ne':
      return !isEqual(name, left, right);
    case 'lt':
      return isLess(name, left, right);
    case 'le':
      return isLess(name, left, right) || isEqual(name, left, right);
    case 'gt':
      return !isLess(name, left, right) && !isEqual(name, left, right);
    default:
      return !isLess(name, left, right);
  }
}

/** Go's kinds as far as comparison tells them apart: a bigint is an int, a number a float64. */
function kindOf(value: unknown): string {
  return typeof value;
}

function isEqual(name: string, left: unknown, right: unknown): boolean {
  if (left === undefined || left === null || right === undefined || right === null) return (left ?? null) === (right ?? null);
  if (typeof left === 'object') throw new CallProblem(`error calling ${name}: non-comparable type ${inner(left)}: ${typeName(left)}`);
  if (kindOf(left) !== kindOf(right)) throw new CallProblem(`error calling ${name}: incompatible types for comparison`);
  return left === right;
}

function isLess(name: string, left: unknown, right: unknown): boolean {
  if (kindOf(left) !== kindOf(right)) throw new CallProblem(`error calling ${name}: incompatible types for comparison`);
  if (typeof left === 'boolean' || typeof left === 'object') throw new CallProblem(`error calling ${name}: invalid type for comparison`);
  return (left as number) < (right as number);
}
