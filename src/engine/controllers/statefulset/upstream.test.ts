import { describe, expect, it } from 'vitest';
import type { ControllerRevision } from '../../kinds/controllerRevision.ts';
import type { NewObject, OwnerReference } from '../../kinds/object.ts';
import { isRunningAndReady, type Pod } from '../../kinds/pod.ts';
import { ordinalOf, type StatefulSetSpec } from '../../kinds/statefulSet.ts';
import { createGarbageCollector } from '../garbagecollector/controller.ts';
import { ownerReferenceTo } from '../ownership.ts';
import { createClaimProtectionController } from '../volumeprotection/claimController.ts';
import { givenClaim, givenPod, givenSet, refToSet } from './given.ts';
import { hasForeignController, hasRightOwners } from './claims.ts';
import { newRevision, templateOf as templateIn } from './revisions.ts';
import { givenScenario, ownersOf, type Scenario, type ScenarioOptions } from './scenario.ts';
import { maxUnavailableOf } from './situation.ts';

// What upstream tests beside the scenarios of the other files here.

const SET = { kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;
const collectors = () => [
  createGarbageCollector({ kinds: ['StatefulSet', 'Pod', 'PersistentVolumeClaim', 'ControllerRevision', 'ConfigMap'] }),
  createClaimProtectionController(),
];
const retention = (whenScaled: 'Retain' | 'Delete', whenDeleted: 'Retain' | 'Delete') => ({
  persistentVolumeClaimRetentionPolicy: { whenScaled, whenDeleted },
});
const rolling = (rollingUpdate: NonNullable<StatefulSetSpec['updateStrategy']>['rollingUpdate']) => ({
  updateStrategy: { type: 'RollingUpdate' as const, ...(rollingUpdate === undefined ? {} : { rollingUpdate }) },
});

function settled(options: ScenarioOptions = {}): Scenario {
  const scenario = givenScenario(options);
  scenario.settle();
  return scenario;
}

const going = ({ pods }: Scenario) => pods().filter(({ metadata }) => metadata.deletionTimestamp !== undefined).map(ordinalOf);
const claimNames = ({ claims }: Scenario) => claims().map(({ metadata }) => metadata.name);
const eventsFrom = (scenario: Scenario, act: () => void): readonly string[] => {
  const before = scenario.harness.events.length;
  act();
  return scenario.harness.events.slice(before);
};

/** All pods Ready and available, and Ready for so many seconds at the end. */
function readyFor(seconds: number, spec: Partial<StatefulSetSpec>, options: ScenarioOptions = {}): Scenario {
  const scenario = givenScenario({ ...options, hasClaims: false, spec });
  for (let step = 0; step <= (spec.replicas ?? 3); step += 1) {
    scenario.settle();
    scenario.harness.runFor(((spec.minReadySeconds ?? 0) + 1) * 1000);
  }
  for (const { metadata } of scenario.pods()) scenario.harness.pods.setReady(metadata.name, true, scenario.harness.unixNow() - seconds * 1000);
  scenario.look();
  return scenario;
}

describe('minReadySeconds of an OrderedReady set', () => {
  // upstream: TestStatefulSetRollingUpdateRespectsMinReadySeconds
  it.each([
    [10, 0, []],
    [60, 2, [1]],
  ])('pods that are Ready for %i s of 30: %i available, the update takes %j', (seconds, available, taken) => {
    const scenario = readyFor(seconds, { replicas: 2, minReadySeconds: 30 });
    scenario.setImage('1.26');
    scenario.look();
    expect(scenario.set().status.availableReplicas).toBe(available);
    expect(going(scenario)).toEqual(taken);
  });

  // upstream: TestStatefulSetPartitionRollingUpdateWithMinReadySeconds
  it('lets nothing go above the partition either', () => {
    const scenario = readyFor(10, { replicas: 4, minReadySeconds: 30, ...rolling({ partition: 2 }) });
    scenario.setImage('1.26');
    scenario.look();
    expect(scenario.set().status.availableReplicas).toBe(0);
    expect(going(scenario)).toEqual([]);
  });

  // upstream: MinReadySeconds should be honored when enabled
  it('ends, and the pod is available', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 1, minReadySeconds: 10 } });
    expect(scenario.set().status).toMatchObject({ readyReplicas: 1, availableReplicas: 0 });
    scenario.harness.runFor(10_000);
    expect(scenario.set().status.availableReplicas).toBe(1);
  });

  // upstream: AvailableReplicas should get updated accordingly when MinReadySeconds is enabled; TestStatefulSetUpdaterGetAvailableReplicas; TestStatefulSetAvailable
  it('counts anew as soon as it is changed', () => {
    const scenario = settled({ hasClaims: false, spec: { replicas: 2, minReadySeconds: 30, podManagementPolicy: 'Parallel' } });
    const available = () => scenario.set().status.availableReplicas;
    expect(available()).toBe(0);
    scenario.harness.runFor(31_000);
    expect(available()).toBe(2);
    scenario.change({ minReadySeconds: 3600 });
    scenario.look();
    expect(available()).toBe(0);
    scenario.change({ minReadySeconds: 0 });
    scenario.look();
    expect(available()).toBe(2);
  });
});

