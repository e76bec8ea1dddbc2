import { selectorMatches } from '../../kinds/labelSelector.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/statefulSet.ts';
import { belongingOf, type Belonging } from '../ownership.ts';
import { hasNameOfMember } from './identity.ts';

/** What becomes of a pod when a set looks at it. The name has to fit too. k8s: statefulset getPodsForStatefulSet, isMemberOf */
export function membershipOf(set: StatefulSet, pod: Pod): Belonging {
  return belongingOf(set, pod, selectorMatches(set.spec.selector, pod.metadata.labels) && hasNameOfMember(set, pod));
}
