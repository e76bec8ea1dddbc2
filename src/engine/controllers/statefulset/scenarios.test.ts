import { describe, expect, it } from 'vitest';
import type { NewObject } from '../../kinds/object.ts';
import type { Pod } from '../../kinds/pod.ts';
import { ordinalOf, type StatefulSet } from '../../kinds/statefulSet.ts';
import { createGarbageCollector } from '../garbagecollector/controller.ts';
import { ownerReferenceTo } from '../ownership.ts';
import { createClaimProtectionController } from '../volumeprotection/claimController.ts';
import { givenScenario, templateOf, type Scenario, type ScenarioOptions } from './scenario.ts';

const SET = { kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;

const collectors = () => [
  createGarbageCollector({ kinds: ['StatefulSet', 'Pod', 'PersistentVolumeClaim', 'ControllerRevision', 'ConfigMap'] }),
  createClaimProtectionController(),
];

function settled(options: ScenarioOptions = {}): Scenario {
  const scenario = givenScenario(options);
  scenario.settle();
  return scenario;
}

const why = ({ harness }: Scenario) => harness.why(SET);
const going = ({ pods }: Scenario) =>
  pods()
    .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    .map(ordinalOf);
const claimNames = ({ claims }: Scenario) => claims().map(({ metadata }) => metadata.name);

function orphanPod(name: string, labels: Readonly<Record<string, string>> = { app: 'web' }): NewObject<Pod> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] },
  };
}

