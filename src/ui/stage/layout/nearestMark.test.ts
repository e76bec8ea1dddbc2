import { describe, expect, it } from 'vitest';
import { givenStage, wideRoom } from '../../fixtures/givenStage.ts';
import { allStates, splitBrain, threePods } from '../../fixtures/scenes.ts';
import { nearestMark, stopsOf } from './nearestMark.ts';
import type { Direction, Stop } from './nearestMark.ts';
import { stageLayout } from './stageLayout.ts';

const stops = stopsOf(stageLayout(givenStage(threePods, 12_000).model, 'ordinal', wideRoom));
const go = (from: string, direction: Direction) => nearestMark(stops, from, direction)?.key;

/** Every mark that arrow keys come to from one. */
function reachedFrom(all: readonly Stop[], start: string): readonly string[] {
  const reached = new Set([start]);
  for (const key of reached) {
    for (const direction of ['up', 'down', 'left', 'right'] as const) {
      const next = nearestMark(all, key, direction);
      if (next !== undefined) reached.add(next.key);
    }
  }
  return [...reached].sort();
}

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

  it.each([
    ['three pods', threePods, 12_000],
    ['every state', allStates, 9000],
    ['a node that is cut off', splitBrain, 449_000],
  ] as const)('lead to every mark from every other: %s', (_, script, atMs) => {
    for (const arrangement of ['ordinal', 'node', 'storage'] as const) {
      for (const width of [wideRoom.width, 704]) {
        const all = stopsOf(stageLayout(givenStage(script, atMs).model, arrangement, { ...wideRoom, width }));
        const names = all.map(({ key }) => key).sort();
        for (const { key } of all) expect(reachedFrom(all, key), `${arrangement}, ${width} wide, from ${key}`).toEqual(names);
      }
    }
  });

  it('begin at the first mark when the old one is gone', () => {
    expect(go('Pod/default/no-more', 'right')).toBe(stops[0]?.key);
  });
});
