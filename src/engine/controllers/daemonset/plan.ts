import type { DaemonSet } from '../../kinds/daemonSet.ts';
import { intOrPercent } from '../../kinds/intOrPercent.ts';
import type { Node } from '../../kinds/node.ts';
import { isTerminating, keyOf } from '../../kinds/object.ts';
import { isAvailable, isReady, type Pod } from '../../kinds/pod.ts';
import { act, note, wait, type Reason } from '../reason.ts';
import { unreadyReason } from '../unreadyReason.ts';
import { GENERATION_ANNOTATION, GENERATION_LABEL, HASH_LABEL, placementOn, targetNodeOf } from './placement.ts';

export interface Situation {
  readonly set: DaemonSet;
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  /** The hash of the template's revision. */
  readonly hash: string;
  readonly nowUnixMs: number;
  /** How much longer a failed pod on this node is left alone, in milliseconds. */
  readonly failureBackoffMs: (node: string) => number;
}

export interface PodDeletion {
  readonly pod: Pod;
  readonly why: Reason;
  /** What is posted before it. */
  readonly event?: { readonly type: 'Normal' | 'Warning'; readonly reason: string; readonly message: string };
  /** The node whose failure is counted. */
  readonly failedOn?: string;
}

export interface DaemonSetPlan {
  readonly creates: readonly { readonly node: string; readonly why: Reason }[];
  readonly deletes: readonly PodDeletion[];
  /** Outdated pods that go for the update, once the others are dealt with. */
  readonly updates: readonly PodDeletion[];
  readonly status: DaemonSet['status'];
  readonly waits: readonly Reason[];
  readonly againMs: number | undefined;
}

interface OnNode {
  readonly node: Node;
  readonly pods: readonly Pod[];
}

/** k8s: daemon manage, rollingUpdate, updateDaemonSetStatus */
export function planDaemonSet(situation: Situation): DaemonSetPlan {
  const { set, nodes, pods } = situation;
  const byNode = new Map<string, Pod[]>();
  for (const pod of pods) {
    const target = targetNodeOf(pod);
    if (target !== undefined) byNode.set(target, [...(byNode.get(target) ?? []), pod]);
  }
  const places = nodes.map((node): OnNode => ({ node, pods: byNode.get(node.metadata.name) ?? [] }));
  const decisions = places.map((place) => planNode(situation, place));
  const lost = pods.filter((pod) => isOnMissingNode(pod, nodes));
  const status = statusOf(situation, places);
  const isGoing = isTerminating(set);
  const updates = isGoing || set.spec.updateStrategy?.type === 'OnDelete' ? [] : planUpdate(situation, places);
  const pauses = decisions.flatMap(({ pauseMs }) => pauseMs ?? []);
  return {
    creates: isGoing ? [] : decisions.flatMap(({ creates }) => creates),
    deletes: isGoing
      ? []
      : [...decisions.flatMap(({ deletes }) => deletes), ...lost.map((pod) => removal(set, pod, 'daemonset.nodeGone'))],
    updates,
    status,
    waits: waitsFor(situation, places),
    againMs: pauses.length === 0 ? availabilityCheckMs(situation) : Math.min(...pauses),
  };
}

/** A pod that was bound to a node which is gone; unscheduled ones too. */
function isOnMissingNode(pod: Pod, nodes: readonly Node[]): boolean {
  const target = targetNodeOf(pod);
  return (
    target !== undefined &&
    !isTerminating(pod) &&
    (pod.spec.nodeName ?? '') === '' &&
    nodes.every(({ metadata }) => metadata.name !== target)
  );
}

interface NodeDecision {
  readonly creates: DaemonSetPlan['creates'];
  readonly deletes: readonly PodDeletion[];
  readonly pauseMs?: number;
}

/** k8s: daemon podsShouldBeOnNode */
function planNode(situation: Situation, { node, pods }: OnNode): NodeDecision {
  const { set } = situation;
  const { name } = node.metadata;
  const { shouldRun, mayStay } = placementOn(set, node);
  if (shouldRun && pods.length === 0) {
    return {
      creates: [{ node: name, why: act(keyOf(set), 'daemonset.createPod', { set: set.metadata.name, node: name }) }],
      deletes: [],
    };
  }
  const present = pods.filter((pod) => !isTerminating(pod));
  if (!mayStay) return { creates: [], deletes: present.map((pod) => removal(set, pod, 'daemonset.notHere')) };
  const ended = present.filter(({ status }) => status.phase === 'Failed' || status.phase === 'Succeeded');
  const pauseMs = ended.some(({ status }) => status.phase === 'Failed') ? situation.failureBackoffMs(name) : 0;
  const replaced = ended.flatMap((pod) => (pod.status.phase === 'Failed' && pauseMs > 0 ? [] : [endedRemoval(set, pod, name)]));
  const running = present.filter((pod) => !ended.includes(pod)).sort(byAge);
  const surplus = maxSurgeOf(situation) > 0 ? surplusWithSurge(situation, running) : running.slice(1);
  const deletes = [...replaced, ...surplus.map((pod) => removal(set, pod, 'daemonset.surplus'))];
  return pauseMs > 0 ? { creates: [], deletes, pauseMs } : { creates: surgeCreates(situation, node, running), deletes };
}

