import type { Pod, PodSpec } from '../../kinds/pod.ts';
import { forbidden } from '../status.ts';
import type { AdmissionPlugin } from './admission.ts';

/** The cluster keeps no RuntimeClass, so a pod that asks for one is rejected. k8s: plugin/pkg/admission/runtimeclass */
export const runtimeClass: AdmissionPlugin = {
  kinds: ['Pod'],
  mutate: ({ operation, kind, object }) => {
    const { metadata, spec } = object as Pod & { readonly spec: PodSpec & { readonly runtimeClassName?: string } };
    const { runtimeClassName = '' } = spec;
    if (operation === 'CREATE' && runtimeClassName !== '') throw forbidden(kind, metadata.name, `pod rejected: RuntimeClass "${runtimeClassName}" not found`);
    return object;
  },
};
