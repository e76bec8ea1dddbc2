import { KubectlError } from '../../errors.ts';
import { goTypeOf } from '../../podSpec.ts';
import type { Info } from '../../resources/info.ts';

/** What `set` says of an object without pods. */
export function refuseOther({ resource, name, object }: Info, isLocal: boolean): KubectlError {
  return new KubectlError(`error: ${isLocal ? resource.singular : resource.plural}/${name} the object is not a pod or does not have a pod template: ${goTypeOf(object)}`);
}
