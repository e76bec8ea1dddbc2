import { beforeEach, describe, expect, it } from 'vitest';
import type { WatchEvent } from '../api/api.ts';
import type { NewObject, OwnerReference } from '../kinds/object.ts';
import type { Pod } from '../kinds/pod.ts';
import type { StatefulSet } from '../kinds/statefulSet.ts';
import type { Key } from './controller.ts';
import { startHarness, type Harness } from './harness.ts';
import { ownerReferenceTo } from './ownership.ts';
import { wakesOfPod } from './podWakes.ts';

// Which sets look because of a pod.

let harness: Harness;
let later: [Key, number][];
let sets: Record<'foo' | 'foo2', StatefulSet>;

beforeEach(() => {
  harness = startHarness({ controllers: [] });
  later = [];
  sets = { foo: givenSet('foo'), foo2: givenSet('foo2') };
});

function givenSet(name: string): StatefulSet {
  const set: NewObject<StatefulSet> = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace: 'default' },
    spec: {
      minReadySeconds: 30,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } },
    },
  };
  return harness.api.create<StatefulSet>(set);
}

interface GivenPod {
  readonly owner?: OwnerReference;
  readonly labels?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly isReady?: boolean;
  readonly isTerminating?: boolean;
}

function pod({ owner, labels = { app: 'web' }, version = '1', isReady = false, isTerminating = false }: GivenPod): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'foo-0',
      namespace: 'default',
      uid: 'p',
      resourceVersion: version,
      creationTimestamp: '2026-11-23T06:57:58Z',
      labels,
      ...(owner === undefined ? {} : { ownerReferences: [owner] }),
      ...(isTerminating ? { deletionTimestamp: '2026-11-23T06:57:58Z' } : {}),
    },
    spec: { containers: [] },
    status: { conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] },
  };
}

const woken = (event: WatchEvent<Pod>) => {
  const context = { api: harness.api, enqueueAfter: (key: Key, delayMs: number) => later.push([key, delayMs]) };
  return wakesOfPod(context, 'StatefulSet', event)
    .map(({ name }) => name)
    .sort();
};
const added = (given: GivenPod) => woken({ type: 'ADDED', object: pod(given) });
const gone = (given: GivenPod) => woken({ type: 'DELETED', object: pod(given), previous: pod(given) });
const updated = (before: GivenPod, after: GivenPod) =>
  woken({ type: 'MODIFIED', object: pod({ version: '2', ...after }), previous: pod(before) });
const ownedBy = (name: 'foo' | 'foo2') => ({ owner: ownerReferenceTo(sets[name]) });
const unknown = { owner: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'bar', uid: 'x', controller: true } };

describe('a pod appears', () => {
  // upstream: TestStatefulSetControllerAddPod
  it('AddPod: wakes its set', () => {
    expect(added(ownedBy('foo'))).toEqual(['foo']);
  });
  // upstream: TestStatefulSetControllerAddPodOrphan; TestStatefulSetControllerGetStatefulSetsForPod
  it('AddPodOrphan: wakes each set whose selector picks it', () => {
    expect(added({})).toEqual(['foo', 'foo2']);
    expect(added({ labels: { app: 'other' } })).toEqual([]);
  });
  // upstream: TestStatefulSetControllerAddPodNoSet
  it('AddPodNoSet: wakes nobody for a set that is not there, or lives on under another uid', () => {
    expect(added(unknown)).toEqual([]);
    expect(added({ owner: { ...ownerReferenceTo(sets.foo), uid: 'x' } })).toEqual([]);
    expect(added({ owner: { ...ownerReferenceTo(sets.foo), kind: 'ReplicaSet' } })).toEqual([]);
  });
  it('already going, counts as gone: an orphan wakes nobody', () => {
    expect(added({ isTerminating: true })).toEqual([]);
    expect(added({ ...ownedBy('foo'), isTerminating: true })).toEqual(['foo']);
  });
});

describe('a pod changes', () => {
  // upstream: TestStatefulSetControllerUpdatePod
  it('UpdatePod: wakes its set', () => {
    expect(updated(ownedBy('foo'), ownedBy('foo'))).toEqual(['foo']);
  });
  // upstream: TestStatefulSetControllerUpdatePodWithNoSet
  it('UpdatePodWithNoSet: wakes nobody', () => {
    expect(updated(unknown, unknown)).toEqual([]);
  });
  // upstream: TestStatefulSetControllerUpdatePodWithSameVersion
  it('UpdatePodWithSameVersion: wakes nobody', () => {
    expect(updated(ownedBy('foo'), { ...ownedBy('foo'), version: '1' })).toEqual([]);
  });
  // upstream: TestStatefulSetControllerUpdatePodOrphanWithNewLabels
  it('UpdatePodOrphanWithNewLabels: wakes each set whose selector picks it now', () => {
    expect(updated({ labels: { app: 'other' } }, {})).toEqual(['foo', 'foo2']);
    expect(updated({}, {})).toEqual([]);
  });
  // upstream: TestStatefulSetControllerUpdatePodChangeControllerRef
  it('UpdatePodChangeControllerRef: wakes the old and the new owner', () => {
    expect(updated(ownedBy('foo2'), ownedBy('foo'))).toEqual(['foo', 'foo2']);
  });
  // upstream: TestStatefulSetControllerUpdatePodRelease
  it('UpdatePodRelease: wakes the old owner and each set whose selector picks it, once', () => {
    expect(updated(ownedBy('foo'), {})).toEqual(['foo', 'foo2']);
    expect(updated(ownedBy('foo'), { labels: { app: 'other' } })).toEqual(['foo']);
  });
  it('becomes Ready: its set looks again after minReadySeconds', () => {
    updated(ownedBy('foo'), { ...ownedBy('foo'), isReady: true });
    updated({ ...ownedBy('foo'), isReady: true }, { ...ownedBy('foo'), isReady: true });
    expect(later).toEqual([[{ namespace: 'default', name: 'foo' }, 30_000]]);
  });
});

describe('a pod is gone', () => {
  // upstream: TestStatefulSetControllerDeletePod
  it('DeletePod: wakes its set', () => {
    expect(gone(ownedBy('foo'))).toEqual(['foo']);
  });
  // upstream: TestStatefulSetControllerDeletePodOrphan
  it('DeletePodOrphan: wakes nobody', () => {
    expect(gone({})).toEqual([]);
  });
});
