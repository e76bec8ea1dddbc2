import type { Api, ApiServer, EventRecorder } from '../api/api.ts';
import { ApiError } from '../api/errors.ts';
import { createApiServer } from '../api/server.ts';
import { createSimulation, type Simulation } from '../core/simulation.ts';
import { formatRfc3339, parseRfc3339 } from '../core/time.ts';
import { kinds } from '../kinds/index.ts';
import type { Condition, ObjectKey } from '../kinds/object.ts';
import type { Pod, PodPhase } from '../kinds/pod.ts';
import type { Profile } from '../profile.ts';
import { conformanceProfile } from '../profiles/conformance.ts';
import type { Explanation } from '../why.ts';
import type { Controller, Key } from './controller.ts';
import { targetNodeOf } from './daemonset/placement.ts';
import { startControllers, type ControllerRunner } from './runner.ts';

/** A cluster for tests: an API server and controllers, and in place of kubelets somebody who moves pods as told. */
export interface Harness {
  readonly sim: Simulation;
  readonly apiServer: ApiServer;
  /** A user's client. */
  readonly api: Api;
  readonly runner: ControllerRunner;
  readonly pods: PodMover;
  /** `Normal SuccessfulCreate Create Pod web-0 …`, oldest first. */
  readonly events: string[];
  readonly reasons: Explanation[];
  /** Failed looks, oldest first. */
  readonly retries: string[];
  unixNow(): number;
  runFor(ms: number): void;
  /** Makes the next such writes of controllers fail, as a broken API server would. */
  refuse(refusal: Refusal): void;
  /** The reason that holds about an object. */
  why(about: ObjectKey): Explanation | undefined;
}

export interface Refusal {
  readonly verb: 'create' | 'update' | 'updateStatus' | 'delete' | 'patch';
  readonly kind: string;
  readonly name?: string;
  /** How many writes; default 1. */
  readonly times?: number;
  readonly code?: number;
  readonly reason?: string;
}

export interface HarnessOptions {
  readonly controllers: readonly Controller[];
  readonly seed?: number;
  readonly profile?: Partial<Profile>;
  /** `auto`: pods get a node, become Ready and go by themselves. `manual`: only as told. */
  readonly kubelet?: 'auto' | 'manual';
  /** Called after each look of a controller at a key that did not fail. */
  readonly afterLook?: (controller: string, key: Key, harness: Harness) => void;
}

/** Moves one pod at a time through its life. */
export interface PodMover {
  get(name: string): Pod | undefined;
  names(): readonly string[];
  /** Puts the pod on a node. */
  assign(name: string): void;
  setPhase(name: string, phase: PodPhase): void;
  setReady(name: string, isReady: boolean, sinceUnixMs?: number): void;
  /** On a node, Running and Ready. */
  start(name: string): void;
  /** Removes the object, as the kubelet does at the end. */
  vanish(name: string): void;
  /** Pods for which `auto` stops short of Ready. */
  readonly brokenImages: Set<string>;
}

const NODE = 'centos7k8s1';
const START_MS = 900;
const STOP_MS = 1400;

/** A cluster at the start of the conformance profile, in the namespace `default`. */
export function startHarness(options: HarnessOptions): Harness {
  const profile: Profile = { ...conformanceProfile, ...options.profile };
  const sim = createSimulation(options.seed ?? 1);
  const refusals: (Refusal & { left: number })[] = [];
  const apiServer = createApiServer({ sim, profile, kinds });
  apiServer.load(profile.objects);
  const startUnixMs = parseRfc3339(profile.startTime) ?? 0;
  const unixNow = () => startUnixMs + sim.now();
  const api = apiServer.as('kubectl');
  const pods = createPodMover(apiServer.as('kubelet'), unixNow);
  const [events, reasons, retries]: [string[], Explanation[], string[]] = [[], [], []];
  const holding = new Map<string, Explanation>();

  const runner = startControllers({
    sim,
    profile,
    unixNow,
    apiServer: withRefusals(apiServer, refusals),
    controllers: options.controllers.map((controller) =>
      observed(controller, (key) => options.afterLook?.(controller.name, key, harness)),
    ),
    recorder: () => recorderInto(events),
    explain: (explanation) => {
      if (explanation.code !== holding.get(textOf(explanation.about))?.code) reasons.push(explanation);
      holding.set(textOf(explanation.about), explanation);
    },
    settle: (about) => {
      holding.delete(textOf(about));
    },
    onRetry: (controller, key, error) => {
      retries.push(`${controller} ${key.name}: ${error.message}`);
    },
  });
  if (options.kubelet !== 'manual') startAutoKubelet(sim, apiServer.as('kubelet'), pods);

  const harness: Harness = {
    sim,
    apiServer,
    api,
    runner,
    pods,
    events,
    reasons,
    retries,
    unixNow,
    runFor: (ms) => {
      sim.runUntil(sim.now() + ms);
    },
    refuse: (refusal) => {
      refusals.push({ ...refusal, left: refusal.times ?? 1 });
    },
    why: (about) => holding.get(textOf(about)),
  };
  return harness;
}

