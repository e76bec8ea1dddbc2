import { textWidth } from '../../process/wcwidth.ts';
import { rowsDown } from '../../utilities/columns.ts';
import type { Candidate } from './completion.ts';

/** bash asks before it shows more than this. */
export const MANY = 100;

/** The list of candidates as bash's second TAB shows it: sorted down the columns, two blanks between them. */
export function listCandidates(candidates: readonly Candidate[], columns: number): readonly string[] {
  const labels = labelsOf(candidates, columns);
  // The slash of a directory does not count for the width of its column.
  const width = Math.max(...labels.map(({ text }) => textWidth(text))) + 2;
  let perRow = Math.floor(columns / width);
  if (perRow !== 1 && perRow * width === columns) perRow -= 1;
  perRow = Math.max(1, perRow);
  return rowsDown(labels, perRow).map((row) => rowText(row, perRow, width));
}

interface Label {
  readonly text: string;
  readonly mark: string;
}

function rowText(labels: readonly Label[], perRow: number, width: number): string {
  return labels
    .map(({ text, mark }, column) => {
      const shown = text + mark;
      return column + 1 < perRow ? shown + ' '.repeat(Math.max(1, width - textWidth(shown))) : shown;
    })
    .join('');
}

function labelsOf(candidates: readonly Candidate[], columns: number): readonly Label[] {
  if (candidates.some(({ description }) => description !== undefined)) return describedLabels(candidates, columns);
  return candidates.map(({ label, isDirectory }) => ({ text: label, mark: isDirectory === true ? '/' : '' }));
}

/** `get       (Display one or many resources)`, cut to the terminal, as kubectl's script for bash does. */
function describedLabels(candidates: readonly Candidate[], columns: number): readonly Label[] {
  const longest = Math.max(...candidates.map(({ label }) => textWidth(label)));
  return candidates.map(({ label, description }) => {
    if (description === undefined) return { text: label, mark: '' };
    const room = columns - longest - 4;
    const cut = description.length > room ? `${description.slice(0, Math.max(0, room - 1))}…` : description;
    return { text: room <= 8 ? label : `${label}${' '.repeat(longest - textWidth(label))}  (${cut})`, mark: '' };
  });
}
