import type { Container, Pod } from '../kinds/pod.ts';
import type { Listener } from '../machine/host.ts';
import { seenRun, startRun, type Run } from './containerRun.ts';
import type { Environment } from './environment.ts';
import type { HandlerOptions, HandlerResult } from './handler.ts';
import type { PresentImage } from './imageStore.ts';
import type { KubeletContext } from './kubeletContext.ts';
import { createPodHost, type PodHost } from './podHost.ts';
import type { SeenContainer } from './podStatus.ts';
import { hasProbes, startProbes, type ProbeKind, type RunProbes } from './probes.ts';
import type { MountedVolume } from './volumes.ts';

/** What there is of one container. */
interface Slot {
  run: Run | undefined;
  previous: Run | undefined;
  probes: RunProbes | undefined;
  /** Why it does not run, as far as the kubelet has found out: the reason and message of its waiting state. */
  waiting: { readonly reason: string; readonly message?: string } | undefined;
}

/** Everything that runs for one pod, as it truly is: the container runtime's side. */
export interface PodRuntime {
  readonly context: KubeletContext;
  /** The pod as it was first seen: its name, its network and its volumes never change. */
  readonly pod: Pod;
  readonly host: PodHost;
  readonly slots: Map<string, Slot>;
  readonly news: RuntimeNews;
  /** The moment from which the ticks of its probes count, in milliseconds. */
  readonly tickFromMs: number;
  ip: string | undefined;
  isOpen: boolean;
  volumes: ReadonlyMap<string, MountedVolume> | undefined;
}

/** Who is told of what happens in a pod. */
export interface RuntimeNews {
  runEnded(run: Run): void;
  probeFailed(run: Run, kind: ProbeKind, result: HandlerResult): void;
  probeChanged(kind: ProbeKind): void;
}

export interface StartRunRequest {
  readonly spec: Container;
  readonly image: PresentImage;
  readonly env: Environment;
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly adopted?: { readonly containerId: string; readonly startedUnixMs: number; readonly attempt: number };
}

export function createPodRuntime(pod: Pod, context: KubeletContext, news: RuntimeNews): PodRuntime {
  const runtime: PodRuntime = {
    context,
    pod,
    news,
    slots: new Map(),
    tickFromMs: context.sim.now(),
    ip: undefined,
    isOpen: false,
    volumes: undefined,
    host: createPodHost({
      pod, profile: context.profile, nodeName: context.node.name, ip: () => runtime.ip, listeners: () => listenersOf(runtime), nodeResolvConf: context.nodeResolvConf,
    }),
  };
  return runtime;
}

/** Opens the pod's side of the network: from now on others reach it. */
export function openSandbox(runtime: PodRuntime, ip: string): void {
  runtime.ip = ip;
  runtime.isOpen = true;
  if (usesNodeNetwork(runtime)) runtime.context.hostNetworkPods.add(runtime);
  else runtime.context.setHost(ip, runtime.host);
}

/** Closes it and gives the address back. */
export function closeSandbox(runtime: PodRuntime): void {
  if (!runtime.isOpen) return;
  runtime.isOpen = false;
  const { context, ip } = runtime;
  if (usesNodeNetwork(runtime)) context.hostNetworkPods.delete(runtime);
  else if (ip !== undefined) {
    context.setHost(ip, undefined);
    context.addresses.release(ip);
  }
}

function usesNodeNetwork({ pod }: PodRuntime): boolean {
  return pod.spec.hostNetwork === true;
}

/** Everything that listens in the pod. */
export function listenersOf({ slots }: PodRuntime): readonly Listener[] {
  if (slots.size === 1) for (const { run } of slots.values()) return run?.listeners ?? [];
  return [...slots.values()].flatMap(({ run }) => run?.listeners ?? []);
}

export function slotOf({ slots }: PodRuntime, container: string): Slot {
  let slot = slots.get(container);
  if (slot === undefined) slots.set(container, (slot = { run: undefined, previous: undefined, probes: undefined, waiting: undefined }));
  return slot;
}

/** The newest runs of all containers that have run. */
export function runsOf({ slots }: PodRuntime): readonly Run[] {
  return [...slots.values()].flatMap(({ run }) => run ?? []);
}

/** The newest run that has ended. */
export function lastEnded({ slots }: PodRuntime, container: string): Run | undefined {
  const slot = slots.get(container);
  return slot?.run?.end === undefined ? (slot?.previous?.end === undefined ? undefined : slot.previous) : slot.run;
}

/** Starts the next run of a container. */
export function startNext(runtime: PodRuntime, pod: Pod, { spec, image, env, command, args, adopted }: StartRunRequest): Run {
  const { context, host, volumes = new Map<string, MountedVolume>() } = runtime;
  const slot = slotOf(runtime, spec.name);
  const run = startRun({
    context, pod, spec, image, env, command, args, host, volumes,
    attempt: adopted?.attempt ?? (slot.run === undefined ? 0 : slot.run.attempt + 1),
    ...(adopted === undefined ? {} : { adopted }),
    onEnd: (ended) => {
      slot.probes?.stop();
      runtime.news.runEnded(ended);
    },
  });
  slot.previous = slot.run ?? slot.previous;
  slot.run = run;
  slot.waiting = undefined;
  slot.probes = undefined;
  return run;
}

/** Starts the probes of a run, where it has any. */
export function startProbing(runtime: PodRuntime, run: Run): void {
  if (!hasProbes(run.spec)) return;
  const { context, news } = runtime;
  slotOf(runtime, run.container).probes = startProbes({
    sim: context.sim,
    run,
    tickFromMs: runtime.tickFromMs,
    firstProbeMs: context.timing.firstProbeMs,
    isForcedNotReady: () => isForcedNotReady(runtime),
    handler: handlerOptions(runtime, run),
    onFailure: (kind, result) => news.probeFailed(run, kind, result),
    onChange: (kind) => news.probeChanged(kind),
  });
}

/** What a probe or a hook of a run works with. */
export function handlerOptions(runtime: PodRuntime, run: Run): Omit<HandlerOptions, 'timeoutMs'> {
  const { context, ip = '' } = runtime;
  const listeners = usesNodeNetwork(runtime) ? () => [...context.hostNetworkPods].flatMap(listenersOf) : () => listenersOf(runtime);
  return { sim: context.sim, runner: context.runner(), run, podIp: ip, nodeIp: context.node.ip, listeners, standIn: context.profile.standIn === true };
}

function isForcedNotReady({ context, pod }: PodRuntime): boolean {
  return context.faults.isForcedNotReady(pod.metadata.namespace ?? '', pod.metadata.name);
}

/** What the kubelet sees of a container when it looks now. */
export function seeContainer(runtime: PodRuntime, name: string): SeenContainer {
  const slot = runtime.slots.get(name);
  return {
    run: slot?.run === undefined ? undefined : seenRun(slot.run),
    previous: slot?.previous === undefined ? undefined : seenRun(slot.previous),
    waiting: slot?.waiting,
    isStarted: slot?.probes?.isStarted() ?? true,
    isReady: slot?.probes?.isReady() ?? !isForcedNotReady(runtime),
  };
}

/** The pod is being deleted: of its probes only readiness goes on. */
export function terminateProbes({ slots }: PodRuntime): void {
  for (const { probes } of slots.values()) probes?.terminate();
}

export function stopProbes({ slots }: PodRuntime): void {
  for (const { probes } of slots.values()) probes?.stop();
}
