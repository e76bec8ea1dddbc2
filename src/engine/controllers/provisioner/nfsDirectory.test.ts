import { expect, it } from 'vitest';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';
import { nfsDirectoryOf } from './nfsDirectory.ts';

const meta = { uid: 'u1', resourceVersion: '1', creationTimestamp: '' };
const claim: PersistentVolumeClaim = {
  apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: {}, status: {},
  metadata: { ...meta, name: 'data-web-0', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' }, annotations: { 'nfs.io/storage-path': 'deep/er' } },
};
const storageClass = (pathPattern?: string): StorageClass => ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { ...meta, name: 'nfs' }, provisioner: 'x', ...(pathPattern === undefined ? {} : { parameters: { pathPattern } }) });

it.each([
  [undefined, 'shop-data-web-0-pvc-u1'],
  ['${.PVC.namespace}/${.PVC.name}', 'shop/data-web-0'],
  ['${.PVC.labels.app.kubernetes.io/name}', 'web'],
  ['${.PVC.annotations.nfs.io/storage-path}', 'deep/er'],
  ['${.PVC.annotations.missing}', 'shop-data-web-0-pvc-u1'],
  ['../../${.PVC.name}', 'data-web-0'],
])('the pattern %s gives %s', (pattern, expected) => {
  expect(nfsDirectoryOf({ claim, storageClass: storageClass(pattern) })).toBe(expected);
});
