import { kindName } from '#engine/api/status.ts';
import type { Api } from '#engine/api/api.ts';
import { applyStrategicPatch } from '#engine/api/patch/strategicMerge.ts';
import type { ControllerRevision } from '#engine/kinds/controllerRevision.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { PodTemplateSpec } from '#engine/kinds/pod.ts';
import type { ReplicaSet } from '#engine/kinds/replicaSet.ts';
import { KubectlError } from '../errors.ts';
import { podTemplateOf } from '../podSpec.ts';
import type { JsonRecord } from '../printers/values.ts';
import type { Info } from '../resources/info.ts';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';
export const REVISION = 'deployment.kubernetes.io/revision';

/** Kinds that kubectl knows to visit, whether or not they have revisions. k8s: kinds Visitor */
const VISITED: ReadonlySet<string> = new Set(['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

/** Why a kind has no history, or cannot be rolled back: `what` names the one who would do it. */
export function noRevisions({ resource }: Info, what: 'history viewer' | 'rollbacker'): KubectlError {
  const { group, kind } = resource;
  const name = kindName({ group, kind });
  if (VISITED.has(kind)) return new KubectlError(`no ${what} has been implemented for "${name}"`);
  return new KubectlError(`error retrieving ${what === 'rollbacker' ? what : 'history'} for "${name}", no visitor method exists for {${group} ${kind}}`);
}

/** One state of a workload that it can go back to. */
export interface Revision {
  readonly number: number;
  readonly changeCause: string;
  readonly template: PodTemplateSpec;
  /** The ReplicaSet or ControllerRevision that keeps it. */
  readonly keeper: KubeObject;
}

/** The revisions of a workload, oldest first; undefined for kinds that keep none. k8s: polymorphichelpers HistoryViewer */
export function revisionsOf(api: Api, object: KubeObject): readonly Revision[] | undefined {
  switch (object.kind) {
    case 'Deployment':
      return sorted(ownedSets(api, object).map(ofReplicaSet));
    case 'StatefulSet':
    case 'DaemonSet':
      return sorted(api.listOwned('ControllerRevision', object.metadata.uid).map((keeper) => ofControllerRevision(api, object, keeper)));
    default:
      return undefined;
  }
}

/** ReplicaSets that a Deployment controls. */
export function ownedSets(api: Api, deployment: KubeObject): readonly ReplicaSet[] {
  return api.listOwned('ReplicaSet', deployment.metadata.uid);
}

function sorted(revisions: readonly Revision[]): readonly Revision[] {
  return revisions.toSorted((a, b) => a.number - b.number);
}

function ofReplicaSet(keeper: ReplicaSet): Revision {
  const { annotations } = keeper.metadata;
  const changeCause = annotations?.[CHANGE_CAUSE] ?? '';
  const template = podTemplateOf(keeper) ?? { spec: { containers: [] } };
  return { number: Number(annotations?.[REVISION] ?? 0), changeCause, template: withCause(template, changeCause), keeper };
}

/** The history shows the cause of a change among the template's annotations. k8s: DeploymentHistoryViewer */
function withCause(template: PodTemplateSpec, cause: string): PodTemplateSpec {
  if (cause === '') return template;
  const { metadata = {} } = template;
  return { ...template, metadata: { ...metadata, annotations: { ...metadata.annotations, [CHANGE_CAUSE]: cause } } };
}

function ofControllerRevision(api: Api, object: KubeObject, keeper: ControllerRevision): Revision {
  const restored = applyStrategicPatch(object as unknown as JsonRecord, keeper.data as JsonRecord, api.kind(object.kind)?.schema) as unknown as KubeObject;
  return { number: keeper.revision, changeCause: keeper.metadata.annotations?.[CHANGE_CAUSE] ?? '', template: podTemplateOf(restored) ?? { spec: { containers: [] } }, keeper };
}

/** The revision to go back to: the one named, or the last but one for 0. */
export function targetRevision(revisions: readonly Revision[], wanted: number, whenNone: string): Revision {
  if (wanted !== 0) {
    const found = revisions.find((revision) => revision.number === wanted);
    if (found === undefined) throw new KubectlError(`unable to find specified revision ${wanted} in history`);
    return found;
  }
  const previous = revisions.at(-2);
  if (previous === undefined) throw new KubectlError(whenNone);
  return previous;
}
