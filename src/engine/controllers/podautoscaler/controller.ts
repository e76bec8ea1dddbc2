import type { Api } from '../../api/api.ts';
import { noSuchPath, notFound } from '../../api/status.ts';
import type { HorizontalPodAutoscaler } from '../../kinds/horizontalPodAutoscaler.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { semanticallyEqual } from '../../kinds/semanticallyEqual.ts';
import type { Controller, ControllerContext } from '../controller.ts';
import { keyOfManager } from '../podWakes.ts';
import { isRetryable } from '../syncError.ts';
import { planScaler, refusedStatus, rescaledStatus, type Rescale, type Situation, type Target } from './plan.ts';

/** k8s: --horizontal-pod-autoscaler-sync-period */
const RHYTHM_MS = 15_000;

/** Looks at each autoscaler in one rhythm, whatever changes in between. k8s: pkg/controller/podautoscaler */
export function createHorizontalPodAutoscalerController(): Controller {
  return {
    name: 'horizontal-pod-autoscaler-controller',
    eventSource: 'horizontal-pod-autoscaler',
    watches: ['HorizontalPodAutoscaler'],
    wants: ({ type, object }, { enqueueAfter }) => {
      if (type === 'ADDED') enqueueAfter(keyOfManager(object), RHYTHM_MS);
      return [];
    },
    reconcile: (context, key) => {
      const scaler = context.api.get('HorizontalPodAutoscaler', key.namespace, key.name);
      if (scaler === undefined) return;
      context.enqueueAfter(key, RHYTHM_MS);
      sync(context, scaler);
    },
  };
}

function sync(context: ControllerContext, scaler: HorizontalPodAutoscaler): void {
  const situation: Situation = { scaler, target: targetOf(context.api, scaler), nowUnixMs: context.unixNow() };
  const plan = planScaler(situation);
  for (const { type, reason, message } of plan.events) context.events.event(scaler, type, reason, message);
  // What was done to the target a while ago is no reason any more.
  if (plan.rescale === undefined && 'key' in situation.target) context.settle(situation.target.key);
  context.explain(plan.reason);
  const status = plan.rescale === undefined ? plan.status : rescale(context, situation, plan.status, plan.rescale);
  if (!semanticallyEqual(status, scaler.status)) context.api.updateStatus({ ...scaler, status });
}

/** The status after the target was given its size, or could not be. */
function rescale({ api, events }: ControllerContext, situation: Situation, status: HorizontalPodAutoscaler['status'], wanted: Rescale): HorizontalPodAutoscaler['status'] {
  const { scaler } = situation;
  const { kind, name } = scaler.spec.scaleTargetRef;
  try {
    api.patch({ kind, namespace: scaler.metadata.namespace ?? '', name }, 'merge', { spec: { replicas: wanted.to } }, { subresource: 'scale' });
  } catch (error) {
    if (!isRetryable(error)) throw error;
    const refused = refusedStatus(situation, status, wanted, error.message);
    events.event(scaler, refused.event.type, refused.event.reason, refused.event.message);
    return refused.status;
  }
  events.event(scaler, 'Normal', 'SuccessfulRescale', `New size: ${wanted.to}; reason: ${wanted.why}`);
  return rescaledStatus(situation, status, wanted);
}

interface Sized extends KubeObject {
  readonly spec: { readonly replicas?: number };
}

/** k8s: podautoscaler scaleForResourceMappings */
function targetOf(api: Api, { metadata: { namespace }, spec: { scaleTargetRef: ref } }: HorizontalPodAutoscaler): Target {
  const slash = ref.apiVersion?.indexOf('/') ?? -1;
  const group = slash < 0 ? '' : (ref.apiVersion ?? '').slice(0, slash);
  const kind = api.kinds().find((one) => one.kind === ref.kind && one.group === group);
  if (kind === undefined) return { problem: `no matches for kind "${ref.kind}" in group "${group}"` };
  if (!kind.hasScale) return { problem: noSuchPath().message };
  const object = api.get(kind.kind, namespace, ref.name) as Sized | undefined;
  if (object === undefined) return { problem: notFound(kind, ref.name).message };
  return { key: { kind: kind.kind, namespace: namespace ?? '', name: ref.name }, replicas: object.spec.replicas ?? 0 };
}
