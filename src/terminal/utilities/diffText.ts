import { textWidth } from '../process/wcwidth.ts';
import type { Change } from './lineDiff.ts';

/** One side of a comparison: how its header names it, and its lines with their newlines. */
export interface DiffSide {
  readonly label: string;
  readonly lines: readonly string[];
}

const NO_NEWLINE = '\n\\ No newline at end of file\n';

function lineText(prefix: string, line: string): string {
  return prefix + (line.endsWith('\n') ? line : line + NO_NEWLINE);
}

/** `2c2`, `3a4`: diff's own form. */
export function normalDiff(before: DiffSide, after: DiffSide, changes: readonly Change[]): string {
  return changes.map(({ from, to, newFrom, newTo }) => {
    const letter = from === to ? 'a' : newFrom === newTo ? 'd' : 'c';
    const removed = before.lines.slice(from, to).map((line) => lineText('< ', line)).join('');
    const added = after.lines.slice(newFrom, newTo).map((line) => lineText('> ', line)).join('');
    return `${lineRange(from, to)}${letter}${lineRange(newFrom, newTo)}\n${removed}${letter === 'c' ? '---\n' : ''}${added}`;
  }).join('');
}

function lineRange(from: number, to: number): string {
  if (from === to) return String(from);
  return to - from === 1 ? String(to) : `${from + 1},${to}`;
}

interface Hunk extends Change {
  readonly changes: readonly Change[];
}

/** Changes whose context meets lie in one hunk. */
function hunksOf(changes: readonly Change[], context: number, length: number, newLength: number): readonly Hunk[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    if (last !== undefined && change.from - (last.at(-1)?.to ?? 0) <= 2 * context) last.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => {
    const [first, last] = [group[0], group.at(-1)];
    return {
      changes: group,
      from: Math.max(0, (first?.from ?? 0) - context),
      to: Math.min(length, (last?.to ?? 0) + context),
      newFrom: Math.max(0, (first?.newFrom ?? 0) - context),
      newTo: Math.min(newLength, (last?.newTo ?? 0) + context),
    };
  });
}

export function unifiedDiff(before: DiffSide, after: DiffSide, changes: readonly Change[], context: number): string {
  const hunks = hunksOf(changes, context, before.lines.length, after.lines.length).map((hunk) => {
    let text = `@@ -${unifiedRange(hunk.from, hunk.to)} +${unifiedRange(hunk.newFrom, hunk.newTo)} @@\n`;
    let at = hunk.from;
    for (const { from, to, newFrom, newTo } of hunk.changes) {
      text += before.lines.slice(at, from).map((line) => lineText(' ', line)).join('');
      text += before.lines.slice(from, to).map((line) => lineText('-', line)).join('');
      text += after.lines.slice(newFrom, newTo).map((line) => lineText('+', line)).join('');
      at = to;
    }
    return text + before.lines.slice(at, hunk.to).map((line) => lineText(' ', line)).join('');
  });
  return `--- ${before.label}\n+++ ${after.label}\n${hunks.join('')}`;
}

/** `1,3`, `4` for one line, `3,0` for none behind line 3. */
function unifiedRange(from: number, to: number): string {
  if (to === from) return `${from},0`;
  return to - from === 1 ? String(to) : `${from + 1},${to - from}`;
}

