import type { Api } from '../../api/api.ts';
import { isApiError } from '../../api/errors.ts';
import { formatJson } from '../../api/goJson.ts';
import type { ControllerRevision } from '../../kinds/controllerRevision.ts';
import type { DaemonSet } from '../../kinds/daemonSet.ts';
import { selectorMatches } from '../../kinds/labelSelector.ts';
import { keyOf, type NewObject } from '../../kinds/object.ts';
import type { Pod, PodTemplateSpec } from '../../kinds/pod.ts';
import { adopt, belongingOf, ownerReferenceTo } from '../ownership.ts';
import { templateHash } from '../templateHash.ts';
import { HASH_LABEL } from './placement.ts';

export interface DaemonHistory {
  readonly current: ControllerRevision;
  readonly old: readonly ControllerRevision[];
}

/** The revision of the template, made or renumbered where needed, and the others. k8s: daemon constructHistory */
export function syncHistory(api: Api, set: DaemonSet): DaemonHistory {
  const revisions = revisionsOf(api, set);
  const data = dataOf(set.spec.template);
  const text = formatJson(data);
  const same = revisions.filter((revision) => formatJson(revision.data) === text);
  const kept = same.at(-1);
  const number = Math.max(0, ...revisions.filter((each) => each !== kept).map(({ revision }) => revision)) + 1;
  const old = revisions.filter((each) => each !== kept);
  if (kept === undefined) return { current: createRevision(api, set, data, number), old };
  return { current: kept.revision < number ? api.update({ ...kept, revision: number }) : kept, old };
}

function revisionsOf(api: Api, set: DaemonSet): readonly ControllerRevision[] {
  const all = api.list('ControllerRevision', { namespace: set.metadata.namespace ?? '' });
  const own = all.flatMap((revision) => {
    const belonging = belongingOf(set, revision, selectorMatches(set.spec.selector, revision.metadata.labels));
    if (belonging === 'adopt') return adopt(api, set, revision) ?? [];
    return belonging === 'keep' ? revision : [];
  });
  return [...own].sort((a, b) => a.revision - b.revision);
}

function dataOf(template: PodTemplateSpec) {
  return { spec: { template: { ...template, $patch: 'replace' } } };
}

function createRevision(api: Api, set: DaemonSet, data: unknown, revision: number): ControllerRevision {
  const hash = templateHash(set.spec.template, set.status.collisionCount);
  const { name, namespace, annotations } = set.metadata;
  const draft: NewObject<ControllerRevision> = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...set.spec.template.metadata?.labels, [HASH_LABEL]: hash },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [ownerReferenceTo(set)],
    },
    data,
    revision,
  };
  try {
    return api.create<ControllerRevision>(draft);
  } catch (error) {
    if (!isApiError(error, 'AlreadyExists')) throw error;
    const taken = api.get('ControllerRevision', namespace, `${name}-${hash}`);
    if (taken !== undefined && formatJson(taken.data) === formatJson(data)) return taken;
    // Another template has the hash: the next look draws it anew.
    api.updateStatus({ ...set, status: { ...set.status, collisionCount: (set.status.collisionCount ?? 0) + 1 } });
    throw error;
  }
}

/** Old revisions that no pod wears go, lowest number first, beyond the limit. k8s: daemon cleanupHistory */
export function cleanHistory(
  api: Api,
  { spec: { revisionHistoryLimit = 10 } }: DaemonSet,
  { old }: DaemonHistory,
  pods: readonly Pod[],
): void {
  const worn = new Set(pods.map(({ metadata }) => metadata.labels?.[HASH_LABEL]));
  const surplus = old.length - revisionHistoryLimit;
  const idle = old.filter(({ metadata }) => !worn.has(metadata.labels?.[HASH_LABEL]));
  for (const revision of idle.slice(0, Math.max(0, surplus))) api.delete(keyOf(revision));
}
