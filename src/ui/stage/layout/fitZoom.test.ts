import { expect, it } from 'vitest';
import { fitZoom, roomAt } from './fitZoom.ts';

/** Cells of 100 by 100 that flow into rows. */
const flow = (count: number) => (width: number) => Math.ceil(count / Math.floor(width / 100)) * 100;

it.each([
  ['is as usual when everything is in sight', 10, 1],
  ['is smaller when it is not, and the picture uses the width it gains', 40, 0.65],
  ['is never smaller than can be read', 4000, 0.35],
])('the fitting size %s', (_, count, zoom) => {
  expect(fitZoom({ width: 1000, height: 200 }, flow(count))).toBeCloseTo(zoom);
});

it('a picture drawn larger keeps its layout', () => {
  expect([roomAt(1000, 2), roomAt(1000, 1), roomAt(1000, 0.5)]).toEqual([1000, 1000, 2000]);
});
