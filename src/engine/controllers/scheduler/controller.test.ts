import { expect, it } from 'vitest';
import type { NewObject } from '../../kinds/object.ts';
import { conditionOf } from '../../kinds/pod.ts';
import { givenControlPlane, type ControlPlane } from '../givenControlPlane.ts';
import { createSchedulerController } from './controller.ts';

const given = () => givenControlPlane({ controllers: () => [createSchedulerController()] });

function pod(name: string, spec: Readonly<Record<string, unknown>> = {}): NewObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'nginx:1.25' }], ...spec } } as NewObject;
}

const needs = (cpu: string) => ({ containers: [{ name: 'a', image: 'nginx:1.25', resources: { requests: { cpu } } }] });

function taint(cluster: ControlPlane, names: readonly string[], taints: readonly { readonly key: string; readonly effect: 'NoSchedule' }[]): void {
  for (const name of names) {
    const node = cluster.api.get('Node', undefined, name);
    if (node !== undefined) cluster.api.update({ ...node, spec: { ...node.spec, taints } });
  }
}

const all = ['centos7k8s1', 'centos7k8s2', 'centos7k8s3'];
const failures = ({ events }: ControlPlane) => events.filter((line) => line.includes('FailedScheduling'));
/** The writes about a pod, one word each. */
function writesAbout(cluster: ControlPlane, name: string): string[] {
  const writes: string[] = [];
  cluster.apiServer.onChange(({ object, type, by }) => {
    if (object.kind === 'Pod' && object.metadata.name === name) writes.push(`${by} ${type}`);
  });
  return writes;
}

it('binds a pod in one write that sets its node and its condition', () => {
  const cluster = given();
  const writes = writesAbout(cluster, 'web-0');
  cluster.create(pod('web-0'));

  cluster.runFor(500);

  const stored = cluster.api.get('Pod', 'default', 'web-0');
  expect(writes).toEqual(['kubectl ADDED', 'default-scheduler MODIFIED']);
  expect(stored?.spec.nodeName).toBe('centos7k8s1');
  expect(stored === undefined ? undefined : conditionOf(stored, 'PodScheduled')).toMatchObject({ status: 'True' });
  expect(cluster.events).toEqual(['default-scheduler Normal Scheduled Pod/web-0 Successfully assigned default/web-0 to centos7k8s1']);
});

it('says in event and condition why a pod has no node, and takes it up when a taint goes', () => {
  const cluster = given();
  taint(cluster, all, [{ key: 'dedicated', effect: 'NoSchedule' }]);
  cluster.create(pod('web-0'));

  cluster.runFor(3000);
  const message = '0/3 nodes are available: 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.';
  expect(failures(cluster)).toEqual([`default-scheduler Warning FailedScheduling Pod/web-0 ${message}`]);
  const pending = cluster.api.get('Pod', 'default', 'web-0');
  expect(pending === undefined ? undefined : conditionOf(pending, 'PodScheduled')).toMatchObject({ status: 'False', reason: 'Unschedulable', message, lastProbeTime: null });

  taint(cluster, ['centos7k8s2'], []);
  cluster.runFor(3000);
  expect(cluster.pods()).toEqual(['web-0 Running centos7k8s2']);
});

it('is not woken by what cannot help', () => {
  const cluster = given();
  cluster.create(pod('big-0', needs('8')));
  cluster.runFor(1000);

  taint(cluster, all, [{ key: 'other', effect: 'NoSchedule' }]);
  cluster.create(pod('small-0', { tolerations: [{ operator: 'Exists' }] }), pod('small-1', { tolerations: [{ operator: 'Exists' }] }));
  cluster.runFor(5000);
  cluster.api.delete({ kind: 'Pod', namespace: 'default', name: 'small-0' });
  cluster.runFor(500);

  expect(failures(cluster)).toHaveLength(1);
});

it('looks at a parked pod again when a pod has left, and places it', () => {
  const cluster = given();
  cluster.create(pod('a', needs('3')), pod('b', needs('3')), pod('c', needs('3')), pod('d', needs('3')));
  cluster.runFor(3000);
  expect(cluster.pods()).toContain('d Pending -');

  cluster.api.delete({ kind: 'Pod', namespace: 'default', name: 'b' });
  cluster.runFor(3000);

  expect(cluster.pods()).toContain('d Running centos7k8s2');
});

it('makes room for a more important pod: the victim leaves with its own grace, then the pod is placed', () => {
  const cluster = given();
  cluster.create({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000 } as NewObject);
  cluster.create(pod('low-0', needs('3')), pod('low-1', needs('3')));
  cluster.runFor(3000);
  cluster.create(pod('low-2', needs('3')));
  cluster.runFor(3000);

  cluster.create(pod('high-0', { ...needs('3'), priorityClassName: 'high' }));
  cluster.runFor(300);
  const [victim, waiting] = [cluster.api.get('Pod', 'default', 'low-2'), cluster.api.get('Pod', 'default', 'high-0')];
  expect(victim?.metadata.deletionTimestamp).toBeDefined();
  expect(victim === undefined ? undefined : conditionOf(victim, 'DisruptionTarget')).toMatchObject({ reason: 'PreemptionByScheduler' });
  expect(waiting?.status.nominatedNodeName).toBe('centos7k8s3');
  cluster.runFor(5000);

  expect(cluster.pods()).toContain('high-0 Running centos7k8s3');
  expect(failures(cluster)).toEqual(['default-scheduler Warning FailedScheduling Pod/high-0 0/3 nodes are available: 3 Insufficient cpu.']);
  expect(cluster.events.filter((line) => line.includes('Preempted'))).toEqual([`default-scheduler Normal Preempted Pod/low-2 Preempted by pod ${waiting?.metadata.uid ?? ''} on node centos7k8s3`]);
  expect(cluster.api.get('Pod', 'default', 'high-0')?.status.nominatedNodeName).toBeUndefined();
});

