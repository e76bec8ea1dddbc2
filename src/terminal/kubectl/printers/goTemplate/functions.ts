import { base64FaultAt } from '#engine/api/base64.ts';
import { decodeBase64 } from '#engine/core/base64.ts';
import { utf8Bytes } from '#engine/core/utf8.ts';
import { goFloat, goValue } from '../goFormat.ts';
import { byCodeUnit } from '../json.ts';
import { isRecord, type JsonRecord } from '../values.ts';

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
  if (value === undefined || value === null) throw new CallProblem('error calling len: reflect: call of reflect.Value.Type on zero Value');
  throw new CallProblem(`error calling len: len of type ${typeName(value)}`);
}

function indexInto([container, ...keys]: readonly unknown[]): unknown {
  let value = container;
  if (value === undefined || value === null) throw new CallProblem('error calling index: index of untyped nil');
  for (const key of keys) {
    if (Array.isArray(value)) value = itemAt(value, key);
    else if (isRecord(value)) value = entryAt(value, key);
    else if (typeof value === 'string') value = BigInt(itemAt(utf8Bytes(value), key));
    else if (value === undefined || value === null) throw new CallProblem('error calling index: index of nil pointer');
    else throw new CallProblem(`error calling index: can't index item of type ${typeName(value)}`);
  }
  return value;
}

function entryAt(map: JsonRecord, key: unknown): unknown {
  if (typeof key !== 'string') throw new CallProblem(`error calling index: value has type ${typeName(key)}; should be string`);
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function itemAt<T>(list: ArrayLike<T>, key: unknown): T {
  if (!isWhole(key)) throw new CallProblem(`error calling index: cannot index slice/array with type ${typeName(key)}`);
  const index = Number(key);
  if (index < 0 || index > list.length) throw new CallProblem(`error calling index: index out of range: ${index}`);
  const item = list[index];
  if (index === list.length || item === undefined) throw new CallProblem('error calling index: reflect: slice index out of range');
  return item;
}

function sliceOf([value, ...bounds]: readonly unknown[]): unknown {
  if (typeof value !== 'string' && !Array.isArray(value)) throw new CallProblem(`error calling slice: can't slice item of type ${typeName(value)}`);
  for (const bound of bounds) {
    if (!isWhole(bound)) throw new CallProblem(`error calling slice: cannot index slice/array with type ${typeName(bound)}`);
    if (bound < 0 || bound > value.length) throw new CallProblem(`error calling slice: index out of range: ${bound}`);
  }
  const [from = 0, to = value.length] = bounds.map(Number);
  if (from > to) throw new CallProblem(`error calling slice: invalid slice index: ${from} > ${to}`);
  return value.slice(from, to);
}

/** An int of the template, or an int64 of the object. */
export function isWhole(value: unknown): value is bigint | number {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
}

/** Go's name of a template value's type: whole numbers of the object are int64, those of the template int. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (isRecord(value)) return 'map[string]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'boolean') return 'bool';
  return value === undefined || value === null ? '<nil>' : 'string';
}

/** A value as Go prints it inside a template; what is missing reads `<no value>`. */
export function printed(value: unknown): string {
  if (value === undefined || value === null) return '<no value>';
  return inner(value);
}

function inner(value: unknown): string {
  return goValue(value);
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

/** A verb goes into lists and maps; a value that it does not fit is told with its type. k8s: Go fmt */
function formatOne(arg: unknown, verb: string, precision: string | undefined): string {
  if (verb === 'T') return typeName(arg);
  if (verb === 'v') return inner(arg);
  const format = (value: unknown) => formatOne(value, verb, precision);
  if (Array.isArray(arg)) return `[${arg.map(format).join(' ')}]`;
  if (isRecord(arg)) return `map[${Object.keys(arg).toSorted(byCodeUnit).map((key) => `${format(key)}:${format(arg[key])}`).join(' ')}]`;
  if (arg === undefined || arg === null) return `%!${verb}(<nil>)`;
  return formatScalar(arg, verb, precision) ?? `%!${verb}(${typeName(arg)}=${inner(arg)})`;
}

const RADIX: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16 };

function formatScalar(arg: unknown, verb: string, precision: string | undefined): string | undefined {
  if (typeof arg === 'string') return formatText(arg, verb, precision);
  if (typeof arg === 'boolean') return verb === 't' ? String(arg) : undefined;
  if (isWhole(arg)) {
    const radix = RADIX[verb.toLowerCase()];
    return radix === undefined ? undefined : cased(arg.toString(radix), verb);
  }
  if (typeof arg !== 'number') return undefined;
  if (verb === 'f' || verb === 'F') return arg.toFixed(precision === undefined ? 6 : Number(precision));
  return verb === 'e' || verb === 'g' ? goFloat(arg) : undefined;
}

function formatText(text: string, verb: string, precision: string | undefined): string | undefined {
  const kept = precision === undefined ? text : text.slice(0, Number(precision));
  if (verb === 's') return kept;
  if (verb === 'q') return JSON.stringify(kept);
  if (verb.toLowerCase() !== 'x') return undefined;
  return cased([...utf8Bytes(kept)].map((byte) => byte.toString(16).padStart(2, '0')).join(''), verb);
}

const cased = (digits: string, verb: string) => (verb === 'X' ? digits.toUpperCase() : digits);

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

/** Go's kinds as far as comparison tells them apart: integers of any size are one. */
function kindOf(value: unknown): string {
  return isWhole(value) ? 'bigint' : typeof value;
}

function hasBasicKind(value: unknown): boolean {
  return value !== undefined && typeof value !== 'object';
}

function refuseKinds(name: string, left: unknown, right: unknown): CallProblem {
  return new CallProblem(`error calling ${name}: incompatible types for comparison: ${typeName(left)} and ${typeName(right)}`);
}

function isEqual(name: string, left: unknown, right: unknown): boolean {
  if (left === undefined || left === null || right === undefined || right === null) return (left ?? null) === (right ?? null);
  if (kindOf(left) !== kindOf(right)) throw refuseKinds(name, left, right);
  if (typeof left === 'object') throw new CallProblem(`error calling ${name}: non-comparable type ${formatOne(left, 's', undefined)}: ${typeName(left)}`);
  return isWhole(left) ? Number(left) === Number(right) : left === right;
}

function isLess(name: string, left: unknown, right: unknown): boolean {
  if (!hasBasicKind(left) || !hasBasicKind(right)) throw new CallProblem(`error calling ${name}: invalid type for comparison`);
  if (kindOf(left) !== kindOf(right)) throw refuseKinds(name, left, right);
  if (typeof left === 'boolean') throw new CallProblem(`error calling ${name}: invalid type for comparison`);
  return (left as number) < (right as number);
}
