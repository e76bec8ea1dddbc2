import { describe, expect, it } from 'vitest';
import type { Event } from '#engine/kinds/event.ts';
import type { Explanation } from '#engine/why.ts';
import { decisionMoments, eventMoments } from './moments.ts';

const x = (ms: number) => 100 + ms / 10;
const decision = (atMs: number, kind: Explanation['kind'], name = 'web-0', namespace = 'default'): Explanation => ({
  code: 'statefulset.createPod', params: {}, atMs, actor: 'statefulset-controller', about: { kind: 'Pod', namespace, name }, kind,
});
const placesOf = (moments: ReturnType<typeof decisionMoments>) => moments.map(({ x: at, isStrong, count }) => [at, isStrong, count]);

describe('decisions on the timeline', () => {
  it('stand where they were made; what was done stands out', () => {
    expect(placesOf(decisionMoments([decision(0, 'wait'), decision(1000, 'act')], () => 'so', x, 900))).toEqual([[100, false, 1], [200, true, 1]]);
  });

  it('are one mark where they are near, and the doing is what it tells', () => {
    const [moment] = decisionMoments([decision(1000, 'wait', 'web-1'), decision(1005, 'act', 'web-2'), decision(1008, 'wait', 'web-3')], ({ about }) => about.name, x, 900);

    expect(moment).toMatchObject({ x: 200, isStrong: true, count: 3 });
    expect(moment?.text()).toBe('statefulset-controller: web-2');
  });

  it('leave out notes, the cluster’s own things and what is outside of the window', () => {
    expect(decisionMoments([decision(1000, 'note'), decision(1000, 'act', 'coredns', 'kube-system'), decision(90_000, 'act')], () => '', x, 900)).toEqual([]);
  });
});

it('warnings stand out among the events', () => {
  const event = (lastTimestamp: string, type: 'Normal' | 'Warning') =>
    ({ kind: 'Event', type, reason: 'BackOff', message: 'again', lastTimestamp, involvedObject: { kind: 'Pod', namespace: 'default', name: 'web-0' }, metadata: { name: 'e', creationTimestamp: lastTimestamp } }) as unknown as Event;
  const startUnixMs = Date.UTC(2026, 10, 23, 8);

  expect(placesOf(eventMoments([event('2026-11-23T08:00:02Z', 'Warning'), event('2026-11-23T08:00:01Z', 'Normal'), event('2026-11-23T07:00:00Z', 'Warning')], startUnixMs, x, 900))).toEqual([[200, false, 1], [300, true, 1]]);
});
