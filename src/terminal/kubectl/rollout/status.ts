import { kindName } from '#engine/api/status.ts';
import type { DaemonSet } from '#engine/kinds/daemonSet.ts';
import type { Deployment } from '#engine/kinds/deployment.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { StatefulSet } from '#engine/kinds/statefulSet.ts';
import { KubectlError } from '../errors.ts';
import { REVISION } from './revisions.ts';

/** How far a rollout is: a sentence, and whether that is the end. */
export interface RolloutStatus {
  readonly text: string;
  readonly isDone: boolean;
}

type StatusOf = (object: never, revision: number) => RolloutStatus;

const STATUSES: Readonly<Record<string, StatusOf>> = { Deployment: deploymentStatus, DaemonSet: daemonSetStatus, StatefulSet: statefulSetStatus };

/** Looks at a workload once; throws for kinds and strategies that have no status. k8s: polymorphichelpers StatusViewer */
export function rolloutStatus(object: KubeObject, revision: number): RolloutStatus {
  const statusOf = STATUSES[object.kind];
  if (statusOf === undefined) throw new KubectlError(`no status viewer has been implemented for ${object.kind}`);
  return statusOf(object as never, revision);
}

/** Throws when a kind has no status, before anything is waited for. */
export function checkHasStatus({ group, kind }: { readonly group: string; readonly kind: string }): void {
  if (STATUSES[kind] === undefined) throw new KubectlError(`no status viewer has been implemented for ${kindName({ group, kind })}`);
}

const waiting = (text: string): RolloutStatus => ({ text, isDone: false });
const done = (text: string): RolloutStatus => ({ text, isDone: true });

function statefulSetStatus(set: StatefulSet): RolloutStatus {
  const { spec, status, metadata } = set;
  if (spec.updateStrategy?.type !== 'RollingUpdate') throw new KubectlError('rollout status is only available for RollingUpdate strategy type');
  if ((status.observedGeneration ?? 0) === 0 || (metadata.generation ?? 0) > (status.observedGeneration ?? 0)) {
    return waiting('Waiting for statefulset spec update to be observed...');
  }
  const replicas = spec.replicas ?? 1;
  const ready = status.readyReplicas ?? 0;
  if (ready < replicas) return waiting(`Waiting for ${replicas - ready} pods to be ready...`);
  const updated = status.updatedReplicas ?? 0;
  const { rollingUpdate } = spec.updateStrategy;
  if (rollingUpdate !== undefined) {
    const wanted = replicas - (rollingUpdate.partition ?? 0);
    if (updated < wanted) return waiting(`Waiting for partitioned roll out to finish: ${updated} out of ${wanted} new pods have been updated...`);
    return done(`partitioned roll out complete: ${updated} new pods have been updated...`);
  }
  if (status.updateRevision !== status.currentRevision) {
    return waiting(`waiting for statefulset rolling update to complete ${updated} pods at revision ${status.updateRevision ?? ''}...`);
  }
  return done(`statefulset rolling update complete ${status.currentReplicas ?? 0} pods at revision ${status.currentRevision ?? ''}...`);
}

function deploymentStatus(deployment: Deployment, revision: number): RolloutStatus {
  const { metadata, spec, status } = deployment;
  const running = Number(metadata.annotations?.[REVISION] ?? 0);
  if (revision > 0 && revision !== running) throw new KubectlError(`desired revision (${revision}) is different from the running revision (${running})`);
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) return waiting('Waiting for deployment spec update to be observed...');
  const progressing = status.conditions?.find((condition) => condition.type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') throw new KubectlError(`deployment "${metadata.name}" exceeded its progress deadline`);
  const updated = status.updatedReplicas ?? 0;
  const head = `Waiting for deployment "${metadata.name}" rollout to finish:`;
  if (spec.replicas !== undefined && updated < spec.replicas) return waiting(`${head} ${updated} out of ${spec.replicas} new replicas have been updated...`);
  const old = (status.replicas ?? 0) - updated;
  if (old > 0) return waiting(`${head} ${old} old replicas are pending termination...`);
  if ((status.availableReplicas ?? 0) < updated) return waiting(`${head} ${status.availableReplicas ?? 0} of ${updated} updated replicas are available...`);
  return done(`deployment "${metadata.name}" successfully rolled out`);
}

function daemonSetStatus(set: DaemonSet): RolloutStatus {
  const { metadata, spec, status } = set;
  if (spec.updateStrategy?.type !== 'RollingUpdate') throw new KubectlError('rollout status is only available for RollingUpdate strategy type');
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) return waiting('Waiting for daemon set spec update to be observed...');
  const head = `Waiting for daemon set "${metadata.name}" rollout to finish:`;
  const wanted = status.desiredNumberScheduled;
  const updated = status.updatedNumberScheduled ?? 0;
  const available = status.numberAvailable ?? 0;
  if (updated < wanted) return waiting(`${head} ${updated} out of ${wanted} new pods have been updated...`);
  if (available < wanted) return waiting(`${head} ${available} of ${wanted} updated pods are available...`);
  return done(`daemon set "${metadata.name}" successfully rolled out`);
}
