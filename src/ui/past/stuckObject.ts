import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Explanation } from '#engine/why.ts';
import type { Frame } from '#session/session.ts';
import { controllerOf, keyOf } from '../stage/model/objectKeys.ts';

/**
 * What the question "why is nothing happening?" is about: the chosen object when that waits, else the first set,
 * pool, pod or claim that waits for something. Undefined when nothing does.
 */
export function stuckObject(frame: Frame, why: (about: ObjectKey) => readonly Explanation[], selected: ObjectKey | undefined): ObjectKey | undefined {
  const waits = (key: ObjectKey) => why(key).some(({ kind }) => kind === 'wait');
  if (selected !== undefined && frame.get(selected.kind, selected.namespace, selected.name) !== undefined && waits(selected)) return selected;
  return candidates(frame).find(waits);
}

/** Owners first: what they wait for leads to the rest. */
function candidates(frame: Frame): readonly ObjectKey[] {
  const all = [
    ...frame.list('StatefulSet'),
    ...frame.list('Deployment'),
    ...frame.list('Pod').filter((pod) => controllerOf(pod) === undefined),
    ...frame.list('Pod').filter((pod) => controllerOf(pod) !== undefined),
    ...frame.list('PersistentVolumeClaim'),
  ];
  return all.filter(({ metadata }) => metadata.namespace?.startsWith('kube-') !== true).map(keyOf);
}
