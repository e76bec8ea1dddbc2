import type { Dump } from './goDump.ts';

/** The changed lines of two dumps with three lines of context, in unified form; each line ends in a line feed. */
export function dumpDiff(old: Dump, next: Dump): string {
  return unifiedDiff(lines(old), lines(next));
}

const lines = (value: Dump) => JSON.stringify(value, undefined, 1).split('\n');

const CONTEXT = 3;

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
  readonly oldLine: number;
  readonly newLine: number;
}

function unifiedDiff(old: readonly string[], next: readonly string[]): string {
  return hunksOf(editsOf(old, next))
    .flatMap((hunk) => [hunkHeader(hunk), ...hunk.map(({ sign, text }) => `${sign}${text}`)])
    .map((line) => `${line}\n`)
    .join('');
}

function hunkHeader(hunk: readonly Edit[]): string {
  const first = hunk[0];
  const oldCount = hunk.filter(({ sign }) => sign !== '+').length;
  const newCount = hunk.filter(({ sign }) => sign !== '-').length;
  return `@@ -${(first?.oldLine ?? 0) + 1},${oldCount} +${(first?.newLine ?? 0) + 1},${newCount} @@`;
}

/** Groups of changes that lie no more than twice the context apart. */
function hunksOf(edits: readonly Edit[]): readonly (readonly Edit[])[] {
  const changed = edits.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  const ranges: { start: number; end: number }[] = [];
  for (const index of changed) {
    const last = ranges.at(-1);
    if (last !== undefined && index - CONTEXT <= last.end) last.end = index + CONTEXT + 1;
    else ranges.push({ start: Math.max(0, index - CONTEXT), end: index + CONTEXT + 1 });
  }
  return ranges.map(({ start, end }) => edits.slice(start, end));
}

/** The shortest edit, removals before additions: longest common subsequence between the equal ends. */
function editsOf(old: readonly string[], next: readonly string[]): readonly Edit[] {
  let head = 0;
  while (head < old.length && head < next.length && old[head] === next[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < next.length - head && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
  const middle = middleEdits(old.slice(head, old.length - tail), next.slice(head, next.length - tail), head);
  const keep = (text: string, oldLine: number, newLine: number): Edit => ({ sign: ' ', text, oldLine, newLine });
  return [
    ...old.slice(0, head).map((text, index) => keep(text, index, index)),
    ...middle,
    ...old.slice(old.length - tail).map((text, index) => keep(text, old.length - tail + index, next.length - tail + index)),
  ];
}

function middleEdits(old: readonly string[], next: readonly string[], offset: number): readonly Edit[] {
  const lengths = commonLengths(old, next);
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < next.length) {
    const at = { oldLine: offset + i, newLine: offset + j };
    if (i < old.length && j < next.length && old[i] === next[j]) {
      edits.push({ sign: ' ', text: old[i] ?? '', ...at });
      i += 1;
      j += 1;
    } else if (i < old.length && (j >= next.length || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      edits.push({ sign: '-', text: old[i] ?? '', ...at });
      i += 1;
    } else {
      edits.push({ sign: '+', text: next[j] ?? '', ...at });
      j += 1;
    }
  }
  return edits;
}

/** Length of the longest common subsequence of the two rests, for each pair of places. */
function commonLengths(old: readonly string[], next: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: old.length + 1 }, () => Array.from({ length: next.length + 1 }, () => 0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = next.length - 1; j >= 0; j -= 1) {
      const row = table[i] as number[];
      row[j] = old[i] === next[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
