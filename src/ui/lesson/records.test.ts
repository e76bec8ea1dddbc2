import { describe, expect, it } from 'vitest';
import { mergeRecords, parseRecords, recordsText, type Records } from './records.ts';

const half: Records = { learner: 'Lin', lessons: { 'own-storage': { steps: 3, of: 7, spentMs: 60_000 } } };
const whole: Records = { learner: 'Ma', lessons: { 'own-storage': { steps: 7, of: 7, spentMs: 40_000, doneAtMs: 5000, right: 1, guesses: 2 }, 'a-name-that-stays': { steps: 1, of: 7, spentMs: 10 } } };

describe('records of lessons', () => {
  it('are read as they were written', () => {
    expect(parseRecords(recordsText(whole))).toEqual(whole);
  });

  it('take the better of each when two are merged, in either order', () => {
    const merged = { 'own-storage': { steps: 7, of: 7, spentMs: 60_000, doneAtMs: 5000, right: 1, guesses: 2 }, 'a-name-that-stays': { steps: 1, of: 7, spentMs: 10 } };
    expect(mergeRecords(half, whole)).toEqual({ learner: 'Lin', lessons: merged });
    expect(mergeRecords(whole, half)).toEqual({ learner: 'Ma', lessons: merged });
  });

  it('are the same after the same file has been merged twice', () => {
    const once = mergeRecords(half, whole);
    expect(mergeRecords(once, whole)).toEqual(once);
  });

  it.each([
    ['text', 'hello'],
    ['other JSON', '{"kind":"List"}'],
    ['a later version', '{"ordinalProgress":2,"lessons":{}}'],
    ['a list', '[]'],
  ])('are not read from %s', (_name, text) => {
    expect(parseRecords(text)).toBeUndefined();
  });

  it('leave out entries that make no sense, and fields that do not belong', () => {
    const text = JSON.stringify({ ordinalProgress: 1, learner: 7, lessons: { '../x': { steps: 1, of: 1, spentMs: 1 }, bad: { steps: -1, of: 1, spentMs: 1 }, good: { steps: 1, of: 2, spentMs: 3, evil: '<b>' } } });
    expect(parseRecords(text)).toEqual({ learner: '', lessons: { good: { steps: 1, of: 2, spentMs: 3 } } });
  });
});
