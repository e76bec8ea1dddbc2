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

  it('has thirty people in the order of their numbers', () => {
    const files = Array.from({ length: 30 }, (_, index) => ({ file: `${index}.json`, records: { ...lin, learner: `学生 ${index + 1}` } }));
    expect(classRows(files).map(({ learner }) => learner)).toEqual(files.map(({ records }) => records.learner));
  });

  it('is CSV in which names stay names', () => {
    const rows = classRows([{ file: '1', records: { learner: '=1+1, "x"', lessons: {} } }]);
    const head = { learner: '姓名', done: '完成', begun: '开始', right: '猜对', guesses: '猜过', minutes: '分钟', lessons: '课程' };
    expect(csvOf(rows, head)).toBe('\uFEFF姓名,完成,开始,猜对,猜过,分钟,课程\r\n"\'=1+1, ""x""",0,0,0,0,0,\r\n');
  });
});
