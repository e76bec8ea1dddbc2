import { isRecord } from '../printers/values.ts';

/** A step into a value: a key, or `*` for every item of a list. */
export type Path = readonly string[];

/** The value with what lies at a path changed. Where the path does not lead anywhere nothing changes, unless it is to be made. */
export function mapAt(value: unknown, path: Path, change: (found: unknown) => unknown, options: { readonly create?: boolean } = {}): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (key === '*') return Array.isArray(value) ? value.map((item) => mapAt(item, rest, change, options)) : value;
  if (!isRecord(value)) return options.create === true && value === undefined ? { [key]: mapAt(undefined, rest, change, options) } : value;
  if (value[key] === undefined && options.create !== true) return value;
  return { ...value, [key]: mapAt(value[key], rest, change, options) };
}