// upstream: TestGetStatefulSetMaxUnavailable
it.each([
  [undefined, 10, 1],
  [3, 10, 3],
  [0, 1, 1],
  ['10%', 25, 2],
  ['100%', 5, 5],
  ['50%', 5, 2],
  ['10%', 5, 1],
  ['1%', 0, 1],
] as const)('maxUnavailable %s of %i replicas is %i', (maxUnavailable, replicas, most) => {
  const rollingUpdate = maxUnavailable === undefined ? {} : { maxUnavailable };
  expect(maxUnavailableOf(givenSet({ replicas, ...rolling(rollingUpdate) }))).toBe(most);
});

// upstream: should perform rolling updates with maxUnavailable
it.each(['OrderedReady', 'Parallel'] as const)('%s never has more than maxUnavailable pods away', (podManagementPolicy) => {
  const scenario = settled({
    hasClaims: false,
    profile: { gates: { MaxUnavailableStatefulSet: true } },
    spec: { podManagementPolicy, replicas: 5, ...rolling({ partition: 0, maxUnavailable: 2 }) },
  });
  let most = 0;
  scenario.harness.apiServer.onChange(() => {
    const healthy = scenario.pods().filter((pod) => isRunningAndReady(pod) && pod.metadata.deletionTimestamp === undefined);
    most = Math.max(most, 5 - healthy.length);
  });
  scenario.setImage('1.26');
  scenario.settle();
  expect(most).toBe(2);
  expect(scenario.images()).toBe('0:1.26 1:1.26 2:1.26 3:1.26 4:1.26');
});

