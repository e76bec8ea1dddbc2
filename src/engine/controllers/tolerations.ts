import type { Taint } from '../kinds/node.ts';
import type { Toleration } from '../kinds/pod.ts';

/** Does the toleration cover the taint? k8s: v1 Toleration.ToleratesTaint */
export function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== '' && effect !== taint.effect) return false;
  if (key !== undefined && key !== '' && key !== taint.key) return false;
  if (operator === 'Exists') return true;
  return (value ?? '') === (taint.value ?? '') && key !== undefined && key !== '';
}

/** The first taint with one of the effects that no toleration covers. */
export function untoleratedTaint(taints: readonly Taint[] | undefined, tolerations: readonly Toleration[] | undefined, effects: readonly Taint['effect'][]): Taint | undefined {
  return taints?.find((taint) => effects.includes(taint.effect) && tolerations?.some((toleration) => tolerates(toleration, taint)) !== true);
}
