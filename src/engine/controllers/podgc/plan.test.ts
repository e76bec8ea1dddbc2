import { expect, it } from 'vitest';
import type { Node } from '../../kinds/node.ts';
import type { Pod } from '../../kinds/pod.ts';
import { fateOf } from './plan.ts';

const meta = { name: 'a', uid: 'u', resourceVersion: '1', creationTimestamp: '' };
const pod = (nodeName: string | undefined, isTerminating: boolean): Pod => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { ...meta, ...(isTerminating ? { deletionTimestamp: '2026-11-23T07:00:00Z' } : {}) },
  spec: { containers: [], ...(nodeName === undefined ? {} : { nodeName }) }, status: {},
});
const node = (ready: 'True' | 'Unknown', isOutOfService = false): Node => ({
  apiVersion: 'v1', kind: 'Node', metadata: meta, status: { conditions: [{ type: 'Ready', status: ready }] },
  spec: isOutOfService ? { taints: [{ key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' }] } : {},
});

it.each([
  ['a pod on a healthy node', pod('n1', false), node('True'), undefined, 'stays'],
  ['a terminating pod on a dead node', pod('n1', true), node('Unknown'), undefined, 'stays'],
  ['a terminating pod on a node that is out of service', pod('n1', true), node('Unknown', true), undefined, 'outOfService'],
  ['a pod that nobody has deleted on such a node', pod('n1', false), node('Unknown', true), undefined, 'stays'],
  ['the taint on a node that is well', pod('n1', true), node('True', true), undefined, 'stays'],
  ['a node that has just gone', pod('n1', false), undefined, 0, 'stays'],
  ['a node that has been gone for 40 seconds', pod('n1', false), undefined, 40_000, 'orphaned'],
  ['a terminating pod that never had a node', pod(undefined, true), undefined, undefined, 'neverScheduled'],
  ['a pod that waits for a node', pod(undefined, false), undefined, undefined, 'stays'],
])('%s', (_fact, one, seen, missingForMs, expected) => {
  expect(fateOf(one, seen, missingForMs)).toBe(expected);
});
