import { expect, it } from 'vitest';
import type { NewObject } from '../../kinds/object.ts';
import { nodeBelow } from '../../machine/fileTree.ts';
import { labProfile } from '../../profiles/lab.ts';
import { upstreamProfile } from '../../profiles/upstream.ts';
import { givenControlPlane, type ControlPlane } from '../givenControlPlane.ts';

const NFS = 'k8s-sigs.io/nfs-subdir-external-provisioner';

function storageClass(name: string, provisioner: string, more: Readonly<Record<string, unknown>> = {}): NewObject {
  return { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner, ...more } as NewObject;
}

function claim(name: string, storageClassName: string, modes: readonly string[] = ['ReadWriteOnce']): NewObject {
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: 'default' }, spec: { accessModes: modes, storageClassName, resources: { requests: { storage: '2Gi' } } } } as NewObject;
}

function user(name: string, claimName: string): NewObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { containers: [{ name: 'a', image: 'nginx:1.25' }], volumes: [{ name: 'd', persistentVolumeClaim: { claimName } }] } } as NewObject;
}

const claimOf = ({ api }: ControlPlane, name: string) => api.get('PersistentVolumeClaim', 'default', name);
const phaseOf = (cluster: ControlPlane, name: string) => claimOf(cluster, name)?.status.phase ?? 'gone';
const uidOf = (cluster: ControlPlane, name: string) => claimOf(cluster, name)?.metadata.uid ?? '';

/** The directories below a path of a node's disk. */
function listed(cluster: ControlPlane, node: string, path: string): readonly string[] {
  const found = nodeBelow(cluster.disk(node).root, path);
  return found?.type === 'directory' ? [...found.entries.keys()].sort() : [];
}

const exported = (cluster: ControlPlane) => listed(cluster, 'centos7k8s1', '/opt/data/kubernetes');
const remove = ({ api }: ControlPlane, name: string) => api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name });

it('makes a directory and a volume that is tied to its claim from the start', () => {
  const cluster = givenControlPlane();
  cluster.create(storageClass('nfs', NFS, { parameters: { archiveOnDelete: 'false' } }), claim('data', 'nfs'));

  cluster.runFor(3000);

  const uid = uidOf(cluster, 'data');
  expect(exported(cluster)).toEqual([`default-data-pvc-${uid}`]);
  expect(cluster.api.get('PersistentVolume', undefined, `pvc-${uid}`)).toMatchObject({
    metadata: { annotations: { 'pv.kubernetes.io/provisioned-by': NFS }, finalizers: ['kubernetes.io/pv-protection'] },
    spec: {
      accessModes: ['ReadWriteOnce'], capacity: { storage: '2Gi' }, persistentVolumeReclaimPolicy: 'Delete', storageClassName: 'nfs', volumeMode: 'Filesystem',
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data', uid },
      nfs: { server: '10.0.0.101', path: `/opt/data/kubernetes/default-data-pvc-${uid}` },
    },
    status: { phase: 'Bound' },
  });
  expect(cluster.events.filter((line) => line.startsWith(`${NFS}_`))).toEqual([
    `${NFS}_nfs-client-provisioner-oracle Normal Provisioning PersistentVolumeClaim/data External provisioner is provisioning volume for claim "default/data"`,
    `${NFS}_nfs-client-provisioner-oracle Normal ProvisioningSucceeded PersistentVolumeClaim/data Successfully provisioned volume pvc-${uid}`,
  ]);
});

it.each([
  ['archiveOnDelete "false"', { archiveOnDelete: 'false' }, () => []],
  ['archiveOnDelete "true"', { archiveOnDelete: 'true' }, (uid: string) => [`archived-default-data-pvc-${uid}`]],
  ['no parameters', {}, (uid: string) => [`archived-default-data-pvc-${uid}`]],
  ['onDelete "delete" before archiveOnDelete', { onDelete: 'delete', archiveOnDelete: 'true' }, () => []],
  ['onDelete "retain"', { onDelete: 'retain' }, (uid: string) => [`default-data-pvc-${uid}`]],
])('what is left of a deleted volume: %s', (_fact, parameters, left) => {
  const cluster = givenControlPlane();
  cluster.create(storageClass('nfs', NFS, { parameters }), claim('data', 'nfs'));
  cluster.runFor(3000);
  const uid = uidOf(cluster, 'data');

  remove(cluster, 'data');
  cluster.runFor(3000);

  expect(cluster.api.get('PersistentVolume', undefined, `pvc-${uid}`)).toBeUndefined();
  expect(exported(cluster)).toEqual(left(uid));
});

it('keeps volume and directory under the policy Retain', () => {
  const cluster = givenControlPlane();
  cluster.create(storageClass('nfs', NFS, { reclaimPolicy: 'Retain' }), claim('data', 'nfs'));
  cluster.runFor(3000);
  const uid = uidOf(cluster, 'data');

  remove(cluster, 'data');
  cluster.runFor(3000);

  expect(cluster.api.get('PersistentVolume', undefined, `pvc-${uid}`)?.status.phase).toBe('Released');
  expect(exported(cluster)).toEqual([`default-data-pvc-${uid}`]);
});

it('names the directory by the pattern of the class', () => {
  const cluster = givenControlPlane();
  cluster.create(storageClass('nfs', NFS, { parameters: { pathPattern: '${.PVC.namespace}/${.PVC.name}' } }), claim('data', 'nfs'));

  cluster.runFor(3000);

  expect(listed(cluster, 'centos7k8s1', '/opt/data/kubernetes/default')).toEqual(['data']);
});

