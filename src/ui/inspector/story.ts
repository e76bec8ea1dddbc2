import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Explanation } from '#engine/why.ts';
import type { Frame } from '#session/session.ts';
import { isSameKey } from '../stage/model/objectKeys.ts';

const MOST = 8;

/** What was done about an object and what it owns, oldest first: the last few steps. */
export function storyOf(frame: Frame, target: ObjectKey): readonly Explanation[] {
  const found: Explanation[] = [];
  for (let index = frame.explanations.length - 1; index >= 0 && found.length < MOST; index -= 1) {
    const explanation = frame.explanations[index];
    if (explanation !== undefined && explanation.kind === 'act' && concerns(explanation, target)) found.push(explanation);
  }
  return found.reverse();
}

function concerns({ about }: Explanation, target: ObjectKey): boolean {
  if (isSameKey(about, target)) return true;
  return target.kind === 'StatefulSet' && about.kind === 'Pod' && about.namespace === target.namespace && about.name.startsWith(`${target.name}-`);
}
