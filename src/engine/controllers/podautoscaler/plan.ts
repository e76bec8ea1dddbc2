import { formatRfc3339 } from '../../core/time.ts';
import type { HorizontalPodAutoscaler } from '../../kinds/horizontalPodAutoscaler.ts';
import { keyOf, type Condition, type ObjectKey } from '../../kinds/object.ts';
import { withCondition } from '../conditions.ts';
import { act, note, wait, type Reason } from '../reason.ts';
import { metricProblem } from './metricProblem.ts';

/** What an autoscaler scales, or why it cannot tell how large that is. */
export type Target = { readonly key: ObjectKey; readonly replicas: number } | { readonly problem: string };

export interface Situation {
  readonly scaler: HorizontalPodAutoscaler;
  readonly target: Target;
  readonly nowUnixMs: number;
}

export interface ScalerEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** The target gets another size. */
export interface Rescale {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

export interface ScalerPlan {
  /** What the status becomes when nothing is rescaled. */
  readonly status: HorizontalPodAutoscaler['status'];
  readonly events: readonly ScalerEvent[];
  readonly rescale: Rescale | undefined;
  readonly reason: Reason;
}

/**
 * What an autoscaler does in one look. No server of metrics runs in this cluster, so it keeps its target between the
 * bounds and cannot compute anything else. k8s: podautoscaler reconcileAutoscaler
 */
export function planScaler(situation: Situation): ScalerPlan {
  const { scaler, target } = situation;
  if ('problem' in target) return planWithoutTarget(situation, target.problem);
  const { minReplicas = 1, maxReplicas } = scaler.spec;
  const found = condition(situation, scaler.status, 'AbleToScale', 'True', 'SucceededGetScale', "the HPA controller was able to get the target's current scale");
  const { replicas } = target;
  if (replicas === 0) return planDisabled(situation, found);
  if (replicas > maxReplicas) return planRescale(situation, found, target, { from: replicas, to: maxReplicas, why: 'Current number of replicas above Spec.MaxReplicas' });
  if (replicas < minReplicas) return planRescale(situation, found, target, { from: replicas, to: minReplicas, why: 'Current number of replicas below Spec.MinReplicas' });
  return planWithoutMetrics(situation, found, target);
}

type Status = HorizontalPodAutoscaler['status'];

function planWithoutTarget(situation: Situation, problem: string): ScalerPlan {
  const { scaler } = situation;
  return {
    status: condition(situation, scaler.status, 'AbleToScale', 'False', 'FailedGetScale', `the HPA controller was unable to get the target's current scale: ${problem}`),
    events: [{ type: 'Warning', reason: 'FailedGetScale', message: problem }],
    rescale: undefined,
    reason: wait(keyOf(scaler), 'podautoscaler.noTarget', { problem }),
  };
}

/** Nobody scales what somebody has scaled to zero. */
function planDisabled(situation: Situation, status: Status): ScalerPlan {
  const { scaler } = situation;
  const { name } = scaler.spec.scaleTargetRef;
  return {
    status: sized(condition(situation, status, 'ScalingActive', 'False', 'ScalingDisabled', 'scaling is disabled since the replica count of the target is zero'), 0, 0),
    events: [],
    rescale: undefined,
    reason: note(keyOf(scaler), 'podautoscaler.disabled', { target: name }),
  };
}

function planRescale({ scaler }: Situation, status: Status, { key }: { readonly key: ObjectKey }, rescale: Rescale): ScalerPlan {
  const { from, to } = rescale;
  const code = to > from ? 'podautoscaler.raise' : 'podautoscaler.lower';
  return { status, events: [], rescale, reason: act(key, code, { scaler: scaler.metadata.name, target: key.name, from, to }) };
}

/** How far the status has come when the target has its new size. */
export function rescaledStatus(situation: Situation, status: Status, { from, to }: Rescale): Status {
  const able = condition(situation, status, 'AbleToScale', 'True', 'SucceededRescale', `the HPA controller was able to update the target scale to ${to}`);
  return { ...sized(able, from, to), lastScaleTime: formatRfc3339(situation.nowUnixMs) };
}

/** What is said and kept when the target could not be given its new size. */
export function refusedStatus(situation: Situation, status: Status, { from, to, why }: Rescale, problem: string): { readonly status: Status; readonly event: ScalerEvent } {
  const unable = condition(situation, status, 'AbleToScale', 'False', 'FailedUpdateScale', `the HPA controller was unable to update the target scale: ${problem}`);
  return {
    status: sized(unable, from, situation.scaler.status.desiredReplicas ?? 0),
    event: { type: 'Warning', reason: 'FailedRescale', message: `New size: ${to}; reason: ${why}; error: ${problem}` },
  };
}

function planWithoutMetrics(situation: Situation, status: Status, { key, replicas }: { readonly key: ObjectKey; readonly replicas: number }): ScalerPlan {
  const { scaler } = situation;
  const metrics = scaler.spec.metrics ?? [];
  const problems = metrics.map((metric) => metricProblem(metric, scaler.metadata.namespace ?? ''));
  const [first = metricProblem(UNKNOWN, '')] = problems;
  const inactive = condition(situation, status, 'ScalingActive', 'False', first.reason, `the HPA was unable to compute the replica count: ${first.message}`);
  const invalid = `invalid metrics (${metrics.length} invalid out of ${metrics.length}), first error is: ${first.wrapped}`;
  return {
    status: { ...sized(inactive, replicas, scaler.status.desiredReplicas ?? 0), currentMetrics: metrics.map(() => UNKNOWN) },
    events: [...problems.map(({ reason, message }): ScalerEvent => ({ type: 'Warning', reason, message })), { type: 'Warning', reason: 'FailedComputeMetricsReplicas', message: invalid }],
    rescale: undefined,
    reason: wait(keyOf(scaler), 'podautoscaler.noMetrics', { target: key.name, replicas }),
  };
}

/** What is stored of a metric that nobody could measure. */
const UNKNOWN = Object.freeze({ type: '' });

function sized(status: Status, currentReplicas: number, desiredReplicas: number): Status {
  return { ...status, currentMetrics: null, currentReplicas, desiredReplicas };
}

function condition({ nowUnixMs }: Situation, status: Status, type: string, value: Condition['status'], reason: string, message: string): Status {
  return { ...status, conditions: withCondition(status.conditions, { type, status: value, lastTransitionTime: formatRfc3339(nowUnixMs), reason, message }) };
}
