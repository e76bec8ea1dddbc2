import { expect, it } from 'vitest';
import { roundedPath } from './wires.ts';

it.each([
  ['a straight line', [[0, 0], [10, 0]], 'M0 0L10 0'],
  ['a corner', [[0, 0], [0, 20], [20, 20]], 'M0 0L0 12Q0 20 8 20L20 20'],
  ['a corner with less room than its radius', [[0, 0], [0, 4], [20, 4]], 'M0 0L0 2Q0 4 2 4L20 4'],
  ['points on each other', [[0, 0], [0, 0], [5, 0]], 'M0 0L5 0'],
] as const)('draws %s', (_, points, path) => {
  expect(roundedPath(points)).toBe(path);
});
