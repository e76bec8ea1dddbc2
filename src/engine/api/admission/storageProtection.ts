import type { AdmissionPlugin } from './admission.ts';

const FINALIZERS: Readonly<Record<string, string>> = {
  PersistentVolumeClaim: 'kubernetes.io/pvc-protection',
  PersistentVolume: 'kubernetes.io/pv-protection',
};

/** Claims and volumes do not go while they are in use. k8s: storageobjectinuseprotection */
export const storageProtection: AdmissionPlugin = {
  kinds: Object.keys(FINALIZERS),
  mutate: ({ operation, kind, object }) => {
    const finalizer = FINALIZERS[kind.kind];
    const { finalizers = [] } = object.metadata;
    if (operation !== 'CREATE' || finalizer === undefined || finalizers.includes(finalizer)) return object;
    return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } };
  },
};
