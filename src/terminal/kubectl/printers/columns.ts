/** How wide columns are at least, and how far apart. */
export interface ColumnOptions {
  readonly minWidth: number;
  readonly padding: number;
  /** Widths of earlier tables, which never shrink; updated in place. Absent: each table for itself. */
  readonly remembered?: number[];
}

/** `get`, `events`, `api-resources`. */
export const TABLE_COLUMNS = { minWidth: 6, padding: 3 } as const;
/** `describe`. */
export const DESCRIBE_COLUMNS = { minWidth: 0, padding: 2 } as const;

/**
 * Aligns tab-separated lines as kubectl's tabwriter does. A column is a run of consecutive lines that have a
 * tab-terminated cell there; the last cell of a line is never padded.
 */
export function alignColumns(lines: readonly string[], options: ColumnOptions): string {
  const rows = lines.map((line) => line.split('\t'));
  const widths = rows.map(() => [] as number[]);
  const columns = Math.max(0, ...rows.map((row) => row.length - 1));
  for (let column = 0; column < columns; column += 1) measureColumn(rows, widths, column, options);
  return rows.map((row, index) => `${padRow(row, widths[index] ?? [])}\n`).join('');
}

function measureColumn(rows: readonly (readonly string[])[], widths: number[][], column: number, options: ColumnOptions): void {
  for (let start = 0; start < rows.length; start += 1) {
    if (!hasCell(rows[start], column)) continue;
    let end = start;
    let width = Math.max(options.minWidth, options.remembered?.[column] ?? 0);
    for (; end < rows.length && hasCell(rows[end], column); end += 1) width = Math.max(width, lengthOf(rows[end]?.[column] ?? '') + options.padding);
    for (let index = start; index < end; index += 1) (widths[index] ?? [])[column] = width;
    if (options.remembered !== undefined) options.remembered[column] = width;
    start = end;
  }
}

function hasCell(row: readonly string[] | undefined, column: number): boolean {
  return row !== undefined && row.length > column + 1;
}

/** In code points, as Go counts. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function padRow(row: readonly string[], widths: readonly number[]): string {
  return row.map((cell, column) => (column === row.length - 1 ? cell : cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell))))).join('');
}
