import { expect, it } from 'vitest';
import { createBackOff } from './backOff.ts';

it('pauses 10, 20, 40 … 300 seconds, and starts anew after twice the longest pause without failure', () => {
  const backOff = createBackOff({ initialMs: 10_000, maxMs: 300_000 });
  expect(backOff.holding('c', 0, 1)).toBeUndefined();

  const delays: number[] = [];
  let nowMs = 0;
  for (let crash = 0; crash < 7; crash += 1) {
    backOff.next('c', nowMs, nowMs);
    const held = backOff.holding('c', nowMs, nowMs);
    delays.push(held?.delayMs ?? 0);
    nowMs = held?.untilMs ?? nowMs;
  }
  expect(delays).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);

  const laterMs = nowMs + 700_000;
  expect(backOff.holding('c', laterMs, laterMs)).toBeUndefined();
  backOff.next('c', laterMs, laterMs);
  expect(backOff.holding('c', laterMs, laterMs)?.delayMs).toBe(10_000);
});
