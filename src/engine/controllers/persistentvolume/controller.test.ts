import { expect, it } from 'vitest';
import type { NewObject } from '../../kinds/object.ts';
import { givenControlPlane, type ControlPlane } from '../givenControlPlane.ts';

interface ClaimSketch {
  readonly storageClass?: string;
  readonly size?: string;
  readonly modes?: readonly string[];
  readonly volumeName?: string;
  readonly selector?: unknown;
}

function claim(name: string, { storageClass, size = '1Gi', modes = ['ReadWriteOnce'], ...more }: ClaimSketch = {}): NewObject {
  return {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: 'default' },
    spec: { accessModes: modes, resources: { requests: { storage: size } }, ...(storageClass === undefined ? {} : { storageClassName: storageClass }), ...more },
  } as NewObject;
}

interface VolumeSketch {
  readonly storageClass?: string;
  readonly size?: string;
  readonly modes?: readonly string[];
  readonly policy?: string;
  readonly path?: string;
  readonly source?: unknown;
  readonly labels?: Readonly<Record<string, string>>;
  readonly claimRef?: unknown;
}

function volume(name: string, { storageClass = 'manual', size = '1Gi', modes = ['ReadWriteOnce'], policy = 'Retain', path = `/data/${name}`, source, labels, claimRef }: VolumeSketch = {}): NewObject {
  return {
    apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name, ...(labels === undefined ? {} : { labels }) },
    spec: {
      capacity: { storage: size }, accessModes: modes, persistentVolumeReclaimPolicy: policy, storageClassName: storageClass,
      ...(claimRef === undefined ? {} : { claimRef }), ...(source ?? { hostPath: { path } }),
    },
  } as NewObject;
}

const storageClass = (name: string, provisioner: string, more: Readonly<Record<string, unknown>> = {}): NewObject => ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner, ...more }) as NewObject;

const stateOf = ({ api }: ControlPlane, name: string) => {
  const found = api.get('PersistentVolumeClaim', 'default', name);
  return found === undefined ? 'gone' : [found.status.phase, found.spec.volumeName ?? '-', found.status.capacity?.['storage'] ?? '-'].join(' ');
};
const phaseOf = ({ api }: ControlPlane, name: string) => api.get('PersistentVolume', undefined, name)?.status.phase ?? 'gone';
const eventsAbout = ({ events }: ControlPlane, about: string) => [...new Set(events.filter((line) => line.includes(`/${about} `)).map((line) => line.split(' ').slice(1, 3).join(' ')))];

it.each([
  ['the smallest that is large enough', [volume('small'), volume('large', { size: '9Gi' }), volume('middle', { size: '5Gi' })], claim('c', { storageClass: 'manual', size: '2Gi' }), 'Bound middle 5Gi'],
  ['none is large enough', [volume('small')], claim('c', { storageClass: 'manual', size: '2Gi' }), 'Pending - -'],
  ['another class', [volume('v', { storageClass: 'other' })], claim('c', { storageClass: 'manual' }), 'Pending - -'],
  ['a mode that the volume does not offer', [volume('v')], claim('c', { storageClass: 'manual', modes: ['ReadWriteMany'] }), 'Pending - -'],
  ['the volume with the fewest modes first', [volume('a', { modes: ['ReadWriteOnce', 'ReadWriteMany'] }), volume('b')], claim('c', { storageClass: 'manual' }), 'Bound b 1Gi'],
  ['equal ones by name', [volume('b'), volume('a')], claim('c', { storageClass: 'manual' }), 'Bound a 1Gi'],
  ['a selector', [volume('a'), volume('b', { labels: { tier: 'db' } })], claim('c', { storageClass: 'manual', selector: { matchLabels: { tier: 'db' } } }), 'Bound b 1Gi'],
  ['a volume that was kept for the claim wins, though larger', [volume('a'), volume('kept', { size: '9Gi', claimRef: { namespace: 'default', name: 'c' } })], claim('c', { storageClass: 'manual' }), 'Bound kept 9Gi'],
  ['a volume that is kept for another claim does not count', [volume('kept', { claimRef: { namespace: 'default', name: 'other' } })], claim('c', { storageClass: 'manual' }), 'Pending - -'],
  ['no class on both sides', [volume('v', { storageClass: '' })], claim('c', { storageClass: '' }), 'Bound v 1Gi'],
  ['a volume asked for by name', [volume('a'), volume('b')], claim('c', { storageClass: 'manual', volumeName: 'b' }), 'Bound b 1Gi'],
])('matching: %s', (_fact, volumes, wanted, expected) => {
  const cluster = givenControlPlane();
  cluster.create(...volumes);
  cluster.runFor(1000);

  cluster.create(wanted);
  cluster.runFor(1000);

  expect(stateOf(cluster, 'c')).toBe(expected);
});

