import { expect, it } from 'vitest';
import type { Pod, Volume } from '../../kinds/pod.ts';
import { givenClaimTemplate, givenPod, givenSet } from './given.ts';
import { hasIdentity, hasNameOfMember, hasStorage, newPod, repairedPod } from './identity.ts';

const set = givenSet({ volumeClaimTemplates: [givenClaimTemplate('data'), givenClaimTemplate('logs')] });

// upstream: TestNewPodControllerRef
it('gives a pod its name, labels, host name, subdomain, owner and claims', () => {
  const { metadata, spec } = newPod(set, set.spec.template, 'web-776999688b', 2);

  expect(metadata).toEqual({
    name: 'web-2',
    generateName: 'web-',
    namespace: 'default',
    labels: {
      app: 'web',
      'statefulset.kubernetes.io/pod-name': 'web-2',
      'apps.kubernetes.io/pod-index': '2',
      'controller-revision-hash': 'web-776999688b',
    },
    ownerReferences: [
      { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'uid-of-web', controller: true, blockOwnerDeletion: true },
    ],
  });
  expect(spec).toMatchObject({ hostname: 'web-2', subdomain: 'web' });
  expect(spec.volumes).toEqual([
    { name: 'data', persistentVolumeClaim: { claimName: 'data-web-2' } },
    { name: 'logs', persistentVolumeClaim: { claimName: 'logs-web-2' } },
  ]);
});

it('copies labels, annotations and finalizers of the template', () => {
  const template = {
    ...set.spec.template,
    metadata: { labels: { app: 'web', tier: 'x' }, annotations: { a: '1' }, finalizers: ['example.com/hold'] },
  };
  expect(newPod(set, template, 'r', 0).metadata).toMatchObject({
    labels: { tier: 'x' },
    annotations: { a: '1' },
    finalizers: ['example.com/hold'],
  });
});

it('lets a claim template hide a template volume of the same name', () => {
  const template = {
    ...set.spec.template,
    spec: {
      ...set.spec.template.spec,
      volumes: [
        { name: 'data', emptyDir: {} },
        { name: 'tmp', emptyDir: {} },
      ],
    },
  };
  expect(newPod(set, template, 'r', 0).spec.volumes?.map(({ name }) => name)).toEqual(['data', 'logs', 'tmp']);
});

it('writes neither subdomain nor volumes that are not there', () => {
  expect(Object.keys(newPod(givenSet({ serviceName: '' }), set.spec.template, 'r', 0).spec)).toEqual(['containers', 'hostname']);
});

// upstream: TestIdentityMatches
it.each<[string, (pod: Pod) => Pod, boolean]>([
  ['a fresh pod', (pod) => pod, true],
  ['another name', (pod) => ({ ...pod, metadata: { ...pod.metadata, name: 'foo-1' } }), false],
  ['another namespace', (pod) => ({ ...pod, metadata: { ...pod.metadata, namespace: 'other' } }), false],
  ['no pod-name label', (pod) => ({ ...pod, metadata: { ...pod.metadata, labels: {} } }), false],
  ['a padded ordinal', (pod) => ({ ...pod, metadata: { ...pod.metadata, name: 'web-01' } }), false],
  [
    'a wrong index label',
    (pod) => ({ ...pod, metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, 'apps.kubernetes.io/pod-index': '7' } } }),
    true,
  ],
])('identity of %s', (_, change, isIntact) => {
  expect(hasIdentity(set, change(givenPod(set, 1)))).toBe(isIntact);
});

// upstream: TestStorageMatches
it.each<[string, readonly Volume[] | undefined, boolean]>([
  ['as created', undefined, true],
  ['no volumes', [], false],
  [
    'a volume without a claim',
    [
      { name: 'data', emptyDir: {} },
      { name: 'logs', persistentVolumeClaim: { claimName: 'logs-web-1' } },
    ],
    false,
  ],
  [
    'the claim of another ordinal',
    [
      { name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } },
      { name: 'logs', persistentVolumeClaim: { claimName: 'logs-web-1' } },
    ],
    false,
  ],
])('storage: %s', (_, volumes, isIntact) => {
  const pod = givenPod(set, 1);
  expect(hasStorage(set, volumes === undefined ? pod : { ...pod, spec: { ...pod.spec, volumes } })).toBe(isIntact);
});

// upstream: TestUpdateIdentity; TestUpdateStorage
it('repairs labels and volumes and keeps volumes that are not the set’s', () => {
  const pod = givenPod(set, 1);
  const broken = {
    ...pod,
    metadata: { ...pod.metadata, labels: { app: 'web' } },
    spec: { ...pod.spec, volumes: [{ name: 'own', emptyDir: {} }] },
  };

  const repaired = repairedPod(set, broken);

  expect(hasIdentity(set, repaired) && hasStorage(set, repaired)).toBe(true);
  expect(repaired.spec.volumes?.map(({ name }) => name)).toEqual(['data', 'logs', 'own']);
  expect(repairedPod(set, pod)).toBe(pod);
});

// upstream: TestIsMemberOf
it('knows its pods by the name before the ordinal', () => {
  expect(hasNameOfMember(set, givenPod(set, 1))).toBe(true);
  expect(hasNameOfMember(givenSet({}, 'we'), givenPod(set, 1))).toBe(false);
});
