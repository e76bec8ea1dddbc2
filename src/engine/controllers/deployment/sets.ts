import type { Deployment } from '../../kinds/deployment.ts';
import type { KubeObject, NewObject } from '../../kinds/object.ts';
import type { PodTemplateSpec } from '../../kinds/pod.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import { semanticallyEqual } from '../../kinds/semanticallyEqual.ts';
import { ownerReferenceTo } from '../ownership.ts';
import { templateHash } from '../templateHash.ts';
import { newSetAnnotations, sizeAnnotations } from './annotations.ts';

export const HASH_LABEL = 'pod-template-hash';

/** The ReplicaSets of a Deployment: the one of its template, if it exists, and the others, oldest first. */
export interface Sets {
  readonly fresh: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
}

/** k8s: deploymentutil FindNewReplicaSet, FindOldReplicaSets. Of several with the template the oldest is the new one. */
export function splitSets(deployment: Deployment, sets: readonly ReplicaSet[]): Sets {
  const byAge = [...sets].sort(compareAge);
  const fresh = byAge.find((set) => hasTemplateOf(deployment, set));
  return { fresh, old: byAge.filter((set) => set !== fresh) };
}

/** By creation, then name. */
export function compareAge({ metadata: a }: KubeObject, { metadata: b }: KubeObject): number {
  if (a.creationTimestamp !== b.creationTimestamp) return a.creationTimestamp < b.creationTimestamp ? -1 : 1;
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

/** Are the templates equal but for the hash label? k8s: deploymentutil EqualIgnoreHash */
export function hasTemplateOf(deployment: Deployment, set: ReplicaSet): boolean {
  return semanticallyEqual(deployment.spec.template, withoutHash(set.spec.template));
}

const stripped = new WeakMap<PodTemplateSpec, PodTemplateSpec>();

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  let bare = stripped.get(template);
  if (bare === undefined) {
    const { [HASH_LABEL]: _hash, ...labels } = template.metadata?.labels ?? {};
    bare = { ...template, metadata: { ...template.metadata, labels } };
    stripped.set(template, bare);
  }
  return bare;
}

/** The ReplicaSet of the Deployment's template, as it is created. k8s: deployment getNewReplicaSet */
export function newSet(deployment: Deployment, replicas: number, revision: number): NewObject<ReplicaSet> {
  const { name, namespace } = deployment.metadata;
  const { template, selector, minReadySeconds } = deployment.spec;
  const hash = templateHash(template, deployment.status.collisionCount);
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      ...(namespace === undefined ? {} : { namespace }),
      labels,
      annotations: { ...newSetAnnotations(deployment, {}, revision), ...sizeAnnotations(deployment) },
      ownerReferences: [ownerReferenceTo(deployment)],
    },
    spec: {
      replicas,
      ...(minReadySeconds === undefined || minReadySeconds === 0 ? {} : { minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}
