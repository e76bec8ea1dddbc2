import { isTerminating } from '#engine/kinds/object.ts';
import { isReady, type Pod } from '#engine/kinds/pod.ts';
import { oneOf, optional, truth } from '../format/shape.ts';
import type { LessonView, Moment } from '../view.ts';
import { definePredicate, yesOrNo } from './definition.ts';
import { isMeant, podMatcher, podsName } from './pick.ts';
import { countShape, nameText, objectRef, podsRef, sinceShape } from './shapes.ts';

export const incarnationsCheck = definePredicate<'incarnations'>({
  name: 'incarnations',
  fields: { object: objectRef, count: countShape, compare: optional(oneOf('equal', 'atLeast')), since: optional(sinceShape) },
  read: ({ object, count, compare = 'equal', since }, { view, since: at }) => {
    const from = at(since);
    const first = view.objectAt(object, from);
    const uids = new Set(first === undefined ? [] : [first.metadata.uid]);
    for (const { object: seen } of view.changes.slice(from.changes)) if (isMeant(object, seen)) uids.add(seen.metadata.uid);
    return { have: uids.size, want: count, isMet: compare === 'equal' ? uids.size === count : uids.size >= count, key: 'incarnations', params: { kind: object.kind, name: object.name, count } };
  },
});

export const neverTwoCheck = definePredicate<'neverTwo'>({
  name: 'neverTwo',
  fields: { pod: nameText, namespace: optional(nameText), since: optional(sinceShape), ever: optional(truth) },
  read: ({ pod, namespace = 'default', since, ever = false }, { view, since: at }) => {
    const { atMs: fromMs } = at(since);
    const wasSeen = view.twins.some((twin) => twin.pod === pod && twin.namespace === namespace && twin.atMs >= fromMs);
    return { ...yesOrNo(wasSeen === ever), key: ever ? 'neverTwo.ever' : 'neverTwo', params: { name: pod } };
  },
});

export const neverFewerReadyCheck = definePredicate<'neverFewerReady'>({
  name: 'neverFewerReady',
  fields: { pods: podsRef, count: countShape, since: optional(sinceShape) },
  read: ({ pods, count, since }, { view, since: at }) => {
    const have = fewestReady(view, podMatcher(pods), at(since));
    return { have: Math.min(have, count), want: count, key: 'neverFewerReady', params: { name: podsName(pods), count } };
  },
});

/** The smallest number of ready pods at any moment from then until now. */
function fewestReady(view: LessonView, matches: (pod: Pod) => boolean, from: Moment): number {
  const ready = new Set<string>();
  let fewest = Number.POSITIVE_INFINITY;
  for (const [index, { type, object }] of view.changes.entries()) {
    if (index >= from.changes) fewest = Math.min(fewest, ready.size);
    if (object.kind !== 'Pod' || !matches(object as Pod)) continue;
    const counts = type !== 'DELETED' && isReady(object as Pod) && !isTerminating(object);
    if (counts) ready.add(object.metadata.uid);
    else ready.delete(object.metadata.uid);
  }
  return Math.min(fewest, ready.size);
}
