import type { KubeObject, ObjectKey } from '#engine/kinds/object.ts';
import type { Pod, PodTemplateSpec } from '#engine/kinds/pod.ts';
import type { Frame } from '#session/session.ts';
import { controllerOf, keyOf } from './objectKeys.ts';
import type { PodModel } from './podModel.ts';
import { revisionModels } from './revisionModel.ts';
import type { RevisionModel } from './revisionModel.ts';

/** Pods without an order or an identity: those of a Deployment, ReplicaSet, ReplicationController, DaemonSet or Job. */
export interface PoolModel {
  readonly id: string;
  readonly key: ObjectKey;
  readonly name: string;
  readonly namespace: string;
  /** The labels that its pods get: what a Service selects by. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly replicas: number;
  readonly readyCount: number;
  readonly pods: readonly PodModel[];
}

type ToModel = (pod: Pod, minReadySeconds: number, revision: RevisionModel | undefined) => PodModel;

/** The pools that a person made; what was there before the lab began is shown as a helper instead. */
export function poolModels(
  frame: Frame,
  owned: ReadonlyMap<string, readonly Pod[]>,
  toModel: ToModel,
  isOlder: (object: KubeObject) => boolean,
): readonly PoolModel[] {
  const isShown = (object: KubeObject) => object.metadata.namespace?.startsWith('kube-') !== true && !isOlder(object);
  const replicaSets = frame.list('ReplicaSet');
  const deployments = frame.list('Deployment').filter(isShown).map((deployment) => {
    const mine = replicaSets.filter((set) => controllerOf(set)?.uid === deployment.metadata.uid);
    return poolOf(deployment, deployment.spec.replicas ?? 1, deployment.spec.minReadySeconds ?? 0, mine, owned, toModel);
  });
  const bare = [...replicaSets, ...frame.list('ReplicationController')].filter((set) => isShown(set) && controllerOf(set) === undefined).map((set) => poolOf(set, set.spec.replicas ?? 1, set.spec.minReadySeconds ?? 0, [set], owned, toModel));
  const daemons = frame.list('DaemonSet').filter(isShown).map((set) => poolOf(set, (owned.get(set.metadata.uid) ?? []).length, 0, [set], owned, toModel));
  const jobs = frame.list('Job').filter(isShown).map((job) => poolOf(job, job.spec.completions ?? 1, 0, [job], owned, toModel));
  return [...deployments, ...bare, ...daemons, ...jobs];
}

function poolOf(
  owner: KubeObject & { readonly spec: { readonly template: PodTemplateSpec } },
  replicas: number,
  minReadySeconds: number,
  parents: readonly KubeObject[],
  owned: ReadonlyMap<string, readonly Pod[]>,
  toModel: ToModel,
): PoolModel {
  const byAge = [...parents].sort((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1));
  const revisions = revisionModels(byAge.map(({ metadata }) => metadata.uid));
  const pods = byAge.flatMap(({ metadata }) => (owned.get(metadata.uid) ?? []).map((pod) => toModel(pod, minReadySeconds, revisions.get(metadata.uid))));
  return {
    id: owner.metadata.uid,
    key: keyOf(owner),
    name: owner.metadata.name,
    namespace: owner.metadata.namespace ?? '',
    podLabels: owner.spec.template.metadata?.labels ?? {},
    replicas,
    readyCount: pods.filter(({ state }) => state === 'ready' || state === 'minReady').length,
    pods,
  };
}
