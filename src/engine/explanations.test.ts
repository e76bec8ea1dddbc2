import { expect, it } from 'vitest';
import { createExplanations } from './explanations.ts';
import type { Explanation } from './why.ts';

const pod = { kind: 'Pod', namespace: 'default', name: 'web-0' };
const claim = { kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data-web-0' };
const reason = (code: string, more: Partial<Explanation> = {}): Explanation => ({
  atMs: 1, actor: 'default-scheduler', about: pod, kind: 'wait', code, params: {}, ...more,
});

it('names the nearest reason first and follows what blocks it', () => {
  const explanations = createExplanations();
  explanations.explain(reason('volume.waitProvisioner', { actor: 'persistentvolume-controller', about: claim }));
  explanations.explain(reason('scheduler.unboundClaim', { blockedBy: claim }));

  expect(explanations.why(pod).map(({ code }) => code)).toEqual(['scheduler.unboundClaim', 'volume.waitProvisioner']);
});

it('tells a repeated reason once, and again when a value in it changed', () => {
  const explanations = createExplanations();
  explanations.explain(reason('kubelet.pulling', { params: { image: 'a' } }));
  explanations.explain(reason('kubelet.pulling', { params: { image: 'a' }, atMs: 9 }));
  explanations.explain(reason('kubelet.pulling', { params: { image: 'b' } }));

  expect(explanations.all().map(({ params }) => params['image'])).toEqual(['a', 'b']);
});

it('forgets a reason that is over, and only that one', () => {
  const explanations = createExplanations();
  explanations.explain(reason('scheduler.assigned'));
  explanations.explain(reason('kubelet.pulling', { actor: 'kubelet' }));

  explanations.settle(pod, 'default-scheduler');

  expect(explanations.why(pod).map(({ code }) => code)).toEqual(['kubelet.pulling']);
});

it('ends when two objects wait for each other', () => {
  const explanations = createExplanations();
  explanations.explain(reason('a', { blockedBy: claim }));
  explanations.explain(reason('b', { about: claim, blockedBy: pod }));

  expect(explanations.why(pod)).toHaveLength(2);
});

it('tells what held at an earlier place in their course', () => {
  const explanations = createExplanations();
  explanations.explain(reason('scheduler.assigned'));
  explanations.explain(reason('kubelet.pulling', { actor: 'kubelet' }));
  const place = explanations.place();
  explanations.settle(pod, 'default-scheduler');
  explanations.explain(reason('kubelet.started', { actor: 'kubelet' }));

  const then = explanations.asOf(place);
  expect(then.why(pod).map(({ code }) => code)).toEqual(['kubelet.pulling', 'scheduler.assigned']);
  expect(then.all()).toHaveLength(2);
  expect(explanations.asOf(explanations.place()).why(pod)).toEqual(explanations.why(pod));
});

it('shows twenty thousand at most, and the newest ten thousand always', () => {
  const explanations = createExplanations();
  const newest = (count: number) => {
    while (explanations.count() < count) explanations.explain(reason('kubelet.pulling', { params: { image: explanations.count() } }));
    return [explanations.all().length, explanations.all().at(-1)?.params['image']];
  };

  expect(newest(20_000)).toEqual([20_000, 19_999]);
  expect(newest(20_001)).toEqual([10_001, 20_000]);
  expect(newest(30_001)).toEqual([10_001, 30_000]);
});
