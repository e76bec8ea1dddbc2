import { describe, expect, it } from 'vitest';
import { ordinalOf, podName, type RetentionPolicy, type StatefulSetSpec } from '../../kinds/statefulSet.ts';
import { givenScenario, type Scenario, type ScenarioOptions } from './scenario.ts';

type Retention = NonNullable<StatefulSetSpec['persistentVolumeClaimRetentionPolicy']>;

const RETENTIONS: readonly (Retention | undefined)[] = [
  undefined,
  ...(['Retain', 'Delete'] as const).flatMap((whenScaled: RetentionPolicy) =>
    (['Retain', 'Delete'] as const).map((whenDeleted: RetentionPolicy) => ({ whenScaled, whenDeleted })),
  ),
];

const VARIANTS = (['OrderedReady', 'Parallel'] as const).flatMap((podManagementPolicy) =>
  RETENTIONS.map((retention) => ({
    name: `${podManagementPolicy}, ${retention === undefined ? 'no retention policy' : `${retention.whenScaled}/${retention.whenDeleted}`}`,
    spec: { podManagementPolicy, ...(retention === undefined ? {} : { persistentVolumeClaimRetentionPolicy: retention }) },
  })),
);

const counters = ({ set }: Scenario) => {
  const { replicas, readyReplicas = 0, updatedReplicas = 0 } = set().status;
  return { replicas, readyReplicas, updatedReplicas };
};
const all = (count: number) => ({ replicas: count, readyReplicas: count, updatedReplicas: count });

function settled(options: ScenarioOptions): Scenario {
  const scenario = givenScenario(options);
  scenario.settle();
  return scenario;
}

/** How many pods the controller has asked for or removed so far. */
const created = ({ harness: { events } }: Scenario) =>
  events.filter((text) => text.startsWith('Normal SuccessfulCreate Create Pod')).length;
const deleted = ({ harness: { events } }: Scenario) => events.filter((text) => text.startsWith('Normal SuccessfulDelete')).length;

