import type { Timer } from '../core/simulation.ts';
import { formatRfc3339, parseRfc3339 } from '../core/time.ts';
import { isApiError } from '../api/errors.ts';
import { keyOf, type ObjectKey } from '../kinds/object.ts';
import type { Container, ContainerStatus, Pod } from '../kinds/pod.ts';
import { semanticallyEqual } from '../kinds/semanticallyEqual.ts';
import type { Why } from '../why.ts';
import { rejectionOf } from './admission.ts';
import { createCancellation, type Cancellation } from './cancellation.ts';
import type { Run } from './containerRun.ts';
import type { PodFacts } from './fieldRef.ts';
import type { HandlerResult } from './handler.ts';
import type { KubeletContext, Noticing } from './kubeletContext.ts';
import { planPod, type ContainerView, type PodView, type Step } from './plan.ts';
import { createPodRuntime, type PodRuntime } from './podRuntime.ts';
import { isSidecar, podStatusOf, type SeenContainer } from './podStatus.ts';
import type { ProbeKind } from './probes.ts';
import { startContainer } from './startContainer.ts';
import { stopRun, type Stopping } from './stopRun.ts';
import { mountVolumes, podTree } from './volumes.ts';

/** The kubelet's worker for one pod (one uid). */
export interface PodWorker extends Noticing {
  readonly uid: string;
  pod(): Pod;
  readonly runtime: PodRuntime;
  /** Has the worker ended its pod's containers for good? */
  isStopped(): boolean;
  /** The API server has a newer pod. */
  update(pod: Pod): void;
  /** The API server has the pod no more. */
  remove(): void;
  /** Takes over what has been running since before the clock started: no events, no new status. */
  adopt(): void;
  /** Readiness is to be looked at again: a fault has been set or taken back. */
  refresh(): void;
  /** Ends a container as if it had crashed. */
  crash(container: string | undefined, exitCode: number): void;
  /** The way to the API server is open again. */
  reconnect(): void;
  /** The node has lost power. */
  losePower(): void;
  /** The node has power again; its containers are gone. */
  boot(): void;
}

export interface PodWorkerOptions {
  readonly context: KubeletContext;
  readonly pod: Pod;
  /** The pods that count when room on the node is looked for. */
  readonly others: () => readonly Pod[];
  /** Nothing is left of the pod on this node. */
  readonly onGone: (worker: PodWorker) => void;
}

type Phase = 'active' | 'stopping' | 'stopped' | 'gone';

/** The pause before a crash loop is told of for the first time; later ones come with the retry. */
const FIRST_BACK_OFF_NEWS_MS = 1000;
/** The pauses between attempts to mount. k8s: exponentialbackoff, 0.5 s to 2 m 2 s */
const FIRST_MOUNT_PAUSE_MS = 500;
const LONGEST_MOUNT_PAUSE_MS = 122_000;