it('binds in four writes, each of which can be seen', () => {
  const cluster = givenControlPlane();
  cluster.create(volume('v'));
  cluster.runFor(1000);
  const writes: string[] = [];
  cluster.apiServer.onChange(({ by, object }) => {
    if (by === 'persistentvolume-controller') writes.push(`${object.kind} ${(object as { status?: { phase?: string } }).status?.phase ?? ''} ${JSON.stringify(object.metadata.annotations ?? {})}`);
  });

  cluster.create(claim('c', { storageClass: 'manual' }));
  cluster.runFor(1000);

  expect(writes).toEqual([
    'PersistentVolume Available {"pv.kubernetes.io/bound-by-controller":"yes"}',
    'PersistentVolume Bound {"pv.kubernetes.io/bound-by-controller":"yes"}',
    'PersistentVolumeClaim Pending {"pv.kubernetes.io/bind-completed":"yes","pv.kubernetes.io/bound-by-controller":"yes"}',
    'PersistentVolumeClaim Bound {"pv.kubernetes.io/bind-completed":"yes","pv.kubernetes.io/bound-by-controller":"yes"}',
  ]);
});

it.each([
  ['no class and no default', claim('c'), [], 'Normal FailedBinding', 'volume.noClass'],
  ['a class that does not exist', claim('c', { storageClass: 'nosuch' }), [], 'Warning ProvisioningFailed', 'volume.classMissing'],
  ['a class that never makes volumes', claim('c', { storageClass: 'static' }), [storageClass('static', 'kubernetes.io/no-provisioner')], 'Warning ProvisioningFailed', 'volume.noPlugin'],
  ['a class that waits for a consumer', claim('c', { storageClass: 'late' }), [storageClass('late', 'example.com/x', { volumeBindingMode: 'WaitForFirstConsumer' })], 'Normal WaitForFirstConsumer', 'volume.waitFirstConsumer'],
  ['a provisioner that nobody runs', claim('c', { storageClass: 'far' }), [storageClass('far', 'example.com/x')], 'Normal ExternalProvisioning', 'volume.waitProvisioner'],
  ['a volume by name that is too small', claim('c', { storageClass: 'manual', size: '2Gi', volumeName: 'v' }), [volume('v')], 'Warning VolumeMismatch', 'volume.mismatch'],
  ['a volume by name that does not exist', claim('c', { storageClass: 'manual', volumeName: 'nosuch' }), [], undefined, 'volume.volumeMissing'],
])('waiting: %s', (_fact, wanted, others, event, code) => {
  const cluster = givenControlPlane();
  cluster.create(...others);
  cluster.runFor(1000);

  cluster.create(wanted);
  cluster.runFor(3000);

  expect(stateOf(cluster, 'c')).toMatch(/^Pending/);
  expect(eventsAbout(cluster, 'c')).toEqual(event === undefined ? [] : [event]);
  expect(cluster.explanations.why({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'c' })[0]?.code).toBe(code);
});

it('tries an open claim again every 15 seconds, and only then notices a volume that became free', () => {
  const cluster = givenControlPlane();
  cluster.create(claim('c', { storageClass: 'manual' }));
  cluster.runFor(1000);
  cluster.create(volume('v'));
  cluster.runFor(5000);
  expect([stateOf(cluster, 'c'), phaseOf(cluster, 'v')]).toEqual(['Pending - -', 'Available']);

  cluster.runFor(15_000);

  expect(stateOf(cluster, 'c')).toBe('Bound v 1Gi');
});

it('gives the default class to claims that came before it', () => {
  const cluster = givenControlPlane();
  cluster.create(claim('c'));
  cluster.runFor(1000);
  cluster.create(storageClass('standard', 'k8s-sigs.io/nfs-subdir-external-provisioner', {}));
  const stored = cluster.api.get('StorageClass', undefined, 'standard');
  if (stored !== undefined) cluster.api.update({ ...stored, metadata: { ...stored.metadata, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } });

  cluster.runFor(20_000);

  expect(cluster.api.get('PersistentVolumeClaim', 'default', 'c')?.spec.storageClassName).toBe('standard');
  expect(stateOf(cluster, 'c')).toMatch(/^Bound pvc-/);
});

it('a retained volume stays Released with its old claim until somebody clears the claimRef', () => {
  const cluster = givenControlPlane();
  cluster.create(volume('v'));
  cluster.runFor(1000);
  cluster.create(claim('c', { storageClass: 'manual' }));
  cluster.runFor(1000);

  cluster.api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'c' });
  cluster.runFor(1000);
  expect([stateOf(cluster, 'c'), phaseOf(cluster, 'v')]).toEqual(['gone', 'Released']);

  cluster.create(claim('c', { storageClass: 'manual' }));
  cluster.runFor(20_000);
  expect([stateOf(cluster, 'c'), phaseOf(cluster, 'v')]).toEqual(['Pending - -', 'Released']);

  cluster.api.patch({ kind: 'PersistentVolume', name: 'v' }, 'json', [{ op: 'remove', path: '/spec/claimRef' }]);
  cluster.runFor(20_000);
  expect([stateOf(cluster, 'c'), phaseOf(cluster, 'v')]).toEqual(['Bound v 1Gi', 'Bound']);
});

