import { describe, expect, it, vi } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { faultLine, undoOf } from '#session/faultLine.ts';
import type { Session, TerminalFrame } from '#session/session.ts';
import { createFixtureSession } from '../fixtures/fixtureSession.ts';
import { threePods } from '../fixtures/scenes.ts';
import { en } from '../i18n/en.ts';
import { createAppStore } from '../store/store.ts';
import { moveTime } from '../useClock.ts';
import { clusterActions, nodeActions, podActions } from './breakActions.ts';
import { formatClock } from './ClockFace.tsx';
import { runLine, waitingTerminal } from './runLine.ts';
import { nextSize } from './Splitter.tsx';

function givenClockwork(hasNext: boolean) {
  return { isHeld: () => false, advance: vi.fn<Session['advance']>(), step: vi.fn<Session['step']>(() => hasNext), runUntilIdle: vi.fn<Session['runUntilIdle']>() };
}

function givenStore() {
  const session = createFixtureSession(labProfile, threePods);
  const store = createAppStore({ session, openSession: () => createFixtureSession(labProfile, []), language: 'en', messages: en, sentences: {}, theme: 'dark' });
  return { session, store };
}

describe('running a command from the page', () => {
  it('types it into a terminal that waits, and lets time go on', () => {
    const { session, store } = givenStore();
    store.getState().setPlaying(false);

    runLine(store, 'kubectl get pods');

    expect(session.intents.map(({ intent }) => intent)).toEqual([{ do: 'run', terminal: 0, line: 'kubectl get pods' }]);
    expect(store.getState().isPlaying).toBe(true);
  });

  it.each<[string, Partial<TerminalFrame>[], number | undefined, number | undefined]>([
    ['the one in front', [{ id: 1 }, { id: 2 }], 2, 2],
    ['another one when that is busy', [{ id: 1 }, { id: 2, isWaitingForPerson: false }], 2, 1],
    ['none inside of a pod', [{ id: 1, title: 'dns-test' }], 1, undefined],
    ['none that is closed', [{ id: 1, isOpen: false }], 1, undefined],
  ])('takes %s', (_, terminals, active, expected) => {
    const all = terminals.map((terminal) => ({ id: 0, title: 'centos7k8s1', outputLength: 0, isWaitingForPerson: true, isOpen: true, directory: '/root/deploy', ...terminal }));

    expect(waitingTerminal(all, active, 'centos7k8s1')?.id).toBe(expected);
  });
});

describe('breaking something', () => {
  const pod = { namespace: 'default', name: 'web-1', image: 'nginx:v1', volume: 'pvc-1' };

  it('shows the line that does the same', () => {
    expect(podActions({ pod, node: undefined, faults: [] }).map(({ line }) => line)).toEqual([
      'kubectl delete pod web-1',
      'fault crash web-1',
      'fault not-ready web-1 on',
      'fault slow-start web-1 20s',
      'fault bad-image nginx:v1 on',
      'fault volume-full pvc-1 on',
    ]);
    expect(clusterActions({ faults: [] }).map(({ line }) => line)).toEqual(['fault provisioner stop', 'fault dns stop', 'fault api-latency 2000ms']);
  });

  it('offers to mend what is broken', () => {
    const faults = [{ fault: { fault: 'power', node: 'centos7k8s3', on: false }, sinceMs: 0 }] as const;

    expect(nodeActions({ pod: undefined, node: 'centos7k8s3', faults }).find(({ id }) => id === 'power')).toMatchObject({ isOn: true, line: 'fault power on centos7k8s3' });
    expect(nodeActions({ pod: undefined, node: 'centos7k8s2', faults }).find(({ id }) => id === 'power')).toMatchObject({ isOn: false, line: 'fault power off centos7k8s2' });
  });

  it.each([
    [{ fault: 'network', node: 'n', connected: false }, 'fault network restore n'],
    [{ fault: 'power', node: 'n', on: false }, 'fault power on n'],
    [{ fault: 'dns', running: false }, 'fault dns start'],
    [{ fault: 'pressure', node: 'n', resource: 'memory', on: true }, 'fault pressure n memory off'],
    [{ fault: 'not-ready', namespace: 'default', pod: 'p', on: true }, 'fault not-ready p off'],
  ] as const)('takes %j back with %s', (fault, line) => {
    const undo = undoOf(fault);

    expect(undo === undefined ? '' : faultLine(undo)).toBe(line);
  });

  it('cannot take a crash back', () => {
    expect(undoOf({ fault: 'crash', namespace: 'default', pod: 'p' })).toBeUndefined();
  });
});

