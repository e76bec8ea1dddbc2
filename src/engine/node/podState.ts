import type { Timer } from '../core/simulation.ts';
import type { ObjectKey } from '../kinds/object.ts';
import type { Container, Pod } from '../kinds/pod.ts';
import type { Why } from '../why.ts';
import type { OtherPods } from './admission.ts';
import type { Cancellation } from './cancellation.ts';
import type { PodFacts } from './fieldRef.ts';
import type { KubeletContext } from './kubeletContext.ts';
import type { PodRuntime } from './podRuntime.ts';
import type { SeenContainer } from './podStatus.ts';
import type { Stopping } from './stopRun.ts';

/** How far a pod has come on its node: it is synced, its containers are being stopped, nothing runs any more, nothing is left. */
export type PodPhaseOnNode = 'active' | 'stopping' | 'stopped' | 'gone';

/** All that the kubelet keeps about one pod. */
export interface PodState {
  readonly context: KubeletContext;
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  readonly about: ObjectKey;
  readonly runtime: PodRuntime;
  /** The pods that count when room on the node is looked for. */
  readonly others: OtherPods;
  /** Nothing is left of the pod on this node. */
  readonly onGone: (state: PodState) => void;
  /** The pod as the API server has told of it last. */
  pod: Pod;
  phase: PodPhaseOnNode;
  /** A sync is under way; another one is wanted behind it. */
  isBusy: boolean;
  isDirty: boolean;
  hasPower: boolean;
  /** A status or a delete waits for the way to the API server. */
  hasUnsent: boolean;
  hadSandbox: boolean;
  isGoneFromApi: boolean;
  isRemoving: boolean;
  /** Ends what the running sync has begun. */
  cancellation: Cancellation;
  retryTimer: Timer | undefined;
  mountPauseMs: number;
  /** Goes on with mounting, once a device has been attached; undefined while none is waited for. */
  whenAttached: (() => void) | undefined;
  /** Refused, evicted, or out of time. `disruption` is the reason of the condition DisruptionTarget, where there is one. */
  failure: { readonly reason: string; readonly message: string; readonly disruption?: string } | undefined;
  startTime: string | undefined;
  /** What the kubelet has seen when it last looked: the status is made from this. */
  seen: Map<string, SeenContainer>;
  seenSandbox: boolean;
  seenIp: string | undefined;
  stoppings: Stopping[];
}

/** Init containers first, then those of the app, then those that were added to look around. */
export function allContainers({ pod }: PodState): readonly Container[] {
  const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec;
  return initContainers.length + ephemeralContainers.length === 0 ? containers : [...initContainers, ...containers, ...ephemeralContainers];
}

export function containerNamed(state: PodState, name: string): Container | undefined {
  return allContainers(state).find((container) => container.name === name);
}

/** Posts an event about the pod, or about one of its containers. */
export function post({ context, pod }: PodState, container: Container | undefined, type: 'Normal' | 'Warning', reason: string, message: string): void {
  if (context.isConnected()) context.events.event(pod, type, reason, message, container === undefined ? undefined : fieldPathOf(pod, container.name));
}

function fieldPathOf({ spec }: Pod, name: string): string {
  const list = (['initContainers', 'ephemeralContainers'] as const).find((each) => spec[each]?.some((container) => container.name === name));
  return `spec.${list ?? 'containers'}{${name}}`;
}

export function explain({ context, about, name }: PodState, kind: 'act' | 'wait', { code, params }: Why, blockedBy?: ObjectKey): void {
  context.explain({ about, kind, code, params: { pod: name, ...params }, ...(blockedBy === undefined ? {} : { blockedBy }) });
}

export function factsOf({ context, pod, runtime }: PodState): PodFacts {
  const { node } = context;
  return { pod, nodeName: node.name, hostIp: node.ip, podIp: runtime.ip ?? '', nodeCpu: node.cpu, nodeMemory: node.memory };
}

/** Milliseconds since the cluster's start of a moment of the calendar. */
export function atMsOf({ context }: PodState, unixMs: number): number {
  return unixMs - (context.unixNow() - context.sim.now());
}
