import type { WatchEvent } from '../../api/api.ts';
import { formatRfc3339 } from '../../core/time.ts';
import type { Node, Taint } from '../../kinds/node.ts';
import { keyOf } from '../../kinds/object.ts';
import { conditionOf, type Pod } from '../../kinds/pod.ts';
import { withCondition } from '../conditions.ts';
import type { Controller, ControllerContext } from '../controller.ts';
import { createPodsByNode, type PodsByNode } from '../podsByNode.ts';
import { act, note, wait } from '../reason.ts';
import { evictionKeyOf, planEvictionTaints, planScheduleTaints, readyStatusOf, silentConditions } from './plan.ts';
import { createZones, type Zones } from './zones.ts';

const MONITOR_MS = 5000;
const LEASES = 'kube-node-lease';

/** What is known about the life of a node. */
interface Health {
  /** When the last sign of life was seen, in milliseconds of virtual time. */
  seenAtMs: number;
  /** Has it been declared dead? */
  isSilent: boolean;
}

/**
 * Declares nodes dead that have been silent for too long, marks their pods, and taints nodes by their state.
 * k8s: node-lifecycle-controller
 */
export function createNodeLifecycleController(): Controller {
  const pods = createPodsByNode();
  const zones = createZones();
  const health = new Map<string, Health>();
  /** Nodes that came or went since the last look. */
  const arrived = new Set<string>();
  const left = new Map<string, Node>();

  const seeNode = ({ type, object: node, previous }: WatchEvent<Node>, nowMs: number) => {
    const { name } = node.metadata;
    if (type === 'DELETED') {
      health.delete(name);
      left.set(name, node);
      return;
    }
    const known = health.get(name);
    if (known === undefined) {
      health.set(name, { seenAtMs: nowMs, isSilent: false });
      // Those that were there from the start are known already.
      if (nowMs > 0) arrived.add(name);
    } else if (previous !== undefined && heartbeatOf(node) !== heartbeatOf(previous)) known.seenAtMs = nowMs;
  };

  return {
    name: 'node-controller',
    watches: ['Node', 'Lease', 'Pod'],
    wants: (event, { now }) => {
      const { object } = event;
      if (object.kind === 'Pod') {
        pods.see(event as WatchEvent<Pod>);
        return [];
      }
      const { name } = object.metadata;
      if (object.kind === 'Lease') {
        const known = object.metadata.namespace === LEASES && event.type !== 'DELETED' ? health.get(name) : undefined;
        if (known !== undefined) known.seenAtMs = now();
        return [];
      }
      seeNode(event as WatchEvent<Node>, now());
      return [{ name }];
    },
    reconcile: (context, { name }) => {
      const node = context.api.get('Node', undefined, name);
      const gone = left.get(name);
      left.delete(name);
      if (gone !== undefined) context.events.event(gone, 'Normal', 'RemovingNode', `Node ${name} event: Removing Node ${name} from Controller`);
      if (node === undefined) return;
      if (arrived.delete(name)) context.events.event(node, 'Normal', 'RegisteredNode', `Node ${name} event: Registered Node ${name} in Controller`);
      const known = health.get(name);
      const silent = known === undefined ? undefined : declareSilent(context, node, known, pods);
      const tainted = taintForScheduling(context, silent ?? node);
      // Whose silence is news is looked at once more when all nodes have been judged: they may all be silent.
      if (silent === undefined) taintForEviction(context, tainted, zones);
    },
    resync: {
      everyMs: MONITOR_MS,
      keys: ({ api }) => api.list('Node').map(({ metadata: { name } }) => ({ name })),
    },
  };
}

function heartbeatOf({ status }: Node): string | undefined {
  return status.conditions?.find(({ type }) => type === 'Ready')?.lastHeartbeatTime;
}

