import { expect, it } from 'vitest';
import type { KubeObject, NewObject, OwnerReference } from '../../kinds/object.ts';
import { givenControlPlane, type ControlPlane } from '../givenControlPlane.ts';

function config(name: string, more: { readonly owners?: readonly OwnerReference[]; readonly finalizers?: readonly string[]; readonly namespace?: string } = {}): NewObject {
  const { owners, finalizers, namespace = 'default' } = more;
  return {
    apiVersion: 'v1', kind: 'ConfigMap',
    metadata: { name, namespace, ...(owners === undefined ? {} : { ownerReferences: owners }), ...(finalizers === undefined ? {} : { finalizers }) },
  };
}

function refTo({ apiVersion, kind, metadata: { name, uid } }: KubeObject, more: Partial<OwnerReference> = {}): OwnerReference {
  return { apiVersion, kind, name, uid, ...more };
}

const names = ({ api }: ControlPlane) => api.list('ConfigMap', { namespace: 'default' }).map(({ metadata }) => metadata.name).filter((name) => name !== 'kube-root-ca.crt');
const remove = ({ api }: ControlPlane, name: string, propagationPolicy?: 'Background' | 'Foreground' | 'Orphan') =>
  api.delete({ kind: 'ConfigMap', namespace: 'default', name }, propagationPolicy === undefined ? {} : { propagationPolicy });

/** owner <- child <- grandchild, and a friend of the owner. */
function family(more: Partial<OwnerReference> = {}): ControlPlane {
  const cluster = givenControlPlane();
  const owner = cluster.api.create(config('owner'));
  const child = cluster.api.create(config('child', { owners: [refTo(owner, more)] }));
  cluster.create(config('grandchild', { owners: [refTo(child, more)] }), config('stranger'));
  cluster.runFor(1000);
  return cluster;
}

it('deletes what has lost its owner, down the line, and nothing else', () => {
  const cluster = family();

  remove(cluster, 'owner', 'Background');
  expect(names(cluster)).toEqual(['child', 'grandchild', 'stranger']);
  cluster.runFor(1000);

  expect(names(cluster)).toEqual(['stranger']);
  expect(cluster.explanations.all().filter(({ actor }) => actor === 'garbage-collector-controller').map(({ about, code, params }) => `${about.name} ${code} ${String(params['owner'])}`)).toEqual([
    'child garbage.ownerGone ConfigMap/owner', 'grandchild garbage.ownerGone ConfigMap/child',
  ]);
});

it('in the foreground the owner goes last', () => {
  const cluster = family({ blockOwnerDeletion: true });
  const order: string[] = [];
  cluster.apiServer.onChange(({ type, object }) => {
    if (type === 'DELETED') order.push(object.metadata.name);
  });

  remove(cluster, 'owner', 'Foreground');
  cluster.runFor(1000);

  expect(order).toEqual(['grandchild', 'child', 'owner']);
});

it('in the foreground an owner waits for a dependent that is held, and says for which', () => {
  const cluster = givenControlPlane();
  const owner = cluster.api.create(config('owner'));
  cluster.create(config('child', { owners: [refTo(owner, { blockOwnerDeletion: true })], finalizers: ['example.com/hold'] }));
  cluster.runFor(1000);
  remove(cluster, 'owner', 'Foreground');
  cluster.runFor(60_000);

  expect(names(cluster)).toEqual(['child', 'owner']);
  expect(cluster.explanations.why({ kind: 'ConfigMap', namespace: 'default', name: 'owner' })[0]).toMatchObject({ kind: 'wait', code: 'garbage.waitDependents', blockedBy: { name: 'child' } });

  cluster.api.patch({ kind: 'ConfigMap', namespace: 'default', name: 'child' }, 'merge', { metadata: { finalizers: null } });
  cluster.runFor(1000);
  expect(names(cluster)).toEqual([]);
});

it('a dependent that does not block lets a foreground deletion pass and is collected afterwards', () => {
  const cluster = family();

  remove(cluster, 'owner', 'Foreground');
  cluster.runFor(1000);

  expect(names(cluster)).toEqual(['stranger']);
});

it('orphans stay, without owners', () => {
  const cluster = family();

  remove(cluster, 'owner', 'Orphan');
  cluster.runFor(1000);

  expect(names(cluster)).toEqual(['child', 'grandchild', 'stranger']);
  expect(cluster.api.get('ConfigMap', 'default', 'child')?.metadata.ownerReferences).toBeUndefined();
  expect(cluster.api.get('ConfigMap', 'default', 'grandchild')?.metadata.ownerReferences).toHaveLength(1);
});

it('an object with several owners lives as long as one of them, and forgets the others', () => {
  const cluster = givenControlPlane();
  const [first, second] = [cluster.api.create(config('first')), cluster.api.create(config('second'))];
  cluster.create(config('child', { owners: [refTo(first), refTo(second)] }));
  cluster.runFor(1000);

  remove(cluster, 'first');
  cluster.runFor(1000);
  expect(cluster.api.get('ConfigMap', 'default', 'child')?.metadata.ownerReferences?.map(({ name }) => name)).toEqual(['second']);

  remove(cluster, 'second');
  cluster.runFor(1000);
  expect(names(cluster)).toEqual([]);
});

it.each([
  ['an owner of that name with another uid', (owner: KubeObject) => refTo(owner, { uid: '00000000-0000-4000-8000-000000000000' }), ['owner']],
  ['an owner that never was', () => ({ apiVersion: 'v1', kind: 'ConfigMap', name: 'nobody', uid: '00000000-0000-4000-8000-000000000000' }), ['owner']],
  ['an owner of a kind that nobody knows', () => ({ apiVersion: 'example.com/v1', kind: 'Thing', name: 'a', uid: '00000000-0000-4000-8000-000000000000' }), ['child', 'owner']],
])('an object is created with %s', (_fact, reference, left) => {
  const cluster = givenControlPlane();
  const owner = cluster.api.create(config('owner'));

  cluster.create(config('child', { owners: [reference(owner)] }));
  cluster.runFor(1000);

  expect(names(cluster)).toEqual(left);
});

it('collects an object whose owner is in another namespace, with a warning', () => {
  const cluster = givenControlPlane();
  const owner = cluster.api.create(config('owner', { namespace: 'kube-public' }));
  cluster.runFor(1000);
  cluster.create(config('child', { owners: [refTo(owner)] }));

  cluster.runFor(1000);

  expect(names(cluster)).toEqual([]);
  expect(cluster.events).toEqual([
    `garbage-collector-controller Warning OwnerRefInvalidNamespace ConfigMap/child ownerRef [v1/ConfigMap, namespace: default, name: owner, uid: ${owner.metadata.uid}] does not exist in namespace "default"`,
  ]);
});
