import type { KubeObject, ObjectKey } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Frame } from '#session/session.ts';
import { controllerOf, ordinalOf } from '../stage/model/objectKeys.ts';

/** The pods that an object stands for: itself, or those it controls, a Deployment's through its ReplicaSets. In the order of their ordinals. */
export function podsOf(frame: Frame, target: ObjectKey): readonly Pod[] {
  const object: KubeObject | undefined = frame.get(target.kind, target.namespace, target.name);
  if (object === undefined) return [];
  if (object.kind === 'Pod') return [object as Pod];
  const owners = new Set([object.metadata.uid, ...childrenOf(frame, object).map(({ metadata }) => metadata.uid)]);
  const pods = frame.list('Pod').filter((pod) => owners.has(controllerOf(pod)?.uid ?? ''));
  return [...pods].sort((a, b) => (ordinalOf(a.metadata.name) ?? 0) - (ordinalOf(b.metadata.name) ?? 0));
}

/** What stands between a workload and its pods. */
function childrenOf(frame: Frame, { kind, metadata }: KubeObject): readonly KubeObject[] {
  const between = kind === 'Deployment' ? frame.list('ReplicaSet') : kind === 'CronJob' ? frame.list('Job') : [];
  return between.filter((child) => controllerOf(child)?.uid === metadata.uid);
}

const OWNERS_OF_PODS: ReadonlySet<string> = new Set(['Pod', 'StatefulSet', 'Deployment', 'ReplicaSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController']);

/** Whether a kind is a pod or makes pods. */
export function hasPods(kind: string): boolean {
  return OWNERS_OF_PODS.has(kind);
}

/** ` -n NAMESPACE` where kubectl needs it. */
export function namespaceFlag(namespace: string | undefined): string {
  return namespace === undefined || namespace === 'default' ? '' : ` -n ${namespace}`;
}
