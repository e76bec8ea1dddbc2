import type { LineOutcome } from '#terminal/kubectl/givenScene.ts';
import { withoutAges } from '#terminal/kubectl/sameOutcome.ts';

/** A line and how the two answers differ: `-` the real one, `+` ours. */
export function differenceText(line: string, real: LineOutcome, own: LineOutcome): string {
  const code = real.code === own.code ? '' : `  exit ${real.code} (real) ${own.code} (own)\n`;
  return `\n$ ${line}\n${code}${streamText('stdout', real.stdout, own.stdout)}${streamText('stderr', real.stderr, own.stderr)}`;
}

function streamText(name: string, real: string, own: string): string {
  const [before, after] = [withoutAges(real), withoutAges(own)];
  if (before === after) return '';
  const rows = lineDiff(before.split('\n'), after.split('\n'));
  return `  ${name}:\n${rows.map((row) => `    ${row}\n`).join('')}`;
}

const CONTEXT = 1;

/** Only the lines that differ, with one around them. */
function lineDiff(before: readonly string[], after: readonly string[]): readonly string[] {
  const marked = marks(before, after);
  const isNear = (index: number) => marked.some(({ mark }, at) => mark !== ' ' && Math.abs(at - index) <= CONTEXT);
  return marked.flatMap(({ mark, text }, index) => (isNear(index) ? [`${mark}${text}`] : []));
}

interface Marked {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** Longest common subsequence, which is quick enough for what a command prints. */
function marks(before: readonly string[], after: readonly string[]): readonly Marked[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = before[i] === after[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const rows: Marked[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      rows.push({ mark: ' ', text: before[i] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))) {
      rows.push({ mark: '-', text: before[i] ?? '' });
      i += 1;
    } else {
      rows.push({ mark: '+', text: after[j] ?? '' });
      j += 1;
    }
  }
  return rows;
}