export function contextDiff(before: DiffSide, after: DiffSide, changes: readonly Change[], context: number): string {
  const hunks = hunksOf(changes, context, before.lines.length, after.lines.length).map((hunk) => {
    const changed = hunk.changes.map(({ from, to, newFrom, newTo }) => ({ isPure: from === to || newFrom === newTo, old: [from, to] as const, new: [newFrom, newTo] as const }));
    const side = (lines: readonly string[], [start, end]: readonly [number, number], which: 'old' | 'new', mark: string) => {
      if (!changed.some((change) => change[which][1] > change[which][0])) return '';
      return lines.slice(start, end).map((line, index) => {
        const change = changed.find((one) => start + index >= one[which][0] && start + index < one[which][1]);
        return lineText(change === undefined ? '  ' : change.isPure ? `${mark} ` : '! ', line);
      }).join('');
    };
    const range = (from: number, to: number) => (to - from <= 1 ? String(to) : `${from + 1},${to}`);
    const old = side(before.lines, [hunk.from, hunk.to], 'old', '-');
    const fresh = side(after.lines, [hunk.newFrom, hunk.newTo], 'new', '+');
    return `***************\n*** ${range(hunk.from, hunk.to)} ****\n${old}--- ${range(hunk.newFrom, hunk.newTo)} ----\n${fresh}`;
  });
  return `*** ${before.label}\n--- ${after.label}\n${hunks.join('')}`;
}

const TAB = 8;

/** `-y`: both texts beside each other. */
export function sideBySide(before: DiffSide, after: DiffSide, changes: readonly Change[], { width, hidesCommon }: { readonly width: number; readonly hidesCommon: boolean }): string {
  // As GNU: the second column begins at a tab stop where there is room.
  const gutter = 3;
  const offset = Math.floor((width + TAB + gutter) / (2 * TAB)) * TAB;
  const half = Math.max(0, Math.min(offset - gutter, width - offset));
  const second = half > 0 ? offset : width;
  const bare = (line: string | undefined) => (line ?? '').replace(/\n$/, '').slice(0, half);
  const row = (left: string | undefined, mark: string, right: string | undefined) => {
    const leftText = bare(left);
    if (mark === ' ' && right !== undefined) return `${leftText}${tabsTo(textWidth(leftText), second)}${bare(right)}\n`;
    const middle = Math.floor((half + second - 1) / 2);
    const marked = `${leftText}${tabsTo(textWidth(leftText), middle)}${mark}`;
    return right === undefined ? `${marked}\n` : `${marked}${tabsTo(middle + 1, second)}${bare(right)}\n`;
  };
  let text = '';
  let [at, to] = [0, 0];
  const common = (until: number) => {
    for (; at < until; at += 1, to += 1) if (!hidesCommon) text += row(before.lines[at], ' ', after.lines[to]);
  };
  for (const change of changes) {
    common(change.from);
    for (; at < change.to && to < change.newTo; at += 1, to += 1) text += row(before.lines[at], '|', after.lines[to]);
    for (; at < change.to; at += 1) text += row(before.lines[at], '<', undefined);
    for (; to < change.newTo; to += 1) text += row('', '>', after.lines[to]);
  }
  common(before.lines.length);
  return text;
}

/** Tabs, then blanks, from one column to another. */
function tabsTo(from: number, to: number): string {
  let column = from;
  let text = '';
  for (let stop = column - (column % TAB) + TAB; stop <= to; stop += TAB) {
    text += '\t';
    column = stop;
  }
  return text + ' '.repeat(Math.max(0, to - column));
}

/** Commands for ed, from the last change to the first, so that line numbers hold. */
export function edScript(right: readonly string[], changes: readonly Change[]): string {
  const range = (from: number, to: number) => (to - from === 1 ? `${to}` : `${from + 1},${to}`);
  return [...changes].reverse().map(({ from, to, newFrom, newTo }) => {
    const text = right.slice(newFrom, newTo).map((line) => line.replace(/\n?$/, '\n')).join('');
    if (newFrom === newTo) return `${range(from, to)}d\n`;
    return `${from === to ? `${from}a` : `${range(from, to)}c`}\n${text}.\n`;
  }).join('');
}

/** RCS's form: what goes and what comes, each with its place in the old text. */
export function rcsScript(right: readonly string[], changes: readonly Change[]): string {
  return changes.map(({ from, to, newFrom, newTo }) => {
    const gone = from === to ? '' : `d${from + 1} ${to - from}\n`;
    return gone + (newFrom === newTo ? '' : `a${to} ${newTo - newFrom}\n${right.slice(newFrom, newTo).join('')}`);
  }).join('');
}
