import { describe, expect, it } from 'vitest';
import { goSort } from './goSort.ts';

interface Item {
  readonly key: number;
  readonly place: number;
}

const items = (keys: readonly number[]): Item[] => keys.map((key, place) => ({ key, place }));
const byKey = (left: Item, right: Item) => left.key < right.key;

describe('sorting as Go does', () => {
  it.each([
    ['nothing', []],
    ['rising', Array.from({ length: 200 }, (_, at) => at)],
    ['falling', Array.from({ length: 200 }, (_, at) => -at)],
    ['equal', Array.from({ length: 200 }, () => 1)],
    ['mixed', Array.from({ length: 500 }, (_, at) => (at * 7919) % 101)],
    ['sawtooth', Array.from({ length: 300 }, (_, at) => at % 7)],
  ])('leaves a %s list in order', (_name, keys) => {
    const list = items(keys);

    goSort(list, byKey);

    expect(list.map(({ key }) => key)).toEqual([...keys].sort((a, b) => a - b));
    expect(new Set(list.map(({ place }) => place)).size).toBe(keys.length);
  });

  it('keeps the order of equals in short lists', () => {
    const list = items([2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]);

    goSort(list, byKey);

    expect(list.map(({ place }) => place)).toEqual([1, 3, 5, 7, 9, 11, 0, 2, 4, 6, 8, 10]);
  });
});
