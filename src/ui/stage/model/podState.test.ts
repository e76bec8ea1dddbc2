import { describe, expect, it } from 'vitest';
import { pod } from '../../fixtures/objects.ts';
import type { PodOptions } from '../../fixtures/objects.ts';
import { parseRfc3339 } from '#engine/core/time.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { exitCodeOf, isTrouble, podStateOf, readyContainersOf } from './podState.ts';

const startMs = parseRfc3339(labProfile.startTime) ?? 0;
const around = { unixNowMs: startMs + 9000, minReadySeconds: 0, isNodeReady: true };

it.each<[name: string, options: PodOptions, more: Partial<typeof around>, state: string]>([
  ['no node is chosen', { is: 'pending' }, {}, 'pending'],
  ['its container is being made', { is: 'creating' }, {}, 'creating'],
  ['it runs and its probe has not passed', { is: 'running' }, {}, 'notReady'],
  ['it is Ready', { is: 'ready' }, {}, 'ready'],
  ['it has been Ready for less than minReadySeconds', { is: 'ready', readyMs: 3000 }, { minReadySeconds: 10 }, 'minReady'],
  ['it has been Ready for minReadySeconds', { is: 'ready', readyMs: -1000 }, { minReadySeconds: 10 }, 'ready'],
  ['it is deleted and still there', { is: 'ready', deletedMs: 5000 }, {}, 'terminating'],
  ['it is deleted on a node that is silent', { is: 'ready', deletedMs: 5000 }, { isNodeReady: false }, 'terminating'],
  ['its node is silent', { is: 'ready' }, { isNodeReady: false }, 'nodeLost'],
  ['its image cannot be pulled', { is: 'ErrImagePull' }, {}, 'imageBackOff'],
  ['its image is waited for', { is: 'ImagePullBackOff' }, {}, 'imageBackOff'],
  ['its container crashes again and again', { is: 'CrashLoopBackOff', restarts: 3 }, {}, 'crashLoop'],
  ['its configuration is missing', { is: 'CreateContainerConfigError' }, {}, 'failed'],
  ['it ended badly', { is: 'failed' }, {}, 'failed'],
  ['it ended well', { is: 'succeeded' }, {}, 'completed'],
  ['it ended well and is deleted', { is: 'succeeded', deletedMs: 1 }, {}, 'completed'],
])('%s: the mark says so', (_, options, more, state) => {
  expect(podStateOf(pod('web-0', options), { ...around, ...more })).toBe(state);
});

describe('what stands beside the state', () => {
  it('counts ready containers', () => {
    expect(readyContainersOf(pod('web-0', { is: 'running' }))).toBe('0/1');
    expect(readyContainersOf(pod('web-0'))).toBe('1/1');
  });

  it('remembers the exit code of the container that ended last', () => {
    expect(exitCodeOf(pod('web-0', { is: 'CrashLoopBackOff', restarts: 2, exitCode: 137 }))).toBe(137);
  });

  it('tells trouble from waiting', () => {
    expect((['crashLoop', 'imageBackOff', 'failed', 'stillRunning'] as const).every(isTrouble)).toBe(true);
    expect((['pending', 'creating', 'terminating', 'nodeLost', 'ready'] as const).some(isTrouble)).toBe(false);
  });
});
