import { expect, it } from 'vitest';
import { givenStage } from '../../fixtures/givenStage.ts';
import { heldUpdate, splitBrain, threePods } from '../../fixtures/scenes.ts';
import { statefulSet } from '../../fixtures/objects.ts';
import { webPod } from '../../fixtures/scenes.ts';
import { isMoving } from './isMoving.ts';

it.each([
  ['before anything is there', [], 1000, false],
  ['while a pod starts', threePods, 5000, true],
  ['while an ordinal has no pod', threePods, 18_050, true],
  ['while a pod that cannot be pulled is young', heldUpdate, 40_000, true],
  ['when it has been stuck for minutes', heldUpdate, 500_000, false],
  ['after a node was cut off and before that shows', splitBrain, 60_000, true],
] as const)('%s the cluster is on its way: %4$s', (_, script, atMs, moving) => {
  const { frame, history } = givenStage(script, atMs);

  expect(isMoving(frame, history)).toBe(moving);
});

it('is quiet once all that is wanted is Ready', () => {
  const set = statefulSet('web', { replicas: 1 }, { replicas: 1 });
  const { frame, history } = givenStage([[0, { put: set }, { put: webPod(0) }]], 5000);

  expect(isMoving(frame, history)).toBe(false);
});
