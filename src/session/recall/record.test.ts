import { expect, it } from 'vitest';
import { createStandRecord, type Stand } from './record.ts';

/** A session in which something happens at these moments: each time the count of changes grows by one. */
function given(moments: readonly number[], stopsAtMs: number, beginsAtMs = 0) {
  let nowMs = 0;
  let changeCount = 0;
  let reads = 0;
  const record = createStandRecord({
    nowMs: () => nowMs,
    revision: () => changeCount,
    read: () => {
      reads += 1;
      return { changeCount } as Stand;
    },
  });
  record.at(0);
  nowMs = beginsAtMs;
  record.begin();
  for (const atMs of moments) {
    record.note(atMs);
    nowMs = atMs;
    changeCount += 1;
  }
  nowMs = stopsAtMs;
  return { at: (ms: number) => record.at(ms)?.changeCount, reads: () => reads, record };
}

it.each([
  ['nothing before the first', [250], 1000, 249, 0],
  ['what happened at that moment', [200], 1000, 200, 1],
  ['the last of several between two tenths', [210, 220, 230, 900], 1000, 300, 3],
  ['what has stood for long', [210, 90_000], 90_000, 60_000, 1],
  ['what stood before a moment that changed it', [210, 300, 301], 1000, 300, 2],
  ['what stands now', [210, 220], 225, 225, 2],
] as const)('%s', (_, moments, stopsAtMs, ms, count) => {
  expect(given(moments, stopsAtMs).at(ms)).toBe(count);
});

it('what stood while the clock ran on by itself is found from the next tenth on', () => {
  const { record, at } = given([210], 470);
  record.note(480);

  expect(at(300)).toBe(1);
  expect(at(299)).toBe(0);
});

it('reads ten times a second at most', () => {
  const { at, reads } = given(Array.from({ length: 5000 }, (_, index) => index), 5000);
  expect(at(4000)).toBe(4001);
  expect(reads()).toBeLessThanOrEqual(51);
});

it('knows nothing of a time before it began', () => {
  const { at } = given([600], 1000, 500);
  expect(at(499)).toBeUndefined();
  expect(at(500)).toBe(0);
});