describe.each(VARIANTS)('with $name', ({ spec }) => {
  // upstream: TestStatefulSetControl/CreatePods; TestStatefulSetControllerCreates
  it('CreatesPods: three, each with its index', () => {
    const scenario = settled({ spec });

    expect(counters(scenario)).toEqual(all(3));
    expect(scenario.pods().map(({ metadata: { labels } }) => labels?.['apps.kubernetes.io/pod-index'])).toEqual(['0', '1', '2']);
    expect(scenario.claims().map(({ metadata }) => metadata.name)).toEqual(['data-web-0', 'data-web-1', 'data-web-2']);
  });

  // upstream: TestStatefulSetControl/ScalesUp
  it('ScalesUp to four', () => {
    const scenario = settled({ spec });
    scenario.scale(4);
    scenario.settle();
    expect(counters(scenario)).toEqual(all(4));
  });

  // upstream: TestStatefulSetControl/ScalesDown; TestStatefulSetControllerDeletes
  it('ScalesDown to none', () => {
    const scenario = settled({ spec });
    scenario.scale(0);
    scenario.settle();
    expect(counters(scenario)).toEqual(all(0));
  });

  // upstream: TestStatefulSetControl/ReplacesPods
  it('ReplacesPods that vanish', () => {
    const scenario = settled({ spec: { ...spec, replicas: 5 } });
    for (const ordinal of [0, 2, 4]) scenario.harness.pods.vanish(podName(scenario.set(), ordinal));
    scenario.settle();
    expect(counters(scenario)).toEqual(all(5));
    expect(
      scenario.claims().every(({ metadata }) => metadata.ownerReferences?.every(({ kind }) => kind !== 'Pod') !== false),
    ).toBe(true);
  });

  // upstream: TestStatefulSetControl/RecreatesFailedPod; TestStatefulSetControl/RecreatesSucceededPod
  it.each(['Failed', 'Succeeded'] as const)('Recreates%sPod: deletes it in one look and creates it in another', (phase) => {
    const scenario = givenScenario({ spec });
    scenario.look();
    scenario.harness.pods.assign('web-0');
    const before = { created: created(scenario), uid: scenario.pod(0)?.metadata.uid };

    scenario.harness.pods.setPhase('web-0', phase);
    scenario.look();

    expect(deleted(scenario)).toBe(1);
    expect(created(scenario)).toBe(before.created + 1);
    expect(scenario.pod(0)?.metadata.uid).not.toBe(before.uid);
    expect(scenario.pod(0)?.status.phase).toBe('Pending');
  });

  // upstream: TestStatefulSetControl/RecreatesFailedPodWithDeleteFailure; TestStatefulSetControl/RecreatesSucceededPodWithDeleteFailure
  it.each(['Failed', 'Succeeded'] as const)('Recreates%sPodWithDeleteFailure', (phase) => {
    const scenario = givenScenario({ spec });
    scenario.look();
    const { uid } = scenario.pod(0)?.metadata ?? {};
    scenario.harness.refuse({ verb: 'delete', kind: 'Pod' });

    scenario.harness.pods.setPhase('web-0', phase);
    scenario.look();
    scenario.look();

    expect(scenario.harness.events).toContain(
      'Warning FailedDelete Delete Pod web-0 in StatefulSet web failed error: API server failed',
    );
    expect(scenario.pod(0)?.metadata.uid).not.toBe(uid);
  });

  // upstream: TestStatefulSetControl/CreatePodFailure
  it('CreatePodFailure: tries again', () => {
    const scenario = givenScenario({ spec });
    scenario.harness.refuse({ verb: 'create', kind: 'Pod', name: 'web-1' });
    scenario.settle();
    expect(scenario.harness.retries).toEqual(['statefulset-controller web: API server failed']);
    expect(counters(scenario)).toEqual(all(3));
  });

  // upstream: TestStatefulSetControl/UpdateSetStatusFailure; TestStatefulSetUpdaterUpdateReplicasFailure
  it('UpdateSetStatusFailure: tries again', () => {
    const scenario = givenScenario({ spec });
    scenario.harness.refuse({ verb: 'updateStatus', kind: 'StatefulSet' });
    scenario.settle();
    expect(scenario.harness.retries).toHaveLength(1);
    expect(counters(scenario)).toEqual(all(3));
  });

  // upstream: TestStatefulSetControl/NewRevisionDeletePodFailure
  it('NewRevisionDeletePodFailure: counts a pod as current until it is deleted', () => {
    const scenario = settled({ spec });
    scenario.harness.refuse({ verb: 'delete', kind: 'Pod', times: 2 });

    scenario.setImage('1.26');
    scenario.harness.runFor(8);
    expect(scenario.set().status).toMatchObject({ currentReplicas: 3 });
    expect(scenario.set().status.currentRevision).not.toBe(scenario.set().status.updateRevision);
    scenario.look();
    scenario.look();

    expect(scenario.set().status).toMatchObject({ currentReplicas: 2 });
  });

  // upstream: TestStatefulSetControl/RecreatesPVCForPendingPod
  it('RecreatesPVCForPendingPod', () => {
    const scenario = givenScenario({ spec });
    scenario.look();
    const { uid } = scenario.claims()[0]?.metadata ?? {};

    scenario.harness.api.update({
      ...(scenario.claims()[0] ?? neverHere()),
      metadata: { ...(scenario.claims()[0] ?? neverHere()).metadata, finalizers: [] },
    });
    scenario.harness.api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data-web-0' });
    scenario.look();
    scenario.harness.runner.wake('statefulset-controller', { namespace: 'default', name: 'web' });
    scenario.look();

    expect(scenario.claims()[0]?.metadata).toMatchObject({ name: 'data-web-0' });
    expect(scenario.claims()[0]?.metadata.uid).not.toBe(uid);
    scenario.settle();
    expect(counters(scenario)).toEqual(all(3));
  });

  // upstream: TestStatefulSetControlScaleDownDeleteError
  it('ScaleDownDeleteError: tries again', () => {
    const scenario = settled({ spec });
    scenario.harness.refuse({ verb: 'delete', kind: 'Pod', name: 'web-2' });
    scenario.scale(0);
    scenario.settle();
    expect(scenario.harness.retries).toHaveLength(1);
    expect(counters(scenario)).toEqual(all(0));
  });

  // upstream: TestStatefulSetControlWithStartOrdinal/CreatesPodsWithStartOrdinal
  it('CreatesPodsWithStartOrdinal', () => {
    expect(settled({ spec: { ...spec, ordinals: { start: 2 } } }).ordinals()).toBe('2 3 4');
  });
});

