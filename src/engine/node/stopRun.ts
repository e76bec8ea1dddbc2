import type { Simulation, Timer } from '../core/simulation.ts';
import type { Run } from './containerRun.ts';
import { runHandler, type HandlerOptions, type HandlerResult } from './handler.ts';

export interface StopOptions {
  readonly sim: Simulation;
  readonly run: Run;
  readonly graceMs: number;
  readonly handler: Omit<HandlerOptions, 'timeoutMs'>;
  readonly onHookFailure: (result: HandlerResult) => void;
  readonly done: () => void;
}

/** A stop that is under way. */
export interface Stopping {
  /** Less time is left than was thought. */
  shorten(graceMs: number): void;
  /** Forgets it: the machine is gone. */
  abandon(): void;
}

/** After a hook that took all the time, this much is left for the container itself. k8s: minimumGracePeriodInSeconds */
const LEAST_MS = 2000;

/** Ends a run in good order: the preStop hook, SIGTERM, and SIGKILL when its time is over. k8s: kuberuntime killContainer */
export function stopRun({ sim, run, graceMs, handler, onHookFailure, done }: StopOptions): Stopping {
  const startedAtMs = sim.now();
  const hook = run.spec.lifecycle?.preStop;
  let killTimer: Timer | undefined;
  let cancelHook: (() => void) | undefined;
  let isOver = false;

  const killAt = (atMs: number) => {
    sim.cancel(killTimer);
    killTimer = sim.at(atMs, `SIGKILL ${run.pod}/${run.container}`, () => run.stop(137));
  };

  const terminate = () => {
    cancelHook = undefined;
    if (isOver) return;
    killAt(Math.max(startedAtMs + graceMs, sim.now() + Math.min(LEAST_MS, Math.max(graceMs, LEAST_MS))));
    run.signal('SIGTERM');
  };

  const unlisten = run.onExit(() => {
    isOver = true;
    sim.cancel(killTimer);
    cancelHook?.();
    done();
  });

  if (hook === undefined || graceMs <= 0) terminate();
  else {
    let isAnswered = false;
    const cancel = runHandler(hook, { ...handler, timeoutMs: graceMs }, (result) => {
      isAnswered = true;
      if (!result.isOk) onHookFailure(result);
      terminate();
    });
    if (!isAnswered) cancelHook = cancel;
  }

  return {
    shorten: (ms) => {
      if (!isOver && killTimer !== undefined && startedAtMs + graceMs > sim.now() + ms) killAt(sim.now() + Math.max(ms, LEAST_MS));
    },
    abandon: () => {
      isOver = true;
      unlisten();
      sim.cancel(killTimer);
      cancelHook?.();
    },
  };
}
