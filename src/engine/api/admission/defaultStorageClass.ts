import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';
import type { Backend } from '../backend.ts';
import type { AdmissionPlugin } from './admission.ts';

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';
const IS_DEFAULT_BETA = 'storageclass.beta.kubernetes.io/is-default-class';
const CLASS_BETA = 'volume.beta.kubernetes.io/storage-class';

/** A claim that names no class gets the default one, if there is one. k8s: setdefault/storageclass */
export function defaultStorageClass(backend: Backend): AdmissionPlugin {
  return {
    kinds: ['PersistentVolumeClaim'],
    mutate: ({ operation, object }) => {
      const claim = object as PersistentVolumeClaim;
      const hasClass = claim.spec.storageClassName !== undefined || claim.metadata.annotations?.[CLASS_BETA] !== undefined;
      if (operation !== 'CREATE' || hasClass) return object;
      const chosen = defaultClassOf(backend.store.list('StorageClass') as readonly StorageClass[]);
      if (chosen === undefined) return object;
      return { ...claim, spec: { ...claim.spec, storageClassName: chosen.metadata.name } } as PersistentVolumeClaim;
    },
  };
}

/** The default class: of several the newest, then the first by name. k8s: storage util GetDefaultClass */
export function defaultClassOf(classes: readonly StorageClass[]): StorageClass | undefined {
  const defaults = classes.filter(({ metadata: { annotations } }) => annotations?.[IS_DEFAULT] === 'true' || annotations?.[IS_DEFAULT_BETA] === 'true');
  return [...defaults].sort((a, b) => {
    const [newer, older] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
    if (newer !== older) return newer > older ? -1 : 1;
    return a.metadata.name < b.metadata.name ? -1 : 1;
  })[0];
}
