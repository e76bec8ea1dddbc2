import { describe, expect, it } from 'vitest';
import type { OwnerReference } from '../../kinds/object.ts';
import type { RetentionPolicy } from '../../kinds/statefulSet.ts';
import { hasForeignController, hasRightOwners, hasStalePodOwner, newClaims, rightOwners } from './claims.ts';
import { givenClaim, givenClaimTemplate, givenPod, givenSet, refToOther, refToPod, refToSet } from './given.ts';

const setWith = (whenScaled: RetentionPolicy, whenDeleted: RetentionPolicy) =>
  givenSet({
    replicas: 2,
    persistentVolumeClaimRetentionPolicy: { whenScaled, whenDeleted },
    volumeClaimTemplates: [givenClaimTemplate('data')],
  });

const POSITIONS = [
  // whenScaled, whenDeleted, pod's ordinal, who owns the claim
  ['Retain', 'Retain', 1, ''],
  ['Retain', 'Retain', 2, ''],
  ['Retain', 'Delete', 1, 'set'],
  ['Retain', 'Delete', 2, 'set'],
  ['Delete', 'Retain', 1, ''],
  ['Delete', 'Retain', 2, 'pod'],
  ['Delete', 'Delete', 1, 'set'],
  ['Delete', 'Delete', 2, 'pod'],
] as const;

describe.each(POSITIONS)('whenScaled %s, whenDeleted %s, ordinal %i of 2', (whenScaled, whenDeleted, ordinal, owner) => {
  const set = setWith(whenScaled, whenDeleted);
  const pod = givenPod(set, ordinal);
  const own: Record<string, readonly OwnerReference[]> = {
    '': [],
    set: [refToSet(set)],
    pod: [refToPod(pod)],
    'set pod': [refToSet(set), refToPod(pod)],
  };

  // upstream: TestIsClaimOwnerUpToDate; TestUpdateClaimOwnerRefForSetAndPod; TestStatefulPodControlClaimsMatchDeletionPolcy
  it.each(['', 'set', 'pod', 'set pod'])(
    'owners [%s] are right only if they are the wanted ones, other owners or not',
    (owners) => {
      for (const others of [[], [refToOther(), refToOther(false)]]) {
        const claim = givenClaim('data-web-0', [...others, ...(own[owners] ?? [])]);
        expect(hasRightOwners(claim, set, pod)).toBe(owners === owner);
        expect(rightOwners(claim, set, pod)).toEqual([...others, ...(own[owner] ?? [])]);
      }
    },
  );
});

describe('edge cases of owners', () => {
  const set = setWith('Retain', 'Delete');
  const pod = givenPod(set, 0);
  const stale = refToSet(set, { uid: 'of-an-earlier-set' });

  // upstream: TestClaimOwnerUpToDateEdgeCases; TestNonController
  it.each([
    ['the set as controller', [refToSet(set)], true],
    ['the set without the controller flag', [refToSet(set, { controller: false })], false],
    ['an earlier set of the name: hands off', [stale], true],
    ['the set and a foreign controller', [refToSet(set), refToOther(true)], false],
    ['a foreign controller alone', [refToOther(true)], true],
  ])('%s', (_, owners, isRight) => {
    expect(hasRightOwners(givenClaim('data-web-0', owners), set, pod)).toBe(isRight);
  });

  // upstream: TestUpdateClaimControllerRef
  it.each([
    ['adds the flag that is missing', [refToSet(set, { controller: false })], [refToSet(set)]],
    [
      'keeps an owner of another kind with the same name',
      [refToSet(set, { kind: 'Deployment', controller: false })],
      [refToSet(set, { kind: 'Deployment', controller: false }), refToSet(set)],
    ],
    ['removes an owner without a uid and adds none', [refToSet(set, { uid: '' })], []],
    ['removes ours beside a foreign controller', [refToSet(set), refToOther(true)], [refToOther(true)]],
  ])('%s', (_, owners, after) => {
    expect(rightOwners(givenClaim('data-web-0', owners), set, pod)).toEqual(after);
  });
});

// upstream: TestHasUnexpectedController
it.each([
  ['nobody', [], false],
  ['another controller', [refToOther(true)], true],
  ['an owner that is no controller', [refToOther(false)], false],
  ['an owner that does not say', [refToOther()], false],
  ['our set', ['set'], false],
  ['our pod', ['pod'], false],
  ['our set of an earlier life', ['stale'], true],
  ['our set and another controller', ['set', refToOther(true)], true],
  ['our set and no controller besides', ['set', refToOther()], false],
] as const)('sees a foreign controller in %s: never under Retain for both', (_, given, isForeign) => {
  const set = setWith('Delete', 'Delete');
  const pod = givenPod(set, 0);
  const own = { set: refToSet(set), pod: refToPod(pod), stale: refToSet(set, { uid: 'x' }) };
  const claim = givenClaim(
    'data-web-0',
    given.map((each) => (typeof each === 'string' ? own[each] : each)),
  );

  expect(hasForeignController(claim, set, pod)).toBe(isForeign);
  expect(hasForeignController(claim, setWith('Retain', 'Retain'), pod)).toBe(false);
});

// upstream: TestPodClaimIsStale; TestHasStaleOwnerRef
it('takes any owner of the pod’s name with another uid for stale, and each while the pod has no uid yet', () => {
  const set = setWith('Delete', 'Retain');
  const pod = givenPod(set, 0);
  const unborn = { metadata: { name: 'web-0' } };

  expect(hasStalePodOwner(givenClaim('data-web-0'), pod)).toBe(false);
  expect(hasStalePodOwner(givenClaim('data-web-0', [refToPod(pod)]), pod)).toBe(false);
  expect(hasStalePodOwner(givenClaim('data-web-0', [refToPod(pod, { uid: 'x' })]), pod)).toBe(true);
  expect(hasStalePodOwner(givenClaim('data-web-0', [refToPod(pod)]), unborn)).toBe(true);
  expect(hasStalePodOwner(givenClaim('data-web-0', [refToPod(pod, { name: 'web-1' })]), unborn)).toBe(false);
});

// upstream: TestGetPersistentVolumeClaims
it.each([
  ['none on the template', undefined, { app: 'web' }],
  ['others on the template', { tier: 'db' }, { tier: 'db', app: 'web' }],
  ['the same on the template: the selector wins', { app: 'x', tier: 'db' }, { app: 'web', tier: 'db' }],
])('labels of a new claim: %s', (_, own, labels) => {
  const [claim] = newClaims(givenSet({ volumeClaimTemplates: [givenClaimTemplate('data', own)] }), 2);
  expect(claim?.metadata).toEqual({ name: 'data-web-2', namespace: 'default', labels });
});
