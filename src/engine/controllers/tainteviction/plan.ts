import type { Taint } from '../../kinds/node.ts';
import type { Toleration } from '../../kinds/pod.ts';
import { tolerates } from '../tolerations.ts';

/** How long a pod may stay on a node with these NoExecute taints, in milliseconds: 0 goes at once, Infinity stays. k8s: getMinTolerationTime */
export function stayMs(taints: readonly Taint[], tolerations: readonly Toleration[] = []): number {
  const using: Toleration[] = [];
  for (const taint of taints) {
    const toleration = tolerations.find((candidate) => tolerates(candidate, taint));
    if (toleration === undefined) return 0;
    using.push(toleration);
  }
  const seconds = using.flatMap(({ tolerationSeconds }) => (tolerationSeconds === undefined ? [] : [Math.max(0, tolerationSeconds)]));
  return seconds.length === 0 ? Infinity : Math.min(...seconds) * 1000;
}

export function noExecuteTaints(taints: readonly Taint[] | undefined): readonly Taint[] {
  return taints?.filter(({ effect }) => effect === 'NoExecute') ?? [];
}
