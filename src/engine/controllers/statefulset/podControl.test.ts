import { describe, expect, it } from 'vitest';
import type { OwnerReference } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { RetentionPolicy } from '../../kinds/statefulSet.ts';
import { givenScenario, type Scenario } from './scenario.ts';

// What happens to one pod and its claims, and what is posted about it.

const one = { replicas: 1 };
const retention = (whenScaled: RetentionPolicy, whenDeleted: RetentionPolicy) => ({
  persistentVolumeClaimRetentionPolicy: { whenScaled, whenDeleted },
});

const claim = ({ harness: { api } }: Scenario, ordinal = 0) =>
  api.get('PersistentVolumeClaim', 'default', `data-web-${ordinal}`) as PersistentVolumeClaim;
const owners = (scenario: Scenario, ordinal = 0) =>
  (claim(scenario, ordinal).metadata.ownerReferences ?? []).map(({ kind, controller }) =>
    controller === true ? kind : `${kind}?`,
  );
const setOwners = (scenario: Scenario, ownerReferences: readonly OwnerReference[], ordinal = 0) => {
  const before = claim(scenario, ordinal);
  scenario.harness.api.update({ ...before, metadata: { ...before.metadata, ownerReferences } });
};
const newEvents = (scenario: Scenario, act: () => void): readonly string[] => {
  const before = scenario.harness.events.length;
  act();
  scenario.look();
  return scenario.harness.events.slice(before);
};

/** A set whose pods are Running and Ready. */
function settled(spec: object, isUnchecked = false): Scenario {
  const scenario = givenScenario({ spec, isUnchecked });
  scenario.settle();
  return scenario;
}

describe('creating', () => {
  // upstream: TestStatefulPodControlCreatesPods
  it('makes the claim, then the pod, and posts both', () => {
    const scenario = givenScenario({ spec: one });
    expect(newEvents(scenario, () => undefined)).toEqual([
      'Normal SuccessfulCreate Create Claim data-web-0 Pod web-0 in StatefulSet web success',
      'Normal SuccessfulCreate Create Pod web-0 in StatefulSet web successful',
    ]);
  });

  // upstream: TestStatefulPodControlCreatePodExists
  it('posts nothing about a name that is taken, and tries again', () => {
    const scenario = givenScenario({ spec: one, hasClaims: false });
    scenario.harness.api.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web-0', namespace: 'default', labels: { app: 'other' } },
      spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] },
    } as never);

    expect(newEvents(scenario, () => undefined)).toEqual([]);
    expect(scenario.harness.retries[0]).toBe(
      'statefulset-controller web: pods "web-0" already exists, the server was not able to generate a unique name for the object',
    );
    expect(scenario.harness.why({ kind: 'StatefulSet', namespace: 'default', name: 'web' })).toMatchObject({
      code: 'statefulset.nameTaken',
    });

    scenario.harness.pods.vanish('web-0');
    scenario.harness.runFor(3_000);
    expect(scenario.pod(0)?.metadata.labels?.['app']).toBe('web');
  });

  // upstream: TestStatefulPodControlCreatePodPvcCreateFailure
  it('makes no pod when a claim cannot be made', () => {
    const scenario = givenScenario({ spec: one });
    scenario.harness.refuse({ verb: 'create', kind: 'PersistentVolumeClaim' });
    scenario.harness.runFor(8);
    expect(scenario.harness.events).toEqual([
      'Warning FailedCreate Create Claim data-web-0 for Pod web-0 in StatefulSet web failed error: API server failed',
      'Warning FailedCreate Create Pod web-0 in StatefulSet web failed error: failed to create PVC data-web-0: API server failed',
    ]);
    expect(scenario.ordinals()).toBe('');
  });

  // upstream: TestStatefulPodControlCreatePodPVCDeleting
  it('waits for a claim of that name that is going', () => {
    const scenario = settled(one);
    const before = claim(scenario);
    scenario.harness.api.update({ ...before, metadata: { ...before.metadata, finalizers: ['example.com/hold'] } });
    scenario.harness.api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data-web-0' });
    scenario.harness.pods.vanish('web-0');

    expect(newEvents(scenario, () => undefined)[0]).toBe(
      'Warning FailedCreate Create Pod web-0 in StatefulSet web failed error: pvc data-web-0 is being deleted',
    );
    expect(scenario.ordinals()).toBe('');
  });

  // upstream: TestStatefulPodControlCreatePodFailed
  it('keeps the claim when the pod cannot be made', () => {
    const scenario = givenScenario({ spec: one });
    scenario.harness.refuse({ verb: 'create', kind: 'Pod' });
    scenario.harness.runFor(8);
    expect(scenario.harness.events).toEqual([
      'Normal SuccessfulCreate Create Claim data-web-0 Pod web-0 in StatefulSet web success',
      'Warning FailedCreate Create Pod web-0 in StatefulSet web failed error: API server failed',
    ]);
  });

  it('names several troubles with claims at once', () => {
    const spec = {
      replicas: 1,
      volumeClaimTemplates: ['data', 'logs'].map((name) => ({
        metadata: { name },
        spec: { accessModes: ['ReadWriteOnce' as const], resources: { requests: { storage: '1Gi' } } },
      })),
    };
    const scenario = givenScenario({ spec, hasClaims: false });
    scenario.harness.refuse({ verb: 'create', kind: 'PersistentVolumeClaim', times: 2 });
    scenario.harness.runFor(8);
    expect(scenario.harness.events.at(-1)).toBe(
      'Warning FailedCreate Create Pod web-0 in StatefulSet web failed error: [failed to create PVC data-web-0: API server failed, failed to create PVC logs-web-0: API server failed]',
    );
  });
});

