import { expect, it } from 'vitest';
import type { KubeObject } from '../../kinds/object.ts';
import { planProtection } from './plan.ts';

const F = 'kubernetes.io/pvc-protection';

function object(finalizers: readonly string[], isTerminating = false): KubeObject {
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a', uid: 'u', resourceVersion: '1', creationTimestamp: '', finalizers, ...(isTerminating ? { deletionTimestamp: '2026-11-23T07:00:00Z' } : {}) } };
}

it.each([
  ['an unprotected one gets protection', object([]), false, { finalizers: [F] }],
  ['a protected one is left alone', object([F]), true, 'nothing'],
  ['one in use waits', object([F], true), true, 'wait'],
  ['one that nobody uses is let go', object(['other', F], true), false, { finalizers: ['other'] }],
  ['one without protection that is held by another finalizer', object(['other'], true), false, 'nothing'],
] as const)('%s', (_fact, seen, isInUse, expected) => {
  expect(planProtection(seen, F, isInUse)).toEqual(expected);
});
