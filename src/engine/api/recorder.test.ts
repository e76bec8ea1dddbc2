import { describe, expect, it } from 'vitest';
import type { Event } from '../kinds/event.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Profile } from '../profile.ts';
import { aPod, givenServer } from './givenServer.ts';
import { createRecorder } from './recorder.ts';

function givenRecorder(component: string, host?: string) {
  const { sim, server, api } = givenServer();
  const profile = {
    startTime: '2026-11-23T07:00:00Z',
    nodes: [{ name: 'n1', roles: [] }, { name: 'cp', roles: ['control-plane'] }],
  } as unknown as Profile;
  const recorder = createRecorder({ sim, api: server.as(component), profile, component, ...(host === undefined ? {} : { host }) });
  const pod: Pod = api.create(aPod('web-0'));
  const events = () => [...api.list('Event')].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)) as readonly Event[];
  return { sim, api, pod, recorder, events };
}

describe('events of controllers', () => {
  it('say who saw what about whom, and when', () => {
    const { sim, pod, recorder, events } = givenRecorder('kubelet', 'n1');
    sim.runUntil(2_000);

    recorder.event(pod, 'Normal', 'Started', 'Container started', 'spec.containers{nginx}');

    expect(events()).toHaveLength(1);
    expect(events()[0]).toMatchObject({
      metadata: { namespace: 'default', name: expect.stringMatching(/^web-0\.[0-9a-f]{16}$/) as string },
      involvedObject: { kind: 'Pod', namespace: 'default', name: 'web-0', uid: pod.metadata.uid, apiVersion: 'v1', resourceVersion: pod.metadata.resourceVersion, fieldPath: 'spec.containers{nginx}' },
      type: 'Normal', reason: 'Started', message: 'Container started', count: 1,
      firstTimestamp: '2026-11-23T07:00:02Z', lastTimestamp: '2026-11-23T07:00:02Z', eventTime: null,
      source: { component: 'kubelet', host: 'n1' }, reportingComponent: 'kubelet', reportingInstance: 'n1',
    });
  });

  it('count up when they are equal', () => {
    const { sim, pod, recorder, events } = givenRecorder('kubelet');

    for (let second = 0; second < 3; second += 1) {
      sim.runUntil(second * 1_000);
      recorder.event(pod, 'Warning', 'BackOff', 'Back-off');
    }

    expect(events()).toHaveLength(1);
    expect(events()[0]).toMatchObject({ count: 3, firstTimestamp: '2026-11-23T07:00:00Z', lastTimestamp: '2026-11-23T07:00:02Z' });
  });

  it('of one millisecond have names in the order they were posted in', () => {
    const { pod, recorder, events } = givenRecorder('kubelet');

    for (const reason of ['Pulled', 'Created', 'Started', 'Killing', 'BackOff', 'Unhealthy']) recorder.event(pod, 'Normal', reason, reason);

    expect(events().map(({ reason }) => reason)).toEqual(['Pulled', 'Created', 'Started', 'Killing', 'BackOff', 'Unhealthy']);
  });

  it('are told apart by message, reason, type and object', () => {
    const { api, pod, recorder, events } = givenRecorder('kubelet');
    const other = api.create(aPod('web-1'));

    recorder.event(pod, 'Normal', 'Killing', 'a');
    recorder.event(pod, 'Normal', 'Killing', 'b');
    recorder.event(pod, 'Normal', 'Pulled', 'a');
    recorder.event(pod, 'Warning', 'Killing', 'a');
    recorder.event(other, 'Normal', 'Killing', 'a');

    expect(events()).toHaveLength(5);
  });

  it('collapse from the tenth similar one on', () => {
    const { pod, recorder, events } = givenRecorder('kubelet');

    for (let index = 1; index <= 12; index += 1) recorder.event(pod, 'Warning', 'Failed', `error ${index}`);

    const messages = events().map(({ message, count }) => `${message ?? ''} x${count ?? 0}`);
    expect(messages).toHaveLength(10);
    expect(messages).toContain('error 9 x1');
    expect(messages).toContain('(combined from similar events): error 12 x3');
  });

  it('do not collapse when they are ten minutes apart', () => {
    const { sim, pod, recorder, events } = givenRecorder('kubelet');

    for (let index = 1; index <= 10; index += 1) {
      recorder.event(pod, 'Warning', 'Failed', `error ${index}`);
      sim.runUntil(index * 601_000);
    }

    expect(events().some(({ message }) => message?.startsWith('(combined') === true)).toBe(false);
  });

  it('are dropped after 25 about one object, and one passes again after five minutes', () => {
    const { sim, pod, recorder, events } = givenRecorder('kubelet');
    const post = () => recorder.event(pod, 'Warning', 'FailedCreate', 'no');

    for (let index = 0; index < 40; index += 1) post();
    expect(events()[0]?.count).toBe(25);
    sim.runUntil(300_000);
    post();

    expect(events()[0]?.count).toBe(41);
  });

  it('go an hour after the last write, and start anew', () => {
    const { sim, pod, recorder, events } = givenRecorder('kubelet');
    recorder.event(pod, 'Normal', 'Pulled', 'here');
    sim.runUntil(1_800_000);
    recorder.event(pod, 'Normal', 'Pulled', 'here');
    sim.runUntil(5_399_000);
    expect(events()).toHaveLength(1);

    sim.runUntil(5_400_000);
    expect(events()).toHaveLength(0);
    recorder.event(pod, 'Normal', 'Pulled', 'here');

    expect(events()[0]).toMatchObject({ count: 3, firstTimestamp: '2026-11-23T07:00:00Z' });
  });

  it('about objects without a namespace lie in default', () => {
    const { recorder, events } = givenRecorder('node-controller');

    recorder.event({ kind: 'Node', name: 'n1', uid: 'n1' }, 'Normal', 'NodeNotReady', 'Node n1 status is now: NodeNotReady');

    expect(events()[0]?.metadata.namespace).toBe('default');
  });

  it('are lost without a word in a namespace that is going', () => {
    const { api, recorder, events } = givenRecorder('kubelet');
    const pod = api.create(aPod('a', { namespace: 'dev' }));
    api.delete({ kind: 'Namespace', name: 'dev' });

    recorder.event(pod, 'Normal', 'Killing', 'Stopping container nginx');

    expect(events()).toHaveLength(0);
  });
});

