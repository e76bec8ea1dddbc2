import { byCodeUnit } from './json.ts';
import { isRecord } from './values.ts';

/** A JSON value as Go's `%v` prints it: `map[app:web]`, `[a b]`, `<nil>`. */
export function goValue(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goValue).join(' ')}]`;
  if (isRecord(value)) {
    return `map[${Object.keys(value).toSorted(byCodeUnit).map((key) => `${key}:${goValue(value[key])}`).join(' ')}]`;
  }
  return typeof value === 'number' ? goNumber(value) : String(value);
}

/** A JSON value as Go's `%#v` prints it: `map[string]interface {}{"a":1}`. */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (isRecord(value)) {
    return `map[string]interface {}{${Object.keys(value).toSorted(byCodeUnit).map((key) => `${JSON.stringify(key)}:${goSyntax(value[key])}`).join(', ')}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** Whole numbers are int64 in objects that kubectl read; fractions are float64. */
function goNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : goFloat(value);
}

/** A float64 as Go's `%v` prints it: shortest digits, an exponent below 0.0001 and from 1e+06 on. */
export function goFloat(value: number): string {
  if (value === 0) return '0';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
