import { formatJson } from '../../api/goJson.ts';
import type { ControllerRevision } from '../../kinds/controllerRevision.ts';
import type { NewObject } from '../../kinds/object.ts';
import type { PodTemplateSpec } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/statefulSet.ts';
import { fnv1, safeHashText } from '../safeHash.ts';
import { ownerReferenceTo } from '../ownership.ts';

/** Stored revisions of one set, lowest number first. */
export type History = readonly ControllerRevision[];

/** What has to happen so that the set's template is its newest revision. */
export type RevisionStep =
  | { readonly do: 'keep'; readonly revision: ControllerRevision }
  /** An older revision has the same template: it gets the next number, and no new object appears. */
  | { readonly do: 'renumber'; readonly revision: ControllerRevision; readonly number: number }
  | { readonly do: 'create'; readonly number: number };

/** k8s: statefulset getStatefulSetRevisions. `isSame` compares two templates after defaulting them again. */
export function planRevision(
  set: StatefulSet,
  history: History,
  isSame: (template: PodTemplateSpec, revision: ControllerRevision) => boolean,
): RevisionStep {
  const data = templateText(set.spec.template);
  const last = history.at(-1);
  const number = (last?.revision ?? 0) + 1;
  const equal = history.findLast((revision) => revisionText(revision) === data);
  if (equal !== undefined) return equal === last ? { do: 'keep', revision: last } : { do: 'renumber', revision: equal, number };
  if (last !== undefined && isSame(set.spec.template, last)) return { do: 'keep', revision: last };
  return { do: 'create', number };
}

/** The revision that the status calls current, while it exists; else the update revision. */
export function currentRevisionOf(set: StatefulSet, history: History, update: ControllerRevision): ControllerRevision {
  return history.find(({ metadata }) => metadata.name === set.status.currentRevision) ?? update;
}

/**
 * The revision object of the set's template. The name carries the hash with `collisionCount`, the hash label that
 * with the count in the set's status: after a collision only the name changes. k8s: history NewControllerRevision.
 */
export function newRevision(set: StatefulSet, number: number, collisionCount: number): NewObject<ControllerRevision> {
  const { annotations, name, namespace } = set.metadata;
  const data = templateText(set.spec.template);
  const labelHash = revisionHash(data, set.status.collisionCount ?? 0);
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name.slice(0, 223)}-${revisionHash(data, collisionCount)}`,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...set.spec.template.metadata?.labels, 'controller.kubernetes.io/hash': labelHash },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [ownerReferenceTo(set)],
    },
    data: { spec: { template: { ...set.spec.template, $patch: 'replace' } } },
    revision: number,
  };
}

/** The hash in a revision's name. k8s: history HashControllerRevision. */
export function revisionHash(data: string, collisionCount: number): string {
  return safeHashText(fnv1(`${data}${collisionCount}`));
}

/** By number, then age, then name. k8s: history byRevision. */
export function inOrder(revisions: Iterable<ControllerRevision>): History {
  return [...revisions].sort(
    (a, b) =>
      a.revision - b.revision ||
      compareText(a.metadata.creationTimestamp, b.metadata.creationTimestamp) ||
      compareText(a.metadata.name, b.metadata.name),
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const templates = new WeakMap<ControllerRevision, PodTemplateSpec>();

/** The pod template that a revision holds. k8s: statefulset ApplyRevision. */
export function templateOf(revision: ControllerRevision): PodTemplateSpec {
  let template = templates.get(revision);
  if (template === undefined) {
    const { $patch: _patch, ...stored } = (revision.data as RevisionData).spec.template;
    template = stored;
    templates.set(revision, template);
  }
  return template;
}

interface RevisionData {
  readonly spec: { readonly template: PodTemplateSpec & { readonly $patch?: string } };
}

const texts = new WeakMap<object, string>();

function templateText(template: PodTemplateSpec): string {
  let text = texts.get(template);
  if (text === undefined) texts.set(template, (text = formatJson({ spec: { template: { ...template, $patch: 'replace' } } })));
  return text;
}

/** The bytes of a stored revision's data. */
export function revisionText(revision: ControllerRevision): string {
  let text = texts.get(revision);
  if (text === undefined) texts.set(revision, (text = formatJson(revision.data)));
  return text;
}
