import { describe, expect, it } from 'vitest';
import { formatRfc3339, parseRfc3339 } from '../../core/time.ts';
import type { NewObject } from '../../kinds/object.ts';
import type { Pod, PodPhase } from '../../kinds/pod.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import { startHarness, type Harness } from '../harness.ts';
import { createReplicaSetController } from './controller.ts';
import { chooseVictims } from './victims.ts';

const NOW = '2026-11-23T08:00:00Z';
const nowUnixMs = parseRfc3339(NOW) ?? 0;

interface GivenPod {
  readonly node?: string;
  readonly phase?: PodPhase;
  readonly readyFor?: number;
  readonly cost?: string;
  readonly restarts?: number;
  readonly age?: number;
}

const ago = (seconds: number) => formatRfc3339(nowUnixMs - seconds * 1000);

function givenPod(
  name: string,
  { node = 'n1', phase = 'Running', readyFor = 1000, cost, restarts = 0, age = 2000 }: GivenPod,
): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: name,
      resourceVersion: '1',
      creationTimestamp: ago(age),
      ...(cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } }),
    },
    spec: { containers: [], ...(node === '' ? {} : { nodeName: node }) },
    status: {
      phase,
      conditions: [{ type: 'Ready', status: readyFor < 0 ? 'False' : 'True', lastTransitionTime: ago(Math.max(0, readyFor)) }],
      containerStatuses: [{ name: 'c', state: {}, lastState: {}, ready: true, restartCount: restarts, image: '', imageID: '' }],
    },
  };
}

// k8s: TestSortingActivePodsWithRanks
describe('who goes first', () => {
  it.each<[string, GivenPod, GivenPod]>([
    ['unassigned', { node: '', phase: 'Pending' }, {}],
    ['phase', { phase: 'Pending' }, { phase: 'Unknown' }],
    ['phase', { phase: 'Unknown' }, { phase: 'Running' }],
    ['notReady', { readyFor: -1 }, { readyFor: 0 }],
    ['deletionCost', { cost: '-5' }, {}],
    ['deletionCost', {}, { cost: '100' }],
    ['readyTime', { readyFor: 1 }, { readyFor: 1000 }],
    ['restarts', { restarts: 3 }, { restarts: 1 }],
    ['age', { age: 1500 }, { age: 2_000_000 }],
  ])('%s: %j before %j', (rule, goes, stays) => {
    const [first, second] = [givenPod('a', goes), givenPod('b', stays)];
    for (const pods of [
      [first, second],
      [second, first],
    ])
      expect(chooseVictims(pods, [], 1, nowUnixMs)).toEqual([{ pod: first, rule }]);
  });

  it('a pod of the node with the most pods of the same owner', () => {
    const pods = [givenPod('a', { node: 'n1' }), givenPod('b', { node: 'n2' })];
    const related = [...pods, givenPod('c', { node: 'n2' })];
    expect(chooseVictims(pods, related, 1, nowUnixMs).map(({ pod, rule }) => `${pod.metadata.name} ${rule}`)).toEqual([
      'b crowded',
    ]);
  });

  it('tells ages apart by their order of magnitude only, then by uid', () => {
    expect(
      chooseVictims([givenPod('b', { readyFor: 1000 }), givenPod('a', { readyFor: 1005 })], [], 1, nowUnixMs)[0]?.pod.metadata
        .name,
    ).toBe('a');
  });
});

function givenReplicaSet(spec: Partial<ReplicaSet['spec']> = {}): Harness {
  const harness = startHarness({ controllers: [createReplicaSetController()] });
  const object: NewObject<ReplicaSet> = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'shop', namespace: 'default' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'shop' } },
      template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] } },
      ...spec,
    },
  };
  harness.api.create(object);
  harness.runFor(3_000);
  return harness;
}

const status = ({ api }: Harness) => api.get('ReplicaSet', 'default', 'shop')?.status;

it('replaces a pod as soon as its deletion begins', () => {
  const harness = givenReplicaSet();
  const [first = ''] = harness.pods.names();

  harness.api.delete({ kind: 'Pod', namespace: 'default', name: first });
  harness.runFor(20);

  expect(harness.pods.names()).toHaveLength(3);
  expect(status(harness)).toMatchObject({ replicas: 2, readyReplicas: 1, terminatingReplicas: 1 });
  harness.runFor(5_000);
  expect(harness.pods.names()).toHaveLength(2);
});

it('leaves a pod that has ended where it is and makes another', () => {
  const harness = givenReplicaSet();
  const [first = ''] = harness.pods.names();

  harness.pods.setPhase(first, 'Failed');
  harness.runFor(3_000);

  expect(harness.pods.names()).toHaveLength(3);
  expect(harness.pods.get(first)?.status.phase).toBe('Failed');
  expect(status(harness)).toMatchObject({ replicas: 2, readyReplicas: 2 });
});

it('adopts a pod that fits, and deletes one pod too many', () => {
  const harness = givenReplicaSet();

  harness.api.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'stray', namespace: 'default', labels: { app: 'shop' } },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] },
  } as NewObject<Pod>);
  harness.runFor(3_000);

  expect(harness.events.at(-1)).toBe('Normal SuccessfulDelete Deleted pod: stray');
  expect(harness.pods.names()).toHaveLength(2);
});

it('lets go of a pod whose labels no longer fit and makes another', () => {
  const harness = givenReplicaSet();
  const [first = ''] = harness.pods.names();
  const pod = harness.pods.get(first) as Pod;

  harness.api.update({ ...pod, metadata: { ...pod.metadata, labels: { app: 'other' } } });
  harness.runFor(3_000);

  expect(harness.pods.get(first)?.metadata.ownerReferences).toBeUndefined();
  expect(harness.pods.names()).toHaveLength(3);
});

it('counts pods as available only after minReadySeconds, and looks again by itself', () => {
  const harness = givenReplicaSet({ minReadySeconds: 10 });

  expect(status(harness)).toMatchObject({ readyReplicas: 2 });
  expect(status(harness)?.availableReplicas).toBeUndefined();
  harness.runFor(12_000);
  expect(status(harness)).toMatchObject({ availableReplicas: 2 });
});

it('creates in growing batches and stops after the batch in which something failed', () => {
  const harness = givenReplicaSet({ replicas: 0 });
  harness.refuse({ verb: 'create', kind: 'Pod', times: 2 });
  const set = harness.api.get('ReplicaSet', 'default', 'shop') as ReplicaSet;

  harness.api.update({ ...set, spec: { ...set.spec, replicas: 10 } });
  harness.runFor(8);

  expect(harness.events).toEqual(['Warning FailedCreate Error creating: API server failed']);
  harness.runFor(5_000);
  expect(status(harness)).toMatchObject({ replicas: 10, readyReplicas: 10 });
});
