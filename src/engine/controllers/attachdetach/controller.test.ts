import { expect, it } from 'vitest';
import type { VolumeAttachment } from '../../kinds/csi.ts';
import type { NewObject } from '../../kinds/object.ts';
import { conformanceProfile } from '../../profiles/conformance.ts';
import { stored } from '../../profiles/objects.ts';
import { givenControlPlane, type ControlPlane } from '../givenControlPlane.ts';

const DRIVER = 'disk.csi.example.com';
const block = stored('storage.k8s.io/v1', 'StorageClass', '2026-11-23T06:00:00Z', { name: 'block' }, { provisioner: DRIVER, reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate', allowVolumeExpansion: true });

function given(): ControlPlane {
  const cluster = givenControlPlane({ profile: { objects: [...conformanceProfile.objects, block] } });
  cluster.create({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'default' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'block', resources: { requests: { storage: '1Gi' } } } } as NewObject);
  cluster.runFor(2000);
  return cluster;
}

function user(name: string, node: string): NewObject {
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' },
    spec: { containers: [{ name: 'a', image: 'nginx:1.25' }], nodeSelector: { 'kubernetes.io/hostname': node }, volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] },
  } as NewObject;
}

const volumeName = ({ api }: ControlPlane) => api.get('PersistentVolumeClaim', 'default', 'data')?.spec.volumeName ?? '';
const attached = ({ api }: ControlPlane) => (api.list('VolumeAttachment') as readonly unknown[] as readonly VolumeAttachment[]).map(({ spec, status }) => `${spec.nodeName} ${String(status.attached)}`);
const eventsOf = ({ events }: ControlPlane, reason: string) => events.filter((line) => line.includes(` ${reason} `));

it('attaches a device to the node of its pod, and takes it away when the pod has gone', () => {
  const cluster = given();
  cluster.create(user('web-0', 'centos7k8s2'));
  cluster.runFor(2000);

  expect(attached(cluster)).toEqual(['centos7k8s2 true']);
  expect(eventsOf(cluster, 'SuccessfulAttachVolume')).toEqual([`attachdetach-controller Normal SuccessfulAttachVolume Pod/web-0 AttachVolume.Attach succeeded for volume "${volumeName(cluster)}" `]);
  expect(cluster.api.get('Node', undefined, 'centos7k8s2')?.status.volumesAttached).toEqual([{ name: expect.stringMatching(`^kubernetes.io/csi/${DRIVER}\\^vol-`), devicePath: '' }]);

  cluster.api.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' });
  cluster.runFor(5000);
  expect(attached(cluster)).toEqual([]);
});

it('a device on a dead node is refused to another node for six minutes, then moves', () => {
  const cluster = given();
  cluster.create(user('web-0', 'centos7k8s2'));
  cluster.runFor(2000);
  cluster.faults.set({ fault: 'power', node: 'centos7k8s2', on: false });
  cluster.runFor(40_000);

  cluster.api.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' }, { gracePeriodSeconds: 0 });
  cluster.create(user('web-0', 'centos7k8s3'));
  cluster.runFor(10_000);
  expect(eventsOf(cluster, 'FailedAttachVolume')[0]).toBe(
    `attachdetach-controller Warning FailedAttachVolume Pod/web-0 Multi-Attach error for volume "${volumeName(cluster)}" Volume is already exclusively attached to one node and can't be attached to another`,
  );
  const reasons = cluster.explanations.why({ kind: 'Pod', namespace: 'default', name: 'web-0' });
  expect(reasons.find(({ actor }) => actor === 'attachdetach-controller')).toMatchObject({ code: 'volume.multiAttach', params: { node: 'centos7k8s2' } });
  cluster.runFor(300_000);
  expect(attached(cluster)).toEqual(['centos7k8s2 true']);

  cluster.runFor(120_000);
  expect(attached(cluster)).toEqual(['centos7k8s3 true']);
});

it('names the pods that still use the device', () => {
  const cluster = given();
  cluster.create(user('web-0', 'centos7k8s2'));
  cluster.runFor(2000);

  cluster.create(user('copy', 'centos7k8s3'));
  cluster.runFor(1000);

  expect(eventsOf(cluster, 'FailedAttachVolume')[0]).toContain('Volume is already used by pod(s) web-0');
});

it('the taint out-of-service frees the device at once', () => {
  const cluster = given();
  cluster.create(user('web-0', 'centos7k8s2'));
  cluster.runFor(2000);
  cluster.faults.set({ fault: 'power', node: 'centos7k8s2', on: false });
  cluster.runFor(40_000);

  const node = cluster.api.get('Node', undefined, 'centos7k8s2');
  if (node !== undefined) cluster.api.update({ ...node, spec: { ...node.spec, taints: [...(node.spec.taints ?? []), { key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' }] } });
  cluster.runFor(30_000);

  expect(attached(cluster)).toEqual([]);
});

it('grows the device, then the file system of the pod that runs with it', () => {
  const cluster = given();
  cluster.create(user('web-0', 'centos7k8s2'));
  cluster.runFor(3000);

  cluster.api.patch({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' }, 'merge', { spec: { resources: { requests: { storage: '5Gi' } } } });
  cluster.runFor(3000);

  expect(cluster.api.get('PersistentVolumeClaim', 'default', 'data')?.status.capacity).toEqual({ storage: '5Gi' });
  const steps = ['ExternalExpanding', 'Resizing', 'FileSystemResizeRequired', 'FileSystemResizeSuccessful'];
  expect(cluster.events.filter((line) => steps.some((step) => line.includes(` ${step} `))).map((line) => line.replace(volumeName(cluster), 'V'))).toEqual([
    'volume_expand Normal ExternalExpanding PersistentVolumeClaim/data waiting for an external controller to expand this PVC',
    `external-resizer ${DRIVER} Normal Resizing PersistentVolumeClaim/data External resizer is resizing volume V`,
    `external-resizer ${DRIVER} Normal FileSystemResizeRequired PersistentVolumeClaim/data Require file system resize of volume on node`,
    'kubelet Normal FileSystemResizeSuccessful Pod/web-0 MountVolume.NodeExpandVolume succeeded for volume "V" centos7k8s2',
    'kubelet Normal FileSystemResizeSuccessful PersistentVolumeClaim/data MountVolume.NodeExpandVolume succeeded for volume "V" centos7k8s2',
  ]);
});

it('a grown device keeps its old file system until a pod mounts it', () => {
  const cluster = given();
  cluster.api.patch({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' }, 'merge', { spec: { resources: { requests: { storage: '5Gi' } } } });
  cluster.runFor(3000);
  expect(cluster.api.get('PersistentVolumeClaim', 'default', 'data')?.status).toMatchObject({ capacity: { storage: '1Gi' }, conditions: [{ type: 'FileSystemResizePending', status: 'True' }] });

  cluster.create(user('web-0', 'centos7k8s2'));
  cluster.runFor(3000);

  expect(cluster.api.get('PersistentVolumeClaim', 'default', 'data')?.status).toEqual(expect.objectContaining({ capacity: { storage: '5Gi' } }));
});
