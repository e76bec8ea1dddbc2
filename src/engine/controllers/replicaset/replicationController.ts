import type { Api } from '../../api/api.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import type { Controller, Key } from '../controller.ts';
import { createReplicaController } from './controller.ts';
import { replicaSetStatus, type Counted } from './status.ts';

/** Keeps as many pods as a ReplicationController says, by the rules of ReplicaSets. k8s: pkg/controller/replication */
export function createReplicationController(): Controller {
  return createReplicaController({ name: 'replication-controller', kind: 'ReplicationController', find, statusOf, writeStatus });
}

/** k8s: replication conversion.go convertRCtoRS */
function find(api: Api, { namespace, name }: Key): ReplicaSet | undefined {
  const controller = api.get('ReplicationController', namespace, name);
  if (controller === undefined) return undefined;
  const { selector = {}, ...spec } = controller.spec;
  return { ...controller, spec: { ...spec, selector: { matchLabels: selector } } };
}

/** A ReplicationController does not count the pods that are going. */
function statusOf(set: ReplicaSet, counted: Counted): ReplicaSet['status'] {
  const { terminatingReplicas: _going, ...status } = replicaSetStatus(set, counted);
  return status;
}

function writeStatus(api: Api, { metadata: { namespace, name } }: ReplicaSet, status: ReplicaSet['status']): void {
  const controller = api.get('ReplicationController', namespace, name);
  if (controller !== undefined) api.updateStatus({ ...controller, status });
}
