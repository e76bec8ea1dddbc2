import { AwkError } from './dialect.ts';
import type { Runtime } from './runtime.ts';
import type { BinaryOperator } from './syntax.ts';
import { compareValues, isTrue, toNumber, type Value } from './values.ts';
import { subscriptsOf } from './variables.ts';

/** What an operator makes of two values; `&&` and `||` have looked at the left one before. */
export function compute({ toText, dialect }: Runtime, operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case '+':
      return toNumber(left) + toNumber(right);
    case '-':
      return toNumber(left) - toNumber(right);
    case '*':
      return toNumber(left) * toNumber(right);
    case '/':
    case '%':
      return divide(toNumber(left), toNumber(right), operator, dialect.name);
    case '^':
      return toNumber(left) ** toNumber(right);
    case 'concat':
      return toText(left) + toText(right);
    case '&&':
    case '||':
      return isTrue(right) ? 1 : 0;
    default:
      return holds(operator, compareValues(left, right, toText)) ? 1 : 0;
  }
}

/** mawk divides by zero as the processor does. */
function divide(left: number, right: number, operator: '/' | '%', dialect: 'gawk' | 'mawk' | 'busybox'): number {
  if (right === 0 && dialect === 'gawk') throw new AwkError(`fatal: division by zero attempted${operator === '%' ? ' in `%\'' : ''}`);
  if (right === 0 && dialect === 'busybox') throw new AwkError('Division by zero');
  return operator === '/' ? left / right : left % right;
}

function holds(operator: BinaryOperator, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '!=':
      return order !== 0;
    default:
      return order === 0;
  }
}

/** The subscripts of an array in the order of a loop over it: by gawk's PROCINFO["sorted_in"] where that is set. */
export function orderOf(elements: ReadonlyMap<string, Value>, { dialect, toText, cell }: Runtime): readonly string[] {
  const asked = dialect.name === 'gawk' ? toText(cell('PROCINFO').array?.get('sorted_in')) : '';
  const [, by = '', kind = '', direction = ''] = /^@(ind|val)_(str|num|type)_(asc|desc)$/.exec(asked) ?? [];
  const names = [...subscriptsOf(elements)];
  if (by === '') return names;
  const valueOf = (name: string): Value => {
    const value = by === 'ind' ? name : elements.get(name);
    return kind === 'num' ? toNumber(value) : value;
  };
  names.sort((a, b) => compareValues(valueOf(a), valueOf(b), toText) || (a < b ? -1 : 1));
  return direction === 'desc' ? names.reverse() : names;
}
