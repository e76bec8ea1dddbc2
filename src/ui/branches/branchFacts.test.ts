import { describe, expect, it } from 'vitest';
import type { Frame } from '#session/session.ts';
import { linesApart } from './branchFacts.ts';

const session = (...lines: readonly (readonly [atMs: number, text: string])[]) => ({ frame: () => ({ marks: lines.map(([atMs, text]) => ({ atMs, kind: 'command', text })) }) as unknown as Frame });

describe('the lines of two branches', () => {
  const main = session([100, 'apply'], [5000, 'scale'], [9000, 'delete']);

  it.each([
    ['are told from where the branches parted', session([100, 'apply'], [6000, 'get pods']), ['scale', 'delete'], ['get pods']],
    ['are none where one branch has only what both have', session([100, 'apply']), ['scale', 'delete'], []],
    ['part at the same line that was run at another moment', session([100, 'apply'], [5500, 'scale']), ['scale', 'delete'], ['scale']],
    ['are all told where nothing is shared', session([50, 'ls']), ['apply', 'scale', 'delete'], ['ls']],
  ] as const)('%s', (_, other, ofMain, ofOther) => {
    expect(linesApart(main, other)).toEqual(ofMain);
    expect(linesApart(other, main)).toEqual(ofOther);
  });
});
