import { formatRfc3339 } from '../core/time.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Condition, KubeObject } from '../kinds/object.ts';
import type { Pod } from '../kinds/pod.ts';
import type { PodDisruptionBudget } from '../kinds/podDisruptionBudget.ts';
import type { DeleteOptions } from './api.ts';
import type { Writer } from './createObject.ts';
import { deleteObject } from './deleteObject.ts';
import { selects } from './selectors.ts';
import { ApiError } from './errors.ts';
import { forbidden, tooManyRequests } from './status.ts';
import { storeUpdate } from './updateObject.ts';

/**
 * Deletes a pod if its budget allows it: marks it as a target of disruption first, and counts the disruption in the
 * budget's status. Throws 429 when the budget is used up. k8s: pods/eviction, EvictionREST
 */
export function evictPod(writer: Writer, kind: Kind, object: KubeObject, options: DeleteOptions): void {
  const pod = object as Pod;
  if (!ignoresBudgets(pod)) spendBudget(writer, pod, options);
  if (options.dryRun === true) return;
  const marked = storeUpdate(writer, withDisruptionTarget(writer, pod), pod, {});
  deleteObject(writer, kind, marked, options);
}

const REFUSAL = "Cannot evict pod as it would violate the pod's disruption budget.";
const CAUSE = 'DisruptionBudget';

/** Pods that serve nobody are free to go. k8s: canIgnorePDB */
function ignoresBudgets({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined || status.phase === 'Pending' || status.phase === 'Succeeded' || status.phase === 'Failed';
}

/** Upstream gives no reason with it. */
const TWO_BUDGETS = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';

function spendBudget(writer: Writer, pod: Pod, options: DeleteOptions): void {
  const budgets = (writer.backend.store.list('PodDisruptionBudget', pod.metadata.namespace) as readonly PodDisruptionBudget[]).filter(
    ({ spec }) => selects(spec.selector, pod.metadata.labels),
  );
  if (budgets.length > 1) {
    throw new ApiError({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: TWO_BUDGETS, code: 500 });
  }
  const [budget] = budgets;
  if (budget === undefined || isFreeAsUnhealthy(pod, budget)) return;
  checkBudget(writer, budget);
  if (options.dryRun === true) return;
  storeUpdate(writer, withOneDisruption(budget, pod.metadata.name, formatRfc3339(writer.backend.unixNow())), budget, {});
}

function isReady({ status }: Pod): boolean {
  return (status.conditions ?? []).some(({ type, status: value }) => type === 'Ready' && value === 'True');
}

/** A pod that is not ready does not count as healthy, so it may go without using up the budget. */
function isFreeAsUnhealthy(pod: Pod, { spec, status }: PodDisruptionBudget): boolean {
  if (isReady(pod)) return false;
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  return status.desiredHealthy > 0 && status.currentHealthy >= status.desiredHealthy;
}

/** k8s: EvictionREST checkAndDecrement */
function checkBudget({ backend }: Writer, { metadata, status }: PodDisruptionBudget): void {
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    throw tooManyRequests(REFUSAL, [
      { reason: CAUSE, message: `The disruption budget ${metadata.name} is still being processed by the server.` },
    ]);
  }
  if (status.disruptionsAllowed < 0) {
    const kind = backend.kind('PodDisruptionBudget') ?? { group: 'policy', plural: 'poddisruptionbudgets', kind: 'PodDisruptionBudget' };
    throw forbidden(kind, metadata.name, 'pdb disruptions allowed is negative');
  }
  if (status.disruptionsAllowed === 0) {
    const needs = `needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`;
    throw tooManyRequests(REFUSAL, [{ reason: CAUSE, message: `The disruption budget ${metadata.name} ${needs}` }]);
  }
}

function withOneDisruption(budget: PodDisruptionBudget, podName: string, at: string): PodDisruptionBudget {
  const { status } = budget;
  const disruptionsAllowed = status.disruptionsAllowed - 1;
  const conditions = disruptionsAllowed > 0 ? status.conditions : withoutRoom(status.conditions ?? [], budget.metadata.generation ?? 0, at);
  return {
    ...budget,
    status: {
      ...status,
      disruptionsAllowed,
      disruptedPods: { ...status.disruptedPods, [podName]: at },
      ...(conditions === undefined ? {} : { conditions }),
    },
  };
}

function withoutRoom(conditions: readonly Condition[], observedGeneration: number, at: string): readonly Condition[] {
  const condition: Condition = {
    type: 'DisruptionAllowed',
    status: 'False',
    reason: 'InsufficientPods',
    message: '',
    observedGeneration,
    lastTransitionTime: at,
  };
  return [...conditions.filter(({ type }) => type !== 'DisruptionAllowed'), condition];
}

function withDisruptionTarget({ backend }: Writer, pod: Pod): Pod {
  const condition: Condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastProbeTime: null,
    lastTransitionTime: backend.timestamp(),
    ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
  };
  const others = (pod.status.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget');
  return { ...pod, status: { ...pod.status, conditions: [...others, condition] } };
}