describe('order', () => {
  // upstream: TestStatefulSetControllerRespectsTermination
  it('deletes nothing twice', () => {
    const scenario = settled({ spec: { replicas: 5 } });
    scenario.scale(3);
    scenario.look();
    scenario.deletePod(3);
    scenario.look();
    expect(scenario.ordinals()).toBe('0 1 2 3 4');
    expect(scenario.harness.events.filter((text) => text.includes('SuccessfulDelete'))).toHaveLength(1);

    scenario.scale(0);
    scenario.settle();
    expect(scenario.set().status.replicas).toBe(0);
  });

  // upstream: TestStatefulSetControllerBlocksScaling
  it('scales up only behind a pod that is there again', () => {
    const scenario = settled();
    scenario.deletePod(0);
    scenario.scale(5);
    scenario.look();
    expect(scenario.ordinals()).toBe('0 1 2');
    expect(why(scenario)).toMatchObject({
      kind: 'wait',
      code: 'statefulset.waitTerminating',
      params: { pod: 'web-0', ordinal: 0 },
      blockedBy: { kind: 'Pod', name: 'web-0' },
    });
    expect(scenario.harness.why({ kind: 'Pod', namespace: 'default', name: 'web-3' })).toMatchObject({
      code: 'statefulset.heldBack',
      params: { first: 'web-0' },
    });

    const { uid } = scenario.pod(0)?.metadata ?? {};
    scenario.harness.pods.vanish('web-0');
    scenario.look();
    expect(scenario.ordinals()).toBe('0 1 2');
    expect(scenario.pod(0)?.metadata.uid).not.toBe(uid);
  });

  // upstream: should not deadlock when a pod's predecessor fails
  it('does not deadlock when a predecessor fails', () => {
    const scenario = givenScenario({ hasClaims: false });
    scenario.look();
    scenario.harness.pods.start('web-0');
    scenario.look();
    scenario.harness.pods.assign('web-1');
    scenario.harness.pods.setPhase('web-1', 'Running');

    scenario.deletePod(0);
    scenario.harness.pods.vanish('web-0');
    scenario.look();
    expect(scenario.ordinals()).toBe('0 1');
    scenario.settle();
    expect(scenario.set().status).toMatchObject({ readyReplicas: 3 });
  });

  // upstream: Scaling should happen in predictable order and halt if any stateful pod is unhealthy
  it('halts scaling up and down while a pod is unhealthy, and says at which', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 1 } });
    scenario.harness.pods.setReady('web-0', false);
    scenario.look();
    scenario.scale(3);
    scenario.harness.runFor(10_000);
    expect(scenario.ordinals()).toBe('0');
    expect(why(scenario)).toMatchObject({ code: 'statefulset.waitReady', params: { pod: 'web-0' } });

    scenario.settle();
    expect(scenario.ordinals()).toBe('0 1 2');
    for (const name of ['web-0', 'web-1', 'web-2']) scenario.harness.pods.setReady(name, false);
    scenario.look();
    scenario.scale(0);
    scenario.harness.runFor(10_000);
    expect(scenario.ordinals()).toBe('0 1 2');
    expect(why(scenario)).toMatchObject({ code: 'statefulset.haltScaleDown', params: { pod: 'web-2', unhealthy: 'web-0' } });
    scenario.settle();
    expect(scenario.ordinals()).toBe('');
  });

  // upstream: Burst scaling should run to completion even with unhealthy pods
  it('does not halt with Parallel', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 1, podManagementPolicy: 'Parallel' } });
    scenario.harness.pods.setReady('web-0', false);
    scenario.look();
    scenario.scale(3);
    scenario.look();
    expect(scenario.ordinals()).toBe('0 1 2');
    scenario.scale(0);
    scenario.look();
    expect(scenario.pods().filter(({ metadata }) => metadata.deletionTimestamp === undefined)).toEqual([]);
  });

  const scaledDownWithBroken = (broken: readonly number[]): Scenario => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 5 } });
    for (const ordinal of broken) scenario.harness.pods.setReady(`web-${ordinal}`, false);
    scenario.look();
    scenario.scale(2);
    scenario.look();
    return scenario;
  };

  it.each([[[3]], [[4]]])('scales away the condemned %j that is broken alone', (broken) => {
    const scenario = scaledDownWithBroken(broken);
    expect(going(scenario)).toEqual([4]);
    scenario.harness.pods.vanish('web-4');
    scenario.look();
    expect(going(scenario)).toEqual([3]);
  });

  it('halts with two broken condemned pods, since the highest is not the lowest unhealthy one', () => {
    const scenario = scaledDownWithBroken([3, 4]);
    expect(going(scenario)).toEqual([]);
    expect(why(scenario)).toMatchObject({ code: 'statefulset.haltScaleDown', params: { pod: 'web-4', unhealthy: 'web-3' } });
  });

  // upstream: TestDeletingAndTerminatingPods
  it('with Parallel a terminating pod blocks its own ordinal only, and pods that have ended are replaced', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 5, podManagementPolicy: 'Parallel' } });
    const uids = scenario.pods().map(({ metadata }) => metadata.uid);
    scenario.deletePod(0);
    scenario.harness.pods.setPhase('web-1', 'Failed');
    scenario.harness.pods.setPhase('web-2', 'Succeeded');
    scenario.look();
    const now = scenario.pods().map(({ metadata }) => metadata.uid);
    expect(now.map((uid, ordinal) => uid === uids[ordinal])).toEqual([true, false, false, true, true]);
  });
});

