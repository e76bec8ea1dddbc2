/** Text that looks like a number and came from outside: it compares as a number and prints as it was. */
export interface NumericText {
  readonly text: string;
  readonly number: number;
}

/** Undefined is a variable that nobody has set: "" and 0 at once. */
export type Value = undefined | number | string | NumericText;

const NUMBER_START = /^[ \t\n\r\f\v]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/;
const NUMBER_ALONE = /^[ \t\n\r\f\v]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\r\f\v]*$/;

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  if (typeof value === 'object') return value.number;
  const match = NUMBER_START.exec(value);
  return match === null ? 0 : Number(match[1]);
}

/** What a field, an element of split, a line of getline or an argument is. */
export function fromInput(text: string): Value {
  return NUMBER_ALONE.test(text) ? { text, number: Number(text) } : text;
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'string') return value !== '';
  return toNumber(value) !== 0;
}

/** Below 0, 0 or above: as numbers where both look like such, else as text. */
export function compareValues(left: Value, right: Value, textOf: (value: Value) => string): number {
  if (typeof left !== 'string' && typeof right !== 'string') {
    const [a, b] = [toNumber(left), toNumber(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const [a, b] = [textOf(left), textOf(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
