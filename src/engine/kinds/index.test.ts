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