describe('start ordinal', () => {
  // upstream: Setting .start.ordinal; Increasing .start.ordinal; Decreasing .start.ordinal; Removing .start.ordinal; TestStatefulSetStartOrdinal
  it.each([
    [2, undefined, 3, 2, '2 3 4'],
    [2, 2, 2, 4, '4 5'],
    [2, 3, 2, 2, '2 3'],
    [2, 3, 2, undefined, '0 1'],
    [3, {}, 3, {}, '0 1 2'],
    [7, 2, 1, 2, '2'],
  ] as const)('%i replicas from %j, then %i from %j: %s', (replicas, start, nextReplicas, nextStart, ordinals) => {
    const of = (value: number | object | undefined) =>
      value === undefined ? {} : { ordinals: typeof value === 'number' ? { start: value } : {} };
    const scenario = settled({ hasClaims: false, spec: { replicas, ...of(start) } });
    const { ordinals: _before, ...spec } = scenario.set().spec;
    scenario.harness.api.update({ ...scenario.set(), spec: { ...spec, replicas: nextReplicas, ...of(nextStart) } });
    scenario.settle();
    expect(scenario.ordinals()).toBe(ordinals);
  });

  it('creates the new range before it deletes the old one', () => {
    const scenario = settled({ hasClaims: false });
    const before = scenario.harness.events.length;
    scenario.change({ ordinals: { start: 3 } });
    scenario.settle();
    expect(scenario.harness.events.slice(before).map((text) => text.replace(/.*(Create|Delete) Pod (\S+) .*/, '$1 $2'))).toEqual([
      'Create web-3',
      'Create web-4',
      'Create web-5',
      'Delete web-2',
      'Delete web-1',
      'Delete web-0',
    ]);
  });
});

