import { describe, expect, it } from 'vitest';
import type { Records } from '../lesson/records.ts';
import { classRows, csvOf } from './classRows.ts';

const lin: Records = { learner: 'Lin', lessons: { a: { steps: 7, of: 7, spentMs: 120_000, doneAtMs: 1, right: 1, guesses: 2 }, b: { steps: 1, of: 5, spentMs: 60_000 } } };

describe('the table of a class', () => {
  it('has one row a person, by name, with what they have done', () => {
    const rows = classRows([
      { file: 'z.json', records: { ...lin, learner: ' ' } },
      { file: 'lin.json', records: lin },
      { file: 'broken.json', records: undefined },
    ]);
    expect(rows).toEqual([
      { learner: 'Lin', done: 1, begun: 2, right: 1, guesses: 2, spentMs: 180_000, lessons: ['a'] },
      { learner: 'z', done: 1, begun: 2, right: 1, guesses: 2, spentMs: 180_000, lessons: ['a'] },
    ]);
  });

  it('merges two files of one person', () => {
    const later: Records = { learner: 'Lin', lessons: { b: { steps: 5, of: 5, spentMs: 90_000, doneAtMs: 9 } } };
    expect(classRows([{ file: '1', records: lin }, { file: '2', records: later }])).toEqual([{ learner: 'Lin', done: 2, begun: 2, right: 1, guesses: 2, spentMs: 210_000, lessons: ['a', 'b'] }]);
  });

  it('is CSV in which names stay names', () => {
    const rows = classRows([{ file: '1', records: { learner: '=1+1, "x"', lessons: {} } }]);
    expect(csvOf(rows)).toBe('name,done,begun,guesses right,guesses,minutes,lessons\r\n"\'=1+1, ""x""",0,0,0,0,0,\r\n');
  });
});
