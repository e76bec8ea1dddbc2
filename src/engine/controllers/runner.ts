import type { Api, ApiServer, EventRecorder, WatchEvent } from '../api/api.ts';
import type { Random } from '../core/random.ts';
import type { Simulation } from '../core/simulation.ts';
import type { ObjectKey } from '../kinds/object.ts';
import type { Delay, Profile } from '../profile.ts';
import { explanationOf, type Explanation } from '../why.ts';
import type { Controller, ControllerContext, Key } from './controller.ts';
import { createRetryPauses } from './retryPause.ts';
import { isRetryable } from './syncError.ts';
import { createWorkQueue, keyText } from './workQueue.ts';

export interface ControllerRunnerOptions {
  readonly sim: Simulation;
  readonly apiServer: ApiServer;
  readonly profile: Profile;
  readonly controllers: readonly Controller[];
  /** Milliseconds since 1970 at this moment. */
  readonly unixNow: () => number;
  /** Where the events of a component go. */
  readonly recorder: (component: string) => EventRecorder;
  /** Receives every reason that a controller gives, repeated ones included. */
  readonly explain: (explanation: Explanation) => void;
  /** Receives that the reason which an actor gave about an object is over. */
  readonly settle: (about: ObjectKey, actor: string) => void;
  /** Receives each refused write that ended a look at a key: the retry is already arranged. */
  readonly onRetry?: (controller: string, key: Key, error: Error, pauseMs: number) => void;
}

export interface ControllerRunner {
  /** Makes a controller look at a key, as if something about it had changed. */
  wake(controller: string, key: Key): void;
  /** Ends all watches and drops all work. */
  stop(): void;
}

/**
 * Starts the control loops: watches what they want, looks at each key after the controller's latency, and looks
 * again after a growing pause when the API server refused a write. Any other error is ours and is thrown out of
 * the simulation. Objects that exist already count as added.
 * simplified: a look reads what is stored now; upstream reads a cache that lags behind by the latency of the watch.
 * k8s: kube-controller-manager
 */
export function startControllers(options: ControllerRunnerOptions): ControllerRunner {
  const loops = options.controllers.map((controller) => createLoop(controller, options));
  const stopWatches = watchKinds(loops, options);
  const byName = new Map(loops.map((loop) => [loop.controller.name, loop]));
  return {
    wake: (controller, key) => {
      byName.get(controller)?.enqueue(key);
    },
    stop: () => {
      for (const stop of stopWatches) stop();
      for (const loop of loops) loop.stop();
    },
  };
}

/** One controller with its queue. */
interface Loop {
  readonly controller: Controller;
  readonly enqueue: (key: Key) => void;
  readonly see: (event: WatchEvent) => void;
  readonly stop: () => void;
}

function createLoop(controller: Controller, options: ControllerRunnerOptions): Loop {
  const { sim, apiServer } = options;
  const { name } = controller;
  const pauses = createRetryPauses(() => sim.now());
  const random = sim.random.fork(`${name} latency`);

  const look = (key: Key) => {
    try {
      controller.reconcile(context, key);
    } catch (error) {
      if (!isRetryable(error)) throw error;
      const pauseMs = pauses.next(keyText(key));
      queue.addAfter(key, pauseMs);
      options.onRetry?.(name, key, error, pauseMs);
      return;
    }
    pauses.forget(keyText(key));
  };

  const latencyMs = () => (controller.latencyMs ?? drawMs(random, options.profile.delays.controller)) + apiServer.latencyMs;
  const queue = createWorkQueue({ sim, label: name, latencyMs, look });
  const context = contextOf(controller, queue, apiServer.as(name), options);
  const stopResync = startResync(controller, context, sim);

  return {
    controller,
    enqueue: queue.add,
    see: (event) => {
      for (const key of controller.wants(event, context)) queue.add(key);
    },
    stop: () => {
      stopResync();
      queue.clear();
    },
  };
}

function contextOf(
  { name, eventSource = name }: Controller,
  queue: { add: (key: Key) => void; addAfter: (key: Key, delayMs: number) => void },
  api: Api,
  { sim, profile, unixNow, recorder, explain, settle }: ControllerRunnerOptions,
): ControllerContext {
  return {
    api,
    events: recorder(eventSource),
    profile,
    random: sim.random.fork(name),
    now: () => sim.now(),
    unixNow,
    explain: (reason) => {
      explain(explanationOf(reason, sim.now(), name));
    },
    settle: (about) => {
      settle(about, name);
    },
    enqueue: queue.add,
    enqueueAfter: queue.addAfter,
  };
}

function startResync({ name, resync }: Controller, context: ControllerContext, sim: Simulation): () => void {
  if (resync === undefined) return () => undefined;
  const again = () => {
    for (const key of resync.keys(context)) context.enqueue(key);
    timer = sim.after(resync.everyMs, `${name} resync`, again);
  };
  let timer = sim.after(resync.everyMs, `${name} resync`, again);
  return () => {
    sim.cancel(timer);
  };
}

/** One watch a kind, shared by all loops that want it. k8s: client-go SharedInformer */
function watchKinds(loops: readonly Loop[], { apiServer }: ControllerRunnerOptions): readonly (() => void)[] {
  const api = apiServer.as('kube-controller-manager');
  const kinds = [...new Set(loops.flatMap(({ controller }) => controller.watches))];
  return kinds.map((kind) => {
    const interested = loops.filter(({ controller }) => controller.watches.includes(kind));
    const onEvent = (event: WatchEvent) => {
      for (const loop of interested) loop.see(event);
    };
    for (const object of api.list(kind)) onEvent({ type: 'ADDED', object });
    return api.watch(kind, { onEvent });
  });
}

/** A length drawn evenly from the range, in steps of a microsecond. */
function drawMs(random: Random, { minMs, maxMs }: Delay): number {
  return minMs === maxMs ? minMs : random.integer(minMs * 1000, maxMs * 1000) / 1000;
}
