import { expect, it } from 'vitest';
import { intOrPercent } from './intOrPercent.ts';

it.each([
  [2, 10, 'up', 2],
  ['25%', 10, 'up', 3],
  ['25%', 10, 'down', 2],
  ['100%', 3, 'down', 3],
  ['0%', 3, 'up', 0],
  ['half', 3, 'up', undefined],
  ['5', 3, 'up', undefined],
] as const)('%s of %d rounded %s is %s', (value, total, rounding, count) => {
  expect(intOrPercent(value, total, rounding)).toBe(count);
});
