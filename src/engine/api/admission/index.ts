import type { Backend } from '../backend.ts';
import type { AdmissionPlugin } from './admission.ts';
import { claimResize } from './claimResize.ts';
import { defaultStorageClass } from './defaultStorageClass.ts';
import { limitRanger } from './limitRanger.ts';
import { namespaceLifecycle } from './namespaceLifecycle.ts';
import { podPriority } from './podPriority.ts';
import { podTolerations } from './podTolerations.ts';
import { resourceQuota } from './resourceQuota.ts';
import { runtimeClass } from './runtimeClass.ts';
import { serviceAccount } from './serviceAccount.ts';
import { serviceAllocation } from './serviceAllocation.ts';
import { storageProtection } from './storageProtection.ts';

/** Every rule about writes, in the order in which they are asked. */
export function admissionPlugins(backend: Backend): readonly AdmissionPlugin[] {
  return [
    namespaceLifecycle(backend),
    limitRanger(backend),
    serviceAccount(backend),
    podPriority(backend),
    podTolerations,
    defaultStorageClass(backend),
    storageProtection,
    runtimeClass,
    serviceAllocation(backend),
    claimResize(backend),
    resourceQuota(backend),
  ];
}
