/** The hunks of `diff -u` between two texts, three lines of context around each change; '' when they are equal. */
export function unifiedDiff(before: string, after: string, context = 3): string {
  const a = linesOf(before);
  const b = linesOf(after);
  const edits = editsBetween(a, b);
  return hunksOf(edits, context).map((hunk) => hunkText(hunk)).join('');
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** One line of the comparison, with the lines that stood before it on each side. */
interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
  readonly beforeAt: number;
  readonly afterAt: number;
}

/** The longest common subsequence, deletions before additions. */
function editsBetween(a: readonly string[], b: readonly string[]): readonly Edit[] {
  const lengths = commonLengths(a, b);
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      edits.push({ sign: ' ', line: a[i] ?? '', beforeAt: i, afterAt: j });
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      edits.push({ sign: '-', line: a[i] ?? '', beforeAt: i, afterAt: j });
      i += 1;
    } else {
      edits.push({ sign: '+', line: b[j] ?? '', beforeAt: i, afterAt: j });
      j += 1;
    }
  }
  return edits;
}

function commonLengths(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const rows = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? [];
    const below = rows[i + 1] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1) row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return rows;
}

/** Groups changes whose contexts touch. */
function hunksOf(edits: readonly Edit[], context: number): readonly (readonly Edit[])[] {
  const hunks: Edit[][] = [];
  let lastChange = -Infinity;
  edits.forEach((edit, index) => {
    if (edit.sign === ' ') return;
    const from = index - lastChange > 2 * context + 1 ? Math.max(0, index - context) : lastChange + 1;
    if (index - lastChange > 2 * context + 1) {
      const last = hunks.at(-1);
      if (last !== undefined) last.push(...edits.slice(lastChange + 1, lastChange + 1 + context));
      hunks.push([]);
    }
    hunks.at(-1)?.push(...edits.slice(from, index + 1));
    lastChange = index;
  });
  if (Number.isFinite(lastChange)) hunks.at(-1)?.push(...edits.slice(lastChange + 1, lastChange + 1 + context));
  return hunks;
}

function hunkText(hunk: readonly Edit[]): string {
  const [first] = hunk;
  const before = hunk.filter((edit) => edit.sign !== '+').length;
  const after = hunk.filter((edit) => edit.sign !== '-').length;
  const head = `@@ -${range(first?.beforeAt ?? 0, before)} +${range(first?.afterAt ?? 0, after)} @@\n`;
  return head + hunk.map((edit) => `${edit.sign}${edit.line}\n`).join('');
}

/** `5,7`; a single line has no count, an empty range names the line before. */
function range(at: number, count: number): string {
  if (count === 0) return `${at},0`;
  return count === 1 ? String(at + 1) : `${at + 1},${count}`;
}
