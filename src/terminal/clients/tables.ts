import { textWidth } from '../process/wcwidth.ts';

export interface TableText {
  readonly columns: readonly { readonly label: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}

/** The widths of a table's columns. */
export function widthsOf({ columns, rows }: TableText): readonly number[] {
  return columns.map(({ label }, index) => Math.max(textWidth(label), ...rows.map((row) => textWidth(row[index] ?? ''))));
}
