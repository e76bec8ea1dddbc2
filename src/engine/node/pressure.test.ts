import { describe, expect, it } from 'vitest';
import type { Node } from '../kinds/node.ts';
import type { Pod } from '../kinds/pod.ts';
import { givenNodes, REAL } from './givenNodes.ts';
import { evictionOrder, pressureRejection } from './pressure.ts';

const MIB = 1024 * 1024;

function pod(name: string, requests?: string, priority = 0): Pod {
  const resources = requests === undefined ? {} : { resources: { requests: { memory: requests } } };
  return { metadata: { name }, spec: { priority, containers: [{ name: 'c', ...resources }] }, status: { qosClass: requests === undefined ? 'BestEffort' : 'Burstable' } } as unknown as Pod;
}

describe('who is evicted first', () => {
  it.each<[string, readonly [Pod, number][], string]>([
    ['who uses more than was asked for', [[pod('a', '100Mi'), 50], [pod('b'), 10]], 'b a'],
    ['of those, who matters less', [[pod('a', undefined, 5), 90], [pod('b', undefined, 1), 10]], 'b a'],
    ['of those, who is furthest above', [[pod('a', '10Mi'), 30], [pod('b'), 40]], 'b a'],
    ['of equals, the first by name', [[pod('b'), 10], [pod('a'), 10]], 'a b'],
  ])('%s', (_, given, order) => {
    const consumers = given.map(([each, usage]) => ({ pod: each, usageOf: () => usage * MIB }));
    expect(evictionOrder(consumers, 'memory').map(({ pod: { metadata } }) => metadata.name).join(' ')).toBe(order);
  });
});

describe('what a node that is short of something takes', () => {
  it.each([
    ['nothing is short', pod('a'), [], undefined],
    ['memory is short, no requests', pod('a'), ['memory'], 'The node had condition: [MemoryPressure]. '],
    ['memory is short, with requests', pod('a', '1Mi'), ['memory'], undefined],
    ['disk is short', pod('a', '1Mi'), ['disk'], 'The node had condition: [DiskPressure]. '],
    ['both are short', pod('a', '1Mi'), ['memory', 'disk'], 'The node had condition: [MemoryPressure DiskPressure]. '],
    ['disk is short, for what the cluster needs', pod('a', undefined, 2_000_000_000), ['disk'], undefined],
  ] as const)('%s', (_, given, pressures, message) => {
    expect(pressureRejection(given, pressures)?.message).toBe(message);
  });
});

describe('a node that runs short of memory', () => {
  const SHORT = { fault: 'pressure', node: 'centos7k8s2', resource: 'memory' } as const;
  const conditionOf = (given: ReturnType<typeof givenNodes>) => (given.api.get('Node', undefined, 'centos7k8s2') as Node).status.conditions?.find(({ type }) => type === 'MemoryPressure');

  it('ends one pod after the other, and says so of itself until five minutes after', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { containers: [{ name: 'nginx', image: 'nginx:1.25', resources: { requests: { memory: '256Mi' } } }] });
    given.create('web-1', {});
    given.runFor(6000);

    given.faults.set({ ...SHORT, on: true });
    given.runFor(3000);
    expect(conditionOf(given)).toMatchObject({ status: 'True', reason: 'KubeletHasInsufficientMemory', message: 'kubelet has insufficient memory available' });
    expect(given.pod('web-1')?.status).toMatchObject({ phase: 'Failed', reason: 'Evicted', message: expect.stringMatching(/^The node was low on resource: memory\. Threshold quantity: 100Mi, available: 62Mi\. Container nginx was using \d+Mi, request is 0, has larger consumption of memory\. $/) as string });
    expect(given.pod('web-1')?.status.conditions?.[0]).toMatchObject({ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet' });
    expect(given.events('web-1').some((text) => text.startsWith('Warning Evicted The node was low on resource: memory.'))).toBe(true);
    expect(given.pod('web-0')?.status.phase).toBe('Running');

    given.create('late', {});
    given.runFor(1000);
    expect(given.pod('late')?.status).toMatchObject({ phase: 'Failed', reason: 'Evicted', message: 'Pod was rejected: The node had condition: [MemoryPressure]. ' });

    given.faults.set({ ...SHORT, on: false });
    given.runFor(299_000);
    expect(conditionOf(given)?.status).toBe('True');
    given.runFor(2000);
    expect(conditionOf(given)).toMatchObject({ status: 'False', reason: 'KubeletHasSufficientMemory' });
    expect(given.events('centos7k8s2')).toEqual([
      'Normal NodeHasInsufficientMemory Node centos7k8s2 status is now: NodeHasInsufficientMemory',
      'Normal NodeHasSufficientMemory Node centos7k8s2 status is now: NodeHasSufficientMemory',
    ]);
  });
});
