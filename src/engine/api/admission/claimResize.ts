import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { compareQuantities } from '../../kinds/quantity.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';
import type { Backend } from '../backend.ts';
import { forbidden } from '../status.ts';
import type { AdmissionPlugin } from './admission.ts';

const CLASS_BETA = 'volume.beta.kubernetes.io/storage-class';

/** A claim grows only once it is bound, and only where its class allows it. k8s: persistentvolume/resize */
export function claimResize(backend: Backend): AdmissionPlugin {
  return {
    kinds: ['PersistentVolumeClaim'],
    validate: ({ operation, kind, object, old }) => {
      if (operation !== 'UPDATE') return;
      const [claim, before] = [object as PersistentVolumeClaim, old as PersistentVolumeClaim];
      if (compareQuantities(sizeOf(claim), sizeOf(before)) <= 0) return;
      const refuse = (why: string) => forbidden(kind, claim.metadata.name, why);
      if (before.status.phase !== 'Bound') throw refuse('Only bound persistent volume claims can be expanded');
      if (allowsGrowth(backend, claim, before)) return;
      throw refuse('only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize');
    },
  };
}

function sizeOf({ spec }: PersistentVolumeClaim): string | undefined {
  return spec.resources?.requests?.['storage'];
}

function classNameOf({ metadata, spec }: PersistentVolumeClaim): string {
  return metadata.annotations?.[CLASS_BETA] ?? spec.storageClassName ?? '';
}

function allowsGrowth(backend: Backend, claim: PersistentVolumeClaim, before: PersistentVolumeClaim): boolean {
  const name = classNameOf(claim);
  if (name === '' || name !== classNameOf(before)) return false;
  const storageClass = backend.store.get('StorageClass', undefined, name) as StorageClass | undefined;
  return storageClass?.allowVolumeExpansion === true;
}
