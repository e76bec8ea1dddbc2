import { describedEvents, listedEvents } from './eventRows.ts';
import { cellsOf, isHeader, normalRow, sortMadeUpRows } from './rows.ts';
import { replaceTokens, type Reading } from './tokens.ts';

/** What the order and the repetition of the rows of an output mean. */
export type Shape =
  | 'plain'
  /** Rows come as objects change. */
  | 'watch'
  /** The same, but the order between different objects is a race. */
  | 'unordered watch'
  /** Progress: the same line may come many times. */
  | 'progress'
  /** Lines in any order. */
  | 'set';

/** The lines of an output without what differs from run to run. */
export function outputLines(output: string, shape: Shape, reading: Reading): readonly string[] {
  if (output === '') return [];
  const isWatch = shape === 'watch' || shape === 'unordered watch';
  const rows = normalRows(replaceTokens(isWatch ? output : sortMadeUpRows(output), reading), reading);
  switch (shape) {
    case 'watch':
      return withoutRepeats(rows);
    case 'unordered watch':
      return byObject(withoutRepeats(rows));
    case 'progress':
      return progressRows(rows);
    case 'set':
      return [...new Set(rows.map(evictionRow))].sort();
    case 'plain':
      return rows;
  }
}

function normalRows(text: string, reading: Reading): readonly string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const rows: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const block = describedEvents(lines, at, reading) ?? listedEvents(lines, at, reading) ?? { rows: [withoutDumpPosition(normalRow(lines[at] ?? ''))], next: at + 1 };
    rows.push(...block.rows);
    at = block.next;
  }
  return rows;
}

/**
 * A rejected change of a pod shows a hunk of its dump. The recorded control plane adds a ConfigMap to each token volume
 * (taken out of all outputs), so its dump is 18 lines longer there: the position of a hunk far below does not compare.
 */
function withoutDumpPosition(row: string): string {
  return row.replace(/^(\s*@@ )-\d{3,}(,\d+)? \+\d{3,}(,\d+)? @@$/, '$1-<line>$2 +<line>$3 @@');
}

/** A row that repeats the last row of its object says nothing. */
function withoutRepeats(rows: readonly string[]): readonly string[] {
  const last = new Map<string, string>();
  return rows.filter((row) => {
    const [first = '', second = ''] = cellsOf(row);
    const object = /^(?:ADDED|MODIFIED|DELETED)$/.test(first) ? second : first;
    if (last.get(object) === row) return false;
    last.set(object, row);
    return true;
  });
}

function byObject(rows: readonly string[]): readonly string[] {
  const nameOf = (row: string) => row.split('  ')[0] ?? '';
  const names = [...new Set(rows.map(nameOf))].sort();
  return [...rows.filter(isHeader), ...names.flatMap((name) => rows.filter((row) => nameOf(row) === name && !isHeader(row)))];
}

/** How often a Deployment or a DaemonSet says how far it is depends on the moment. */
function progressRows(rows: readonly string[]): readonly string[] {
  return rows.filter((row, index) => row !== rows[index - 1] && (rows.length === 1 || !/^Waiting for (?:deployment|daemon set)/.test(row)));
}

/** `kubectl drain` evicts in parallel: which of the pods is refused first is a race. */
function evictionRow(row: string): string {
  return row
    .replace(/^(error when evicting pods\/)"[^"]*"(?=.*will retry)/, '$1"<pod>"')
    .replace(/\[(error when [^\]]*)\]/, (_, errors: string) => `[${errors.split(', ').sort().join(', ')}]`);
}
