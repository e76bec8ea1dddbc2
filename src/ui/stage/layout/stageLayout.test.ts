import { describe, expect, it } from 'vitest';
import type { Script } from '../../fixtures/fixtureSession.ts';
import { givenStage, wideRoom } from '../../fixtures/givenStage.ts';
import { deployment, pod, replicaSet, service, slice } from '../../fixtures/objects.ts';
import { allStates, heldUpdate, largeSet, put, splitBrain, threePods } from '../../fixtures/scenes.ts';
import type { Box, StageLayout } from './layout.ts';
import { cellsPerRow } from './gridBlock.ts';
import { stageLayout } from './stageLayout.ts';
import { noteWidth } from './strip.ts';

const phoneRoom = { width: 390, isPhone: true, bar: { w: 180, h: 30 } };

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** Every pair of marks that cover each other; ghosts lie on the place of their successor on purpose. */
function collisions(layout: StageLayout): readonly string[] {
  const boxes = [
    ...layout.pods.filter(({ isGhost }) => !isGhost).map(({ pod, box }) => [pod.name, box] as const),
    ...layout.names.map(({ name, box }) => [name.label, box] as const),
    ...layout.claims.map(({ claim, box }) => [claim.name, box] as const),
    ...layout.volumes.map(({ volume, box }) => [volume.id, box] as const),
    ...layout.services.map(({ service, box }) => [service.name, box] as const),
    ...layout.helpers.map(({ helper, box }) => [helper.name, box] as const),
    ...layout.slots.map(({ column, box }) => [`slot ${column.ordinal}`, box] as const),
  ];
  return boxes.flatMap(([a, first], index) => boxes.slice(index + 1).flatMap(([b, second]) => (overlaps(first, second) ? [`${a} × ${b}`] : [])));
}

describe.each([
  ['three pods', threePods, 9400],
  ['a held update', heldUpdate, 42_000],
  ['every state', allStates, 9000],
  ['a node that is cut off', splitBrain, 449_000],
] as const)('%s', (_, script, atMs) => {
  const { model } = givenStage(script, atMs);

  it.each(['ordinal', 'node', 'storage'] as const)('has no marks over each other, arranged by %s', (arrangement) => {
    expect(collisions(stageLayout(model, arrangement, wideRoom))).toEqual([]);
  });

  it.each(['ordinal', 'node', 'storage'] as const)('fits a narrow window, arranged by %s', (arrangement) => {
    const layout = stageLayout(model, arrangement, { ...wideRoom, width: 704 });

    expect(collisions(layout)).toEqual([]);
    expect(Math.max(...layout.pods.map(({ box }) => box.x + box.w))).toBeLessThanOrEqual(704);
  });

  it('draws the same pods in every arrangement', () => {
    const uids = (arrangement: 'ordinal' | 'node' | 'storage') => stageLayout(model, arrangement, wideRoom).pods.map(({ pod, isGhost }) => `${pod.uid}${isGhost ? ' ghost' : ''}`).sort();

    expect(uids('node')).toEqual(uids('ordinal'));
    expect(uids('storage')).toEqual(uids('ordinal'));
  });
});

describe('pods of their own', () => {
  const helpers = Array.from({ length: 12 }, (_, index) => pod(`helper-${index}`, { bornMs: 0, readyMs: 0, node: 'centos7k8s1', ip: `10.100.0.${20 + index}`, labels: {} }));
  const { model } = givenStage([[0, ...put(...helpers)]], 100);

  it('use the whole width under the bar and leave their addresses out before they take a third row', () => {
    const layout = stageLayout(model, 'ordinal', wideRoom);
    const pills = layout.pods.filter(({ form }) => form === 'pill').map(({ box }) => box);

    expect(collisions(layout)).toEqual([]);
    expect(new Set(pills.map(({ y }) => y)).size).toBe(2);
    expect(pills.some(({ x, y }) => x === 16 && y > 16 + wideRoom.bar.h)).toBe(true);
  });

  it('keep their names whole where there is no room for an address', () => {
    expect(noteWidth(120, 'dns-test', '10.100.1.88')).toBe(0);
    expect(noteWidth(280, 'dns-test', '10.100.1.88')).toBeGreaterThan(0);
  });
});

