import { describe, expect, it } from 'vitest';
import { claimName, isInRange, ordinalOf, parentAndOrdinal, podName, retentionPolicyOf } from './statefulSet.ts';

const web = { metadata: { name: 'web' } };

describe('the names a StatefulSet gives', () => {
  // upstream: TestGetParentNameAndOrdinal
  it.each([
    ['web-0', 'web', 0],
    ['web-12', 'web', 12],
    ['web-01', 'web', 1],
    ['my-web-3', 'my-web', 3],
    ['web-2147483647', 'web', 2_147_483_647],
    ['web-2147483648', 'web', -1],
    ['1-bar', '', -1],
    ['web', '', -1],
    ['web-', '', -1],
    ['-5', '', 5],
    ['web--1', 'web-', 1],
  ])('%s parses as parent %j, ordinal %d', (name, parent, ordinal) => {
    expect(parentAndOrdinal(name)).toEqual({ parent, ordinal });
    expect(ordinalOf({ metadata: { name } })).toBe(ordinal);
  });

  it('join set and ordinal, and claim template before them', () => {
    expect(podName(web, 3)).toBe('web-3');
    expect(claimName({ metadata: { name: 'data' } }, web, 3)).toBe('data-web-3');
  });
});

describe('the wanted range', () => {
  it.each([
    [{}, [0]],
    [{ replicas: 3 }, [0, 1, 2]],
    [{ replicas: 2, ordinals: { start: 4 } }, [4, 5]],
    [{ replicas: 0 }, []],
  ])('of %j holds %j', (spec, ordinals) => {
    const inRange = [0, 1, 2, 3, 4, 5, 6].filter((ordinal) => isInRange({ spec }, ordinal));
    expect(inRange).toEqual(ordinals);
  });
});

// upstream: TestGetPersistentVolumeClaimRetentionPolicy
it('keeps claims unless a half of the retention policy says Delete', () => {
  expect(retentionPolicyOf({ spec: {} })).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
  expect(retentionPolicyOf({ spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } })).toEqual({
    whenDeleted: 'Retain',
    whenScaled: 'Delete',
  });
});