function neverHere(): never {
  throw new Error('the claim is there');
}

// upstream: TestStatefulSetControl/UpdatePodFailure
it('UpdatePodFailure: a pod that cannot be put right makes the look fail', () => {
  const scenario = settled({ isUnchecked: true });
  const pod = scenario.pod(0) ?? neverHere();
  scenario.harness.refuse({ verb: 'update', kind: 'Pod', times: 2 });

  scenario.harness.apiServer
    .as('kubectl')
    .patch({ kind: 'Pod', namespace: 'default', name: 'web-0' }, 'merge', {
      metadata: { labels: { 'statefulset.kubernetes.io/pod-name': 'goo-0' } },
    });
  scenario.harness.runFor(10);

  expect(scenario.harness.events.at(-1)).toBe(
    'Warning FailedUpdate Update Pod web-0 in StatefulSet web failed error: API server failed',
  );
  scenario.harness.runFor(100);
  expect(scenario.harness.events.at(-1)).toBe('Normal SuccessfulUpdate Update Pod web-0 in StatefulSet web successful');
  expect(scenario.pod(0)?.metadata).toMatchObject({
    uid: pod.metadata.uid,
    labels: { 'statefulset.kubernetes.io/pod-name': 'web-0' },
  });
});

describe.each(['OrderedReady', 'Parallel'] as const)('update of a set with %s', (podManagementPolicy) => {
  const CASES = [
    ['image change', 3, 3],
    ['image change and scale up', 3, 5],
    ['image change and scale down', 5, 3],
  ] as const;

  // upstream: TestStatefulSetControlRollingUpdate
  it.each(CASES)('RollingUpdate: %s', (_, from, to) => {
    const scenario = settled({ spec: { podManagementPolicy, replicas: from } });
    scenario.setImage('1.26');
    scenario.scale(to);
    scenario.settle();
    expect(scenario.pods().map(({ spec }) => spec.containers[0]?.image)).toEqual(Array.from({ length: to }, () => 'nginx:1.26'));
    expect(scenario.set().status).toMatchObject({ currentReplicas: to, updatedReplicas: to });
    expect(scenario.set().status.currentRevision).toBe(scenario.set().status.updateRevision);
  });

  // upstream: TestStatefulSetControlRollback
  it.each(CASES)('Rollback: %s', (_, from, to) => {
    const scenario = settled({ spec: { podManagementPolicy, replicas: from } });
    const first = scenario.set().status.currentRevision;
    scenario.setImage('1.26');
    scenario.scale(to);
    scenario.settle();

    scenario.setImage('1.25');
    scenario.scale(from);
    scenario.settle();

    expect(scenario.pods().every(({ spec }) => spec.containers[0]?.image === 'nginx:1.25')).toBe(true);
    expect(scenario.set().status).toMatchObject({ currentRevision: first, updateRevision: first });
    expect(scenario.revisions().map(({ revision }) => revision)).toEqual([2, 3]);
  });

  // upstream: TestStatefulSetControlOnDeleteUpdate
  it.each(CASES)('OnDelete: %s', (_, from, to) => {
    const scenario = settled({ spec: { podManagementPolicy, replicas: from, updateStrategy: { type: 'OnDelete' } } });
    scenario.setImage('1.26');
    scenario.scale(to);
    scenario.settle();
    expect(scenario.images()).toBe(
      Array.from({ length: to }, (__, ordinal) => `${ordinal}:${ordinal < from ? '1.25' : '1.26'}`).join(' '),
    );

    scenario.scale(0);
    scenario.settle();
    scenario.scale(to);
    scenario.settle();
    expect(scenario.pods().every(({ spec }) => spec.containers[0]?.image === 'nginx:1.26')).toBe(true);
  });

  // upstream: TestStatefulSetControlRollingUpdateWithPartition
  it.each([
    [3, 3],
    [3, 5],
  ])('partition 2 with %i replicas, then %i', (from, to) => {
    const scenario = settled({
      spec: { podManagementPolicy, replicas: from, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } },
    });
    scenario.setImage('1.26');
    scenario.scale(to);
    scenario.settle();
    expect(scenario.images()).toBe(
      Array.from({ length: to }, (_, ordinal) => `${ordinal}:${ordinal < 2 ? '1.25' : '1.26'}`).join(' '),
    );
    expect(scenario.harness.why({ kind: 'StatefulSet', namespace: 'default', name: 'web' })).toMatchObject({
      code: 'statefulset.belowPartition',
      params: { count: 2, partition: 2 },
    });
  });
});