/** Writes down that nobody has heard from a node for too long; returns the node when that is news. */
function declareSilent(context: ControllerContext, node: Node, health: Health, pods: PodsByNode): Node | undefined {
  const { api, events, profile, now, unixNow } = context;
  const { seenAtMs } = health;
  const about = keyOf(node);
  const { name } = node.metadata;
  const ready = readyStatusOf(node);
  if (now() - seenAtMs <= profile.nodeMonitorGraceMs) {
    if (ready === 'True' && health.isSilent) settleAll(context, node, pods);
    health.isSilent &&= ready !== 'True';
    return undefined;
  }
  health.isSilent = true;
  const conditions = silentConditions(node, unixNow());
  if (conditions === undefined) return undefined;
  const silent = api.updateStatus({ ...node, status: { ...node.status, conditions } });
  context.explain(wait(about, 'nodes.silent', { node: name, seconds: Math.round((now() - seenAtMs) / 1000) }));
  if (ready !== 'True') return silent;
  events.event({ kind: 'Node', name, uid: node.metadata.uid, apiVersion: 'v1' }, 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
  for (const key of pods.on(name)) markNotReady(context, name, key.namespace ?? '', key.name);
  return silent;
}

function settleAll({ settle }: ControllerContext, node: Node, pods: PodsByNode): void {
  settle(keyOf(node));
  for (const { namespace = '', name } of pods.on(node.metadata.name)) settle({ kind: 'Pod', namespace, name });
}

/** Nobody has heard from the pod's kubelet, so nobody may count on the pod. k8s: MarkPodsNotReady */
function markNotReady(context: ControllerContext, node: string, namespace: string, name: string): void {
  const { api, events, unixNow } = context;
  const pod = api.get('Pod', namespace, name);
  const ready = pod === undefined ? undefined : conditionOf(pod, 'Ready');
  if (pod?.spec.nodeName !== node || ready === undefined || ready.status === 'False') return;
  const { reason: _reason, message: _message, ...rest } = ready;
  const conditions = withCondition(pod.status.conditions, { ...rest, status: 'False', lastTransitionTime: formatRfc3339(unixNow()) });
  api.updateStatus({ ...pod, status: { ...pod.status, conditions } });
  events.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
  context.explain(wait(keyOf(pod), 'nodes.podNotReady', { pod: name, node }, { kind: 'Node', name: node }));
}

function taintForScheduling(context: ControllerContext, node: Node): Node {
  const taints = planScheduleTaints(node, context.unixNow());
  return taints === undefined ? node : writeTaints(context, node, taints);
}

/** One node at a time gets the taint that drives pods away; none while the whole cluster seems to be gone. k8s: doNoExecuteTaintingPass */
function taintForEviction(context: ControllerContext, node: Node, zones: Zones): void {
  const { name } = node.metadata;
  const wanted = evictionKeyOf(node);
  if (wanted === undefined && planEvictionTaints(node, undefined, context.unixNow()) === undefined) return;
  zones.assess(context.api.list('Node'));
  const key = zones.isAllDown() ? undefined : wanted;
  const taints = planEvictionTaints(node, key, context.unixNow());
  if (taints === undefined) return;
  const pauseMs = key === undefined ? 0 : zones.pauseMs(node, context.now());
  if (pauseMs === 0) {
    writeTaints(context, node, taints);
    if (key !== undefined) context.explain(act(keyOf(node), 'nodes.evicting', { node: name, taint: key }));
    return;
  }
  if (pauseMs === Infinity) {
    context.explain(note(keyOf(node), 'nodes.evictionHeld', { node: name }));
    return;
  }
  context.explain(note(keyOf(node), 'nodes.evictionPaced', { node: name }));
  context.enqueueAfter({ name }, pauseMs);
}

function writeTaints({ api }: ControllerContext, node: Node, taints: readonly Taint[]): Node {
  const { taints: _taints, ...spec } = node.spec;
  return api.update({ ...node, spec: taints.length === 0 ? spec : { ...spec, taints } });
}
