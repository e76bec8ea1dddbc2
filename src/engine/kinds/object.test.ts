import { expect, it } from 'vitest';
import { controllerOf, isControlledBy, isOwnedBy, isTerminating, keyOf, type OwnerReference } from './object.ts';

const owner = (uid: string, controller?: boolean): OwnerReference => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  name: 'web',
  uid,
  ...(controller === undefined ? {} : { controller }),
});

it('names an object by kind, namespace and name', () => {
  const metadata = { name: 'web-0', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-23T07:00:00Z' };
  expect(keyOf({ kind: 'Pod', metadata: { ...metadata, namespace: 'default' } })).toEqual({
    kind: 'Pod',
    namespace: 'default',
    name: 'web-0',
  });
  expect(keyOf({ kind: 'Node', metadata })).toEqual({ kind: 'Node', name: 'web-0' });
});

it('tells the managing owner from the others', () => {
  const object = { metadata: { ownerReferences: [owner('a'), owner('b', true)] } };
  expect(controllerOf(object)?.uid).toBe('b');
  expect(isOwnedBy(object, { metadata: { uid: 'a' } })).toBe(true);
  expect(isControlledBy(object, { metadata: { uid: 'a' } })).toBe(false);
  expect(isControlledBy(object, { metadata: { uid: 'b' } })).toBe(true);
  expect(isControlledBy({ metadata: {} }, { metadata: {} })).toBe(false);
});

it('is terminating from the request for deletion on', () => {
  expect(isTerminating({ metadata: {} })).toBe(false);
  expect(isTerminating({ metadata: { deletionTimestamp: '2026-11-23T07:00:30Z' } })).toBe(true);
});