describe('with the gate MaxUnavailableStatefulSet', () => {
  const gates = { MaxUnavailableStatefulSet: true };
  const strategy = { type: 'RollingUpdate' as const, rollingUpdate: { partition: 3, maxUnavailable: 2 } };

  // upstream: TestStatefulSetControlRollingUpdateWithMaxUnavailable
  it.each([
    ['Parallel', '0 1 2 3 4 5'],
    ['OrderedReady', '0 1 2 3 4'],
  ] as const)('%s takes two at a time and has %s in the next look', (podManagementPolicy, afterwards) => {
    const scenario = settled({ profile: { gates }, spec: { podManagementPolicy, replicas: 6, updateStrategy: strategy } });
    scenario.setImage('1.26');
    scenario.look();
    expect(
      scenario
        .pods()
        .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
        .map(ordinalOf),
    ).toEqual([4, 5]);

    scenario.harness.pods.vanish('web-4');
    scenario.harness.pods.vanish('web-5');
    scenario.look();

    expect(scenario.ordinals()).toBe(afterwards);
  });

  it('in Parallel deletes the third when one of the two is back', () => {
    const scenario = settled({
      profile: { gates },
      spec: { podManagementPolicy: 'Parallel', replicas: 6, updateStrategy: strategy },
    });
    scenario.setImage('1.26');
    scenario.look();
    scenario.harness.pods.vanish('web-4');
    scenario.harness.pods.vanish('web-5');
    scenario.look();

    scenario.harness.pods.start('web-4');
    scenario.look();

    expect(scenario.pod(3)?.metadata.deletionTimestamp).toBeDefined();
    scenario.settle();
    expect(scenario.images()).toBe('0:1.25 1:1.25 2:1.25 3:1.26 4:1.26 5:1.26');
  });

  // upstream: TestStatefulSetControlRollingUpdateWithMaxUnavailableInOrderedModeVerifyInvariant
  it.each([
    [[], 2],
    [[5], 1],
    [[3], 1],
    [[4], 1],
    [[5, 4], 0],
    [[5, 3], 0],
    [[4, 3], 0],
    [[5, 4, 3], 0],
    [[2], 1],
    [[1], 1],
  ] as const)('with %j going already it deletes %i more', (going, more) => {
    const scenario = settled({
      profile: { gates },
      spec: { podManagementPolicy: 'Parallel', replicas: 6, updateStrategy: strategy },
    });
    for (const ordinal of going) scenario.deletePod(ordinal);
    scenario.setImage('1.26');
    scenario.look();
    expect(deleted(scenario)).toBe(more);
  });
});

