import type { Node } from '../../kinds/node.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { Labels } from '../../kinds/object.ts';
import { isNodeSelected, isTermMet } from '../storage/nodeSelector.ts';

/** Do nodeSelector and required node affinity pick the node? */
export function isWantedNode({ spec }: Pod, node: Node): boolean {
  if (spec.nodeSelector !== undefined && !hasLabels(spec.nodeSelector, node.metadata.labels)) return false;
  return isNodeSelected(spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution, node);
}

function hasLabels(wanted: Labels, labels: Labels | undefined): boolean {
  for (const key in wanted) if (labels?.[key] !== wanted[key]) return false;
  return true;
}

/** The weights of the preferred terms that pick the node, added up. */
export function nodePreferenceOf({ spec }: Pod, node: Node): number {
  let sum = 0;
  for (const { weight, preference } of spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []) {
    if (isTermMet(preference, node)) sum += weight;
  }
  return sum;
}
