import { expect, it } from 'vitest';
import { paceMinutes, talkClock } from './pace.ts';

it.each([
  [0, '00:00'],
  [760_000, '12:40'],
  [3_661_000, '61:01'],
])('%d ms are %s', (ms, text) => {
  expect(talkClock(ms)).toBe(text);
});

it.each([
  [600_000, 20, 0.5, 0],
  [600_000, 20, 0.6, 2],
  [600_000, 20, 0.2, -6],
  [30_000, 20, 0, 0],
])('after %d ms of %d minutes with %d done the talk is %d minutes ahead', (elapsedMs, planned, share, ahead) => {
  expect(paceMinutes(elapsedMs, planned, share)).toBe(ahead);
});
