import { expect, it } from 'vitest';
import type { Check } from './check.ts';
import { readIn } from './checks/givenView.ts';
import type { Memory } from './evaluate.ts';

const ready = (ordinal: number): Check => ({ check: 'ready', pods: { pod: `web-${ordinal}` }, count: 1 });

/** A check read in several worlds one after another, with one memory. */
function readAlong(check: Check, worlds: readonly string[]): readonly string[] {
  const memory: Memory = new Map();
  return worlds.map((pods) => {
    const { parts, isMet } = readIn({ pods }, check, memory);
    return `${parts.map(({ have, want }) => `${have}/${want}`).join(' ')}${isMet ? ' met' : ''}`;
  });
}

it.each<[string, Check, readonly string[], readonly string[]]>([
  ['all shows a part for each member', { check: 'all', of: [ready(0), { check: 'all', of: [ready(1), ready(2)] }] }, ['web-0', 'web-0 web-1 web-2'], ['1/1 0/1 0/1', '1/1 1/1 1/1 met']],
  ['any is met by one', { check: 'any', of: [ready(0), ready(1)], label: 'x' }, ['', 'web-1'], ['0/1', '1/1 met']],
  ['some counts its members', { check: 'some', of: [ready(0), ready(1), ready(2)], count: 2, label: 'x' }, ['web-0', 'web-0 web-2'], ['1/2', '2/2 met']],
  ['not is the contrary', { check: 'not', of: ready(0) }, ['', 'web-0'], ['1/1 met', '0/1']],
  ['once stays met', { check: 'once', of: ready(0) }, ['web-0', 'web-0 web-0×'], ['1/1 met', '1/1 met']],
  ['held counts the seconds without a break', { check: 'held', of: ready(0), forMs: 2000 }, ['web-0', 'web-0 web-1', 'web-0 web-1 web-0?', 'web-0 web-1 web-2 web-0', 'web-0 web-1 web-2 web-0 web-3 web-4'], ['0/2', '1/2', '0/2', '0/2', '2/2 met']],
  ['sequence goes on by one at a time', { check: 'sequence', of: [ready(1), ready(0)], label: 'x' }, ['web-0', 'web-0 web-1', 'web-0 web-1'], ['0/2', '1/2', '2/2 met']],
])('%s', (_, check, worlds, results) => {
  expect(readAlong(check, worlds)).toEqual(results);
});

it('gives the parts names that stay the same', () => {
  const check: Check = { check: 'all', of: [ready(0), { check: 'all', of: [ready(1), ready(2)] }, ready(3)] };
  expect(readIn({}, check).parts.map(({ id }) => id)).toEqual(['0', '1.0', '1.1', '2']);
});

it('uses the words of the lesson where it has some', () => {
  const own = readIn({}, { ...ready(0), label: 'mine' } as Check).parts[0]?.label;
  const inherited = readIn({}, { check: 'not', of: ready(0) }).parts[0]?.label;

  expect(own).toMatchObject({ from: 'lesson', key: 'mine', params: { name: 'web-0' } });
  expect(inherited).toMatchObject({ from: 'checks', key: 'not', of: { key: 'ready.one' } });
});
