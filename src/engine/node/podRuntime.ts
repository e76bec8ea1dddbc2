import type { Container, Pod } from '../kinds/pod.ts';
import type { Listener } from '../machine/host.ts';
import { seenRun, startRun, type Run } from './containerRun.ts';
import type { Environment } from './environment.ts';
import type { PresentImage } from './imageStore.ts';
import type { KubeletContext } from './kubeletContext.ts';
import { createPodHost, type PodHost } from './podHost.ts';
import type { SeenContainer } from './podStatus.ts';
import { startProbes, type ProbeKind, type RunProbes } from './probes.ts';
import type { HandlerResult } from './handler.ts';
import type { MountedVolume } from './volumes.ts';

/** Everything that runs for one pod, as it truly is: the container runtime's side. */
export interface PodRuntime {
  readonly host: PodHost;
  ip(): string | undefined;
  hasSandbox(): boolean;
  openSandbox(ip: string): void;
  closeSandbox(): void;
  volumes: ReadonlyMap<string, MountedVolume> | undefined;
  run(container: string): Run | undefined;
  previous(container: string): Run | undefined;
  runs(): readonly Run[];
  probes(container: string): RunProbes | undefined;
  /** Why a container does not run, as far as the kubelet has found out. */
  readonly waiting: Map<string, { readonly reason: string; readonly message?: string }>;
  start(request: StartRunRequest): Run;
  startProbing(run: Run): void;
  /** What the kubelet sees when it looks now. */
  see(container: string): SeenContainer;
  listeners(): readonly Listener[];
  /** The pod is being deleted. */
  terminateProbes(): void;
  stopProbes(): void;
}

export interface StartRunRequest {
  readonly spec: Container;
  readonly image: PresentImage;
  readonly env: Environment;
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly adopted?: { readonly containerId: string; readonly startedUnixMs: number; readonly attempt: number };
}

export interface PodRuntimeOptions {
  readonly pod: () => Pod;
  readonly context: KubeletContext;
  readonly onRunEnd: (run: Run) => void;
  readonly onProbeFailure: (run: Run, kind: ProbeKind, result: HandlerResult) => void;
  readonly onProbeChange: (run: Run, kind: ProbeKind) => void;
}

export function createPodRuntime({ pod: podNow, context, onRunEnd, onProbeFailure, onProbeChange }: PodRuntimeOptions): PodRuntime {
  const { sim, profile, node, faults, timing } = context;
  const pod = podNow();
  const usesNodeNetwork = pod.spec.hostNetwork === true;
  const newest = new Map<string, Run>();
  const before = new Map<string, Run>();
  const probing = new Map<string, RunProbes>();
  const waiting = new Map<string, { readonly reason: string; readonly message?: string }>();
  const tickFromMs = sim.now();
  let ip: string | undefined;
  let isOpen = false;
  let volumes: ReadonlyMap<string, MountedVolume> | undefined;

  const listeners = () => [...newest.values()].flatMap((run) => run.listeners);
  const host = createPodHost({ pod, profile, nodeName: node.name, ip: () => ip, listeners, nodeResolvConf: context.nodeResolvConf });
  const isForcedNotReady = () => faults.isForcedNotReady(pod.metadata.namespace ?? '', pod.metadata.name);

  const runtime: PodRuntime = {
    host,
    ip: () => ip,
    hasSandbox: () => isOpen,
    openSandbox: (given) => {
      ip = given;
      isOpen = true;
      if (usesNodeNetwork) context.hostListeners.add(listeners);
      else context.setHost(given, host);
    },
    closeSandbox: () => {
      if (!isOpen) return;
      isOpen = false;
      if (usesNodeNetwork) context.hostListeners.delete(listeners);
      else if (ip !== undefined) {
        context.setHost(ip, undefined);
        context.addresses.release(ip);
      }
    },
    get volumes() {
      return volumes;
    },
    set volumes(mounted) {
      volumes = mounted;
    },
    run: (name) => newest.get(name),
    previous: (name) => before.get(name),
    runs: () => [...newest.values()],
    probes: (name) => probing.get(name),
    waiting,
    start: ({ spec, image, env, command, args, adopted }) => {
      const last = newest.get(spec.name);
      const run = startRun({
        sim,
        unixNow: context.unixNow,
        random: context.random,
        runner: context.runner(),
        pod: podNow(),
        spec,
        attempt: adopted?.attempt ?? (last === undefined ? 0 : last.attempt + 1),
        image,
        env,
        command,
        args,
        host,
        volumes: volumes ?? new Map(),
        standIn: profile.standIn === true,
        stopMs: timing.stopMs,
        ...(adopted === undefined ? {} : { adopted }),
        onEnd: (ended) => {
          probing.get(spec.name)?.stop();
          onRunEnd(ended);
        },
      });
      if (last !== undefined) before.set(spec.name, last);
      newest.set(spec.name, run);
      waiting.delete(spec.name);
      return run;
    },
    startProbing: (run) => {
      probing.set(
        run.container,
        startProbes({
          sim,
          run,
          tickFromMs,
          firstProbeMs: timing.firstProbeMs,
          isForcedNotReady,
          handler: { sim, runner: context.runner(), run, podIp: ip ?? '', nodeIp: node.ip, listeners: usesNodeNetwork ? () => [...context.hostListeners].flatMap((each) => each()) : listeners, standIn: profile.standIn === true },
          onFailure: (kind, result) => onProbeFailure(run, kind, result),
          onChange: (kind) => onProbeChange(run, kind),
        }),
      );
    },
    see: (name) => {
      const run = newest.get(name);
      const previous = before.get(name);
      const probes = probing.get(name);
      return {
        run: run === undefined ? undefined : seenRun(run),
        previous: previous === undefined ? undefined : seenRun(previous),
        waiting: waiting.get(name),
        isStarted: probes?.isStarted() ?? true,
        isReady: probes?.isReady() ?? !isForcedNotReady(),
      };
    },
    listeners,
    terminateProbes: () => {
      for (const probes of probing.values()) probes.terminate();
    },
    stopProbes: () => {
      for (const probes of probing.values()) probes.stop();
    },
  };
  return runtime;
}
