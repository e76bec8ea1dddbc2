import { KubectlError } from '../errors.ts';
import { apiVersion, type Resource } from './discovery.ts';

/** simplified: the cluster lists every type of the real server and keeps objects of the common ones only. */
export function refuseUnkept(resource: Resource): KubectlError {
  return new KubectlError(`${resource.kind} (${apiVersion(resource)}) is not simulated: this cluster keeps no objects of that kind`);
}
