import { KubectlError, PrintFailure } from '../errors.ts';
import { alignColumns, TABLE_COLUMNS } from './columns.ts';
import { goValue } from './goFormat.ts';
import { JsonPathError } from './jsonPath/nodes.ts';
import { parseJsonPath } from './jsonPath/parse.ts';
import { relaxedPath, valuesAt } from './jsonPath/relaxed.ts';
import type { Printer } from './outputFormat.ts';
import type { JsonRecord } from './values.ts';

/** One column of `-o custom-columns`. */
export interface CustomColumn {
  readonly header: string;
  /** In braces; only read when the first object is printed. */
  readonly path: string;
}

/** `NAME:.metadata.name,IMAGE:.spec.containers[*].image`. */
export function readColumnsSpec(spec: string | undefined): readonly CustomColumn[] {
  if (spec === undefined || spec === '') throw new KubectlError('custom-columns format specified but no custom columns given');
  return splitSpec(spec).map((part) => {
    const colon = part.indexOf(':');
    if (colon < 0) throw new KubectlError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    return { header: part.slice(0, colon), path: relaxedPath(part.slice(colon + 1)) };
  });
}

/** A comma inside brackets belongs to the path. */
function splitSpec(spec: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const char of spec) {
    if (char === '[') depth += 1;
    if (char === ']') depth -= 1;
    if (char === ',' && depth <= 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

/** Two lines: headers, and below each its path. */
export function readColumnsFile(text: string): readonly CustomColumn[] {
  const [headers = '', paths] = text.split(/(?<=\n)/);
  for (const [what, row] of [['header', headers], ['spec', paths]]) {
    if (row === undefined || row === '') throw new KubectlError(`invalid template, missing ${what} line. Expected format is one line of space separated headers, one line of space separated column specs.`);
  }
  const names = headers.trim().split(/\s+/).filter((word) => word !== '');
  const specs = (paths ?? '').trim().split(/\s+/).filter((word) => word !== '');
  if (names.length !== specs.length) throw new KubectlError(`number of headers (${names.length}) and field specifications (${specs.length}) don't match`);
  return names.map((header, index) => ({ header, path: relaxedPath(specs[index] ?? '') }));
}

/** The table of some paths; all kinds share one, and widths only grow. */
export function createCustomColumns(columns: readonly CustomColumn[], hasHeaders: boolean): Printer {
  const remembered: number[] = [];
  let isStarted = !hasHeaders;
  return {
    print: (value) => {
      const items = Array.isArray(value['items']) ? (value['items'] as readonly JsonRecord[]) : [value];
      const lines = isStarted ? [] : [columns.map((column) => column.header).join('\t')];
      isStarted = true;
      const aligned = () => alignColumns(lines, { ...TABLE_COLUMNS, remembered });
      try {
        const paths = columns.map((column) => parseJsonPath(column.path));
        for (const item of items) lines.push(paths.map((path) => cellOf(valuesAt(path, item))).join('\t'));
        return aligned();
      } catch (error) {
        if (error instanceof JsonPathError) throw new PrintFailure(aligned(), error.message);
        throw error;
      }
    },
  };
}

function cellOf(values: readonly unknown[]): string {
  return values.length === 0 ? '<none>' : values.map(goValue).join(',');
}
