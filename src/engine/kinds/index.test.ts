import { describe, expect, it } from 'vitest';
import { kinds } from './index.ts';

describe('the registry of kinds', () => {
  it('lists each kind once, under names that nobody shares', () => {
    const names = kinds.flatMap(({ kind, plural, singular, shortNames }) => [
      ...new Set([kind.toLowerCase(), plural, singular, ...shortNames]),
    ]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(kinds.length).toBe(36);
  });

  it.each(kinds.map((kind) => [kind.kind, kind] as const))('%s has columns and a field tree', (_, kind) => {
    expect(kind.columns.map(({ name }) => name)).toContain('Name');
    expect(kind.columns.length).toBeGreaterThan(1);
    expect(Object.keys((kind.schema as { fields: object }).fields)).toContain('metadata');
  });

  it.each(kinds.map((kind) => [kind.kind, kind] as const))('%s with nothing but a name is judged, new or changed, and shown if it may be', (_, kind) => {
    const context = { gates: { MaxUnavailableStatefulSet: false }, unixMs: 0 };
    const metadata = { name: 'x', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-23T07:00:00Z', ...(kind.namespaced ? { namespace: 'default' } : {}) };
    const bare = { apiVersion: 'v1', kind: kind.kind, metadata };

    const created = kind.defaults(kind.prepareForCreate(bare, context), context);
    const updated = kind.prepareForUpdate(bare, created, context);

    expect([...kind.validate(created, context), ...kind.validateUpdate(updated, created, context)].every(({ message }) => message !== '')).toBe(true);
    const isValid = kind.validate(created, context).length === 0;
    expect(isValid ? kind.columns.map(({ cell }) => String(cell(created, 0))).filter((text) => /undefined|NaN|object Object/.test(text)) : []).toEqual([]);
  });

  it('lists what `kubectl get all` shows in its order', () => {
    expect(kinds.filter(({ categories }) => categories.includes('all')).map(({ plural }) => plural)).toEqual([
      'pods',
      'replicationcontrollers',
      'services',
      'daemonsets',
      'deployments',
      'replicasets',
      'statefulsets',
      'horizontalpodautoscalers',
      'cronjobs',
      'jobs',
    ]);
  });
});
