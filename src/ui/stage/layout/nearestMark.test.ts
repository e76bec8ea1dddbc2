import { describe, expect, it } from 'vitest';
import { givenStage, wideRoom } from '../../fixtures/givenStage.ts';
import { threePods } from '../../fixtures/scenes.ts';
import { nearestMark, stopsOf } from './nearestMark.ts';
import type { Direction } from './nearestMark.ts';
import { stageLayout } from './stageLayout.ts';

const stops = stopsOf(stageLayout(givenStage(threePods, 12_000).model, 'ordinal', wideRoom));
const go = (from: string, direction: Direction) => nearestMark(stops, from, direction)?.key;

describe('arrow keys', () => {
  it.each([
    ['Pod/default/web-0', 'right', 'Pod/default/web-1'],
    ['Pod/default/web-1', 'left', 'Pod/default/web-0'],
    ['Pod/default/web-1', 'down', 'PersistentVolumeClaim/default/data-web-1'],
    ['PersistentVolumeClaim/default/data-web-1', 'down', 'PersistentVolume//pvc-data-web-1'],
    ['PersistentVolumeClaim/default/data-web-1', 'up', 'Pod/default/web-1'],
    ['Pod/default/web-0', 'up', 'Service/default/nginx'],
  ] as const)('lead from %s %s to %s', (from, direction, to) => {
    expect(go(from, direction)).toBe(to);
  });

  it('stay where nothing lies ahead', () => {
    expect(go('Pod/default/web-0', 'left')).toBeUndefined();
  });

  it('begin at the first mark when the old one is gone', () => {
    expect(go('Pod/default/no-more', 'right')).toBe(stops[0]?.key);
  });
});
