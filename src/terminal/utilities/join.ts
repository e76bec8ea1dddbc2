import { defineUtility } from '../command.ts';
import { wrongOperands } from './comm.ts';
import { parseOptions, type ParsedOptions } from './options.ts';
import { linesOf, readSources } from './sources.ts';

interface Row {
  readonly key: string;
  readonly fields: readonly string[];
  /** All fields but the key. */
  readonly others: readonly string[];
}

/** Joins lines of two files that are sorted on a common field. */
export const join = defineUtility({
  name: 'join',
  flavours: ['centos7', 'debian'],
  summary: 'join lines of two files on a common field',
  *run(process) {
    const options = parseOptions(process, { short: 't:1:2:j:a:v:o:e:i', long: { 'ignore-case': 'i' } });
    if (options === undefined) return 1;
    if (options.operands.length !== 2) return wrongOperands(process, options.operands);
    const separator = options.value('t');
    const fieldOf = (file: '1' | '2') => Number(options.value(file) ?? options.value('j') ?? 1) - 1;
    const files: Row[][] = [];
    const ok = yield* readSources(process, options.operands, (text) => {
      const field = fieldOf(files.length === 0 ? '1' : '2');
      files.push(linesOf(text).map((line) => rowOf(line, separator, field, options.has('i'))));
    });
    if (!ok) return 1;
    process.out(joinRows(files[0] ?? [], files[1] ?? [], options).map((cells) => `${cells.join(separator ?? ' ')}\n`).join(''));
    return 0;
  },
});

function rowOf(line: string, separator: string | undefined, field: number, ignoreCase: boolean): Row {
  const fields = separator === undefined ? line.trim().split(/[ \t]+/) : line.split(separator);
  const key = fields[field] ?? '';
  return { key: ignoreCase ? key.toLowerCase() : key, fields, others: fields.filter((_, index) => index !== field) };
}

function joinRows(left: readonly Row[], right: readonly Row[], options: ParsedOptions): string[][] {
  const lines: string[][] = [];
  const layout = options.value('o')?.split(/[ ,]+/);
  const hidesPairs = options.has('v');
  const alone = new Set([...options.values('a'), ...options.values('v')]);
  const say = (a: Row | undefined, b: Row | undefined) => {
    if (layout === undefined) lines.push([a?.key ?? b?.key ?? '', ...(a?.others ?? []), ...(b?.others ?? [])]);
    else lines.push(layout.map((cell) => cellOf(cell, a, b) || (options.value('e') ?? '')));
  };
  let [at, to] = [0, 0];
  while (at < left.length || to < right.length) {
    const [a, b] = [left[at], right[to]];
    if (a !== undefined && b?.key === a.key) {
      const [as, bs] = [runOf(left, at), runOf(right, to)];
      if (!hidesPairs) for (const one of as) for (const other of bs) say(one, other);
      at += as.length;
      to += bs.length;
    } else if (b === undefined || (a !== undefined && a.key < b.key)) {
      if (alone.has('1')) say(a, undefined);
      at += 1;
    } else {
      if (alone.has('2')) say(undefined, b);
      to += 1;
    }
  }
  return lines;
}

/** The rows from here on that have the same key. */
function runOf(rows: readonly Row[], from: number): readonly Row[] {
  let to = from;
  while (rows[to]?.key === rows[from]?.key && to < rows.length) to += 1;
  return rows.slice(from, to);
}

function cellOf(cell: string, a: Row | undefined, b: Row | undefined): string {
  if (cell === '0') return a?.key ?? b?.key ?? '';
  const [file, field] = cell.split('.');
  return (file === '1' ? a : b)?.fields[Number(field) - 1] ?? '';
}