describe('events of the scheduler', () => {
  it('have an action and a time to the microsecond', () => {
    const { pod, recorder, events } = givenRecorder('default-scheduler');

    recorder.event(pod, 'Normal', 'Scheduled', 'Successfully assigned default/web-0 to n1');

    expect(events()[0]).toMatchObject({
      action: 'Binding', eventTime: '2026-11-23T07:00:00.000000Z', firstTimestamp: null, lastTimestamp: null, source: {},
      reportingComponent: 'default-scheduler', reportingInstance: 'default-scheduler-cp',
    });
    expect(events()[0]).not.toHaveProperty('count');
  });

  it('become a series with the second one, which is written again when it ends', () => {
    const { sim, pod, recorder, events } = givenRecorder('default-scheduler');
    const post = () => recorder.event(pod, 'Warning', 'FailedScheduling', '0/3 nodes are available');

    for (let minute = 0; minute < 4; minute += 1) {
      sim.runUntil(minute * 60_000);
      post();
    }
    expect(events()).toHaveLength(1);
    expect(events()[0]?.series).toEqual({ count: 2, lastObservedTime: '2026-11-23T07:01:00.000000Z' });
    sim.runUntil(720_000);

    expect(events()[0]?.series).toEqual({ count: 4, lastObservedTime: '2026-11-23T07:03:00.000000Z' });
  });

  it('about another version of the pod are events of their own', () => {
    const { api, pod, recorder, events } = givenRecorder('default-scheduler');
    recorder.event(pod, 'Warning', 'FailedScheduling', 'no');
    const next = api.update({ ...pod, metadata: { ...pod.metadata, labels: { a: 'b' } } });

    recorder.event(next, 'Warning', 'FailedScheduling', 'no');

    expect(events()).toHaveLength(2);
  });

  it('start anew when the last one is long ago', () => {
    const { sim, pod, recorder, events } = givenRecorder('default-scheduler');
    recorder.event(pod, 'Warning', 'FailedScheduling', 'no');
    sim.runUntil(800_000);

    recorder.event(pod, 'Warning', 'FailedScheduling', 'no');

    expect(events()).toHaveLength(2);
  });
});
