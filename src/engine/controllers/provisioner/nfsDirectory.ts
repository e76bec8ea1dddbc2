import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';

/**
 * The directory of a volume below the export: `<namespace>-<claim>-<volume>`, or what the class's `pathPattern` makes
 * of the claim, for instance `${.PVC.namespace}/${.PVC.name}`. See nfs-subdir-external-provisioner.
 */
export function nfsDirectoryOf({ claim, storageClass }: { readonly claim: PersistentVolumeClaim; readonly storageClass: StorageClass }): string {
  const { namespace = '', name, uid } = claim.metadata;
  const custom = pathOf(claim, storageClass.parameters?.['pathPattern'] ?? '');
  return custom === '' ? `${namespace}-${name}-pvc-${uid}` : custom;
}

function pathOf(claim: PersistentVolumeClaim, pattern: string): string {
  const path = pattern.replace(/\$\{\.PVC\.([^}]*)\}/g, (_text, field: string) => fieldOf(claim, field));
  return path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}

function fieldOf({ metadata }: PersistentVolumeClaim, field: string): string {
  if (field === 'namespace') return metadata.namespace ?? '';
  if (field === 'name') return metadata.name;
  const [part, ...rest] = field.split('.');
  const values = part === 'labels' ? metadata.labels : part === 'annotations' ? metadata.annotations : undefined;
  return values?.[rest.join('.')] ?? '';
}
