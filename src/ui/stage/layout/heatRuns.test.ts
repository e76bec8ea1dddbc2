import { expect, it } from 'vitest';
import { givenStage } from '../../fixtures/givenStage.ts';
import { largeSet } from '../../fixtures/scenes.ts';
import { heatRuns } from './heatRuns.ts';

it('joins neighbours that are alike, and loses none', () => {
  const columns = givenStage(largeSet('fleet', 1000)).model.sets[0]?.columns ?? [];
  const runs = heatRuns(columns);

  expect(runs.length).toBeLessThan(25);
  expect(runs.map(({ from, to }) => to - from).reduce((sum, length) => sum + length, 0)).toBe(1000);
  expect(runs.find(({ from }) => from === 611)).toMatchObject({ to: 612, state: 'imageBackOff', look: 'b' });
});
