import type { Backend } from '../backend.ts';
import type { AdmissionPlugin } from './admission.ts';
import { namespaceLifecycle } from './namespaceLifecycle.ts';

/** Every rule about writes, in the order in which they are asked. */
export function admissionPlugins(backend: Backend): readonly AdmissionPlugin[] {
  return [namespaceLifecycle(backend)];
}
