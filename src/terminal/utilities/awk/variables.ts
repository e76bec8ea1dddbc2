import type { Value } from './values.ts';

/** What a name stands for. It is a scalar or an array, by its first use. */
export interface Cell {
  value: Value;
  array: Map<string, Value> | undefined;
  /** Of a parameter: what the caller gave, so that an array that is made in a function reaches the caller. */
  readonly origin: Cell | undefined;
}

export function createCell(value?: Value, origin?: Cell): Cell {
  return { value, array: origin?.array, origin };
}

/** The array behind a name, made when it is first used as one. */
export function arrayOf(cell: Cell): Map<string, Value> {
  if (cell.array !== undefined) return cell.array;
  const array = cell.origin === undefined ? new Map<string, Value>() : arrayOf(cell.origin);
  cell.array = array;
  return array;
}

/** The subscripts of an array in the order in which `for (k in a)` gives them: numbers ascending, then the others as they came. simplified: the real order is that of a hash table. */
export function subscriptsOf(array: ReadonlyMap<string, Value>): readonly string[] {
  const names = [...array.keys()];
  const isWhole = (name: string) => /^(?:0|-?[1-9]\d{0,15})$/.test(name);
  return [...names.filter(isWhole).sort((a, b) => Number(a) - Number(b)), ...names.filter((name) => !isWhole(name))];
}