describe('columns', () => {
  it('stand in the order of their ordinals', () => {
    const { names } = stageLayout(givenStage(threePods, 9400).model, 'ordinal', wideRoom);

    expect(names.map(({ box }) => box.x)).toEqual(names.map(({ box }) => box.x).toSorted((a, b) => a - b));
  });

  it('keep what belongs to an ordinal under each other', () => {
    const layout = stageLayout(givenStage(threePods, 9400).model, 'ordinal', wideRoom);

    for (const { box, column } of layout.names) {
      const pod = layout.pods.find((placed) => placed.column === column);
      const claim = layout.claims.find(({ claim: { id } }) => id === column.claims[0]?.id);
      expect([pod?.box.x, claim?.box.x]).toEqual([box.x, box.x]);
    }
  });

  it('leave ordinals that are not wanted outside of the frame', () => {
    const layout = stageLayout(givenStage(heldUpdate, 42_000).model, 'ordinal', wideRoom);
    const frame = layout.frames[0]?.box;
    const slot = layout.slots.find(({ column }) => column.ordinal === 5)?.box;

    expect(slot?.x).toBeGreaterThan((frame?.x ?? 0) + (frame?.w ?? 0));
  });

  it('put the partition between the ordinal that stays and the one that is updated', () => {
    const layout = stageLayout(givenStage(heldUpdate, 42_000).model, 'ordinal', wideRoom);
    const at = (ordinal: number) => layout.names.find(({ column }) => column.ordinal === ordinal)?.box;
    const x = layout.partitions[0]?.labelX ?? 0;

    expect(x).toBeGreaterThan((at(1)?.x ?? 0) + (at(1)?.w ?? 0));
    expect(x).toBeLessThan(at(2)?.x ?? 0);
  });

  it('count requests at the pods that a Service chooses from', () => {
    const { counts } = stageLayout(givenStage(heldUpdate, 42_000).model, 'ordinal', wideRoom);

    expect(counts.map(({ count, isReady }) => `${count}${isReady ? '' : ' out'}`)).toEqual(['14', '15', '13', '0 out', '15']);
  });

  it('count them at every pod of a pool, also behind its first row', () => {
    const names = Array.from({ length: 9 }, (_, index) => `front-6d8c9-b8n3${index}`);
    const owner = { kind: 'ReplicaSet', name: 'front-6d8c9', uid: 'uid-rs-front-6d8c9' };
    const served: Script = [
      [0, ...put(deployment('front', 9), replicaSet('front-6d8c9', 'front', 9), ...names.map((name) => pod(name, { owner, node: 'centos7k8s2', ip: '10.100.1.60', labels: { app: 'front' } })))],
      [200, ...put(service('front', '10.200.1.9', { app: 'front' }), slice('front', Object.fromEntries(names.map((name) => [name, '10.100.1.60']))))],
      [300, { counts: new Map([['default/front', new Map(names.map((name, index) => [`default/${name}`, index]))]]) }],
    ];
    const { counts, pods } = stageLayout(givenStage(served, 400).model, 'ordinal', wideRoom);
    const rows = new Set(pods.filter(({ pod }) => pod.name.startsWith('front')).map(({ box }) => box.y));

    expect(rows.size).toBeGreaterThan(1);
    expect(counts.map(({ count }) => count).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('go sideways on a phone, one filling most of the width', () => {
    const layout = stageLayout(givenStage(threePods, 9400).model, 'ordinal', phoneRoom);

    expect(layout.width).toBeGreaterThan(390);
    expect(layout.names.map(({ box }) => box.w)).toEqual([270, 270, 270]);
    expect(new Set(layout.names.map(({ box }) => box.y)).size).toBe(1);
  });
});

describe('large sets', () => {
  it('have a small mark each up to two hundred', () => {
    const layout = stageLayout(givenStage(largeSet('shards', 100)).model, 'ordinal', wideRoom);

    expect(layout.pods.filter(({ form }) => form === 'compact')).toHaveLength(100);
    expect(layout.grids).toHaveLength(1);
    expect(collisions(layout)).toEqual([]);
  });

  it('become a strip above that', () => {
    const layout = stageLayout(givenStage(largeSet('fleet', 1000)).model, 'ordinal', wideRoom);

    expect(layout.heats.map(({ set }) => set.name)).toEqual(['fleet']);
    expect(layout.pods.filter(({ column }) => column !== undefined)).toHaveLength(0);
  });

  it.each([
    [1048, 20],
    [600, 10],
    [390, 7],
  ])('have whole tens in a row where ten fit: %i px, %i a row', (width, perRow) => {
    expect(cellsPerRow(width)).toBe(perRow);
  });
});