/** Starts to look after a pod: it is synced once, and then whenever something about it changes. k8s: kubelet podWorkers */
export function createPodWorker({ context, pod: first, others, onGone }: PodWorkerOptions): PodWorker {
  const { sim, api, timing } = context;
  const { uid, name, namespace = '' } = first.metadata;
  const about = keyOf(first);
  let pod = first;
  let phase: Phase = 'active';
  let isBusy = false;
  let isDirty = false;
  let hasPower = true;
  let hasUnsent = false;
  let hadSandbox = false;
  let cancellation: Cancellation = createCancellation();
  let retryTimer: Timer | undefined;
  let mountPauseMs = FIRST_MOUNT_PAUSE_MS;
  let failure: { readonly reason: string; readonly message: string } | undefined;
  let startTime = first.status.startTime;
  /** What the kubelet has seen of its containers when it last looked: the status is made from this. */
  let seen = new Map<string, SeenContainer>();
  let seenSandbox = false;
  let seenIp: string | undefined;
  let stoppings: Stopping[] = [];

  const runtime = createPodRuntime({
    pod: () => pod,
    context,
    onRunEnd: () => context.noticeLater(worker),
    onProbeFailure: (run, kind, result) => tellProbeFailure(run, kind, result),
    onProbeChange: (_run, kind) => probeChanged(kind),
  });

  const allContainers = (): readonly Container[] => [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  const containerNamed = (containerName: string) => allContainers().find((container) => container.name === containerName);
  const fieldPathOf = (container: Container) => `spec.${(pod.spec.initContainers ?? []).includes(container) ? 'initContainers' : 'containers'}{${container.name}}`;

  const post = (container: Container | undefined, type: 'Normal' | 'Warning', reason: string, message: string) => {
    if (context.isConnected()) context.events.event(pod, type, reason, message, container === undefined ? undefined : fieldPathOf(container));
  };
  const explain = (kind: 'act' | 'wait', { code, params }: Why, blockedBy?: ObjectKey) => {
    context.explain({ about, kind, code, params: { pod: name, ...params }, ...(blockedBy === undefined ? {} : { blockedBy }) });
  };

  const facts = (): PodFacts => ({ pod, nodeName: context.node.name, hostIp: context.node.ip, podIp: runtime.ip() ?? '', nodeCpu: context.node.cpu, nodeMemory: context.node.memory });

  const look = () => {
    seen = new Map(allContainers().map((container) => [container.name, runtime.see(container.name)]));
    seenSandbox = runtime.hasSandbox();
    seenIp = runtime.ip();
  };

  /** Between two looks only what probes say is news. k8s: statusManager SetContainerReadiness */
  const lookAtProbes = () => {
    for (const [containerName, container] of seen) {
      const { isReady, isStarted, run } = runtime.see(containerName);
      if (run?.containerId === container.run?.containerId) seen.set(containerName, { ...container, isReady, isStarted });
    }
  };

  const sendStatus = () => {
    if (!context.isConnected()) {
      hasUnsent = true;
      return;
    }
    hasUnsent = false;
    const stored = api.get('Pod', namespace, name);
    if (stored === undefined || stored.metadata.uid !== uid) return;
    const status = podStatusOf(
      {
        pod, unixNow: context.unixNow(), hostIp: context.node.ip, podIp: seenIp, hasSandbox: seenSandbox, startTime: startTime ?? '', isTerminal: phase === 'stopped',
        container: (containerName) => seen.get(containerName), ...(failure === undefined ? {} : { failure }),
      },
      stored.status,
    );
    if (semanticallyEqual(status, stored.status)) return;
    try {
      api.updateStatus({ ...stored, status });
    } catch (error) {
      if (!isApiError(error)) throw error;
      hasUnsent = true;
    }
    settleWhenReady(status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true);
  };

  const settleWhenReady = (isReady: boolean) => {
    if (isReady && phase === 'active') context.settle(about);
  };

  // --- The sync loop -------------------------------------------------------------------------------------------

  const sync = () => {
    if (phase !== 'active' || !hasPower) return;
    if (isBusy) {
      isDirty = true;
      return;
    }
    isBusy = true;
    isDirty = false;
    sim.cancel(retryTimer);
    if (startTime === undefined) {
      startTime = formatRfc3339(context.unixNow());
      const rejection = rejectionOf(pod, context.node, others(), nodeLabels());
      if (rejection !== undefined) {
        reject(rejection);
        return;
      }
      armDeadline();
    }
    look();
    sendStatus();
    performAll(planPod(view()), 0, {});
  };

  const nodeLabels = () => api.get('Node', undefined, context.node.name)?.metadata.labels ?? {};

  const view = (): PodView => ({
    pod,
    hasVolumes: runtime.volumes !== undefined,
    hasSandbox: seenSandbox,
    container: viewOf,
    backOff: (containerName) => {
      const ended = lastEnded(containerName);
      return ended?.end === undefined ? undefined : context.crashBackOff.holding(crashKey(containerName), atMsOf(ended.end.finishedUnixMs), sim.now());
    },
  });

  const viewOf = (containerName: string): ContainerView | undefined => {
    const run = seen.get(containerName)?.run;
    if (run === undefined) return undefined;
    const actual = runtime.run(containerName);
    return {
      isRunning: run.end === undefined && actual?.isRunning() === true,
      exitCode: run.end?.exitCode ?? actual?.end?.exitCode,
      image: actual?.spec.image ?? '',
      isStarted: seen.get(containerName)?.isStarted ?? true,
      failedProbe: runtime.probes(containerName)?.failed(),
    };
  };

  const lastEnded = (containerName: string): Run | undefined => [runtime.run(containerName), runtime.previous(containerName)].find((run) => run?.end !== undefined);
  const crashKey = (containerName: string) => `${uid} ${containerName} ${containerNamed(containerName)?.image ?? ''}`;
  const atMsOf = (unixMs: number) => unixMs - (context.unixNow() - sim.now());

  /** Does the steps one after the other; a step that fails ends the walk unless it was the start of an app container. */
  const performAll = (steps: readonly Step[], index: number, retry: { readonly atMs?: number; readonly hasFailed?: boolean }) => {
    const step = steps[index];
    if (step === undefined) {
      finishSync(retry);
      return;
    }
    const mine = cancellation;
    perform(step, (result) => {
      if (mine.isCancelled()) return;
      const atMs = [retry.atMs, result.retryAtMs].filter((each) => each !== undefined).reduce<number | undefined>((least, each) => Math.min(least ?? each, each), undefined);
      const next = { hasFailed: retry.hasFailed === true || result.hasFailed === true, ...(atMs === undefined ? {} : { atMs }) };
      performAll(steps, result.isEnd === true ? steps.length : index + 1, next);
    });
  };

  const finishSync = ({ atMs, hasFailed }: { readonly atMs?: number; readonly hasFailed?: boolean }) => {
    isBusy = false;
    if (isDirty) {
      retryTimer = sim.after(0, `sync ${name}`, sync);
      return;
    }
    if (hasFailed !== true) return;
    const hasNews = [...seen].some(([containerName, { waiting }]) => runtime.waiting.get(containerName)?.reason !== waiting?.reason);
    const againAtMs = Math.min(atMs ?? Infinity, sim.now() + (hasNews || atMs === undefined ? timing.retryMs() : timing.quietRetryMs()));
    retryTimer = sim.at(againAtMs, `sync ${name}`, sync);
  };

  interface StepResult {
    readonly hasFailed?: boolean;
    readonly isEnd?: boolean;
    readonly retryAtMs?: number;
  }

  const perform = (step: Step, done: (result: StepResult) => void): void => {
    if (step.why !== undefined && step.do !== 'backOff' && step.do !== 'start') explain(step.do === 'wait' ? 'wait' : 'act', step.why);
    switch (step.do) {
      case 'finish':
        terminate(30_000);
        return;
      case 'mountVolumes':
        mount(done);
        return;
      case 'createSandbox':
        createSandbox(done);
        return;
      case 'kill':
        killInPlace(step, done);
        return;
      case 'start':
        start(step, done);
        return;
      case 'backOff':
        holdBack(step, done);
        return;
      case 'wait':
        done({});
        return;
    }
  };

  const tryMount = () =>
    mountVolumes(pod, {
      api,
      facts: facts(),
      newTree: () => podTree(context.unixNow),
      disk: context.disk,
      nodeByIp: context.nodeByIp,
      networkDisk: context.networkDisk,
      token: () => `eyJhbGciOiJSUzI1NiIsImtpZCI6Ik9yZGluYWwifQ.${uid.replaceAll('-', '')}`,
    });

  const mount = (done: (result: StepResult) => void) => {
    const mounting = tryMount();
    if ('volumes' in mounting) {
      mountPauseMs = FIRST_MOUNT_PAUSE_MS;
      runtime.volumes = mounting.volumes;
      done({});
      return;
    }
    const { volume, message, missing } = mounting.failure;
    post(undefined, 'Warning', 'FailedMount', message);
    explain('wait', { code: 'kubelet.mountFailed', params: { volume, error: message } }, missing);
    const pauseMs = mountPauseMs;
    mountPauseMs = Math.min(LONGEST_MOUNT_PAUSE_MS, mountPauseMs * 2);
    cancellation.after(sim, pauseMs, `mount volumes of ${name}`, () => mount(done));
  };

  const createSandbox = (done: (result: StepResult) => void) => {
    if (hadSandbox) post(undefined, 'Normal', 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.');
    cancellation.after(sim, timing.sandboxMs(), `sandbox of ${name}`, () => {
      const ip = pod.spec.hostNetwork === true ? context.node.ip : context.addresses.take();
      if (ip === undefined) {
        const error = `rpc error: code = Unknown desc = failed to setup network for sandbox: plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: ${context.addresses.range}`;
        post(undefined, 'Warning', 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${error}`);
        explain('wait', { code: 'kubelet.noAddress', params: { node: context.node.name, range: context.addresses.range } });
        done({ hasFailed: true, isEnd: true });
        return;
      }
      hadSandbox = true;
      runtime.openSandbox(ip);
      context.noticeLater(worker);
      done({});
    });
  };

  const start = ({ container, isInit, why }: Extract<Step, { do: 'start' }>, done: (result: StepResult) => void) => {
    const ended = lastEnded(container.name);
    if (ended?.end !== undefined) context.crashBackOff.next(crashKey(container.name), atMsOf(ended.end.finishedUnixMs), sim.now());
    const begin = () =>
      startContainer({
        context, pod, runtime, container, facts: facts(), cancellation,
        post: (type, reason, message) => post(container, type, reason, message),
        explainWait: (why, blockedBy) => explain('wait', why, blockedBy),
        done: (result) => {
          if ('run' in result) {
            context.noticeLater(worker);
            if (why !== undefined) explain('act', why);
            explainStarted(container);
            done({});
          } else done({ hasFailed: true, isEnd: isInit, ...(result.retryAtMs === undefined ? {} : { retryAtMs: result.retryAtMs }) });
        },
      });
    if (ended === undefined || timing.restartMs === 0) begin();
    else cancellation.after(sim, timing.restartMs, `restart ${name}`, begin);
  };

  const explainStarted = (container: Container) => {
    if (container.startupProbe !== undefined) explain('wait', { code: 'kubelet.startupProbe', params: { container: container.name } });
    else if (container.readinessProbe !== undefined) explain('wait', { code: 'kubelet.readinessProbe', params: { container: container.name } });
    else context.settle(about);
  };

  /** k8s: kuberuntime doBackOff */
  const holdBack = (step: Extract<Step, { do: 'backOff' }>, done: (result: StepResult) => void) => {
    const { container, delayMs, untilMs } = step;
    post(container, 'Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`);
    if (step.why !== undefined) explain('wait', step.why);
    const isNews = runtime.waiting.get(container.name)?.reason !== 'CrashLoopBackOff';
    runtime.waiting.set(container.name, { reason: 'CrashLoopBackOff', message: `back-off ${backOffText(delayMs)} restarting failed container=${container.name} pod=${name}_${namespace}(${uid})` });
    const isFirst = isNews && (runtime.run(container.name)?.attempt ?? 0) <= 1;
    done({ hasFailed: true, isEnd: step.isInit, retryAtMs: isFirst ? Math.min(untilMs, sim.now() + FIRST_BACK_OFF_NEWS_MS) : untilMs });
  };

  const killInPlace = ({ container, message, probe }: Extract<Step, { do: 'kill' }>, done: (result: StepResult) => void) => {
    const run = runtime.run(container.name);
    if (run === undefined || !run.isRunning()) {
      done({});
      return;
    }
    post(container, 'Normal', 'Killing', message);
    const own = probe === 'liveness' ? container.livenessProbe : probe === 'startup' ? container.startupProbe : undefined;
    const seconds = own?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
    stop(run, seconds * 1000, () => done({}));
  };

  const stop = (run: Run, graceMs: number, done: () => void) => {
    let isDone = false;
    const stopping = stopRun({
      sim, run, graceMs,
      handler: { sim, runner: context.runner(), podIp: runtime.ip() ?? '', nodeIp: context.node.ip, listeners: () => runtime.listeners(), standIn: context.profile.standIn === true },
      onHookFailure: () => post(run.spec, 'Warning', 'FailedPreStopHook', 'PreStopHook failed'),
      done: () => {
        isDone = true;
        stoppings = stoppings.filter((each) => each !== stopping);
        done();
      },
    });
    if (!isDone) stoppings.push(stopping);
  };

  const adopt = () => {
    const { podIP, containerStatuses = [] } = pod.status;
    if (podIP !== undefined) {
      context.addresses.reserve(podIP);
      runtime.openSandbox(podIP);
      hadSandbox = true;
    }
    const mounting = tryMount();
    runtime.volumes = 'volumes' in mounting ? mounting.volumes : new Map();
    for (const status of containerStatuses) adoptContainer(status);
    look();
  };

  const adoptContainer = ({ name: containerName, state, containerID = '', restartCount }: ContainerStatus) => {
    const spec = containerNamed(containerName);
    const reference = context.images.parse(spec?.image ?? '');
    if (spec === undefined || reference === undefined || state.running === undefined) return;
    const env = Object.fromEntries((spec.env ?? []).flatMap(({ name: variable, value }) => (value === undefined ? [] : [[variable, value]])));
    const adopted = { containerId: containerID, startedUnixMs: parseRfc3339(state.running.startedAt) ?? 0, attempt: restartCount };
    runtime.startProbing(runtime.start({ spec, image: context.images.add(reference), env, command: spec.command, args: spec.args, adopted }));
  };

  // --- Ends ----------------------------------------------------------------------------------------------------

  const reject = ({ reason, message }: { readonly reason: string; readonly message: string }) => {
    post(undefined, 'Warning', reason, message);
    failure = { reason, message: `Pod was rejected: ${message}` };
    explain('act', { code: 'kubelet.rejected', params: { reason, error: message } });
    isBusy = false;
    sendStatus();
    phase = 'stopped';
    removeWhenDeleted();
  };

  const armDeadline = () => {
    const seconds = pod.spec.activeDeadlineSeconds;
    if (seconds === undefined) return;
    const dueMs = atMsOf(parseRfc3339(startTime ?? '') ?? context.unixNow()) + seconds * 1000;
    sim.at(dueMs, `deadline of ${name}`, () => {
      if (phase !== 'active') return;
      const message = 'Pod was active on the node longer than the specified deadline';
      post(undefined, 'Normal', 'DeadlineExceeded', message);
      failure = { reason: 'DeadlineExceeded', message };
      terminate(30_000);
    });
  };

  /** Ends all containers, first those of the app, then the sidecars from the last to the first. k8s: kubelet SyncTerminatingPod */
  const terminate = (graceMs: number) => {
    if (phase !== 'active') return;
    phase = 'stopping';
    cancellation.cancel();
    cancellation = createCancellation();
    isBusy = false;
    sim.cancel(retryTimer);
    runtime.terminateProbes();
    const running = runtime.runs().filter((run) => run.isRunning());
    explainTermination(running, graceMs);
    const sidecars = running.filter((run) => (pod.spec.initContainers ?? []).some((container) => container.name === run.container && isSidecar(container))).reverse();
    const apps = running.filter((run) => !sidecars.includes(run));
    for (const run of running) post(run.spec, 'Normal', 'Killing', `Stopping container ${run.container}`);
    stopAll(apps, graceMs, () => stopInTurn(sidecars, graceMs, stopped));
  };

  const explainTermination = (running: readonly Run[], graceMs: number) => {
    if (pod.metadata.deletionTimestamp === undefined || running.length === 0) return;
    explain('wait', { code: 'kubelet.terminating', params: { seconds: Math.round(graceMs / 1000), containers: running.map(({ container }) => container).join(', ') } });
  };

  const stopAll = (runs: readonly Run[], graceMs: number, done: () => void) => {
    let left = runs.length;
    if (left === 0) done();
    for (const run of runs) {
      stop(run, graceMs, () => {
        left -= 1;
        if (left === 0) done();
      });
    }
  };

  const stopInTurn = (runs: readonly Run[], graceMs: number, done: () => void): void => {
    const [run, ...rest] = runs;
    if (run === undefined) done();
    else stop(run, graceMs, () => stopInTurn(rest, graceMs, done));
  };

  const stopped = () => {
    runtime.stopProbes();
    look();
    for (const [containerName, container] of seen) if (container.run?.end !== undefined) seen.set(containerName, { ...container, waiting: undefined });
    runtime.closeSandbox();
    phase = 'stopped';
    sendStatus();
    if (isGoneFromApi) gone();
    else removeWhenDeleted();
  };

  let isGoneFromApi = false;
  let isRemoving = false;

  /** k8s: kubelet statusManager: the last delete, once nothing is left on the node */
  const removeWhenDeleted = () => {
    if (phase !== 'stopped' || isRemoving || pod.metadata.deletionTimestamp === undefined) return;
    isRemoving = true;
    sim.after(timing.removalMs(), `remove ${name}`, () => {
      isRemoving = false;
      if (phase !== 'stopped' || !hasPower) return;
      if (!context.isConnected()) {
        hasUnsent = true;
        return;
      }
      try {
        api.delete({ kind: 'Pod', namespace, name }, { gracePeriodSeconds: 0, preconditions: { uid } });
      } catch (error) {
        if (!isApiError(error)) throw error;
      }
    });
  };

  const gone = () => {
    if (phase === 'gone') return;
    phase = 'gone';
    context.settle(about);
    onGone(worker);
  };

  // --- What probes say -----------------------------------------------------------------------------------------

  const tellProbeFailure = ({ spec }: Run, kind: ProbeKind, { output, isError = false }: HandlerResult) => {
    const title = kind.charAt(0).toUpperCase() + kind.slice(1);
    const message = isError ? `${title} probe errored and resulted in unknown state: ${output}` : `${title} probe failed: ${output}`;
    post(spec, 'Warning', 'Unhealthy', message);
    if (phase === 'active') explain('wait', { code: 'kubelet.probeFailing', params: { container: spec.name, probe: kind, output: output.trim() } });
  };

  const probeChanged = (kind: ProbeKind) => {
    if (!hasPower || phase === 'stopped' || phase === 'gone') return;
    if (phase === 'active' && !isBusy && kind !== 'readiness') {
      sync();
      return;
    }
    lookAtProbes();
    sendStatus();
    if (kind !== 'readiness') isDirty = true;
  };

  const worker: PodWorker = {
    uid,
    pod: () => pod,
    runtime,
    isStopped: () => phase === 'stopped' || phase === 'gone',
    notice: sync,
    adopt,
    update: (next) => {
      const before = pod;
      pod = next;
      if (next.metadata.deletionTimestamp !== undefined) {
        const graceMs = (next.metadata.deletionGracePeriodSeconds ?? 30) * 1000;
        if (phase === 'active' && hasPower) terminate(graceMs);
        else if (before.metadata.deletionGracePeriodSeconds !== next.metadata.deletionGracePeriodSeconds) for (const stopping of stoppings) stopping.shorten(graceMs);
        removeWhenDeleted();
        return;
      }
      if (before.metadata.generation !== next.metadata.generation || (next.spec.readinessGates ?? []).length > 0) sync();
    },
    remove: () => {
      isGoneFromApi = true;
      if (phase === 'stopped' || !hasPower) {
        if (hasPower) gone();
        return;
      }
      if (phase === 'active') terminate(0);
    },
    refresh: () => {
      if (phase !== 'active' || !hasPower) return;
      lookAtProbes();
      sendStatus();
    },
    crash: (containerName, exitCode) => {
      const run = containerName === undefined ? runtime.run(pod.spec.containers[0]?.name ?? '') : runtime.run(containerName);
      run?.stop(exitCode);
    },
    reconnect: () => {
      if (!hasUnsent || !hasPower) return;
      sendStatus();
      removeWhenDeleted();
    },
    losePower: () => {
      hasPower = false;
      cancellation.cancel();
      sim.cancel(retryTimer);
      runtime.stopProbes();
      for (const stopping of stoppings) stopping.abandon();
      stoppings = [];
      for (const run of runtime.runs()) run.stop(255, 'Unknown');
    },
    boot: () => {
      hasPower = true;
      cancellation = createCancellation();
      isBusy = false;
      isDirty = false;
      runtime.closeSandbox();
      if (isGoneFromApi) gone();
      else if (phase === 'stopping') stopped();
      else if (phase === 'stopped') reconnectStopped();
      else if (pod.metadata.deletionTimestamp === undefined) sync();
      else terminate((pod.metadata.deletionGracePeriodSeconds ?? 30) * 1000);
    },
  };

  const reconnectStopped = () => {
    sendStatus();
    removeWhenDeleted();
  };

  return worker;
}

/** `10s`, `1m20s`, `5m0s`: as Go prints the pauses of a crash loop. */
function backOffText(delayMs: number): string {
  const seconds = Math.round(delayMs / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
