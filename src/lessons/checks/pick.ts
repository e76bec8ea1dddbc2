import { labelMatcher } from '#engine/api/selectors.ts';
import { controllerOf, type KubeObject } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { ObjectRef, PodsRef } from '../check.ts';
import type { LessonView } from '../view.ts';

/** Does a reference mean this object? Objects without a namespace fit any. */
export function isMeant({ kind, name, namespace = 'default' }: ObjectRef, object: KubeObject): boolean {
  const { metadata } = object;
  return object.kind === kind && metadata.name === name && (metadata.namespace === undefined || metadata.namespace === namespace);
}

/** Which pods a reference picks, now or in history. */
export function podMatcher(ref: PodsRef): (pod: KubeObject) => boolean {
  if ('pod' in ref) return (pod) => isMeant({ kind: 'Pod', name: ref.pod, ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }) }, pod);
  if ('selector' in ref) {
    const matches = labelMatcher(ref.selector);
    return ({ metadata }) => metadata.namespace === (ref.namespace ?? 'default') && matches(metadata.labels);
  }
  const { kind, name, namespace = 'default' } = ref.of;
  if (kind === 'Deployment') return ({ metadata }) => metadata.namespace === namespace && isReplicaSetOf(controllerOf({ metadata })?.name, name);
  return ({ metadata }) => {
    const owner = controllerOf({ metadata });
    return metadata.namespace === namespace && owner?.kind === kind && owner.name === name;
  };
}

/** The ReplicaSets of a Deployment are called after it and the hash of the template. */
function isReplicaSetOf(replicaSet: string | undefined, deployment: string): boolean {
  return replicaSet !== undefined && replicaSet.slice(0, replicaSet.lastIndexOf('-')) === deployment;
}

export function podsOf(view: LessonView, ref: PodsRef): readonly Pod[] {
  return (view.objects('Pod') as readonly Pod[]).filter(podMatcher(ref));
}

/** What a reference is called in a sentence: `web`, `app=nginx`, `web-0`. */
export function podsName(ref: PodsRef): string {
  if ('pod' in ref) return ref.pod;
  return 'selector' in ref ? ref.selector : ref.of.name;
}