it.each([
  ['a path outside /tmp', volume('v', { policy: 'Delete' }), 'Failed', 'host_path deleter only supports /tmp/.+ but received provided /data/v'],
  ['a path in /tmp', volume('v', { policy: 'Delete', path: '/tmp/v' }), 'gone', undefined],
  ['an NFS volume made by hand', volume('v', { policy: 'Delete', source: { nfs: { server: '10.0.0.101', path: '/x' } } }), 'Failed', 'error getting deleter volume plugin for volume "v": no deletable volume plugin matched'],
])('policy Delete: %s', (_fact, made, phase, message) => {
  const cluster = givenControlPlane();
  cluster.create(made);
  cluster.runFor(1000);
  cluster.create(claim('c', { storageClass: 'manual' }));
  cluster.runFor(1000);

  cluster.api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'c' });
  cluster.runFor(3000);

  expect(phaseOf(cluster, 'v')).toBe(phase);
  expect(cluster.api.get('PersistentVolume', undefined, 'v')?.status.message).toBe(message);
});

it('policy Recycle empties the volume and makes it free again', () => {
  const cluster = givenControlPlane();
  cluster.create(volume('v', { policy: 'Recycle', path: '/tmp/v' }));
  cluster.runFor(1000);
  cluster.create(claim('c', { storageClass: 'manual' }));
  cluster.runFor(1000);

  cluster.api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'c' });
  cluster.runFor(3000);

  expect(phaseOf(cluster, 'v')).toBe('Available');
  expect(cluster.api.get('PersistentVolume', undefined, 'v')?.spec.claimRef).toBeUndefined();
  expect(eventsAbout(cluster, 'v')).toEqual(['Normal VolumeRecycled']);
});

it('a claim whose volume disappears is Lost', () => {
  const cluster = givenControlPlane();
  cluster.create(volume('v'));
  cluster.runFor(1000);
  cluster.create(claim('c', { storageClass: 'manual' }));
  cluster.runFor(1000);

  cluster.api.delete({ kind: 'PersistentVolume', name: 'v' });
  cluster.runFor(1000);
  expect(phaseOf(cluster, 'v')).toBe('Bound');
  cluster.api.patch({ kind: 'PersistentVolume', name: 'v' }, 'merge', { metadata: { finalizers: null } });
  cluster.runFor(1000);

  expect(stateOf(cluster, 'c')).toBe('Lost v -');
  expect(eventsAbout(cluster, 'c')).toEqual(['Warning ClaimLost']);
});

it('a claim that is used stays, terminating, until the pod object is gone', () => {
  const cluster = givenControlPlane();
  cluster.create(volume('v'), claim('c', { storageClass: 'manual' }));
  cluster.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'user', namespace: 'default' }, spec: { containers: [{ name: 'a', image: 'nginx:1.25' }], volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'c' } }] } } as NewObject);
  cluster.runFor(20_000);
  expect(cluster.pods()).toEqual(['user Running centos7k8s1']);

  cluster.api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'c' });
  cluster.runFor(2000);
  const about = { kind: 'PersistentVolumeClaim', namespace: 'default', name: 'c' };
  expect(cluster.explanations.why(about).find(({ actor }) => actor === 'pvc-protection-controller')).toMatchObject({ code: 'volume.claimProtected', blockedBy: { kind: 'Pod', name: 'user' } });

  cluster.api.delete({ kind: 'Pod', namespace: 'default', name: 'user' });
  cluster.runFor(3000);
  expect([stateOf(cluster, 'c'), phaseOf(cluster, 'v')]).toEqual(['gone', 'Released']);
});

it('says once that a grown claim needs a driver, and leaves its capacity', () => {
  const cluster = givenControlPlane();
  cluster.create(storageClass('growable', 'k8s-sigs.io/nfs-subdir-external-provisioner', { allowVolumeExpansion: true }), claim('c', { storageClass: 'growable' }));
  cluster.runFor(2000);

  cluster.api.patch({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'c' }, 'merge', { spec: { resources: { requests: { storage: '5Gi' } } } });
  cluster.runFor(40_000);

  expect(cluster.events.filter((line) => line.includes('ExternalExpanding'))).toEqual(['volume_expand Normal ExternalExpanding PersistentVolumeClaim/c waiting for an external controller to expand this PVC']);
  expect(stateOf(cluster, 'c')).toMatch(/ 1Gi$/);
});

it('says for which pod it waits when the consumer is there and has no node', () => {
  const cluster = givenControlPlane();
  cluster.create(storageClass('late', 'example.com/x', { volumeBindingMode: 'WaitForFirstConsumer' }), claim('c', { storageClass: 'late' }));
  cluster.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'user', namespace: 'default' }, spec: { nodeSelector: { disk: 'nvme' }, containers: [{ name: 'a', image: 'nginx:1.25' }], volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'c' } }] } } as NewObject);

  cluster.runFor(20_000);

  expect(eventsAbout(cluster, 'c')).toEqual(['Normal WaitForFirstConsumer', 'Normal WaitForPodScheduled']);
  expect(cluster.events).toContain('persistentvolume-controller Normal WaitForPodScheduled PersistentVolumeClaim/c waiting for pod user to be scheduled');
  expect(cluster.explanations.why({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'c' }).map(({ code }) => code)).toEqual(['volume.waitPodScheduled', 'scheduler.nodeAffinity']);
});