describe('revision history', () => {
  // upstream: TestStatefulSetControlLimitsHistory
  it.each([
    ['OrderedReady', 10],
    ['Parallel', 10],
    ['OrderedReady', 0],
    ['OrderedReady', 5],
  ] as const)('%s keeps at most %i and the two in use', (podManagementPolicy, revisionHistoryLimit) => {
    const scenario = settled({ hasClaims: false, spec: { podManagementPolicy, revisionHistoryLimit, replicas: 1 } });
    for (let version = 0; version < 14; version += 1) {
      scenario.setImage(`2.${version}`);
      scenario.settle();
      expect(scenario.revisions().length).toBeLessThanOrEqual(revisionHistoryLimit + 2);
    }
    expect(scenario.revisions()).toHaveLength(revisionHistoryLimit + 1);
  });

  it('keeps all with a negative limit', () => {
    const scenario = settled({ hasClaims: false, spec: { revisionHistoryLimit: -2, replicas: 1 } });
    for (let version = 0; version < 12; version += 1) {
      scenario.setImage(`2.${version}`);
      scenario.settle();
    }
    expect(scenario.revisions()).toHaveLength(13);
  });

  // upstream: TestStatefulSetHonorRevisionHistoryLimit
  it('is cut although the status cannot be written', () => {
    const scenario = settled({ hasClaims: false, spec: { revisionHistoryLimit: 2, replicas: 1 } });
    scenario.harness.refuse({ verb: 'updateStatus', kind: 'StatefulSet', times: 1_000_000 });
    for (let version = 0; version < 7; version += 1) {
      scenario.setImage(`2.${version}`);
      scenario.look();
      expect(scenario.revisions().length).toBeLessThanOrEqual(4);
    }
  });
});

// upstream: TestStatefulSetStatusUpdate
it.each([
  [false, false],
  [true, false],
  [false, true],
  [true, true],
])('look fails %s, status write fails %s: the status is tried in any case', (lookFails, statusFails) => {
  const scenario = givenScenario({ spec: { replicas: 1 } });
  if (lookFails) scenario.harness.refuse({ verb: 'create', kind: 'Pod', reason: 'Forbidden', code: 403 });
  if (statusFails) scenario.harness.refuse({ verb: 'updateStatus', kind: 'StatefulSet' });
  scenario.harness.runFor(8);

  expect(scenario.harness.retries).toHaveLength(lookFails || statusFails ? 1 : 0);
  expect(scenario.set().status.observedGeneration).toBe(statusFails ? undefined : 1);
});

describe('Parallel with pods that never become Ready', () => {
  // upstream: TestParallelScale
  it.each([
    [3, 30],
    [10, 1],
    [501, 0],
    [0, 1000],
  ])('goes from %i to %i within two looks', (from, to) => {
    const scenario = givenScenario({ hasClaims: false, spec: { podManagementPolicy: 'Parallel', replicas: from } });
    scenario.look();
    scenario.scale(to);
    scenario.look();
    expect(scenario.pods()).toHaveLength(to);
  });

  it('stops after the batch in which a creation failed', () => {
    const scenario = givenScenario({ hasClaims: false, spec: { podManagementPolicy: 'Parallel', replicas: 20 } });
    scenario.harness.refuse({ verb: 'create', kind: 'Pod', name: 'web-4' });
    scenario.harness.runFor(8);
    // Batches of 1, 2 and 4: ordinals 0, 1–2 and 3–6.
    expect(scenario.ordinals()).toBe('0 1 2 3 5 6');
  });
});