describe('updates', () => {
  // upstream: should perform rolling updates and roll backs of template modifications
  it('goes from the highest ordinal down, each after the one before is Ready', () => {
    const scenario = settled({ hasClaims: false });
    const first = scenario.set().status.currentRevision;
    const before = scenario.harness.events.length;
    scenario.setImage('1.26');
    scenario.look();
    expect(scenario.set().status).toMatchObject({ currentRevision: first, currentReplicas: 2, replicas: 3 });
    expect(scenario.set().status.updateRevision).not.toBe(first);
    expect(why(scenario)).toMatchObject({ code: 'statefulset.waitTerminating', params: { pod: 'web-2' } });
    scenario.settle();
    expect(
      scenario.harness.events
        .slice(before)
        .filter((text) => text.includes('Delete Pod'))
        .map((text) => /web-\d/.exec(text)?.[0]),
    ).toEqual(['web-2', 'web-1', 'web-0']);
  });

  // reference trace B
  it('counts as the reference trace does', () => {
    const scenario = settled({ hasClaims: false });
    const seen: string[] = [];
    const note = () => {
      const { replicas, readyReplicas = 0, currentReplicas = 0, updatedReplicas = 0 } = scenario.set().status;
      seen.push(`${replicas} ${readyReplicas} ${currentReplicas} ${updatedReplicas}`);
    };
    scenario.setImage('1.26');
    scenario.look();
    note();
    scenario.harness.pods.setReady('web-2', false);
    scenario.look();
    note();
    scenario.harness.pods.vanish('web-2');
    scenario.look();
    note();
    scenario.harness.pods.start('web-2');
    scenario.look();
    note();
    scenario.settle();
    note();
    expect(seen).toEqual(['3 3 2 0', '3 2 2 0', '3 2 2 1', '3 3 1 1', '3 3 3 3']);
  });

  // upstream: should perform canary updates and phased rolling updates of template modifications
  it('goes in phases as the partition is lowered, and brings a pod below it back at the old revision', () => {
    const partition = (value: number) => ({
      updateStrategy: { type: 'RollingUpdate' as const, rollingUpdate: { partition: value } },
    });
    const scenario = settled({ hasClaims: false, spec: partition(3) });
    scenario.setImage('1.26');
    scenario.settle();
    expect(scenario.images()).toBe('0:1.25 1:1.25 2:1.25');
    expect(scenario.set().status.updateRevision).not.toBe(scenario.set().status.currentRevision);

    scenario.change(partition(2));
    scenario.settle();
    expect(scenario.images()).toBe('0:1.25 1:1.25 2:1.26');
    expect(scenario.set().status).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 });

    scenario.deletePod(0);
    scenario.deletePod(2);
    scenario.settle();
    expect(scenario.images()).toBe('0:1.25 1:1.25 2:1.26');
    expect(
      scenario.harness.reasons.some(({ code, about }) => code === 'statefulset.createPodAtCurrent' && about.name === 'web-0'),
    ).toBe(true);

    scenario.change(partition(1));
    scenario.settle();
    expect(scenario.images()).toBe('0:1.25 1:1.26 2:1.26');
    scenario.change(partition(0));
    scenario.settle();
    expect(scenario.images()).toBe('0:1.26 1:1.26 2:1.26');
    expect(scenario.set().status.currentRevision).toBe(scenario.set().status.updateRevision);
  });

  // upstream: TestDeletingPodForRollingUpdatePartition
  it('recreates a pod below the partition with the old image after its finalizer is gone', () => {
    const scenario = settled({
      hasClaims: false,
      spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } },
    });
    const pod = scenario.pod(0) as Pod;
    scenario.harness.api.update({ ...pod, metadata: { ...pod.metadata, finalizers: ['example.com/hold'] } });
    scenario.setImage('1.26');
    scenario.settle();
    scenario.deletePod(0);
    scenario.look();
    expect(why(scenario)).toMatchObject({ code: 'statefulset.waitTerminating' });
    scenario.harness.pods.vanish('web-0');
    const { finalizers: _held, ...metadata } = (scenario.pod(0) as Pod).metadata;
    scenario.harness.api.update({ ...(scenario.pod(0) as Pod), metadata });
    scenario.settle();
    expect(scenario.images()).toBe('0:1.25 1:1.26 2:1.26');
    expect(scenario.pod(0)?.metadata.uid).not.toBe(pod.metadata.uid);
  });

  it('does not take updated pods back when the partition is raised', () => {
    const scenario = settled({ hasClaims: false });
    scenario.setImage('1.26');
    scenario.settle();
    scenario.change({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 3 } } });
    scenario.settle();
    expect(scenario.images()).toBe('0:1.26 1:1.26 2:1.26');
  });

  it('without a rollingUpdate block recreates the first currentReplicas ordinals at the old revision', () => {
    const scenario = settled({ hasClaims: false, spec: { updateStrategy: { type: 'RollingUpdate' } } });
    scenario.setImage('1.26');
    scenario.look();
    scenario.harness.pods.vanish('web-2');
    scenario.look();
    expect(scenario.images()).toBe('0:1.25 1:1.25 2:1.26');
    expect(scenario.set().status.currentReplicas).toBe(2);
    scenario.deletePod(0);
    scenario.harness.pods.vanish('web-0');
    scenario.look();
    expect(scenario.images()).toBe('0:1.25 1:1.25 2:1.26');
  });

  // upstream issue 67250
  it('stays stuck at a broken pod when the template is taken back, until the pod is deleted by hand', () => {
    const scenario = settled({ hasClaims: false });
    scenario.setImage('broken');
    scenario.look();
    scenario.harness.pods.vanish('web-2');
    scenario.look();
    scenario.harness.pods.assign('web-2');

    scenario.setImage('1.25');
    scenario.harness.runFor(60_000);
    expect(scenario.images()).toBe('0:1.25 1:1.25 2:broken');
    expect(why(scenario)).toMatchObject({ code: 'statefulset.waitReadyBeforeUpdate', params: { pod: 'web-2' } });

    scenario.deletePod(2);
    scenario.harness.pods.vanish('web-2');
    scenario.settle();
    expect(scenario.images()).toBe('0:1.25 1:1.25 2:1.25');
  });

  it('heals by itself from a broken template with Parallel', () => {
    const scenario = settled({ hasClaims: false, spec: { podManagementPolicy: 'Parallel' } });
    scenario.setImage('broken');
    scenario.look();
    scenario.harness.pods.vanish('web-2');
    scenario.look();
    scenario.harness.pods.assign('web-2');
    scenario.look();

    scenario.setImage('1.25');
    scenario.settle();
    expect(scenario.images()).toBe('0:1.25 1:1.25 2:1.25');
  });

  // upstream: should implement legacy replacement when the update strategy is OnDelete
  it('with OnDelete updates what is deleted and keeps the first revision as the current one', () => {
    const scenario = settled({ hasClaims: false, spec: { updateStrategy: { type: 'OnDelete' } } });
    const first = scenario.set().status.currentRevision;
    scenario.setImage('1.26');
    scenario.settle();
    expect(scenario.images()).toBe('0:1.25 1:1.25 2:1.25');
    expect(why(scenario)).toMatchObject({ kind: 'note', code: 'statefulset.onDelete', params: { count: 3 } });

    for (const ordinal of [0, 1, 2]) scenario.deletePod(ordinal);
    scenario.settle();
    expect(scenario.images()).toBe('0:1.26 1:1.26 2:1.26');
    expect(scenario.set().status.currentRevision).toBe(first);
  });

  it('makes a template that changes only by defaults, or replicas and strategy, no revision', () => {
    const scenario = settled({ hasClaims: false });
    const template = templateOf('1.25');
    scenario.change({ template: { ...template, spec: { ...template.spec, dnsPolicy: 'ClusterFirst' } } });
    scenario.change({ replicas: 4, minReadySeconds: 1, updateStrategy: { type: 'OnDelete' } });
    scenario.look();
    expect(scenario.revisions()).toHaveLength(1);
  });

  it('completes at once without pods', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 0 } });
    scenario.setImage('1.26');
    scenario.look();
    expect(scenario.set().status.currentRevision).toBe(scenario.set().status.updateRevision);
  });

  // upstream: TestSpecReplicasChange; TestStatefulSetUpdaterUpdatesSetStatus; TestStatefulSetUpdaterUpdatesObservedGeneration
  it('observes each generation', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 2, podManagementPolicy: 'Parallel' } });
    for (const replicas of [3, 0, 2]) {
      scenario.scale(replicas);
      scenario.settle();
      expect(scenario.set().status).toMatchObject({ replicas, observedGeneration: scenario.set().metadata.generation });
    }
  });
});