it('makes one claim and one volume of two templates of a name: the later one counts', () => {
  const template = (storage: string) => ({
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce' as const], resources: { requests: { storage } } },
  });
  const scenario = givenScenario({
    hasClaims: false,
    spec: { replicas: 1, volumeClaimTemplates: [template('1Gi'), template('2Gi')] },
  });
  scenario.look();
  expect(scenario.claims().map(({ spec }) => spec.resources?.requests?.['storage'])).toEqual(['2Gi']);
  expect(scenario.pod(0)?.spec.volumes?.filter(({ name }) => name === 'data')).toHaveLength(1);
});

describe('putting right', () => {
  const setLabel = (scenario: Scenario, value: string) => {
    scenario.harness.api.patch({ kind: 'Pod', namespace: 'default', name: 'web-0' }, 'merge', {
      metadata: { labels: { 'statefulset.kubernetes.io/pod-name': value } },
    });
  };

  // upstream: TestStatefulPodControlNoOpUpdate
  it('does nothing about a pod as it should be', () => {
    const scenario = settled(one);
    expect(
      newEvents(scenario, () => {
        scenario.harness.runner.wake('statefulset-controller', { namespace: 'default', name: 'web' });
      }),
    ).toEqual([]);
  });

  // upstream: TestStatefulPodControlUpdatesIdentity
  it('restores the pod-name label', () => {
    const scenario = settled(one, true);
    expect(
      newEvents(scenario, () => {
        setLabel(scenario, 'goo-0');
      }),
    ).toEqual(['Normal SuccessfulUpdate Update Pod web-0 in StatefulSet web successful']);
    expect(scenario.pod(0)?.metadata.labels?.['statefulset.kubernetes.io/pod-name']).toBe('web-0');
  });

  // upstream: TestStatefulPodControlUpdatePodConflictSuccess
  it('tries again when somebody else wrote the pod', () => {
    const scenario = settled(one, true);
    scenario.harness.refuse({ verb: 'update', kind: 'Pod', times: 3, reason: 'Conflict', code: 409 });
    expect(
      newEvents(scenario, () => {
        setLabel(scenario, 'goo-0');
      }),
    ).toEqual(['Normal SuccessfulUpdate Update Pod web-0 in StatefulSet web successful']);
    expect(scenario.harness.retries).toEqual([]);
  });

  // upstream: TestStatefulPodControlUpdateIdentityFailure
  it('posts a failure', () => {
    const scenario = settled(one, true);
    scenario.harness.refuse({ verb: 'update', kind: 'Pod' });
    const events = newEvents(scenario, () => {
      setLabel(scenario, 'goo-0');
    });
    expect(events[0]).toBe('Warning FailedUpdate Update Pod web-0 in StatefulSet web failed error: API server failed');
  });

  it('leaves a wrong index label and a wrong revision label alone', () => {
    const scenario = settled({ ...one, updateStrategy: { type: 'OnDelete' } }, true);
    expect(
      newEvents(scenario, () => {
        scenario.harness.api.patch({ kind: 'Pod', namespace: 'default', name: 'web-0' }, 'merge', {
          metadata: { labels: { 'apps.kubernetes.io/pod-index': '7', 'controller-revision-hash': 'x' } },
        });
      }),
    ).toEqual([]);
  });
});

// upstream: TestStatefulPodControlDeletesStatefulPod; TestStatefulPodControlDeleteFailure
it('posts a deletion when it is asked for, or that it was refused', () => {
  const scenario = settled({ replicas: 2 });
  scenario.harness.refuse({ verb: 'delete', kind: 'Pod' });
  const events = newEvents(scenario, () => {
    scenario.scale(1);
  });
  expect(events).toEqual([
    'Warning FailedDelete Delete Pod web-1 in StatefulSet web failed error: API server failed',
    'Normal SuccessfulDelete Delete Pod web-1 in StatefulSet web successful',
  ]);
  expect(scenario.ordinals()).toBe('0 1');
});

