import { civilTimeOf } from '../../../core/time.ts';
import { SqlFault } from './fault.ts';
import type { Expression, Value } from './syntax.ts';

/** What an expression may ask for besides its operands. */
export interface Surroundings {
  unixNow(): number;
  /** `@@server_id`, `@x`; undefined when there is none of that name. */
  variable(name: string): Value | undefined;
  /** Functions of this server alone; undefined when it has none of that name. */
  call(name: string, args: readonly Value[]): Value | undefined;
}

/** The row that columns are taken from. Throws the fault of a missing column. */
export type Lookup = (name: string, table: string | undefined) => Value;

export function evaluate(expression: Expression, lookup: Lookup, around: Surroundings): Value {
  const inner = (part: Expression) => evaluate(part, lookup, around);
  switch (expression.is) {
    case 'value':
      return expression.value;
    case 'column':
      return lookup(expression.name, expression.table);
    case 'variable':
      return around.variable(expression.name) ?? null;
    case 'all':
      throw new SqlFault('syntax', '*');
    case 'call':
      return callFunction(expression.name, expression.args.map(inner), around);
    case 'operation':
      return operate(expression.operator, expression.operands, inner);
  }
}

/** Is a value true, as WHERE asks? */
export function isTrue(value: Value): boolean {
  return value !== null && value !== false && Number(value === true ? 1 : value) !== 0 && (typeof value !== 'string' || Number(value) !== 0);
}

/** Compares as the servers do: numbers by value, everything else as text without regard to case. */
export function compare(left: Value, right: Value): number {
  const [a, b] = [toNumber(left), toNumber(right)];
  if (a !== undefined && b !== undefined && (typeof left === 'number' || typeof right === 'number' || typeof left === 'boolean')) return a - b;
  const [first, second] = [textOf(left), textOf(right)];
  // Decimals are kept as text, with all their digits.
  if (a !== undefined && b !== undefined && isDecimal(first) && isDecimal(second)) return a - b;
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function isDecimal(text: string): boolean {
  return /^-?\d+\.\d+$/.test(text);
}

export function textOf(value: Value): string {
  if (value === null) return 'NULL';
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

function toNumber(value: Value): number | undefined {
  if (value === null || value === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

function operate(operator: string, operands: readonly Expression[], inner: (part: Expression) => Value): Value {
  const values = operands.map(inner);
  const [left = null, right = null] = values;
  switch (operator) {
    case 'AND':
    case '&&':
      return values.every(isTrue);
    case 'OR':
      return values.some(isTrue);
    case 'NOT':
      return left === null ? null : !isTrue(left);
    case 'IS':
      return right === null ? left === null : isTrue(left) === right;
    case '<=>':
      return left === null || right === null ? left === right : compare(left, right) === 0;
    default:
      return left === null || right === null ? null : operateOnValues(operator, values, left, right);
    case 'NEGATE':
      return left === null ? null : -Number(left);
  }
}

function operateOnValues(operator: string, values: readonly Value[], left: Value, right: Value): Value {
  switch (operator) {
    case '=':
      return compare(left, right) === 0;
    case '<>':
    case '!=':
      return compare(left, right) !== 0;
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    case 'IN':
      return values.slice(1).some((value) => compare(left, value) === 0);
    case 'BETWEEN':
      return compare(left, right) >= 0 && compare(left, values[2] ?? null) <= 0;
    case 'LIKE':
    case 'ILIKE':
      return likePattern(textOf(right)).test(textOf(left));
    case 'REGEXP':
      return textOf(left).toLowerCase().includes(textOf(right).toLowerCase());
    case '||':
      return textOf(left) + textOf(right);
    default:
      return calculate(operator, left, right);
  }
}

export function likePattern(pattern: string): RegExp {
  const source = pattern.replace(/[.+^${}()|[\]\\*?]/g, String.raw`\$&`).replaceAll('%', '[^]*').replaceAll('_', '[^]');
  return new RegExp(`^${source}$`, 'i');
}

/** Sums keep as many digits behind the point as their operands have. */
function calculate(operator: string, left: Value, right: Value): Value {
  const [a, b] = [Number(left), Number(right)];
  if (Number.isNaN(a) || Number.isNaN(b)) throw new SqlFault('bad number', textOf(Number.isNaN(a) ? left : right));
  const digits = Math.max(fractionDigits(left), fractionDigits(right));
  const kept = (result: number) => (digits === 0 ? result : result.toFixed(digits));
  switch (operator) {
    case '+':
      return kept(a + b);
    case '-':
      return kept(a - b);
    case '*':
      return digits === 0 ? a * b : (a * b).toFixed(fractionDigits(left) + fractionDigits(right));
    case '/':
      return b === 0 ? null : (a / b).toFixed(4);
    default:
      return b === 0 ? null : a % b;
  }
}

function fractionDigits(value: Value): number {
  return /\.(\d+)$/.exec(textOf(value))?.[1]?.length ?? 0;
}

/** `2026-11-23 08:00:00` */
export function dateTimeText(unixMs: number): string {
  const t = civilTimeOf(unixMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${t.year}-${two(t.month)}-${two(t.day)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}`;
}

function callFunction(name: string, args: readonly Value[], around: Surroundings): Value {
  const own = around.call(name, args);
  if (own !== undefined) return own;
  const [first = null] = args;
  switch (name) {
    case 'now':
    case 'current_timestamp':
    case 'sysdate':
      return dateTimeText(around.unixNow());
    case 'curdate':
    case 'current_date':
      return dateTimeText(around.unixNow()).slice(0, 10);
    case 'unix_timestamp':
      return Math.floor(around.unixNow() / 1000);
    case 'concat':
      return args.includes(null) ? null : args.map(textOf).join('');
    case 'upper':
      return first === null ? null : textOf(first).toUpperCase();
    case 'lower':
      return first === null ? null : textOf(first).toLowerCase();
    case 'length':
    case 'char_length':
      return first === null ? null : textOf(first).length;
    case 'coalesce':
    case 'ifnull':
      return args.find((value) => value !== null) ?? null;
    case 'if':
      return (isTrue(first) ? args[1] : args[2]) ?? null;
    case 'nullif':
      return first !== null && compare(first, args[1] ?? null) === 0 ? null : first;
    case 'greatest':
    case 'least':
      return args.includes(null) ? null : [...args].sort((a, b) => (name === 'least' ? compare(a, b) : compare(b, a)))[0] ?? null;
    case 'left':
      return first === null ? null : textOf(first).slice(0, Number(args[1] ?? 0));
    case 'right':
      return first === null ? null : textOf(first).slice(-Number(args[1] ?? 0) || Infinity);
    case 'substring':
    case 'substr':
      return first === null ? null : textOf(first).slice(Number(args[1] ?? 1) - 1, args[2] === undefined ? undefined : Number(args[1] ?? 1) - 1 + Number(args[2]));
    case 'trim':
      return first === null ? null : textOf(first).trim();
    case 'replace':
      return args.includes(null) ? null : textOf(first).replaceAll(textOf(args[1] ?? ''), textOf(args[2] ?? ''));
    case 'floor':
      return first === null ? null : Math.floor(Number(first));
    case 'ceil':
    case 'ceiling':
      return first === null ? null : Math.ceil(Number(first));
    case 'abs':
      return first === null ? null : Math.abs(Number(first));
    case 'round':
      return first === null ? null : Number(Number(first).toFixed(Number(args[1] ?? 0)));
    case 'sleep':
    case 'pg_sleep':
      return 0;
    default:
      throw new SqlFault('no function', name);
  }
}
