import type { Api, WatchEvent } from '../../api/api.ts';
import type { Deployment } from '../../kinds/deployment.ts';
import { selectorMatches } from '../../kinds/labelSelector.ts';
import { controllerOf, type KubeObject, type OwnerReference } from '../../kinds/object.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import type { ToldReasons } from '../narrator.ts';
import { keyOfManager } from '../podWakes.ts';
import { syncDeployment } from './sync.ts';

/** Updates pods by scaling one ReplicaSet up and the others down. k8s: pkg/controller/deployment */
export function createDeploymentController(): Controller {
  const held = new Map<string, ToldReasons>();

  const heldBy = (uid: string) => {
    const keys: ToldReasons = held.get(uid) ?? new Map();
    held.set(uid, keys);
    return keys;
  };

  return {
    name: 'deployment-controller',
    watches: ['Deployment', 'ReplicaSet', 'Pod'],
    wants: (event, context) => {
      switch (event.object.kind) {
        case 'Deployment':
          if (event.type === 'DELETED') held.delete(event.object.metadata.uid);
          return [keyOfManager(event.object)];
        case 'ReplicaSet':
          return wakesOfSet(context.api, event as WatchEvent<ReplicaSet>);
        default:
          return event.type === 'DELETED' ? wakesOfLastPod(context.api, event.object) : [];
      }
    },
    reconcile: (context: ControllerContext, key) => {
      const deployment = context.api.get('Deployment', key.namespace, key.name);
      if (deployment === undefined) return;
      const againMs = syncDeployment(context, deployment, heldBy(deployment.metadata.uid));
      if (againMs !== undefined) context.enqueueAfter(key, againMs);
    },
  };
}

/** k8s: deployment addReplicaSet, updateReplicaSet, deleteReplicaSet */
function wakesOfSet(api: Api, { type, object: set, previous }: WatchEvent<ReplicaSet>): readonly Key[] {
  const owner = controllerOf(set);
  const oldOwner = previous === undefined ? undefined : controllerOf(previous);
  const before = oldOwner !== undefined && oldOwner.uid !== owner?.uid ? keysOf(deploymentOf(api, set, oldOwner)) : [];
  if (owner !== undefined) return [...before, ...keysOf(deploymentOf(api, set, owner))];
  if (type === 'DELETED') return before;
  const deployments = api.list('Deployment', { namespace: set.metadata.namespace ?? '' });
  return [...before, ...deployments.filter(({ spec }) => selectorMatches(spec.selector, set.metadata.labels)).map(keyOfManager)];
}

/** A Recreate update goes on when the last old pod is gone. k8s: deployment deletePod */
function wakesOfLastPod(api: Api, pod: KubeObject): readonly Key[] {
  const owner = controllerOf(pod);
  const set = owner?.kind === 'ReplicaSet' ? api.get('ReplicaSet', pod.metadata.namespace, owner.name) : undefined;
  const deployment = set === undefined ? undefined : deploymentOf(api, set, controllerOf(set));
  if (deployment?.spec.strategy?.type !== 'Recreate') return [];
  const sets = api.listOwned('ReplicaSet', deployment.metadata.uid);
  return sets.some(({ metadata }) => api.listOwned('Pod', metadata.uid).length > 0) ? [] : keysOf(deployment);
}

function deploymentOf(api: Api, set: KubeObject, owner: OwnerReference | undefined): Deployment | undefined {
  if (owner?.kind !== 'Deployment') return undefined;
  const deployment = api.get('Deployment', set.metadata.namespace, owner.name);
  return deployment?.metadata.uid === owner.uid ? deployment : undefined;
}

function keysOf(deployment: Deployment | undefined): readonly Key[] {
  return deployment === undefined ? [] : [keyOfManager(deployment)];
}
