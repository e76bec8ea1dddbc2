import { expect, it } from 'vitest';
import { createCluster } from '../../cluster.ts';
import type { NewObject } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod } from '../../kinds/pod.ts';
import { labProfile } from '../../profiles/lab.ts';

/** The lab, in which a person makes and deletes things. */
function given() {
  const cluster = createCluster({ profile: labProfile, seed: 3 });
  const api = cluster.api.as('kubectl');
  const runFor = (ms: number) => void cluster.sim.runUntil(cluster.sim.now() + ms);
  const claim = (name: string) => api.get('PersistentVolumeClaim', 'default', name);
  const pod = (name: string) => api.get('Pod', 'default', name);
  const eventsOf = (name: string) => api.list('Event').filter(({ involvedObject }) => involvedObject.name === name).map(({ reason, message }) => `${reason ?? ''} ${message ?? ''}`);
  return { api, runFor, claim, pod, eventsOf };
}

const podWith = (name: string): NewObject<Pod> => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: {
    containers: [{ name: 'c', image: 'harbor.myharbor.com/myharbor/nginx:v1.0-my', volumeMounts: [{ name: 'scratch', mountPath: '/scratch' }] }],
    volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { metadata: { labels: { for: 'scratch' } }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'managed-nfs-storage', resources: { requests: { storage: '1Gi' } } } } } }],
  },
});

it('a pod brings the claim of its ephemeral volume along, and runs once that is bound', () => {
  const { api, runFor, claim, pod } = given();
  api.create(podWith('job'));
  runFor(20_000);

  expect(claim('job-scratch')).toMatchObject({
    metadata: { labels: { for: 'scratch' }, ownerReferences: [{ kind: 'Pod', name: 'job', uid: pod('job')?.metadata.uid, controller: true, blockOwnerDeletion: true }] },
    spec: { volumeMode: 'Filesystem', resources: { requests: { storage: '1Gi' } } },
    status: { phase: 'Bound' },
  });
  expect(pod('job')?.status.phase).toBe('Running');
});

it('the claim and its volume go with the pod', () => {
  const { api, runFor, claim } = given();
  api.create(podWith('job'));
  runFor(20_000);
  const volume = claim('job-scratch')?.spec.volumeName ?? '';

  api.delete({ kind: 'Pod', namespace: 'default', name: 'job' }, { gracePeriodSeconds: 0 });
  runFor(20_000);

  expect(claim('job-scratch')).toBeUndefined();
  expect(api.get('PersistentVolume', undefined, volume)).toBeUndefined();
});

it('while the pod runs its claim is in use and stays', () => {
  const { api, runFor, claim } = given();
  api.create(podWith('job'));
  runFor(20_000);
  api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'job-scratch' });
  runFor(10_000);

  expect(claim('job-scratch')?.metadata.deletionTimestamp).toBeDefined();
});

it('a claim of that name that is somebody else’s is not taken', () => {
  const { api, runFor, claim, pod, eventsOf } = given();
  const foreign: NewObject<PersistentVolumeClaim> = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'job-scratch', namespace: 'default' },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'managed-nfs-storage', resources: { requests: { storage: '1Gi' } } },
  };
  api.create(foreign);
  runFor(5000);
  api.create(podWith('job'));
  runFor(20_000);

  const text = 'PVC default/job-scratch was not created for pod default/job (pod is not owner)';
  expect(claim('job-scratch')?.metadata.ownerReferences).toBeUndefined();
  expect(pod('job')?.spec.nodeName).toBeUndefined();
  expect(eventsOf('job')).toContain(`FailedBinding ephemeral volume scratch: ${text}`);
  expect(eventsOf('job').some((line) => line.startsWith('FailedScheduling') && line.includes(text))).toBe(true);
});

it.each([
  [{ name: 'v', ephemeral: {} }, 'spec.volumes[0].ephemeral.volumeClaimTemplate: Required value'],
  [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Gi' } } } } } }, 'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes: Required value: at least 1 access mode is required'],
  [{ name: 'v', emptyDir: {}, ephemeral: {} }, 'spec.volumes[0].ephemeral: Forbidden: may not specify more than 1 volume type'],
])('%o is refused', (volume, message) => {
  const { api } = given();
  const pod = podWith('bad');
  expect(() => api.create({ ...pod, spec: { ...pod.spec, volumes: [volume], containers: [{ name: 'c', image: 'nginx' }] } } as NewObject<Pod>)).toThrow(message);
});
