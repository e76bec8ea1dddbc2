import type { Node } from '../../kinds/node.ts';
import { untoleratedTaint } from '../tolerations.ts';
import type { Cycle } from './cycle.ts';
import { nodePreferenceOf } from './nodeAffinity.ts';
import type { NodeInfo } from './nodeInfo.ts';
import { neighbourPreferenceOf } from './podAffinity.ts';
import { skewOf } from './topologySpread.ts';

/** Which rule told the chosen node from the others. */
export type ScoreRule = 'only' | 'preference' | 'spread' | 'load' | 'name';

export interface Choice {
  readonly node: NodeInfo;
  readonly rule: ScoreRule;
}

/**
 * The node for a pod among those that fit, in the order of their names: what the pod prefers, then the fewest pods of
 * the same owner, then the fewest pods, then the first name.
 * simplified: upstream adds up weighted scores and breaks ties by chance.
 */
export function chooseNode(cycle: Cycle, fitting: readonly NodeInfo[]): Choice | undefined {
  let best: { readonly node: NodeInfo; readonly scores: readonly number[] } | undefined;
  let rule: ScoreRule = 'only';
  for (const node of fitting) {
    const scores = scoresOf(cycle, node);
    if (best === undefined) {
      best = { node, scores };
      continue;
    }
    const decider = scores.findIndex((score, index) => score !== best?.scores[index]);
    const name = RULES[decider] ?? 'name';
    rule = rule === 'only' || RULES.indexOf(name) < RULES.indexOf(rule) ? name : rule;
    if (decider >= 0 && (scores[decider] ?? 0) > (best.scores[decider] ?? 0)) best = { node, scores };
  }
  return best === undefined ? undefined : { node: best.node, rule };
}

const RULES: readonly ScoreRule[] = ['preference', 'spread', 'load', 'name'];

/** One number a rule; more is better. */
function scoresOf(cycle: Cycle, node: NodeInfo): readonly number[] {
  const { owner } = cycle.info;
  return [preferenceOf(cycle, node), owner === undefined ? 0 : -(node.countByOwner.get(owner) ?? 0), -node.pods.size];
}

/** Weights as upstream's plugins: taints 3, node affinity 2, spreading 2, neighbours 2. */
function preferenceOf({ info: { pod }, view }: Cycle, node: NodeInfo): number {
  let score = 0;
  if (node.node.spec.taints !== undefined) score -= 300 * unwelcomeTaints(node.node, pod.spec.tolerations);
  if (pod.spec.affinity !== undefined) score += 2 * (nodePreferenceOf(pod, node.node) + neighbourPreferenceOf(pod, node, view));
  for (const constraint of pod.spec.topologySpreadConstraints ?? []) {
    if (constraint.whenUnsatisfiable === 'ScheduleAnyway') score -= 20 * Math.max(0, skewOf(constraint, pod, node, view));
  }
  return score;
}

function unwelcomeTaints(node: Node, tolerations: Parameters<typeof untoleratedTaint>[1]): number {
  return (node.spec.taints ?? []).filter((taint) => untoleratedTaint([taint], tolerations, ['PreferNoSchedule']) !== undefined).length;
}