describe('adoption', () => {
  // upstream: should adopt matching orphans and release non-matching pods
  it('takes a pod back that has lost its owner, lets go of one that lost its labels, and takes that back too', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 1 } });
    const { ownerReferences: _owners, ...bare } = (scenario.pod(0) as Pod).metadata;
    scenario.harness.api.update({ ...(scenario.pod(0) as Pod), metadata: bare });
    scenario.look();
    expect(scenario.pod(0)?.metadata.ownerReferences).toEqual([ownerReferenceTo(scenario.set())]);

    const labels = scenario.pod(0)?.metadata.labels ?? {};
    scenario.harness.api.update({
      ...(scenario.pod(0) as Pod),
      metadata: { ...(scenario.pod(0) as Pod).metadata, labels: { app: 'other' } },
    });
    scenario.look();
    expect(scenario.pod(0)?.metadata.ownerReferences).toBeUndefined();

    scenario.harness.api.update({ ...(scenario.pod(0) as Pod), metadata: { ...(scenario.pod(0) as Pod).metadata, labels } });
    scenario.look();
    expect(scenario.pod(0)?.metadata).toMatchObject({ uid: bare.uid, ownerReferences: [{ name: 'web' }] });
    expect(scenario.harness.reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['statefulset.adoptPod', 'statefulset.releasePod']),
    );
  });

  // upstream: TestGetPodsForStatefulSetAdopt; TestGetPodsForStatefulSetRelease
  it('ignores orphans with a wrong name or wrong labels', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 1 } });
    scenario.harness.api.create(orphanPod('other-1'));
    scenario.harness.api.create(orphanPod('web-1', { app: 'other' }));
    scenario.look();
    for (const name of ['other-1', 'web-1']) expect(scenario.harness.pods.get(name)?.metadata.ownerReferences).toBeUndefined();
  });

  it('scales an adopted pod away whose ordinal is not wanted', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 1 }, isUnchecked: true });
    scenario.harness.api.create(orphanPod('web-7'));
    scenario.settle();
    expect(scenario.ordinals()).toBe('0');
  });

  // upstream: TestAdoptOrphanRevisions
  it('adopts revisions without an owner', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 1 } });
    const [revision] = scenario.revisions();
    if (revision === undefined) throw new Error('there is a revision');
    const { ownerReferences: _owners, ...bare } = revision.metadata;
    scenario.harness.api.update({ ...revision, metadata: bare });
    scenario.harness.runner.wake('statefulset-controller', SET);
    scenario.look();
    expect(scenario.revisions()[0]?.metadata.ownerReferences).toMatchObject([{ kind: 'StatefulSet', name: 'web' }]);
  });

  it.each([
    ['Retain', []],
    ['Delete', ['StatefulSet']],
  ] as const)('whenDeleted %s: claims of an adopted pod get %j', (whenDeleted, kinds) => {
    const scenario = settled({
      spec: { replicas: 3, persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled: 'Retain' } },
    });
    const { ownerReferences: _owners, ...bare } = (scenario.pod(1) as Pod).metadata;
    scenario.harness.api.update({ ...(scenario.pod(1) as Pod), metadata: bare });
    scenario.settle();
    expect(scenario.claims()[1]?.metadata.ownerReferences?.map(({ kind }) => kind) ?? []).toEqual(kinds);
  });
});

