import type { Simulation, Timer } from '../core/simulation.ts';
import type { Container, Probe } from '../kinds/pod.ts';
import type { Run } from './containerRun.ts';
import { runHandler, type HandlerOptions, type HandlerResult } from './handler.ts';

export type ProbeKind = 'startup' | 'readiness' | 'liveness';

/** The probes of one run of a container. */
export interface RunProbes {
  /** Readiness as it is now; true without a probe. */
  isReady(): boolean;
  /** The startup probe has succeeded; true without one. */
  isStarted(): boolean;
  /** A liveness or startup probe has failed often enough. */
  failed(): 'liveness' | 'startup' | undefined;
  /** The pod is being deleted: only readiness goes on. */
  terminate(): void;
  stop(): void;
}

export interface ProbesOptions {
  readonly sim: Simulation;
  readonly run: Run;
  readonly handler: Omit<HandlerOptions, 'timeoutMs'>;
  /** The moment from which the ticks of all probes of the pod count, in milliseconds. */
  readonly tickFromMs: number;
  /** Delay from the start to the first look at readiness, on top of the probe's own. */
  readonly firstProbeMs: number;
  readonly isForcedNotReady: () => boolean;
  /** Told of each attempt that failed. */
  readonly onFailure: (kind: ProbeKind, result: HandlerResult) => void;
  /** Told when isReady, isStarted or failed may have changed. */
  readonly onChange: (kind: ProbeKind) => void;
}

interface Worker {
  readonly verdict: () => boolean;
  /** Its verdict is no for good: liveness and startup stop looking then. */
  readonly hasFailed: () => boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Has a container any probe? */
export function hasProbes({ startupProbe, readinessProbe, livenessProbe }: Container): boolean {
  return startupProbe !== undefined || readinessProbe !== undefined || livenessProbe !== undefined;
}

/** Starts the probes of a run. k8s: kubelet prober */
export function startProbes(options: ProbesOptions): RunProbes {
  const { startupProbe, readinessProbe, livenessProbe } = options.run.spec;
  const change = (kind: ProbeKind) => () => {
    if (kind === 'startup' && startup?.verdict() === true) for (const worker of [readiness, liveness]) worker?.start();
    options.onChange(kind);
  };
  const workerFor = (kind: ProbeKind, probe: Probe | undefined) => (probe === undefined ? undefined : createWorker(kind, probe, options, change(kind)));
  const startup = workerFor('startup', startupProbe);
  const readiness = workerFor('readiness', readinessProbe);
  const liveness = workerFor('liveness', livenessProbe);
  if (startup === undefined) for (const worker of [readiness, liveness]) worker?.start();
  else startup.start();

  const isStarted = () => startup?.verdict() ?? true;
  return {
    isStarted,
    isReady: () => isStarted() && (readiness?.verdict() ?? true) && !options.isForcedNotReady(),
    failed: () => (startup?.hasFailed() === true ? 'startup' : liveness?.hasFailed() === true ? 'liveness' : undefined),
    terminate: () => {
      startup?.stop();
      liveness?.stop();
    },
    stop: () => {
      for (const worker of [startup, readiness, liveness]) worker?.stop();
    },
  };
}

function createWorker(kind: ProbeKind, probe: Probe, options: ProbesOptions, onChange: () => void): Worker {
  const { sim, run } = options;
  const periodMs = (probe.periodSeconds ?? 10) * 1000;
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000;
  const openAtMs = run.startedAtMs + (probe.initialDelaySeconds ?? 0) * 1000 + (kind === 'readiness' ? options.firstProbeMs : 0);
  const label = `${kind} probe of ${run.pod}/${run.container}`;
  const handlerFor = { ...options.handler, timeoutMs };
  let verdict = kind === 'liveness';
  let last: boolean | undefined;
  let inARow = 0;
  let timer: Timer | undefined;
  let cancel: (() => void) | undefined;
  let isOver = false;
  let hasFailed = false;

  const judge = (result: HandlerResult) => {
    cancel = undefined;
    if (isOver) return;
    if (!result.isOk) options.onFailure(kind, result);
    inARow = last === result.isOk ? inARow + 1 : 1;
    last = result.isOk;
    const needed = result.isOk ? (probe.successThreshold ?? 1) : (probe.failureThreshold ?? 3);
    if (inARow < needed) return;
    const isFinal = kind !== 'readiness' && !result.isOk;
    if (verdict === result.isOk && !isFinal) return;
    verdict = result.isOk;
    if (isFinal) {
      hasFailed = true;
      worker.stop();
    }
    if (kind === 'startup') worker.stop();
    onChange();
  };

  const look = () => {
    if (isOver || !run.isRunning()) return;
    tickLater();
    if (kind === 'readiness' && options.isForcedNotReady()) judge({ isOk: false, output: forcedOutput(probe, options) });
    else if (cancel === undefined) {
      let isAnswered = false;
      const stop = runHandler(probe, handlerFor, (result) => {
        isAnswered = true;
        judge(result);
      });
      if (!isAnswered) cancel = stop;
    }
  };

  /** Ticks are counted from the pod's first sync; those before the initial delay is over are passed by. */
  const tickLater = () => {
    const fromMs = Math.max(sim.now() + 1, openAtMs);
    const dueMs = options.tickFromMs + Math.ceil((fromMs - options.tickFromMs) / periodMs) * periodMs;
    timer = sim.at(dueMs, label, look);
  };

  const worker: Worker = {
    verdict: () => verdict,
    hasFailed: () => hasFailed,
    start: () => {
      if (isOver) return;
      // Readiness is looked at as soon as the container has started, outside its rhythm.
      if (options.firstProbeMs > 0) timer = sim.at(openAtMs, label, look);
      else if (kind === 'readiness' && openAtMs <= sim.now()) timer = sim.after(0, label, look);
      else tickLater();
    },
    stop: () => {
      isOver = true;
      sim.cancel(timer);
      cancel?.();
    },
  };
  return worker;
}

/** What a probe finds in a pod that has been made unready on purpose. */
function forcedOutput(probe: Probe, { handler }: ProbesOptions): string {
  if (probe.httpGet !== undefined) return 'HTTP probe failed with statuscode: 404';
  if (probe.tcpSocket !== undefined) return `dial tcp ${handler.podIp}:${probe.tcpSocket.port}: connect: connection refused`;
  return '';
}