describe('minReadySeconds', () => {
  const readyFor = (scenario: Scenario, seconds: number) => {
    for (const { metadata } of scenario.pods())
      scenario.harness.pods.setReady(metadata.name, true, scenario.harness.unixNow() - seconds * 1000);
  };
  /** Pods that became Ready that long ago. */
  function givenReady(spec: Partial<StatefulSetSpec>, seconds: number): Scenario {
    const scenario = settled({ hasClaims: false, spec: { ...spec, podManagementPolicy: 'Parallel' } });
    readyFor(scenario, seconds);
    scenario.look();
    return scenario;
  }

  // upstream: TestStatefulSetAvailability
  it.each([
    [7200, 1],
    [1800, 0],
  ])('ready for %i s of 3600: %i available', (seconds, available) => {
    expect(givenReady({ replicas: 1, minReadySeconds: 3600 }, seconds).set().status.availableReplicas).toBe(available);
  });

  it.each([{ partition: 0 }, { partition: 1 }])('holds the next step of a Parallel update back, %j', (rollingUpdate) => {
    const scenario = givenReady(
      { replicas: 2, minReadySeconds: 30, updateStrategy: { type: 'RollingUpdate', rollingUpdate } },
      10,
    );
    scenario.setImage('1.26');
    scenario.look();
    // The highest pod is outdated, so it goes whether it is available or not; the one below has to wait.
    expect(
      scenario
        .pods()
        .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
        .map(ordinalOf),
    ).toEqual([1]);
    expect(scenario.set().status.availableReplicas).toBe(0);
  });

  it('lets the update go on once the updated pod is available', () => {
    const scenario = givenReady({ replicas: 2, minReadySeconds: 30 }, 60);
    scenario.setImage('1.26');
    scenario.look();
    scenario.harness.pods.vanish('web-1');
    scenario.look();
    scenario.harness.pods.start('web-1');
    scenario.look();
    expect(scenario.harness.why({ kind: 'StatefulSet', namespace: 'default', name: 'web' })).toMatchObject({
      code: 'statefulset.waitUpdated',
      params: { pod: 'web-1', left: 1 },
    });
    expect(deleted(scenario)).toBe(1);

    scenario.harness.runFor(31_000);
    expect(deleted(scenario)).toBe(2);
  });

  // upstream: TestStatefulSetScaleDownRespectsMinReadySeconds
  it('holds scaling down back', () => {
    const scenario = givenScenario({ hasClaims: false, spec: { replicas: 3, minReadySeconds: 30 } });
    for (let step = 0; step < 4; step += 1) {
      scenario.settle();
      scenario.harness.runFor(31_000);
    }
    readyFor(scenario, 10);
    scenario.scale(1);
    scenario.look();
    expect(scenario.ordinals()).toBe('0 1 2');
    expect(deleted(scenario)).toBe(0);
    expect(scenario.set().status.availableReplicas).toBe(0);
  });

  // upstream: TestStatefulSetOnDeleteStrategyIgnoresMinReadySeconds
  it('means nothing to OnDelete', () => {
    const scenario = givenReady({ replicas: 2, minReadySeconds: 30, updateStrategy: { type: 'OnDelete' } }, 10);
    scenario.setImage('1.26');
    scenario.look();
    expect(scenario.harness.retries).toEqual([]);
    expect(scenario.set().status).toMatchObject({
      availableReplicas: 0,
      updateRevision: scenario.revisions().at(-1)?.metadata.name,
    });
  });

  // upstream: TestStatefulSetZeroMinReadySeconds
  it('of zero makes a pod available at once', () => {
    expect(givenReady({ replicas: 2 }, 0).set().status.availableReplicas).toBe(2);
  });

  // upstream: TestStatefulSetAvailabilityCheck
  it('is looked after by itself at the moment at which the next pod is due', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 4, minReadySeconds: 5, podManagementPolicy: 'Parallel' } });
    scenario.harness.pods.setReady('web-0', false);
    scenario.harness.pods.setReady('web-1', true, scenario.harness.unixNow());
    scenario.harness.pods.setReady('web-2', true, scenario.harness.unixNow() - 2_000);
    scenario.harness.pods.setReady('web-3', true, scenario.harness.unixNow() - 4_000);
    scenario.look();
    expect(scenario.set().status).toMatchObject({ readyReplicas: 3, availableReplicas: 0 });

    scenario.harness.runFor(1_000);
    expect(scenario.set().status.availableReplicas).toBe(1);
    scenario.harness.runFor(5_000);
    expect(scenario.set().status.availableReplicas).toBe(3);
  });
});