it('leaves pods of other schedulers and pods with gates alone', () => {
  const cluster = given();
  cluster.create(pod('other', { schedulerName: 'mine' }), pod('gated', { schedulingGates: [{ name: 'example.com/wait' }] }));
  cluster.runFor(3000);
  expect(cluster.pods()).toEqual(['gated Pending -', 'other Pending -']);

  const gated = cluster.api.get('Pod', 'default', 'gated');
  if (gated !== undefined) cluster.api.update({ ...gated, spec: { ...gated.spec, schedulingGates: [] } });
  cluster.runFor(3000);

  expect(cluster.pods()).toEqual(['gated Running centos7k8s1', 'other Pending -']);
});

it('places pods one after the other, each decision seeing the one before', () => {
  const cluster = given();
  const order: string[] = [];
  cluster.apiServer.onChange(({ object, by, atMs }) => {
    if (by === 'default-scheduler') order.push(`${object.metadata.name} ${atMs}`);
  });
  cluster.create(pod('web-0'), pod('web-1'), pod('web-2'));

  cluster.runFor(3000);

  expect(order).toEqual(['web-0 12', 'web-1 13', 'web-2 14']);
  expect(cluster.pods()).toEqual(['web-0 Running centos7k8s1', 'web-1 Running centos7k8s2', 'web-2 Running centos7k8s3']);
});

it('takes a pod of a higher priority first', () => {
  const cluster = given();
  const order: string[] = [];
  cluster.apiServer.onChange(({ object, by }) => {
    if (by === 'default-scheduler') order.push(object.metadata.name);
  });
  cluster.create({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000 } as NewObject);
  cluster.create(pod('low'), pod('high', { priorityClassName: 'high' }));

  cluster.runFor(1000);

  expect(order).toEqual(['high', 'low']);
});

function givenLate(): ControlPlane {
  const cluster = givenControlPlane();
  cluster.create(
    { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'late' }, provisioner: 'example.com/nobody', volumeBindingMode: 'WaitForFirstConsumer' } as NewObject,
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'default' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'late', resources: { requests: { storage: '1Gi' } } } } as NewObject,
    pod('web-0', { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] }),
  );
  return cluster;
}

it('a pod whose volume is being made waits without a word for ten minutes, then starts over', () => {
  const cluster = givenLate();
  cluster.runFor(590_000);
  expect(failures(cluster)).toEqual([]);
  expect(cluster.explanations.why({ kind: 'Pod', namespace: 'default', name: 'web-0' }).map(({ code }) => code)).toEqual(['scheduler.waitVolume', 'volume.waitProvisioner', 'provisioner.missing']);

  cluster.runFor(20_000);

  expect(failures(cluster)).toEqual(['default-scheduler Warning FailedScheduling Pod/web-0 running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded']);
  expect(cluster.pods()).toEqual(['web-0 Pending -']);
});

it('a pod starts over when the provisioner gives its node back', () => {
  const cluster = givenLate();
  cluster.runFor(2000);

  cluster.api.patch({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' }, 'merge', { metadata: { annotations: { 'volume.kubernetes.io/selected-node': null } } });
  cluster.runFor(3000);

  expect(failures(cluster)).toEqual(['default-scheduler Warning FailedScheduling Pod/web-0 running PreBind plugin "VolumeBinding": binding volumes: selectedNode annotation reset for PVC "data"']);
  expect(cluster.api.get('PersistentVolumeClaim', 'default', 'data')?.metadata.annotations?.['volume.kubernetes.io/selected-node']).toBe('centos7k8s1');
});

it('a static volume that waits for its consumer is set aside by the scheduler and bound by the binder', () => {
  const cluster = givenControlPlane();
  const onNode = (name: string) => ({ required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [name] }] }] } });
  cluster.create(
    { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'local' }, provisioner: 'kubernetes.io/no-provisioner', volumeBindingMode: 'WaitForFirstConsumer' } as NewObject,
    { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk-3' }, spec: { capacity: { storage: '5Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'local', local: { path: '/disks/1' }, nodeAffinity: onNode('centos7k8s3') } } as NewObject,
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'default' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'local', resources: { requests: { storage: '1Gi' } } } } as NewObject,
  );
  cluster.runFor(1000);

  cluster.create(pod('db-0', { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] }));
  cluster.runFor(3000);

  expect(cluster.pods()).toEqual(['db-0 Running centos7k8s3']);
  expect(cluster.api.get('PersistentVolumeClaim', 'default', 'data')?.spec.volumeName).toBe('disk-3');
});