describe('deletion of the set', () => {
  // upstream: TestStatefulSetControllerDeletionTimestamp
  it('creates nothing any more and keeps the status', () => {
    const scenario = settled({ hasClaims: false });
    scenario.harness.api.delete(SET, { propagationPolicy: 'Foreground' });
    scenario.harness.pods.vanish('web-2');
    scenario.look();
    expect(scenario.ordinals()).toBe('0 1');
    expect(scenario.set().status.replicas).toBe(2);
    expect(why(scenario)).toMatchObject({ code: 'statefulset.setIsDeleted' });
  });

  it('takes all pods at once and leaves the claims', () => {
    const scenario = settled({ others: collectors() });
    scenario.harness.api.delete(SET);
    scenario.harness.runFor(200);
    expect(going(scenario)).toEqual([0, 1, 2]);
    scenario.settle();
    expect(scenario.ordinals()).toBe('');
    expect(claimNames(scenario)).toEqual(['data-web-0', 'data-web-1', 'data-web-2']);
    expect(scenario.revisions()).toEqual([]);
  });

  // upstream: should delete PVCs with a WhenDeleted policy
  it('takes the claims along with whenDeleted Delete, once their pods are gone', () => {
    const scenario = settled({
      others: collectors(),
      spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } },
    });
    scenario.harness.api.delete(SET);
    scenario.harness.runFor(200);
    expect(claimNames(scenario)).toHaveLength(3);
    scenario.settle();
    scenario.harness.runFor(1_000);
    expect(claimNames(scenario)).toEqual([]);
  });

  it('leaves pods and revisions that a new set of the name adopts without a restart', () => {
    const scenario = settled({ hasClaims: false, others: collectors() });
    const uids = scenario.pods().map(({ metadata }) => metadata.uid);
    const { spec } = scenario.set();
    scenario.harness.api.delete(SET, { propagationPolicy: 'Orphan' });
    scenario.harness.runFor(500);
    expect(scenario.set()).toBeUndefined();
    expect(scenario.pods().every(({ metadata }) => metadata.ownerReferences === undefined)).toBe(true);

    scenario.harness.api.create({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'web', namespace: 'default' },
      spec,
    } as NewObject<StatefulSet>);
    scenario.settle();
    expect(scenario.pods().map(({ metadata }) => metadata.uid)).toEqual(uids);
    expect(scenario.set().status).toMatchObject({ readyReplicas: 3, updatedReplicas: 3 });
    expect(scenario.revisions()).toHaveLength(1);
  });
});