function removal(set: DaemonSet, pod: Pod, code: string): PodDeletion {
  return { pod, why: act(keyOf(pod), code, { pod: pod.metadata.name, set: set.metadata.name, node: targetNodeOf(pod) ?? '' }) };
}

function endedRemoval(set: DaemonSet, pod: Pod, node: string): PodDeletion {
  const name = `${pod.metadata.namespace}/${pod.metadata.name}`;
  const isFailed = pod.status.phase === 'Failed';
  const event = isFailed
    ? ({
        type: 'Warning',
        reason: 'FailedDaemonPod',
        message: `Found failed daemon pod ${name} on node ${node}, will try to kill it`,
      } as const)
    : ({
        type: 'Normal',
        reason: 'SucceededDaemonPod',
        message: `Found succeeded daemon pod ${name} on node ${node}, will try to delete it`,
      } as const);
  return { ...removal(set, pod, 'daemonset.ended'), event, ...(isFailed ? { failedOn: node } : {}) };
}

/** Oldest first. */
function byAge({ metadata: a }: Pod, { metadata: b }: Pod): number {
  if (a.creationTimestamp !== b.creationTimestamp) return a.creationTimestamp < b.creationTimestamp ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

function isUpdated({ set, hash }: Pick<Situation, 'set' | 'hash'>, { metadata: { labels } }: Pod): boolean {
  const generation = set.metadata.annotations?.[GENERATION_ANNOTATION];
  return labels?.[HASH_LABEL] === hash || (generation !== undefined && labels?.[GENERATION_LABEL] === generation);
}

/** With a surge an old pod stays until its successor is available. */
function surplusWithSurge(situation: Situation, running: readonly Pod[]): readonly Pod[] {
  const fresh = running.filter((pod) => isUpdated(situation, pod));
  const old = running.filter((pod) => !fresh.includes(pod));
  const [newest] = fresh;
  const isReplaced = newest !== undefined && available(situation, newest);
  return [...fresh.slice(1), ...(isReplaced ? old : old.slice(1))];
}

function surgeCreates(situation: Situation, node: Node, running: readonly Pod[]): DaemonSetPlan['creates'] {
  const { set } = situation;
  const { name } = node.metadata;
  const [only] = running;
  const mayCreate =
    maxSurgeOf(situation) > 0 &&
    running.length === 1 &&
    only !== undefined &&
    !isUpdated(situation, only) &&
    set.spec.updateStrategy?.type !== 'OnDelete';
  if (!mayCreate || !surgeNodes(situation).has(name)) return [];
  return [{ node: name, why: act(keyOf(set), 'daemonset.surgePod', { set: set.metadata.name, node: name }) }];
}

/** The nodes on which a second, new pod may be started now: as many as the surge allows, unavailable ones first. */
function surgeNodes(situation: Situation): ReadonlySet<string> {
  const { nodes, pods } = situation;
  const wanted = nodes.filter((node) => placementOn(situation.set, node).shouldRun).map(({ metadata }) => metadata.name);
  const of = (node: string) => pods.filter((pod) => targetNodeOf(pod) === node && !isTerminating(pod));
  const surging = wanted.filter((node) => of(node).length > 1).length;
  const outdated = wanted.filter((node) => {
    const [only, second] = of(node);
    return only !== undefined && second === undefined && !isUpdated(situation, only);
  });
  const broken = outdated.filter((node) => of(node).every((pod) => !available(situation, pod)));
  const healthy = outdated.filter((node) => !broken.includes(node)).slice(0, Math.max(0, maxSurgeOf(situation) - surging));
  return new Set([...broken, ...healthy]);
}

function available({ set, nowUnixMs }: Situation, pod: Pod): boolean {
  return isAvailable(pod, set.spec.minReadySeconds ?? 0, nowUnixMs);
}

function desiredCount({ set, nodes }: Situation): number {
  return nodes.filter((node) => placementOn(set, node).shouldRun).length;
}

function maxSurgeOf(situation: Situation): number {
  const { maxSurge = 0 } = situation.set.spec.updateStrategy?.rollingUpdate ?? {};
  return intOrPercent(maxSurge, desiredCount(situation), 'up') ?? 0;
}

function maxUnavailableOf(situation: Situation): number {
  const { maxUnavailable = 1 } = situation.set.spec.updateStrategy?.rollingUpdate ?? {};
  const count = intOrPercent(maxUnavailable, desiredCount(situation), 'up') ?? 0;
  return count === 0 && maxSurgeOf(situation) === 0 ? 1 : count;
}

/** Old pods that are not available go at once, available ones as far as maxUnavailable allows. k8s: daemon rollingUpdate */
function planUpdate(situation: Situation, places: readonly OnNode[]): readonly PodDeletion[] {
  const { set } = situation;
  if (maxSurgeOf(situation) > 0) return [];
  let unavailable = 0;
  const broken: Pod[] = [];
  const candidates: Pod[] = [];
  for (const { node, pods } of places) {
    if (pods.length === 0 && !placementOn(set, node).shouldRun) continue;
    const present = pods.filter((pod) => !isTerminating(pod));
    const fresh = present.filter((pod) => isUpdated(situation, pod));
    const old = present.filter((pod) => !fresh.includes(pod));
    if (fresh.length + old.length !== 1) unavailable += 1;
    else if (fresh[0] !== undefined) unavailable += available(situation, fresh[0]) ? 0 : 1;
    else if (old[0] !== undefined) (available(situation, old[0]) ? candidates : broken).push(old[0]);
  }
  const room = Math.max(0, maxUnavailableOf(situation) - unavailable);
  return [...broken, ...candidates.slice(0, room)].map((pod) => removal(set, pod, 'daemonset.updatePod'));
}

function statusOf(situation: Situation, places: readonly OnNode[]): DaemonSet['status'] {
  const { set } = situation;
  const counts = { desired: 0, current: 0, misscheduled: 0, ready: 0, available: 0, updated: 0 };
  for (const { node, pods } of places) {
    const { shouldRun } = placementOn(set, node);
    if (!shouldRun) counts.misscheduled += pods.length > 0 ? 1 : 0;
    if (!shouldRun) continue;
    counts.desired += 1;
    const [first] = [...pods].sort(byAge);
    if (first === undefined) continue;
    counts.current += 1;
    if (isReady(first)) counts.ready += 1;
    if (available(situation, first)) counts.available += 1;
    if (isUpdated(situation, first)) counts.updated += 1;
  }
  return {
    currentNumberScheduled: counts.current,
    desiredNumberScheduled: counts.desired,
    numberMisscheduled: counts.misscheduled,
    numberReady: counts.ready,
    ...(counts.available === 0 ? {} : { numberAvailable: counts.available }),
    ...(counts.desired === counts.available ? {} : { numberUnavailable: counts.desired - counts.available }),
    ...(counts.updated === 0 ? {} : { updatedNumberScheduled: counts.updated }),
    ...(set.status.collisionCount === undefined ? {} : { collisionCount: set.status.collisionCount }),
    ...(set.status.conditions === undefined ? {} : { conditions: set.status.conditions }),
    observedGeneration: set.metadata.generation ?? 0,
  };
}

/** When the next ready pod becomes available. */
function availabilityCheckMs({
  set: {
    spec: { minReadySeconds = 0 },
  },
  pods,
}: Situation): number | undefined {
  return minReadySeconds > 0 && pods.some(isReady) ? minReadySeconds * 1000 : undefined;
}

function waitsFor(situation: Situation, places: readonly OnNode[]): readonly Reason[] {
  const { set } = situation;
  const refused = places.flatMap(({ node }) => {
    const { taint } = placementOn(set, node);
    return taint === undefined ? [] : [{ node: node.metadata.name, taint }];
  });
  const unready = places.flatMap(({ pods }) => pods).find((pod) => !isReady(pod));
  if (unready !== undefined) {
    return [
      wait(keyOf(set), 'daemonset.waitReady', { pod: unready.metadata.name, reason: unreadyReason(unready) }, keyOf(unready)),
    ];
  }
  const [first] = refused;
  return first === undefined ? [] : [note(keyOf(set), 'daemonset.tainted', { set: set.metadata.name, ...first })];
}
