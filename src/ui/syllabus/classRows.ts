import { mergeRecords, type Records } from '../lesson/records.ts';

/** A file of progress that was brought for the table; without records when it could not be read. */
export interface ClassFile {
  readonly file: string;
  readonly records: Records | undefined;
}

export interface ClassRow {
  /** The name in the file, or the file's own. */
  readonly learner: string;
  readonly done: number;
  readonly begun: number;
  readonly right: number;
  readonly guesses: number;
  readonly spentMs: number;
  /** The lessons that are done. */
  readonly lessons: readonly string[];
}

/** One row a person, in the order of their names; two files of one person are merged. */
export function classRows(files: readonly ClassFile[]): readonly ClassRow[] {
  const people = new Map<string, Records>();
  for (const { file, records } of files) {
    if (records === undefined) continue;
    const learner = records.learner.trim() === '' ? file.replace(/\.json$/, '') : records.learner.trim();
    const known = people.get(learner);
    people.set(learner, known === undefined ? records : mergeRecords(known, records));
  }
  return [...people].map(([learner, records]) => rowOf(learner, records)).sort((a, b) => a.learner.localeCompare(b.learner, undefined, { numeric: true }));
}

function rowOf(learner: string, { lessons }: Records): ClassRow {
  const records = Object.values(lessons);
  const sum = (of: (record: (typeof records)[number]) => number) => records.reduce((total, record) => total + of(record), 0);
  const done = Object.entries(lessons).filter(([, { doneAtMs }]) => doneAtMs !== undefined);
  return {
    learner,
    done: done.length,
    begun: records.length,
    right: sum(({ right }) => right ?? 0),
    guesses: sum(({ guesses }) => guesses ?? 0),
    spentMs: sum(({ spentMs }) => spentMs),
    lessons: done.map(([name]) => name),
  };
}

/** What the columns of the file are called. */
export interface CsvHead {
  readonly learner: string;
  readonly done: string;
  readonly begun: string;
  readonly right: string;
  readonly guesses: string;
  readonly minutes: string;
  readonly lessons: string;
}

/** Says in a file's first bytes that it is UTF-8: without it spreadsheets take Chinese names for something else. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The table as RFC 4180 has it. A cell that a spreadsheet would take for a formula is kept a text. */
export function csvOf(rows: readonly ClassRow[], head: CsvHead): string {
  const lines = rows.map((row) => [row.learner, row.done, row.begun, row.right, row.guesses, Math.round(row.spentMs / 60_000), row.lessons.join(' ')]);
  const heads = [head.learner, head.done, head.begun, head.right, head.guesses, head.minutes, head.lessons];
  return BYTE_ORDER_MARK + [heads, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