describe('owners of claims', () => {
  // upstream: TestAutodeleteOwnerRefs
  it.each([
    ['Retain', 'Retain', []],
    ['Retain', 'Delete', ['StatefulSet']],
    ['Delete', 'Retain', []],
    ['Delete', 'Delete', ['StatefulSet']],
  ] as const)('whenScaled %s, whenDeleted %s: %j while the pod is wanted', (whenScaled, whenDeleted, expected) => {
    const scenario = settled(retention(whenScaled, whenDeleted));
    for (const ordinal of [0, 1, 2]) expect(owners(scenario, ordinal)).toEqual(expected);
  });

  it.each([
    ['Retain', []],
    ['Delete', ['Pod']],
  ] as const)('whenScaled %s: %j once the pod is condemned', (whenScaled, expected) => {
    const scenario = settled({ replicas: 2, ...retention(whenScaled, 'Retain') });
    scenario.scale(1);
    scenario.look();
    expect(owners(scenario, 1)).toEqual(expected);
  });

  // upstream: TestStatefulPodControlRetentionPolicyUpdate; TestStatefulPodControlRetainDeletionPolicyUpdate
  it('follow a policy that changes, with one event for each pod', () => {
    const scenario = settled({ replicas: 2 });
    expect(
      newEvents(scenario, () => {
        scenario.change(retention('Retain', 'Delete'));
      }),
    ).toEqual([
      'Normal SuccessfulUpdate Update Pod web-0 in StatefulSet web successful',
      'Normal SuccessfulUpdate Update Pod web-1 in StatefulSet web successful',
    ]);
    expect(owners(scenario, 1)).toEqual(['StatefulSet']);

    expect(
      newEvents(scenario, () => {
        scenario.change(retention('Retain', 'Retain'));
      }),
    ).toHaveLength(2);
    expect(owners(scenario, 1)).toEqual([]);
  });

  // upstream: TestStatefulPodControlRetentionPolicyUpdateMissingClaims
  it('wait for a claim that is missing', () => {
    const scenario = settled({ ...one, ...retention('Retain', 'Delete') });
    scenario.harness.api.update({ ...claim(scenario), metadata: { ...claim(scenario).metadata, finalizers: [] } });
    scenario.harness.api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data-web-0' });
    expect(
      newEvents(scenario, () => {
        scenario.harness.pods.setReady('web-0', true, 0);
      }),
    ).toEqual([]);

    scenario.harness.api.create({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data-web-0', namespace: 'default' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    } as never);
    scenario.look();
    expect(
      newEvents(scenario, () => {
        scenario.harness.pods.setReady('web-0', true, 1_000);
      }),
    ).toEqual(['Normal SuccessfulUpdate Update Pod web-0 in StatefulSet web successful']);
    expect(owners(scenario)).toEqual(['StatefulSet']);
  });

  it('are looked at only when something else wakes the controller', () => {
    const scenario = settled({ ...one, ...retention('Retain', 'Delete') });
    setOwners(scenario, []);
    scenario.harness.runFor(60_000);
    expect(owners(scenario)).toEqual([]);

    scenario.harness.runner.wake('statefulset-controller', { namespace: 'default', name: 'web' });
    scenario.look();
    expect(owners(scenario)).toEqual(['StatefulSet']);
  });

  // upstream: TestStatefulPodControlUpdatePodClaimForRetentionPolicy
  it('are not touched while another controller manages the claim, which is posted', () => {
    const scenario = settled(one, true);
    setOwners(scenario, [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'rand', uid: 'x', controller: true }]);
    scenario.harness.pods.vanish('web-0');
    const events = newEvents(scenario, () => {
      scenario.change(retention('Retain', 'Delete'));
    });
    expect(owners(scenario)).toEqual(['ConfigMap']);
    expect(events).toContain(
      'Warning ConflictingController PersistentVolumeClaim data-web-0 has a conflicting OwnerReference that acts as a manging controller, the retention policy is ignored for this claim',
    );
  });
});

describe.each(['Retain', 'Delete'] as const)('a claim of an earlier pod, whenScaled Delete and whenDeleted %s', (whenDeleted) => {
  // upstream: TestStaleOwnerRefOnScaleup
  it('holds the pod back without a word until the claim is gone and something else happens', () => {
    const scenario = settled(retention('Delete', whenDeleted));
    scenario.scale(2);
    scenario.settle();
    expect(owners(scenario, 2)).toEqual(['Pod']);

    scenario.scale(3);
    const events = newEvents(scenario, () => undefined);
    for (let times = 0; times < 10; times += 1) {
      scenario.harness.runner.wake('statefulset-controller', { namespace: 'default', name: 'web' });
      scenario.look();
    }
    expect(events).toEqual([]);
    expect(scenario.harness.retries).toEqual([]);
    expect(scenario.ordinals()).toBe('0 1');
    expect(scenario.harness.why({ kind: 'StatefulSet', namespace: 'default', name: 'web' })).toMatchObject({
      code: 'statefulset.staleClaim',
      params: { pod: 'web-2', claim: 'data-web-2' },
    });

    scenario.harness.api.update({ ...claim(scenario, 2), metadata: { ...claim(scenario, 2).metadata, finalizers: [] } });
    scenario.harness.api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data-web-2' });
    scenario.harness.runFor(1_000);
    expect(scenario.ordinals()).toBe('0 1');
    scenario.harness.runner.wake('statefulset-controller', { namespace: 'default', name: 'web' });
    scenario.settle();
    expect(scenario.ordinals()).toBe('0 1 2');
  });
});
