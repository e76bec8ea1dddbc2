import { expect, it } from 'vitest';
import type { NewObject } from '../../kinds/object.ts';
import { givenControlPlane, type ControlPlane } from '../givenControlPlane.ts';

const namespace = (name: string): NewObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const config = (name: string, finalizers?: readonly string[]): NewObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'dev', ...(finalizers === undefined ? {} : { finalizers }) } });
const pod = (name: string): NewObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'dev' }, spec: { containers: [{ name: 'a', image: 'nginx:1.25' }] } }) as NewObject;

function givenDev(...objects: readonly NewObject[]): ControlPlane {
  const cluster = givenControlPlane();
  cluster.create(namespace('dev'));
  cluster.runFor(100);
  cluster.create(...objects);
  cluster.runFor(3000);
  return cluster;
}

it('a new namespace gets its ServiceAccount and its certificate, and again when they are deleted', () => {
  const cluster = givenDev();
  cluster.api.delete({ kind: 'ServiceAccount', namespace: 'dev', name: 'default' });
  cluster.api.delete({ kind: 'ConfigMap', namespace: 'dev', name: 'kube-root-ca.crt' });

  cluster.runFor(100);

  expect(cluster.api.get('ServiceAccount', 'dev', 'default')).toBeDefined();
  expect(cluster.api.get('ConfigMap', 'dev', 'kube-root-ca.crt')?.data?.['ca.crt']).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
});

it('is emptied, pods before all else, and then goes', () => {
  const cluster = givenDev(config('a'), pod('web-0'));
  const order: string[] = [];
  cluster.apiServer.onChange(({ type, object }) => {
    if (type === 'DELETED' && ['Pod', 'ConfigMap', 'Namespace'].includes(object.kind)) order.push(`${object.kind}/${object.metadata.name}`);
  });

  cluster.api.delete({ kind: 'Namespace', name: 'dev' });
  cluster.runFor(500);
  expect(cluster.api.get('Namespace', undefined, 'dev')?.status).toMatchObject({
    phase: 'Terminating',
    conditions: expect.arrayContaining([expect.objectContaining({ type: 'NamespaceContentRemaining', status: 'True', reason: 'SomeResourcesRemain', message: 'Some resources are remaining: pods. has 1 resource instances' })]),
  });
  cluster.runFor(30_000);

  expect(order).toEqual(['Pod/web-0', 'ConfigMap/a', 'ConfigMap/kube-root-ca.crt', 'Namespace/dev']);
});

it('an empty namespace goes at once', () => {
  const cluster = givenDev();

  cluster.api.delete({ kind: 'Namespace', name: 'dev' });
  cluster.runFor(500);

  expect(cluster.api.get('Namespace', undefined, 'dev')).toBeUndefined();
});

it('waits for an object that a finalizer holds, and names both', () => {
  const cluster = givenDev(config('held', ['example.com/hold']));
  cluster.api.delete({ kind: 'Namespace', name: 'dev' });
  cluster.runFor(10_000);

  const about = { kind: 'Namespace', name: 'dev' };
  expect(cluster.explanations.why(about)[0]).toMatchObject({ code: 'garbage.namespaceContent', blockedBy: { kind: 'ConfigMap', namespace: 'dev', name: 'held' } });
  expect(cluster.api.get('Namespace', undefined, 'dev')?.status.conditions?.find(({ type }) => type === 'NamespaceFinalizersRemaining')?.message).toBe(
    'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
  );

  cluster.api.patch({ kind: 'ConfigMap', namespace: 'dev', name: 'held' }, 'merge', { metadata: { finalizers: null } });
  cluster.runFor(5000);
  expect(cluster.api.get('Namespace', undefined, 'dev')).toBeUndefined();
});
