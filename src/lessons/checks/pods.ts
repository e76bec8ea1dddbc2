import { isTerminating } from '#engine/kinds/object.ts';
import { isReady, type Pod } from '#engine/kinds/pod.ts';
import { podStatusText } from '#engine/kinds/podStatus.ts';
import type { StatefulSet } from '#engine/kinds/statefulSet.ts';
import { either, listOf, oneOf, optional, text, truth } from '../format/shape.ts';
import { definePredicate, yesOrNo } from './definition.ts';
import { podsName, podsOf } from './pick.ts';
import { countShape, nameText, podsRef } from './shapes.ts';

export const readyCheck = definePredicate<'ready'>({
  name: 'ready',
  fields: { pods: podsRef, count: countShape, exactly: optional(truth) },
  read: ({ pods, count, exactly = false }, { view }) => {
    const all = podsOf(view, pods);
    const have = all.filter((pod) => isReady(pod) && !isTerminating(pod)).length;
    const isMet = exactly ? have === count && all.length === count : have >= count;
    return { have, want: count, isMet, key: 'pod' in pods ? 'ready.one' : 'ready.all', params: { name: podsName(pods), count } };
  },
});

const statusText = text({ most: 60 });

export const podStatusCheck = definePredicate<'podStatus'>({
  name: 'podStatus',
  fields: { pod: nameText, namespace: optional(nameText), status: either<string | readonly string[]>(statusText, listOf(statusText, { least: 1, most: 10 })) },
  read: ({ pod: name, namespace = 'default', status }, { view }) => {
    const wanted = typeof status === 'string' ? [status] : status;
    const pod = view.object({ kind: 'Pod', name, namespace }) as Pod | undefined;
    return { ...yesOrNo(pod !== undefined && wanted.includes(podStatusText(pod))), key: 'podStatus', params: { name, status: wanted.join(' / ') } };
  },
});

const REVISION_LABEL = 'controller-revision-hash';

export const revisionCheck = definePredicate<'revision'>({
  name: 'revision',
  fields: { set: nameText, namespace: optional(nameText), ordinals: listOf(countShape, { least: 1, most: 50 }), isNew: truth },
  read: ({ set: name, namespace = 'default', ordinals, isNew }, { view }) => {
    const set = view.object({ kind: 'StatefulSet', name, namespace }) as StatefulSet | undefined;
    const updateRevision = set?.status?.updateRevision;
    const isAsWanted = (ordinal: number) => {
      const pod = view.object({ kind: 'Pod', name: `${name}-${ordinal}`, namespace });
      const revision = pod?.metadata.labels?.[REVISION_LABEL];
      return revision !== undefined && updateRevision !== undefined && isUpToDate(set) && (revision === updateRevision) === isNew;
    };
    return { have: ordinals.filter(isAsWanted).length, want: ordinals.length, key: isNew ? 'revision.new' : 'revision.old', params: { name, ordinals: ordinals.join(', ') } };
  },
});

/** Before the controller has seen a new template, its status speaks of the one before. */
function isUpToDate(set: StatefulSet | undefined): boolean {
  return set !== undefined && (set.status?.observedGeneration ?? 0) >= (set.metadata.generation ?? 0);
}

export const revisionsCheck = definePredicate<'revisions'>({
  name: 'revisions',
  fields: { set: nameText, namespace: optional(nameText), count: countShape, compare: optional(oneOf('equal', 'atLeast')) },
  read: ({ set, namespace = 'default', count, compare = 'equal' }, { view }) => {
    const have = view.objects('ControllerRevision').filter(
      ({ metadata }) => metadata.namespace === namespace && metadata.ownerReferences?.some(({ kind, name }) => kind === 'StatefulSet' && name === set) === true,
    ).length;
    return { have, want: count, isMet: compare === 'equal' ? have === count : have >= count, key: 'revisions', params: { name: set, count } };
  },
});
