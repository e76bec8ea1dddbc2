import { unifiedDiff } from '#terminal/kubectl/diff/unifiedDiff.ts';
import type { Comparison, Miss } from './compare.ts';

/** `apply-web: 22/23`, and below it each miss as a diff from the recording (-) to our answer (+). */
export function comparisonText({ name, steps, matched, misses }: Comparison): string {
  return `${name}: ${matched}/${steps}\n${misses.map(missText).join('')}`;
}

function missText({ title, expected, got }: Miss): string {
  const diff = unifiedDiff(oneFieldALine(expected), oneFieldALine(got));
  return `  ${title}\n${diff.replaceAll(/^(?=.)/gm, '    ')}`;
}

/** A line with a whole object in it becomes many, so that a diff shows the field. */
function oneFieldALine(text: string): string {
  return text.replaceAll(/^(\w+ \S*) (\{.*\})$/gm, (line, head: string, json: string) => {
    try {
      return `${head}\n${JSON.stringify(JSON.parse(json), undefined, 1)}`;
    } catch {
      return line;
    }
  });
}

export interface Total {
  readonly steps: number;
  readonly matched: number;
}

export function totalOf(comparisons: readonly Comparison[]): Total {
  const sum = (field: 'steps' | 'matched') => comparisons.reduce((total, comparison) => total + comparison[field], 0);
  return { steps: sum('steps'), matched: sum('matched') };
}

export function percentOf({ steps, matched }: Total): number {
  return steps === 0 ? 100 : (100 * matched) / steps;
}

export function totalText(total: Total): string {
  return `all: ${total.matched}/${total.steps} = ${percentOf(total).toFixed(1)} %\n`;
}
