import { JqError, shortly } from './failure.ts';
import { compareJson, isArray, isObject, typeOf, type Json } from './json.ts';
import type { Arithmetic, Comparison } from './syntax.ts';

/** What an operator makes of two values. Throws JqError where it makes nothing of them. */
export function compute(operator: Arithmetic | Comparison, left: Json, right: Json): Json {
  switch (operator) {
    case '+':
      return add(left, right);
    case '-':
      return subtract(left, right);
    case '*':
      return multiply(left, right);
    case '/':
      return divide(left, right);
    case '%':
      return remainder(left, right);
    default:
      return compares(operator, compareJson(left, right));
  }
}

function compares(operator: Comparison, order: number): boolean {
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function cannot(left: Json, right: Json, what: string): never {
  throw new JqError(`${typeOf(left)} (${shortly(left)}) and ${typeOf(right)} (${shortly(right)}) cannot be ${what}`);
}

export function add(left: Json, right: Json): Json {
  if (left === null) return right;
  if (right === null) return left;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (isArray(left) && isArray(right)) return left.concat(right);
  if (isObject(left) && isObject(right)) return new Map([...left, ...right]);
  return cannot(left, right, 'added');
}

function subtract(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (isArray(left) && isArray(right)) return left.filter((item) => !right.some((other) => compareJson(item, other) === 0));
  return cannot(left, right, 'subtracted');
}

/** simplified: a text does not grow beyond so many characters by one multiplication. */
const LONGEST = 10_000_000;

function multiply(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return left * right;
  if (isObject(left) && isObject(right)) return merge(left, right);
  const [text, count] = typeof left === 'string' ? [left, right] : [right, left];
  if (typeof text !== 'string' || typeof count !== 'number') return cannot(left, right, 'multiplied');
  if (count <= 0) return null;
  if (text.length * count > LONGEST) throw new JqError('Repeat string result too long');
  return text.repeat(Math.max(1, Math.floor(count)));
}

/** Objects inside objects are merged too. */
function merge(left: ReadonlyMap<string, Json>, right: ReadonlyMap<string, Json>): Json {
  const merged = new Map(left);
  for (const [key, value] of right) {
    const before = merged.get(key) ?? null;
    merged.set(key, isObject(before) && isObject(value) ? merge(before, value) : value);
  }
  return merged;
}

function divide(left: Json, right: Json): Json {
  if (typeof left === 'string' && typeof right === 'string') return splitText(left, right);
  if (typeof left !== 'number' || typeof right !== 'number') return cannot(left, right, 'divided');
  return right === 0 ? cannot(left, right, 'divided because the divisor is zero') : left / right;
}

export function splitText(text: string, separator: string): string[] {
  if (text === '') return [];
  return separator === '' ? Array.from(text) : text.split(separator);
}

function remainder(left: Json, right: Json): Json {
  if (typeof left !== 'number' || typeof right !== 'number') return cannot(left, right, 'divided (remainder)');
  const divisor = Math.abs(Math.trunc(right));
  if (divisor === 0) return cannot(left, right, 'divided (remainder) because the divisor is zero');
  return (Math.trunc(left) % divisor) + 0;
}

/** Does one value hold the other: text in text, items in lists, members in objects? */
export function contains(whole: Json, part: Json): boolean {
  if (isObject(whole) && isObject(part)) return [...part].every(([key, value]) => whole.has(key) && contains(whole.get(key) ?? null, value));
  if (isArray(whole) && isArray(part)) return part.every((value) => whole.some((item) => typeOf(item) === typeOf(value) && contains(item, value)));
  if (typeof whole === 'string' && typeof part === 'string') return whole.includes(part);
  if (typeOf(whole) === typeOf(part)) return compareJson(whole, part) === 0;
  throw new JqError(`${typeOf(whole)} (${shortly(whole)}) and ${typeOf(part)} (${shortly(part)}) cannot have their containment checked`);
}