function textOf({ kind, namespace, name }: ObjectKey): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

function observed(controller: Controller, afterLook: (key: Key) => void): Controller {
  return {
    ...controller,
    reconcile: (context, key) => {
      controller.reconcile(context, key);
      afterLook(key);
    },
  };
}

function recorderInto(events: string[]): EventRecorder {
  return {
    event: (_about, type, reason, message) => {
      events.push(`${type} ${reason} ${message}`);
    },
  };
}

function withRefusals(apiServer: ApiServer, refusals: (Refusal & { left: number })[]): ApiServer {
  const check = (verb: Refusal['verb'], kind: string, name: string | undefined) => {
    const refusal = refusals.find(
      (each) => each.left > 0 && each.verb === verb && each.kind === kind && (each.name === undefined || each.name === name),
    );
    if (refusal === undefined) return;
    refusal.left -= 1;
    const { code = 500, reason = 'InternalError' } = refusal;
    throw new ApiError({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'API server failed',
      reason,
      code,
    });
  };
  const guarded = (api: Api): Api => ({
    ...api,
    create: (object, options) => {
      check('create', object.kind, object.metadata.name);
      return api.create(object, options);
    },
    update: (object, options) => {
      check('update', object.kind, object.metadata.name);
      return api.update(object, options);
    },
    updateStatus: (object, options) => {
      check('updateStatus', object.kind, object.metadata.name);
      return api.updateStatus(object, options);
    },
    delete: (key, options) => {
      check('delete', key.kind, key.name);
      return api.delete(key, options);
    },
    patch: (key, ...rest) => {
      check('patch', key.kind, key.name);
      return api.patch(key, ...rest);
    },
  });
  return {
    ...apiServer,
    get latencyMs() {
      return apiServer.latencyMs;
    },
    set latencyMs(latencyMs: number) {
      apiServer.latencyMs = latencyMs;
    },
    as: (fieldManager) => guarded(apiServer.as(fieldManager)),
  };
}

function createPodMover(api: Api, unixNow: () => number): PodMover {
  const get = (name: string) => api.get('Pod', 'default', name);
  const change = (name: string, next: (pod: Pod) => Pod['status']) => {
    const pod = get(name);
    if (pod !== undefined) api.updateStatus({ ...pod, status: next(pod) });
  };
  const assign = (name: string) => {
    const pod = get(name);
    if (pod === undefined || pod.spec.nodeName !== undefined) return;
    api.update({ ...pod, spec: { ...pod.spec, nodeName: targetNodeOf(pod) ?? NODE } }, { subresource: 'binding' });
  };
  const setPhase = (name: string, phase: PodPhase) => {
    change(name, ({ status }) => ({ ...status, phase }));
  };
  const setReady = (name: string, isReady: boolean, sinceUnixMs = unixNow()) => {
    const condition: Condition = {
      type: 'Ready',
      status: isReady ? 'True' : 'False',
      lastTransitionTime: formatRfc3339(sinceUnixMs),
    };
    change(name, ({ status }) => ({
      ...status,
      conditions: [...(status.conditions ?? []).filter(({ type }) => type !== 'Ready'), condition],
    }));
  };
  return {
    get,
    names: () => api.list('Pod', { namespace: 'default' }).map(({ metadata }) => metadata.name),
    assign,
    setPhase,
    setReady,
    start: (name) => {
      assign(name);
      setPhase(name, 'Running');
      setReady(name, true);
    },
    vanish: (name) => {
      if (get(name) !== undefined) api.delete({ kind: 'Pod', namespace: 'default', name }, { gracePeriodSeconds: 0 });
    },
    brokenImages: new Set(),
  };
}

/** simplified: a kubelet that runs nothing and knows two delays. */
function startAutoKubelet(sim: Simulation, api: Api, pods: PodMover): void {
  api.watch('Pod', {
    namespace: 'default',
    onEvent: ({ type, object }) => {
      const { metadata, spec } = object as Pod;
      if (type === 'DELETED') return;
      const isSame = () => pods.get(metadata.name)?.metadata.uid === metadata.uid;
      if (type === 'ADDED') {
        pods.assign(metadata.name);
        sim.after(START_MS, 'kubelet starts', () => {
          const isBroken = spec.containers.some(({ image }) => pods.brokenImages.has(image ?? ''));
          if (isSame() && !isBroken && pods.get(metadata.name)?.metadata.deletionTimestamp === undefined)
            pods.start(metadata.name);
        });
      } else if (metadata.deletionTimestamp !== undefined) {
        sim.after(STOP_MS, 'kubelet stops', () => {
          if (isSame()) pods.vanish(metadata.name);
        });
      }
    },
  });
}