describe('claims of pods that are scaled away', () => {
  // upstream: should delete PVCs with a OnScaledown policy
  it.each([
    ['Retain', 3],
    ['Delete', 1],
  ] as const)('whenScaled %s: %i of 3 are left', (whenScaled, left) => {
    const scenario = settled({
      others: collectors(),
      spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled } },
    });
    scenario.scale(1);
    scenario.settle();
    scenario.harness.runFor(1_000);
    expect(claimNames(scenario)).toHaveLength(left);
  });

  // upstream: should not delete PVC with OnScaledown policy if another controller owns the PVC
  it('stay while another controller owns them', () => {
    const scenario = settled({
      others: collectors(),
      spec: { replicas: 2, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' } },
    });
    const map = scenario.harness.api.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'owner', namespace: 'default' },
    } as NewObject);
    const [, claim] = scenario.claims();
    if (claim === undefined) throw new Error('there is a claim');
    scenario.harness.api.update({ ...claim, metadata: { ...claim.metadata, ownerReferences: [ownerReferenceTo(map)] } });

    scenario.scale(0);
    scenario.settle();
    scenario.harness.runFor(1_000);
    expect(claimNames(scenario)).toEqual(['data-web-1']);
  });

  it('are used again, with the old data, under Retain', () => {
    const scenario = settled();
    const uids = scenario.claims().map(({ metadata }) => metadata.uid);
    scenario.scale(0);
    scenario.settle();
    scenario.scale(3);
    scenario.settle();
    expect(scenario.claims().map(({ metadata }) => metadata.uid)).toEqual(uids);
  });
});

// upstream: TestStatefulSetStatusWithPodFail
it('writes the status although pods are refused', () => {
  const scenario = givenScenario({ hasClaims: false, spec: { replicas: 4, podManagementPolicy: 'Parallel' } });
  scenario.harness.refuse({ verb: 'create', kind: 'Pod', name: 'web-2', times: 1_000, reason: 'Forbidden', code: 403 });
  scenario.harness.refuse({ verb: 'create', kind: 'Pod', name: 'web-3', times: 1_000, reason: 'Forbidden', code: 403 });
  scenario.look();
  expect(scenario.set().status.replicas).toBe(2);
  expect(scenario.harness.retries.length).toBeGreaterThan(0);
});

// upstream: TestStatefulSetPodSubdomain
it('gives each pod the subdomain of the service and its own name as host name', () => {
  const scenario = settled({ hasClaims: false });
  expect(scenario.pods().map(({ spec }) => `${spec.hostname}.${spec.subdomain}`)).toEqual([
    'web-0.web',
    'web-1.web',
    'web-2.web',
  ]);
});

// reference trace A
it('posts in the order of the reference trace', () => {
  const scenario = settled({ spec: { replicas: 2 } });
  expect(scenario.harness.events).toEqual([
    'Normal SuccessfulCreate Create Claim data-web-0 Pod web-0 in StatefulSet web success',
    'Normal SuccessfulCreate Create Pod web-0 in StatefulSet web successful',
    'Normal SuccessfulCreate Create Claim data-web-1 Pod web-1 in StatefulSet web success',
    'Normal SuccessfulCreate Create Pod web-1 in StatefulSet web successful',
  ]);
});

it('tries a creation that fails again at growing intervals, under one event text', () => {
  const scenario = givenScenario({ hasClaims: false, spec: { replicas: 1 } });
  scenario.harness.refuse({ verb: 'create', kind: 'Pod', times: 1_000, reason: 'Forbidden', code: 403 });
  scenario.harness.runFor(10_000);
  // 5 ms doubling: eleven pauses fit into ten seconds.
  expect(scenario.harness.retries.length).toBeLessThanOrEqual(12);
  expect(new Set(scenario.harness.events).size).toBe(1);
  expect(why(scenario)).toMatchObject({ code: 'statefulset.failedCreate', params: { pod: 'web-0', error: 'API server failed' } });
});
