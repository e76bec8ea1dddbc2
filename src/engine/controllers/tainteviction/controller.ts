import type { WatchEvent } from '../../api/api.ts';
import { formatRfc3339 } from '../../core/time.ts';
import type { Node } from '../../kinds/node.ts';
import { keyOf } from '../../kinds/object.ts';
import { isFinished, isTerminating, type Pod } from '../../kinds/pod.ts';
import { withCondition } from '../conditions.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { createPodsByNode } from '../podsByNode.ts';
import { act, wait } from '../reason.ts';
import { noExecuteTaints, stayMs } from './plan.ts';

/** A pod that will have to go. */
interface Deadline {
  readonly uid: string;
  /** When the clock of its toleration began. */
  readonly sinceMs: number;
  readonly dueMs: number;
}

/** Deletes pods that do not tolerate, or no longer tolerate, the NoExecute taints of their node. k8s: taint-eviction-controller */
export function createTaintEvictionController(): Controller {
  const pods = createPodsByNode();
  const deadlines = new Map<string, Deadline>();

  const seePod = (event: WatchEvent<Pod>, context: ControllerContext): readonly Key[] => {
    pods.see(event);
    const { type, object: pod, previous } = event;
    const { namespace = '', name } = pod.metadata;
    if (type === 'DELETED') deadlines.delete(`${namespace}/${name}`);
    if (type === 'DELETED' || pod.spec.nodeName === undefined || previous?.spec.nodeName === pod.spec.nodeName) return [];
    return noExecuteTaints(context.api.get('Node', undefined, pod.spec.nodeName)?.spec.taints).length === 0 ? [] : [{ namespace, name }];
  };

  const seeNode = ({ type, object: node, previous }: WatchEvent<Node>): readonly Key[] => {
    if (type === 'DELETED' || node.spec.taints === previous?.spec.taints) return [];
    return noExecuteTaints(node.spec.taints).length + noExecuteTaints(previous?.spec.taints).length === 0 ? [] : [{ name: node.metadata.name }];
  };

  return {
    name: 'taint-eviction-controller',
    watches: ['Node', 'Pod'],
    wants: (event, context) => (event.object.kind === 'Pod' ? seePod(event as WatchEvent<Pod>, context) : seeNode(event as WatchEvent<Node>)),
    reconcile: (context, key) => {
      if (key.namespace !== undefined) judge(context, deadlines, key);
      else for (const pod of pods.on(key.name)) judge(context, deadlines, pod);
    },
  };
}

function judge(context: ControllerContext, deadlines: Map<string, Deadline>, key: Key): void {
  const id = `${key.namespace ?? ''}/${key.name}`;
  const pod = context.api.get('Pod', key.namespace, key.name);
  if (pod?.spec.nodeName === undefined || isTerminating(pod) || isFinished(pod)) {
    deadlines.delete(id);
    return;
  }
  const taints = noExecuteTaints(context.api.get('Node', undefined, pod.spec.nodeName)?.spec.taints);
  const known = deadlines.get(id);
  const before = known?.uid === pod.metadata.uid ? known : undefined;
  const leaveMs = taints.length === 0 ? Infinity : stayMs(taints, pod.spec.tolerations);
  if (leaveMs === Infinity) {
    if (before !== undefined) cancel(context, deadlines, id, pod);
    return;
  }
  const nowMs = context.now();
  const sinceMs = before?.sinceMs ?? nowMs;
  const dueMs = sinceMs + leaveMs;
  if (dueMs <= nowMs) {
    deadlines.delete(id);
    evict(context, pod, taints.map((taint) => taint.key).join(', '));
    return;
  }
  deadlines.set(id, { uid: pod.metadata.uid, sinceMs, dueMs });
  context.enqueueAfter(key, dueMs - nowMs);
  const params = { pod: key.name, node: pod.spec.nodeName, seconds: Math.ceil(leaveMs / 1000), taint: taints.map((taint) => taint.key).join(', ') };
  context.explain(wait(keyOf(pod), 'nodes.toleratedForAWhile', params, { kind: 'Node', name: pod.spec.nodeName }));
}

function cancel({ events, settle }: ControllerContext, deadlines: Map<string, Deadline>, id: string, pod: Pod): void {
  deadlines.delete(id);
  events.event(referenceTo(pod), 'Normal', 'TaintManagerEviction', `Cancelling deletion of Pod ${id}`);
  settle(keyOf(pod));
}

/** k8s: addConditionAndDeletePod */
function evict(context: ControllerContext, pod: Pod, taint: string): void {
  const { api, events, unixNow } = context;
  const { namespace = '', name, generation } = pod.metadata;
  events.event(referenceTo(pod), 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${namespace}/${name}`);
  const conditions = withCondition(pod.status.conditions, {
    type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint',
    lastProbeTime: null, lastTransitionTime: formatRfc3339(unixNow()), ...(generation === undefined ? {} : { observedGeneration: generation }),
  });
  api.updateStatus({ ...pod, status: { ...pod.status, conditions } });
  context.explain(act(keyOf(pod), 'nodes.evicted', { pod: name, node: pod.spec.nodeName ?? '', taint }));
  api.delete({ kind: 'Pod', namespace, name });
}

/** The taint manager knows pods by their names only. */
function referenceTo({ metadata: { namespace = '', name } }: Pod): { readonly kind: string; readonly apiVersion: string; readonly namespace: string; readonly name: string } {
  return { kind: 'Pod', apiVersion: 'v1', namespace, name };
}