it('stands still while the provisioner is stopped, says so along the chain, and goes on afterwards', () => {
  const cluster = givenControlPlane();
  cluster.faults.set({ fault: 'provisioner', running: false });
  cluster.create(storageClass('nfs', NFS), claim('data', 'nfs'), user('web-0', 'data'));
  cluster.runFor(40_000);

  expect(phaseOf(cluster, 'data')).toBe('Pending');
  expect(cluster.explanations.why({ kind: 'Pod', namespace: 'default', name: 'web-0' }).map(({ code }) => code)).toEqual(['scheduler.unboundClaim', 'volume.waitProvisioner', 'provisioner.stopped']);
  expect(cluster.events.filter((line) => line.includes('ExternalProvisioning')).length).toBeGreaterThanOrEqual(3);

  cluster.faults.set({ fault: 'provisioner', running: true });
  cluster.runFor(4000);
  expect(cluster.pods()).toEqual(['web-0 Running centos7k8s1']);
});

it('a failed directory is an event with the words of the disk, and another try later', () => {
  const cluster = givenControlPlane();
  cluster.disk('centos7k8s1').full = true;
  cluster.create(storageClass('nfs', NFS), claim('data', 'nfs'));
  cluster.runFor(3000);
  const directory = `default-data-pvc-${uidOf(cluster, 'data')}`;
  expect(cluster.events.filter((line) => line.includes('ProvisioningFailed'))).toEqual([
    `${NFS}_nfs-client-provisioner-oracle Warning ProvisioningFailed PersistentVolumeClaim/data failed to provision volume with StorageClass "nfs": unable to create directory to provision new pv: mkdir /persistentvolumes/${directory}: no space left on device`,
  ]);

  cluster.disk('centos7k8s1').full = false;
  cluster.runFor(20_000);

  expect(phaseOf(cluster, 'data')).toBe('Bound');
});

it('waits for the node of the export', () => {
  const cluster = givenControlPlane();
  cluster.faults.set({ fault: 'power', node: 'centos7k8s1', on: false });
  cluster.create(storageClass('nfs', NFS), claim('data', 'nfs'));

  cluster.runFor(5000);

  const reasons = cluster.explanations.why({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' });
  expect(reasons.find(({ actor }) => actor === 'external-provisioner')).toMatchObject({ code: 'provisioner.exportDown', blockedBy: { kind: 'Node', name: 'centos7k8s1' } });
});

it('makes nothing for a claim that waits for its consumer before the scheduler has chosen a node', () => {
  const cluster = givenControlPlane();
  cluster.create(storageClass('late', NFS, { volumeBindingMode: 'WaitForFirstConsumer', reclaimPolicy: 'Retain' }), claim('data', 'late'));
  cluster.runFor(20_000);
  expect(phaseOf(cluster, 'data')).toBe('Pending');

  cluster.create(user('web-0', 'data'));
  cluster.runFor(5000);

  expect(cluster.pods()).toEqual(['web-0 Running centos7k8s1']);
  expect(claimOf(cluster, 'data')?.metadata.annotations?.['volume.kubernetes.io/selected-node']).toBe('centos7k8s1');
  expect(cluster.events.filter((line) => line.includes('FailedScheduling'))).toEqual([]);
});

it('a pod with PROVISIONER_NAME serves that name, under its own name, as long as it is ready', () => {
  const cluster = givenControlPlane({ profile: labProfile });
  cluster.create(claim('data', 'managed-nfs-storage'));
  cluster.runFor(5000);

  expect(phaseOf(cluster, 'data')).toBe('Bound');
  expect(cluster.events.find((line) => line.includes('ProvisioningSucceeded'))).toMatch(/^fuseim\.pri\/ifs_nfs-client-provisioner-5f4b7d9c8d-m8xqz_[0-9a-f-]{36} /);

  cluster.api.delete({ kind: 'Deployment', namespace: 'default', name: 'nfs-client-provisioner' });
  cluster.runFor(5000);
  cluster.create(claim('more', 'managed-nfs-storage'));
  cluster.runFor(5000);
  expect(phaseOf(cluster, 'more')).toBe('Pending');
  expect(cluster.explanations.why({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'more' }).map(({ code }) => code)).toEqual(['volume.waitProvisioner', 'provisioner.missing']);
});

it('local-path makes the directory on the chosen node, and the volume stays there', () => {
  const cluster = givenControlPlane({ profile: upstreamProfile });
  cluster.create(claim('data', 'standard'), user('web-0', 'data'));
  cluster.runFor(6000);

  const uid = uidOf(cluster, 'data');
  expect(cluster.pods()).toEqual(['web-0 Running worker']);
  expect(listed(cluster, 'worker', '/opt/local-path-provisioner')).toEqual([`pvc-${uid}_default_data`]);
  expect(cluster.api.get('PersistentVolume', undefined, `pvc-${uid}`)?.spec).toMatchObject({
    hostPath: { path: `/opt/local-path-provisioner/pvc-${uid}_default_data`, type: 'DirectoryOrCreate' },
    nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['worker'] }] }] } },
  });

  cluster.api.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' });
  remove(cluster, 'data');
  cluster.runFor(8000);
  expect(listed(cluster, 'worker', '/opt/local-path-provisioner')).toEqual([]);
});

it('local-path refuses what many nodes would share', () => {
  const cluster = givenControlPlane({ profile: upstreamProfile });
  cluster.create(claim('data', 'standard', ['ReadWriteMany']), user('web-0', 'data'));

  cluster.runFor(6000);

  expect(phaseOf(cluster, 'data')).toBe('Pending');
  expect(cluster.events.find((line) => line.includes('ProvisioningFailed'))).toContain('failed to provision volume with StorageClass "standard": NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes');
});
