import type { WatchEvent } from '../../api/api.ts';
import { keyOf } from '../../kinds/object.ts';
import { isTerminating, type Pod } from '../../kinds/pod.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { wait } from '../reason.ts';
import { createSchedulerCache, type SchedulerCache } from './cache.ts';
import { bindPod, preempt, refusePod, settleClaims } from './perform.ts';
import { planPod, type Assignment } from './plan.ts';
import { podInfoOf, type PodInfo } from './podInfo.ts';
import type { QueuedPod } from './queue.ts';
import { claimText, planWait, type WaitingPod } from './volumeWait.ts';

/** The one key that means: look at the next pod of the queue. */
const NEXT: Key = { name: 'next' };
/** How long one decision takes: pods that wait together are placed one after the other. */
const CYCLE_MS = 1;
const POLL_MS = 1000;
const BIND_TIMEOUT_MS = 600_000;
const FLUSH_EVERY_MS = 30_000;
const PARKED_AT_MOST_MS = 300_000;

/** One pod at a time: choose a node, settle its claims, bind. k8s: kube-scheduler */
export function createSchedulerController(): Controller {
  const cache = createSchedulerCache();
  const waiting = new Map<string, WaitingPod>();
  let isPumping = false;

  const pump = (context: ControllerContext) => {
    if (isPumping || !cache.queue.hasNext()) return;
    isPumping = true;
    const { minMs, maxMs } = context.profile.delays.schedule;
    context.enqueueAfter(NEXT, context.random.integer(minMs, maxMs));
  };

  const scheduleNext = (context: ControllerContext) => {
    const queued = cache.queue.pop();
    if (queued !== undefined) schedule(context, cache, waiting, queued);
    isPumping = cache.queue.hasNext();
    if (isPumping) context.enqueueAfter(NEXT, CYCLE_MS);
  };

  return {
    name: 'default-scheduler',
    watches: ['Node', 'Pod', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass'],
    latencyMs: 0,
    wants: (event, context) => {
      cache.see(event);
      if (event.object.kind === 'Pod') explainGates(event as WatchEvent<Pod>, context);
      pump(context);
      return [];
    },
    reconcile: (context, key) => {
      if (key.namespace === undefined) scheduleNext(context);
      else awaitVolumes(context, cache, waiting, key);
      pump(context);
    },
    resync: {
      everyMs: FLUSH_EVERY_MS,
      keys: (context) => {
        cache.queue.moveIf(({ refusedAtMs }) => context.now() - refusedAtMs > PARKED_AT_MOST_MS);
        pump(context);
        return [];
      },
    },
  };
}

function schedule(context: ControllerContext, cache: SchedulerCache, waiting: Map<string, WaitingPod>, queued: QueuedPod): void {
  const { namespace, name } = queued.info.pod.metadata;
  const pod = context.api.get('Pod', namespace, name);
  if (pod === undefined || pod.spec.nodeName !== undefined || isTerminating(pod)) return;
  const info = podInfoOf(pod);
  queued.info = info;
  const plan = planPod(info, cache.view(context.api), cache.promised(info));
  if (plan.do === 'assign') {
    assign(context, cache, waiting, info, plan);
    return;
  }
  queued.attempts += 1;
  queued.refusedAtMs = context.now();
  queued.plugins = plan.plugins;
  cache.queue.park(queued);
  if (plan.preempt !== undefined) {
    cache.promise(info, plan.preempt.node);
    preempt(context, pod, plan.preempt);
  }
  refusePod(context, pod, plan);
}

function assign(context: ControllerContext, cache: SchedulerCache, waiting: Map<string, WaitingPod>, info: PodInfo, plan: Assignment): void {
  cache.assume(info, plan.node);
  if (plan.bindings.length === 0) {
    bindPod(context, info.pod, plan.node, plan.why);
    return;
  }
  settleClaims(context, plan);
  const { namespace = '', name } = info.pod.metadata;
  const entry: WaitingPod = {
    info,
    node: plan.node,
    claims: plan.bindings.map(({ claim, volume }) => ({ name: claim.metadata.name, isNew: volume === undefined })),
    untilMs: context.now() + BIND_TIMEOUT_MS,
  };
  waiting.set(info.key, entry);
  context.enqueueAfter({ namespace, name }, POLL_MS);
  const params = { pod: name, node: plan.node, claim: claimText(entry) };
  context.explain(wait(keyOf(info.pod), 'scheduler.waitVolume', params, { kind: 'PersistentVolumeClaim', namespace, name: entry.claims[0]?.name ?? '' }));
}

/** Looks each second whether the volumes have come. k8s: volumebinding PreBind */
function awaitVolumes(context: ControllerContext, cache: SchedulerCache, waiting: Map<string, WaitingPod>, key: Key): void {
  const entry = waiting.get(`${key.namespace ?? ''}/${key.name}`);
  if (entry === undefined) return;
  const { info, node } = entry;
  const pod = context.api.get('Pod', key.namespace, key.name);
  const step = planWait(entry, pod, (claim) => context.api.get('PersistentVolumeClaim', key.namespace, claim), context.now());
  if (step.do === 'wait') {
    context.enqueueAfter(key, POLL_MS);
    return;
  }
  waiting.delete(info.key);
  if (step.do === 'bind') {
    bindPod(context, step.pod, node, { code: 'scheduler.assignedVolumes', params: { pod: key.name, node, claim: claimText(entry) } });
    return;
  }
  if (step.do === 'placed') return;
  cache.forget(info);
  if (step.do === 'gone') return;
  cache.queue.activate(podInfoOf(step.pod));
  refusePod(context, step.pod, {
    do: 'refuse',
    message: `running PreBind plugin "VolumeBinding": binding volumes: ${step.reason}`,
    plugins: new Set(),
    why: { code: 'scheduler.volumeTimeout', params: { pod: key.name, node, reasons: step.reason } },
  });
}

function explainGates({ type, object: pod }: WatchEvent<Pod>, context: ControllerContext): void {
  const gates = pod.spec.schedulingGates;
  if (type === 'DELETED' || gates === undefined || gates.length === 0) return;
  context.explain(wait(keyOf(pod), 'scheduler.gated', { pod: pod.metadata.name, gates: gates.map(({ name }) => name).join(', ') }));
}