describe('the clock', () => {
  it.each([
    [0, '00:00:00.0'],
    [72_640, '00:01:12.6'],
    [3_661_000, '01:01:01.0'],
  ])('says %i ms as %s', (ms, text) => {
    expect(formatClock(ms)).toBe(text);
  });

  it('gives the session its share of simulated time', () => {
    const session = givenClockwork(true);

    moveTime(session as unknown as Session, 4, 16, { shouldPause: () => false, isOnTheWay: () => true });

    expect(session.advance.mock.calls[0]?.[0]).toBe(64);
  });

  it.each([
    ['goes from change to change while the cluster is on its way', true, true, [1, 0]],
    ['passes as on a wall when nothing will change', false, true, [1, 1]],
    ['passes as on a wall when all is quiet', true, false, [0, 1]],
  ] as const)('at the highest speed %s', (_, hasNext, isOnTheWay, [steps, advances]) => {
    const session = givenClockwork(hasNext);

    moveTime(session as unknown as Session, 'max', 16, { shouldPause: () => false, isOnTheWay: () => isOnTheWay });

    expect(session.runUntilIdle).toHaveBeenCalledOnce();
    expect([session.step.mock.calls.length, session.advance.mock.calls.length]).toEqual([steps, advances]);
  });
});

describe('the store', () => {
  it('keeps the frame while only time passes', () => {
    const { session, store } = givenStore();
    session.advance(100);
    const { frame } = store.getState();
    session.advance(50);

    expect(store.getState().frame).toBe(frame);
    expect(store.getState().nowMs).toBe(150);
  });

  it('takes a new frame when something has changed', () => {
    const { session, store } = givenStore();
    session.advance(400);

    expect(store.getState().frame.list('Pod').map(({ metadata }) => metadata.name)).toContain('web-0');
  });

  it('forgets the old session when a new one is opened', () => {
    const { session, store } = givenStore();
    session.advance(12_000);
    store.getState().select({ kind: 'Pod', namespace: 'default', name: 'web-0' });

    store.getState().replaceSession(store.getState().openSession('lab', 1));
    session.advance(1000);

    expect(store.getState()).toMatchObject({ nowMs: 0, selected: undefined });
    expect(store.getState().history.livesOf('default', 'web-0')).toEqual([]);
  });

  it('keeps the answers that clients got, and for how long they may', () => {
    const { session, store } = givenStore();
    session.advance(14_000);

    expect(store.getState().kept.get('web-1.nginx.default.svc.myharbor.com')).toEqual({ atMs: 11_000, ttlSeconds: 30, isMiss: false });
    expect(store.getState().kept.get('web-9.nginx.default.svc.myharbor.com')).toMatchObject({ isMiss: true });
  });

  it('stops the clock when the simulation fails', () => {
    const { store } = givenStore();

    store.getState().reportCrash(new Error('livelock at 12 ms'));
    store.getState().setPlaying(true);

    expect(store.getState()).toMatchObject({ isPlaying: false, crash: { message: 'livelock at 12 ms' } });
  });
});

it.each([
  ['ArrowLeft', 316],
  ['ArrowDown', 284],
  ['Home', 200],
  ['End', 600],
  ['a', undefined],
])('a border moves by %s to %s', (key, size) => {
  expect(nextSize(key, 300, 200, 600)).toBe(size);
});