describe('owners of claims', () => {
  const set = givenSet(retention('Delete', 'Delete'));
  const pod = givenPod(set, 0);
  const isRight = (owner: Partial<OwnerReference>) => hasRightOwners(givenClaim('data-web-0', [refToSet(set, owner)]), set, pod);

  // upstream: TestMatchesRef; TestHasOwnerRef
  it('are ours by apiVersion, kind and name, and the same by the uid', () => {
    expect(isRight({})).toBe(true);
    for (const other of [{ apiVersion: 'apps/v2' }, { kind: 'Deployment' }, { name: 'db' }]) {
      expect(isRight({ ...other, controller: false })).toBe(false);
      expect(hasForeignController(givenClaim('data-web-0', [refToSet(set, other)]), set, pod)).toBe(true);
    }
    expect(hasForeignController(givenClaim('data-web-0', [refToSet(set, { uid: 'earlier' })]), set, pod)).toBe(true);
  });

  // upstream: should not delete PVCs when there is another controller
  it('stay beside other owners; a claim of a set that is no more is left alone', () => {
    const scenario = settled({ others: collectors(), spec: { replicas: 4 } });
    const { api } = scenario.harness;
    const map = api.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'owner', namespace: 'default' } } as NewObject);
    const { controller: _controller, ...beside } = ownerReferenceTo(map);
    const own = (ordinal: number, ownerReferences: readonly OwnerReference[], finalizers?: readonly string[]) => {
      const claim = scenario.claims()[ordinal];
      if (claim === undefined) throw new Error('there is a claim');
      api.update({ ...claim, metadata: { ...claim.metadata, ownerReferences, ...(finalizers === undefined ? {} : { finalizers }) } });
    };
    const owners = () => scenario.claims().map(({ metadata }) => (metadata.ownerReferences ?? []).map(({ kind, name }) => `${kind}/${name}`).join(' '));
    own(1, [beside]);
    own(3, [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'unknown', uid: 'gone', controller: true }], ['example.com/hold']);

    scenario.change(retention('Retain', 'Delete'));
    scenario.look();
    expect(owners()).toEqual(['StatefulSet/web', 'ConfigMap/owner StatefulSet/web', 'StatefulSet/web', 'StatefulSet/unknown']);

    own(0, [{ ...ownerReferenceTo(scenario.set()), controller: false }]);
    scenario.change({ revisionHistoryLimit: 7 });
    scenario.look();
    expect(scenario.claims()[0]?.metadata.ownerReferences).toEqual([ownerReferenceTo(scenario.set())]);

    api.delete(SET);
    scenario.settle();
    scenario.harness.runFor(2_000);
    expect(claimNames(scenario)).toEqual(['data-web-1', 'data-web-3']);
  });

  // upstream: should delete PVCs after adopting pod (WhenDeleted); should delete PVCs after adopting pod (WhenScaled); TestOrphanedPodsWithPVCDeletePolicy
  it.each([
    ['Retain', 'Retain', ['', '', ''], 3, 3],
    ['Retain', 'Delete', ['StatefulSet', 'StatefulSet', 'StatefulSet'], 3, 0],
    ['Delete', 'Retain', ['', '', ''], 1, 1],
    ['Delete', 'Delete', ['StatefulSet', 'StatefulSet', 'StatefulSet'], 1, 0],
  ] as const)(
    'whenScaled %s, whenDeleted %s: claims of an adopted pod have %j; %i are left after scaling to 1, %i after the set is gone',
    (whenScaled, whenDeleted, kinds, afterScaling, afterDeletion) => {
      const scenario = settled({ others: collectors(), spec: retention(whenScaled, whenDeleted) });
      const { ownerReferences: _owners, ...bare } = (scenario.pod(2) as Pod).metadata;
      scenario.harness.api.update({ ...(scenario.pod(2) as Pod), metadata: bare });
      scenario.settle();
      expect(scenario.pod(2)?.metadata).toMatchObject({ uid: bare.uid, ownerReferences: [{ kind: 'StatefulSet' }] });
      expect(scenario.claims().map(ownersOf)).toEqual(kinds);

      scenario.scale(1);
      scenario.settle();
      scenario.harness.runFor(2_000);
      expect(claimNames(scenario)).toHaveLength(afterScaling);
      scenario.harness.api.delete(SET);
      scenario.settle();
      scenario.harness.runFor(2_000);
      // A claim that was scaled away under Retain and Delete kept the set as its owner, so it goes with it.
      expect(claimNames(scenario)).toHaveLength(afterDeletion);
    },
  );
});

