import { expect, it } from 'vitest';
import type { KubeObject } from '../../kinds/object.ts';
import { planGarbage, type GarbageAction, type OwnerState } from './plan.ts';

function object(finalizers: readonly string[] = [], isTerminating = false): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', uid: 'u', resourceVersion: '1', creationTimestamp: '', finalizers, ...(isTerminating ? { deletionTimestamp: '2026-11-23T07:00:00Z' } : {}) } };
}

const owners = (states: string) => (states === '' ? [] : states.split(' ')).map((state, index) => ({ state: state as OwnerState, reference: { apiVersion: 'v1', kind: 'ConfigMap', name: `o${index}`, uid: `o${index}` } }));

function text(action: GarbageAction): string {
  if (action.do === 'dropOwners') return `drop ${action.uids.join(' ')}`;
  return action.do === 'delete' ? `delete ${action.policy}${action.unblock ? ' unblocked' : ''}` : action.do;
}

it.each([
  // owners, dependents, one of them waits, what becomes of the object
  ['', 0, false, 'nothing'],
  ['solid', 0, false, 'nothing'],
  ['absent', 0, false, 'delete Background'],
  ['absent', 3, false, 'delete Background'],
  ['solid absent', 0, false, 'drop o1'],
  ['solid waiting absent', 2, false, 'drop o1 o2'],
  ['waiting', 0, false, 'delete Background'],
  ['waiting', 2, false, 'delete Foreground'],
  ['waiting', 2, true, 'delete Foreground unblocked'],
  ['absent waiting', 2, false, 'delete Foreground'],
] as const)('owners [%s], %i dependents, one waits: %s → %s', (states, count, isOneWaiting, expected) => {
  expect(text(planGarbage(object(), owners(states), { count, isOneWaiting }))).toBe(expected);
});

it.each([
  [object(['orphan']), 'delete Orphan'],
  [object(['foregroundDeletion']), 'delete Foreground'],
  [object([], true), 'nothing'],
])('a wish in the finalizers is honoured, and what is leaving is left alone (%#)', (seen, expected) => {
  expect(text(planGarbage(seen, owners('absent'), { count: 0, isOneWaiting: false }))).toBe(expected);
});
