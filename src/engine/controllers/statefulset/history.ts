import type { Api } from '../../api/api.ts';
import { isApiError } from '../../api/errors.ts';
import { formatJson } from '../../api/goJson.ts';
import type { ControllerRevision } from '../../kinds/controllerRevision.ts';
import { selectorMatches } from '../../kinds/labelSelector.ts';
import { normalise } from '../../kinds/normalise.ts';
import { controllerOf } from '../../kinds/object.ts';
import type { PodTemplateSpec } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/statefulSet.ts';
import type { ControllerContext } from '../controller.ts';
import { adopt } from '../ownership.ts';
import * as why from './reasons.ts';
import { currentRevisionOf, inOrder, newRevision, planRevision, revisionText, templateOf, type History } from './revisions.ts';

/** The revisions that a look at a set works with. */
export interface Revisions {
  /** As they were when the look began. */
  readonly history: History;
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
  readonly collisionCount: number;
}

/** The revisions that the selector picks and nobody else manages; those without a manager are adopted. */
export function readHistory(api: Api, set: StatefulSet): History {
  const { namespace, uid } = set.metadata;
  const found: ControllerRevision[] = [];
  for (const revision of api.list('ControllerRevision', namespace === undefined ? {} : { namespace })) {
    if (!selectorMatches(set.spec.selector, revision.metadata.labels)) continue;
    const manager = controllerOf(revision);
    const own = manager === undefined ? adopt(api, set, revision) : revision;
    if (own !== undefined && (manager === undefined || manager.uid === uid)) found.push(own);
  }
  return inOrder(found);
}

/** Makes the set's template its newest revision. k8s: statefulset getStatefulSetRevisions. */
export function syncRevisions(context: ControllerContext, set: StatefulSet, history: History): Revisions {
  const { api, explain } = context;
  const step = planRevision(set, history, (template, revision) =>
    isSameWhenDefaulted(context, set, template, templateOf(revision)),
  );
  const collisionCount = set.status.collisionCount ?? 0;
  const withUpdate = (update: ControllerRevision, count = collisionCount): Revisions => ({
    history,
    update,
    current: currentRevisionOf(set, history, update),
    collisionCount: count,
  });
  if (step.do === 'keep') return withUpdate(step.revision);
  if (step.do === 'renumber') {
    const update = api.update({ ...step.revision, revision: step.number });
    explain(why.oldRevisionAgain(set, update));
    return withUpdate(update);
  }
  const { revision, collisions } = createRevision(api, set, step.number, collisionCount);
  explain(why.newRevision(set, revision));
  return withUpdate(revision, collisions);
}

/** A name that other data has taken makes the hash be drawn anew. k8s: history CreateControllerRevision. */
function createRevision(
  api: Api,
  set: StatefulSet,
  number: number,
  firstCount: number,
): { readonly revision: ControllerRevision; readonly collisions: number } {
  for (let collisions = firstCount; ; collisions += 1) {
    const candidate = newRevision(set, number, collisions);
    try {
      return { revision: api.create<ControllerRevision>(candidate), collisions };
    } catch (error) {
      if (!isApiError(error, 'AlreadyExists')) throw error;
      const taken = api.get('ControllerRevision', set.metadata.namespace, candidate.metadata.name ?? '');
      if (taken !== undefined && revisionText(taken) === formatJson(candidate.data)) return { revision: taken, collisions };
    }
  }
}

/**
 * Templates that differ by defaults only are one, and so are those of which one was written by a server that still
 * wrote `creationTimestamp: null`. k8s: the gate StatefulSetSemanticRevisionComparison.
 */
function isSameWhenDefaulted(
  { api, profile, unixNow }: ControllerContext,
  set: StatefulSet,
  ...templates: readonly PodTemplateSpec[]
): boolean {
  const kind = api.kind('StatefulSet');
  const [first, second] = templates.map((template) => {
    const wrapped = { ...set, spec: { ...set.spec, template } };
    const read = kind === undefined ? wrapped : normalise(wrapped, kind.schema);
    const defaulted = kind?.defaults?.(read, { gates: profile.gates, unixMs: unixNow() }) as StatefulSet | undefined;
    return formatJson((defaulted ?? read).spec.template);
  });
  return first === second;
}

/** Upstream's default where nothing is set. */
const LIMIT = 10;

/**
 * The revisions to delete, oldest first: of those that neither the set nor any of its pods uses, as many as there are
 * above the limit. A negative limit keeps all. k8s: statefulset truncateHistory.
 */
export function planTruncation(
  set: StatefulSet,
  history: History,
  usedNames: () => ReadonlySet<string>,
): readonly ControllerRevision[] {
  const limit = set.spec.revisionHistoryLimit ?? LIMIT;
  if (limit < 0 || history.length <= limit) return [];
  const used = usedNames();
  const unused = history.filter(({ metadata }) => !used.has(metadata.name));
  return unused.slice(0, Math.max(0, unused.length - limit));
}