describe('pods and their volumes', () => {
  const bare = (): NewObject<Pod> => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'default', labels: { app: 'web' } },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] },
  });

  function adopting(refuseClaim: boolean): Scenario {
    const scenario = givenScenario({ spec: { replicas: 1 }, isUnchecked: true });
    scenario.harness.api.create(bare());
    scenario.harness.pods.start('web-0');
    if (refuseClaim) scenario.harness.refuse({ verb: 'create', kind: 'PersistentVolumeClaim' });
    return scenario;
  }

  // upstream: TestStatefulPodControlUpdatesPodStorage
  it('an adopted pod gets its claim; the server keeps its volumes as they are, and that is posted', () => {
    const scenario = adopting(false);
    const events = eventsFrom(scenario, () => {
      scenario.harness.runFor(8);
    });
    expect(events[0]).toBe('Normal SuccessfulCreate Create Claim data-web-0 Pod web-0 in StatefulSet web success');
    expect(events[1]).toContain('Warning FailedUpdate Update Pod web-0 in StatefulSet web failed error: Pod "web-0" is invalid: spec: Forbidden');
    expect(claimNames(scenario)).toEqual(['data-web-0']);
  });

  // upstream: TestStatefulPodControlUpdatePodStorageFailure
  it('a claim that cannot be made for it is posted twice', () => {
    const scenario = adopting(true);
    const events = eventsFrom(scenario, () => {
      scenario.harness.runFor(8);
    });
    expect(events.slice(0, 2)).toEqual([
      'Warning FailedCreate Create Claim data-web-0 for Pod web-0 in StatefulSet web failed error: API server failed',
      'Warning FailedUpdate Update Pod web-0 in StatefulSet web failed error: failed to create PVC data-web-0: API server failed',
    ]);
  });

  // upstream: PVC should be recreated when pod is pending due to missing PVC
  it('a pod that waits for its node gets a new claim in place of one that was deleted', () => {
    const scenario = givenScenario({ others: collectors(), spec: { replicas: 1 } });
    scenario.look();
    const { uid } = scenario.claims()[0]?.metadata ?? {};
    scenario.harness.api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data-web-0' });
    scenario.harness.runFor(500);
    scenario.harness.api.patch({ kind: 'Pod', namespace: 'default', name: 'web-0' }, 'merge', { metadata: { annotations: { seen: 'yes' } } });
    scenario.look();
    expect(scenario.claims()[0]?.metadata.uid).not.toBe(uid);
    scenario.settle();
    expect(scenario.set().status.readyReplicas).toBe(1);
  });
});

describe('the status', () => {
  // upstream: TestStatefulSetUpdaterUpdateReplicasConflict
  it('is tried again when somebody else wrote the set', () => {
    const scenario = givenScenario({ hasClaims: false, spec: { replicas: 1 } });
    scenario.harness.refuse({ verb: 'updateStatus', kind: 'StatefulSet', times: 4, reason: 'Conflict', code: 409 });
    scenario.look();
    expect(scenario.harness.retries).toEqual([]);
    expect(scenario.set().status.observedGeneration).toBe(1);
  });

  // upstream: TestStatefulSetUpdaterUpdateReplicasConflictFailure
  it('fails the look after five conflicts', () => {
    const scenario = givenScenario({ hasClaims: false, spec: { replicas: 1 } });
    scenario.harness.refuse({ verb: 'updateStatus', kind: 'StatefulSet', times: 5, reason: 'Conflict', code: 409 });
    scenario.harness.runFor(8);
    expect(scenario.harness.retries).toEqual(['statefulset-controller web: API server failed']);
  });

  // upstream: should validate Statefulset Status endpoints
  it('takes conditions of others, and loses them when the controller next writes it', () => {
    const scenario = settled({ hasClaims: false });
    const { api } = scenario.harness;
    const mark = { type: 'StatusUpdate', status: 'True', reason: 'E2E', message: 'Set by a test' } as const;
    api.updateStatus({ ...scenario.set(), status: { ...scenario.set().status, conditions: [mark] } } as never);
    api.patch(SET, 'merge', { status: { conditions: [{ ...mark, status: 'False' }] } }, { subresource: 'status' });
    scenario.look();
    expect(scenario.set().status).toMatchObject({ conditions: [{ type: 'StatusUpdate', status: 'False' }], readyReplicas: 3 });
    scenario.scale(4);
    scenario.look();
    expect(scenario.set().status).not.toHaveProperty('conditions');
  });
});

// upstream: should have a working scale subresource
it('is scaled through its subresource, with PUT and with PATCH', () => {
  const scenario = settled({ hasClaims: false, spec: { replicas: 1 } });
  const { api } = scenario.harness;
  api.update({ ...scenario.set(), spec: { ...scenario.set().spec, replicas: 2 } }, { subresource: 'scale' });
  expect(scenario.set().spec.replicas).toBe(2);
  api.patch(SET, 'merge', { spec: { replicas: 4 } }, { subresource: 'scale' });
  expect(scenario.set().spec.replicas).toBe(4);
  scenario.settle();
  expect(scenario.set().status.readyReplicas).toBe(4);
});

