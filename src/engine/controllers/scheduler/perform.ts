import { formatRfc3339 } from '../../core/time.ts';
import { keyOf, type Condition } from '../../kinds/object.ts';
import { conditionOf, type Pod } from '../../kinds/pod.ts';
import type { Why } from '../../why.ts';
import { withCondition } from '../conditions.ts';
import type { ControllerContext } from '../controller.ts';
import { act, wait } from '../reason.ts';
import { BOUND_BY_CONTROLLER, referenceTo, SELECTED_NODE } from '../storage/claim.ts';
import type { Assignment, Refusal } from './plan.ts';
import type { Preemption } from './preemption.ts';

/** Node name and PodScheduled come in one write; the event follows. */
export function bindPod({ api, events, explain }: ControllerContext, pod: Pod, node: string, why: Why): void {
  api.update({ ...pod, spec: { ...pod.spec, nodeName: node } }, { subresource: 'binding' });
  const { namespace = '', name } = pod.metadata;
  events.event(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${node}`);
  explain(act(keyOf(pod), why.code, why.params));
}

/** The event comes with each attempt, the condition is written when it says something new. k8s: handleSchedulingFailure */
export function refusePod(context: ControllerContext, pod: Pod, { message, preempt, why, blockedBy }: Refusal): void {
  context.events.event(pod, 'Warning', 'FailedScheduling', message);
  writeRefusal(context, pod, message, preempt?.node);
  context.explain(wait(keyOf(pod), why.code, why.params, blockedBy));
}

function writeRefusal({ api, unixNow }: ControllerContext, pod: Pod, message: string, nominatedNodeName: string | undefined): void {
  const now = conditionOf(pod, 'PodScheduled');
  const isSaid = now?.status === 'False' && now.reason === 'Unschedulable' && now.message === message;
  if (isSaid && (nominatedNodeName === undefined || nominatedNodeName === pod.status.nominatedNodeName)) return;
  const condition: Condition = {
    type: 'PodScheduled', status: 'False', lastProbeTime: null, lastTransitionTime: formatRfc3339(unixNow()), reason: 'Unschedulable', message,
    ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
  };
  api.updateStatus({
    ...pod,
    status: { ...pod.status, conditions: withCondition(pod.status.conditions, condition), ...(nominatedNodeName === undefined ? {} : { nominatedNodeName }) },
  });
}

/** Sets volumes aside for the claims, or tells the provisioner which node it is for. k8s: volumebinding BindPodVolumes */
export function settleClaims({ api }: ControllerContext, { node, bindings }: Assignment): void {
  for (const { claim, volume } of bindings) {
    if (volume === undefined) {
      if (claim.metadata.annotations?.[SELECTED_NODE] === node) continue;
      api.update({ ...claim, metadata: { ...claim.metadata, annotations: { ...claim.metadata.annotations, [SELECTED_NODE]: node } } });
      continue;
    }
    if (volume.spec.claimRef?.uid === claim.metadata.uid) continue;
    const isPrebound = volume.spec.claimRef !== undefined;
    const annotations = isPrebound ? volume.metadata.annotations : { ...volume.metadata.annotations, [BOUND_BY_CONTROLLER]: 'yes' };
    api.update({
      ...volume,
      metadata: { ...volume.metadata, ...(annotations === undefined ? {} : { annotations }) },
      spec: { ...volume.spec, claimRef: referenceTo(claim) },
    });
  }
}

/** Asks the victims to leave, each with its own grace period. k8s: preemption PrepareCandidate */
export function preempt(context: ControllerContext, pod: Pod, { node, victims }: Preemption): void {
  const { api, events, unixNow, explain } = context;
  for (const { pod: seen } of victims) {
    const { namespace, name } = seen.metadata;
    const victim = api.get('Pod', namespace, name);
    if (victim === undefined || victim.metadata.deletionTimestamp !== undefined) continue;
    api.updateStatus({
      ...victim,
      status: {
        ...victim.status,
        conditions: withCondition(victim.status.conditions, {
          type: 'DisruptionTarget', status: 'True', lastProbeTime: null, lastTransitionTime: formatRfc3339(unixNow()),
          reason: 'PreemptionByScheduler', message: 'default-scheduler: preempting to accommodate a higher priority pod',
          ...(victim.metadata.generation === undefined ? {} : { observedGeneration: victim.metadata.generation }),
        }),
      },
    });
    api.delete(keyOf(victim) as { readonly kind: 'Pod'; readonly name: string });
    events.event(victim, 'Normal', 'Preempted', `Preempted by pod ${pod.metadata.uid} on node ${node}`);
    explain(act(keyOf(victim), 'scheduler.preempted', { pod: name, by: pod.metadata.name, node }));
  }
}
