import { textWidth } from '../process/wcwidth.ts';

/** GNU ls's layout: sorted down the columns, each as wide as its longest name plus two, as few lines as fit. */
export function listInColumns(names: readonly string[], lineWidth: number): string {
  if (names.length === 0) return '';
  const widths = names.map(textWidth);
  for (let rows = 1; rows < names.length; rows += 1) {
    const columns = Math.ceil(names.length / rows);
    const columnWidths = Array.from({ length: columns }, (_, column) => Math.max(...widths.slice(column * rows, (column + 1) * rows)) + 2);
    const total = columnWidths.reduce((sum, width) => sum + width, 0) - 2;
    if (total < lineWidth) return layOut(names, widths, rows, columnWidths);
  }
  return names.map((name) => `${name}\n`).join('');
}

function layOut(names: readonly string[], widths: readonly number[], rows: number, columnWidths: readonly number[]): string {
  let text = '';
  for (let row = 0; row < rows; row += 1) {
    for (let index = row, column = 0; index < names.length; index += rows, column += 1) {
      const isLast = index + rows >= names.length;
      text += (names[index] ?? '') + (isLast ? '\n' : ' '.repeat((columnWidths[column] ?? 0) - (widths[index] ?? 0)));
    }
  }
  return text;
}

/** The rows of a list that runs down so many columns of one width. */
export function rowsDown<T>(cells: readonly T[], across: number): readonly (readonly T[])[] {
  const down = Math.ceil(cells.length / across);
  return Array.from({ length: down }, (_, row) => cells.filter((_cell, index) => index % down === row));
}