// upstream: should list, patch and delete a collection of StatefulSets
it('is found by a label that was patched in, patched, and deleted with all that have it', () => {
  const scenario = settled({ hasClaims: false, others: collectors(), spec: { replicas: 1 } });
  const { api } = scenario.harness;
  api.patch(SET, 'merge', { metadata: { labels: { test: 'patched' } } });
  api.patch(SET, 'strategic', { spec: { replicas: 2, template: { spec: { containers: [{ name: 'nginx', image: 'nginx:1.26' }] } } } });
  expect(api.list('StatefulSet', { labelSelector: 'test=patched' }).map(({ spec }) => spec.replicas)).toEqual([2]);
  scenario.settle();
  expect(scenario.images()).toBe('0:1.26 1:1.26');
  api.deleteCollection('StatefulSet', { namespace: 'default', labelSelector: 'test=patched' });
  expect(api.list('StatefulSet')).toEqual([]);
});

describe('revisions', () => {
  // upstream: TestRollingUpdateApplyRevision
  it('give each template back whole: what a later one added is gone', () => {
    const withEnv = (names: readonly string[]) => givenSet({
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx:1.25', env: names.map((name) => ({ name, value: 'x' })) }] } },
    });
    for (const names of [['A'], ['A', 'B'], ['C']]) {
      const set = withEnv(names);
      const stored = { ...newRevision(set, 1, 0) } as ControllerRevision;
      expect(templateIn(stored)).toEqual(set.spec.template);
    }
  });

  // upstream: TestStatefulSetCompatibility
  it('of an older server, with creationTimestamp null in them, stay the newest ones', () => {
    const scenario = settled({ hasClaims: false, isUnchecked: true, spec: { replicas: 0 } });
    const [first] = scenario.revisions();
    if (first === undefined) throw new Error('there is a revision');
    const { template } = (first.data as { spec: { template: { metadata: object } } }).spec;
    scenario.harness.api.delete({ kind: 'ControllerRevision', namespace: 'default', name: first.metadata.name });
    scenario.harness.api.create({
      ...first,
      metadata: { name: 'web-c77f6d978', namespace: 'default', ...(first.metadata.labels === undefined ? {} : { labels: first.metadata.labels }), ownerReferences: [ownerReferenceTo(scenario.set())] },
      data: { spec: { template: { ...template, metadata: { ...template.metadata, creationTimestamp: null } } } },
    } as NewObject<ControllerRevision>);
    scenario.change({ revisionHistoryLimit: 3 });
    scenario.look();
    expect(scenario.revisions().map(({ metadata }) => metadata.name)).toEqual(['web-c77f6d978']);
    expect(scenario.set().status.updateRevision).toBe('web-c77f6d978');
  });
});

// upstream: TestVolumeTemplateNoopUpdate
it('takes back the spec that was posted, whose claim templates lack the defaults', () => {
  const scenario = settled({ spec: { replicas: 1 } });
  const { generation } = scenario.set().metadata;
  const { volumeClaimTemplates = [], ...spec } = scenario.set().spec;
  const posted = volumeClaimTemplates.map(({ metadata, spec: { volumeMode: _mode, ...claim } }) => ({ metadata, spec: claim }));
  scenario.harness.api.update({ ...scenario.set(), spec: { ...spec, volumeClaimTemplates: posted } });
  expect(scenario.set().metadata.generation).toBe(generation);
});

// upstream: TestAscendingOrdinal
it('knows pods by number: 10 comes after 9', () => {
  const scenario = settled({ hasClaims: false, spec: { replicas: 12, podManagementPolicy: 'Parallel' } });
  scenario.change({ podManagementPolicy: 'Parallel', replicas: 9 });
  scenario.look();
  const deleted = scenario.harness.events.filter((text) => text.includes('Delete Pod')).map((text) => /web-\d+/.exec(text)?.[0]);
  expect(deleted).toEqual(['web-11', 'web-10', 'web-9']);
});
