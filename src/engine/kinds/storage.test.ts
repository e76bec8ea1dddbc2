import { describe, expect, it } from 'vitest';
import type { KubeObject } from './object.ts';
import type { Kind, StrategyContext } from './kind.ts';
import type { PersistentVolume } from './persistentVolume.ts';
import type { PersistentVolumeClaim } from './persistentVolumeClaim.ts';
import { persistentVolumeClaimKind } from './persistentVolumeClaimKind.ts';
import { persistentVolumeKind } from './persistentVolumeKind.ts';
import { storageClassKind, type StorageClass } from './storageClass.ts';

const context: StrategyContext = { gates: { MaxUnavailableStatefulSet: false }, unixMs: 0 };
const nowMs = Date.UTC(2026, 10, 23, 7, 1, 0);

type Patch = Readonly<Record<string, unknown>>;

const meta = (name: string) => ({ name, uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-23T07:00:00Z' });

function store<T extends KubeObject>(kind: Kind<T>, object: unknown): T {
  return kind.defaults(kind.prepareForCreate(object as T, context), context);
}

function complaints<T extends KubeObject>(kind: Kind<T>, next: T, old?: T): string[] {
  const errors =
    old === undefined ? kind.validate(next, context) : kind.validateUpdate(kind.prepareForUpdate(next, old, context), old, context);
  return errors.map(({ field, message }) => `${field}: ${message}`);
}

const row = <T extends KubeObject>(kind: Kind<T>, object: T) =>
  kind.columns
    .filter(({ priority }) => priority === 0)
    .map(({ cell }) => String(cell(object, nowMs)))
    .join('|');

const claim = (spec: Patch = {}, metadata: Patch = {}): PersistentVolumeClaim =>
  store(persistentVolumeClaimKind, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { ...meta('data-web-0'), namespace: 'default', ...metadata },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  });

/** As it is after binding. */
const bound = (spec: Patch = {}): PersistentVolumeClaim => ({
  ...claim({ storageClassName: 'nfs', volumeName: 'pv-1', ...spec }),
  status: { phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' } },
});

describe('a claim', () => {
  it('is Pending and for a file system', () => {
    expect(claim().status).toEqual({ phase: 'Pending' });
    expect(claim().spec.volumeMode).toBe('Filesystem');
  });

  it.each<[Patch, string]>([
    [{ accessModes: undefined }, 'spec.accessModes: Required value: at least 1 access mode is required'],
    [
      { accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] },
      'spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes',
    ],
    [{ resources: undefined }, 'spec.resources[storage]: Required value'],
    [{ storageClassName: 'A B' }, expect.stringContaining('spec.storageClassName: Invalid value: "A B": a lowercase RFC 1123 subdomain') as string],
    [{ resources: { requests: { storage: '0' } } }, 'spec.resources[storage]: Invalid value: "0": must be greater than zero'],
    [{ volumeMode: 'Tape' }, 'spec.volumeMode: Unsupported value: "Tape": supported values: "Block", "Filesystem"'],
  ])('with %j is refused', (spec, error) => {
    expect(complaints(persistentVolumeClaimKind, claim(spec))).toEqual([error]);
  });

  it('shows size and modes of its volume once it has one', () => {
    expect(row(persistentVolumeClaimKind, claim({ storageClassName: 'nfs' }))).toBe('data-web-0|Pending||||nfs|<unset>|60s');
    expect(row(persistentVolumeClaimKind, claim({ volumeName: 'pv-1' }))).toBe('data-web-0|Pending|pv-1|0|||<unset>|60s');
    expect(row(persistentVolumeClaimKind, bound())).toBe('data-web-0|Bound|pv-1|1Gi|RWO|nfs|<unset>|60s');
    const leaving = { ...bound(), metadata: { ...bound().metadata, deletionTimestamp: '2026-11-23T07:00:30Z' } };
    expect(row(persistentVolumeClaimKind, leaving)).toContain('|Terminating|');
  });

  const resized = (old: PersistentVolumeClaim, storage: string) => ({
    ...old,
    spec: { ...old.spec, resources: { requests: { storage } } },
  });
  const IMMUTABLE =
    'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n@@';

  it('grows once it is bound, and shrinks no further than what it has', () => {
    expect(complaints(persistentVolumeClaimKind, resized(bound(), '2Gi'), bound())).toEqual([]);
    expect(complaints(persistentVolumeClaimKind, resized(bound(), '512Mi'), bound())).toEqual([
      'spec.resources.requests.storage: Forbidden: field can not be less than status.capacity',
    ]);
    const grown = { ...bound(), spec: { ...bound().spec, resources: { requests: { storage: '5Gi' } } } };
    expect(complaints(persistentVolumeClaimKind, resized(grown, '2Gi'), grown)).toEqual([]);
  });

  it('changes nothing else, but for a volume or a class that it did not have', () => {
    expect(
      complaints(
        persistentVolumeClaimKind,
        { ...claim(), spec: { ...claim().spec, volumeName: 'pv-1', storageClassName: 'nfs' } },
        claim(),
      ),
    ).toEqual([]);
    const [classError] = complaints(persistentVolumeClaimKind, { ...bound(), spec: { ...bound().spec, storageClassName: 'z' } }, bound());
    expect(classError).toContain(IMMUTABLE);
    expect(classError).toContain('- "StorageClassName": "nfs",\n+ "StorageClassName": "z",\n');
    expect(complaints(persistentVolumeClaimKind, resized(claim(), '2Gi'), claim())).toEqual([expect.stringContaining(IMMUTABLE)]);
  });
});

const volume = (spec: Patch = {}): PersistentVolume =>
  store(persistentVolumeKind, {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: meta('pv-1'),
    spec: { capacity: { storage: '1024Mi' }, accessModes: ['ReadWriteMany', 'ReadWriteOnce'], nfs: { server: 's', path: '/p' }, ...spec },
  });

describe('a volume', () => {
  it('is kept when its claim goes, unless it says otherwise', () => {
    expect(volume().spec).toMatchObject({
      persistentVolumeReclaimPolicy: 'Retain',
      volumeMode: 'Filesystem',
      capacity: { storage: '1Gi' },
    });
    expect(volume({ nfs: undefined, hostPath: { path: '/x' } }).spec.hostPath).toEqual({ path: '/x', type: '' });
  });

  it('shows modes in their order and its claim', () => {
    const claimed = volume({ claimRef: { namespace: 'default', name: 'data-web-0' }, storageClassName: 'nfs' });
    expect(row(persistentVolumeKind, claimed)).toBe('pv-1|1Gi|RWO,RWX|Retain|Pending|default/data-web-0|nfs|<unset>||60s');
  });

  it.each<[Patch, string[]]>([
    [{ nfs: undefined }, ['spec: Required value: must specify a volume type']],
    [{ hostPath: { path: '/x' } }, ['spec.hostPath: Forbidden: may not specify more than 1 volume type']],
    [
      { nfs: { server: '', path: 'p' } },
      ['spec.nfs.server: Required value', 'spec.nfs.path: Invalid value: "p": must be an absolute path'],
    ],
    [
      { persistentVolumeReclaimPolicy: 'Drop' },
      ['spec.persistentVolumeReclaimPolicy: Unsupported value: "Drop": supported values: "Delete", "Recycle", "Retain"'],
    ],
    [{ accessModes: [] }, ['spec.accessModes: Required value']],
    [{ capacity: {} }, ['spec.capacity: Required value', 'spec.capacity: Unsupported value: null: supported values: "storage"']],
    [{ nfs: undefined, local: { path: '/d' } }, ['spec.nodeAffinity: Required value: Local volume requires node affinity']],
  ])('with %j is refused', (spec, errors) => {
    expect(complaints(persistentVolumeKind, volume(spec))).toEqual(errors);
  });

  it('stays where it is', () => {
    const [error] = complaints(persistentVolumeKind, volume({ nfs: { server: 's', path: '/q' } }), volume());
    expect(error).toContain('spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation\n@@');
    expect(error).toContain('-  "Path": "/p",\n+  "Path": "/q",\n');
    expect(complaints(persistentVolumeKind, volume({ claimRef: { name: 'x', namespace: 'y' } }), volume())).toEqual([]);
  });
});

const storageClass = (patch: Patch = {}): StorageClass =>
  store(storageClassKind, { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: meta('nfs'), provisioner: 'a/b', ...patch });

describe('a class', () => {
  it('deletes and binds at once by default', () => {
    expect(row(storageClassKind, storageClass())).toBe('nfs|a/b|Delete|Immediate|false|60s');
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    expect(row(storageClassKind, storageClass({ metadata: { ...meta('nfs'), annotations } }))).toContain('nfs (default)|');
  });

  it.each<[Patch, string]>([
    [{ provisioner: undefined }, 'provisioner: Required value'],
    [
      { volumeBindingMode: 'Later' },
      'volumeBindingMode: Unsupported value: "Later": supported values: "Immediate", "WaitForFirstConsumer"',
    ],
    [{ reclaimPolicy: 'Drop' }, 'reclaimPolicy: Unsupported value: "Drop": supported values: "Delete", "Retain"'],
  ])('with %j is refused', (patch, error) => {
    expect(complaints(storageClassKind, storageClass(patch))).toEqual([error]);
  });

  it.each<[Patch, string]>([
    [{ provisioner: 'c/d' }, 'provisioner: Forbidden: updates to provisioner are forbidden.'],
    [{ parameters: { a: 'b' } }, 'parameters: Forbidden: updates to parameters are forbidden.'],
    [{ reclaimPolicy: 'Retain' }, 'reclaimPolicy: Forbidden: updates to reclaimPolicy are forbidden.'],
    [{ volumeBindingMode: 'WaitForFirstConsumer' }, 'volumeBindingMode: Invalid value: "WaitForFirstConsumer": field is immutable'],
  ])('cannot become %j', (patch, error) => {
    expect(complaints(storageClassKind, storageClass(patch), storageClass())).toEqual([error]);
  });

  it('may learn to grow its volumes', () => {
    expect(complaints(storageClassKind, storageClass({ allowVolumeExpansion: true }), storageClass())).toEqual([]);
  });
});
