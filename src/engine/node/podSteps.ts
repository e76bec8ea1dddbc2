import type { Run } from './containerRun.ts';
import type { Step } from './plan.ts';
import { stopContainer, terminatePod } from './podEnd.ts';
import { lastEnded, openSandbox, slotOf } from './podRuntime.ts';
import { atMsOf, explain, factsOf, post, type PodState } from './podState.ts';
import { startContainer } from './startContainer.ts';
import { mountVolumes } from './volumes.ts';
import { deviceNameOf } from '../kinds/persistentVolume.ts';
import type { Container } from '../kinds/pod.ts';
import { claimNamesOf } from '../kinds/podClaims.ts';

/** What a step came to. */
export interface StepResult {
  readonly hasFailed?: boolean;
  /** The steps behind it make no sense now. */
  readonly isEnd?: boolean;
  /** When it may be tried again, in milliseconds. */
  readonly retryAtMs?: number;
}

type Done = (result: StepResult) => void;
type StepOf<Do extends Step['do']> = Extract<Step, { readonly do: Do }>;

/** The pause before a crash loop is told of for the first time; later ones come with the retry. */
const FIRST_BACK_OFF_NEWS_MS = 1000;
/** The pauses between attempts to mount. k8s: exponentialbackoff, 0.5 s to 2 m 2 s */
export const FIRST_MOUNT_PAUSE_MS = 500;
const LONGEST_MOUNT_PAUSE_MS = 122_000;
/** A pod that has ended by itself gives what is left of it this long. */
const FINISH_GRACE_MS = 30_000;

/** Does one step of a plan; `done` is told at once or later, and never when the pod has to stop first. */
export function performStep(state: PodState, step: Step, done: Done): void {
  switch (step.do) {
    case 'finish':
      if (step.why !== undefined) explain(state, 'act', step.why);
      terminatePod(state, FINISH_GRACE_MS);
      return;
    case 'mountVolumes':
      mount(state, done);
      return;
    case 'createSandbox':
      createSandbox(state, done);
      return;
    case 'kill':
      killInPlace(state, step, done);
      return;
    case 'start':
      start(state, step, done);
      return;
    case 'backOff':
      holdBack(state, step, done);
      return;
    case 'wait':
      if (step.why !== undefined) explain(state, 'wait', step.why);
      done({});
      return;
  }
}

/** Mounts what the pod asks for, or says what is missing. */
export function tryMount(state: PodState): ReturnType<typeof mountVolumes> {
  const { context, pod, uid } = state;
  const { api, podDisk, disk, nodeByIp, networkDisk } = context;
  return mountVolumes(pod, { api, facts: factsOf(state), podDisk, disk, nodeByIp, networkDisk, token: () => tokenOf(uid) });
}

/** A service account's token: text that looks like one and is known to nobody. */
function tokenOf(uid: string): string {
  return `eyJhbGciOiJSUzI1NiIsImtpZCI6Ik9yZGluYWwifQ.${uid.replaceAll('-', '')}`;
}

/** The first volume of the pod whose device is not at this node yet. k8s: operationexecutor WaitForAttach, VerifyControllerAttachedVolume */
function unattachedVolume({ context: { api, node }, pod, namespace }: PodState): string | undefined {
  let attached: ReadonlySet<string> | undefined;
  return claimNamesOf(pod).flatMap((name) => {
    const claim = api.get('PersistentVolumeClaim', namespace, name);
    const volume = claim?.spec.volumeName === undefined ? undefined : api.get('PersistentVolume', undefined, claim.spec.volumeName);
    const device = volume === undefined ? undefined : deviceNameOf(volume);
    if (volume === undefined || device === undefined) return [];
    attached ??= new Set((api.get('Node', undefined, node.name)?.status.volumesAttached ?? []).map(({ name }) => name));
    return attached.has(device) ? [] : [volume.metadata.name];
  })[0];
}

function mount(state: PodState, done: Done): void {
  state.whenAttached = undefined;
  const waitingFor = unattachedVolume(state);
  if (waitingFor !== undefined) {
    const { cancellation } = state;
    explain(state, 'wait', { code: 'kubelet.waitAttach', params: { volume: waitingFor, node: state.context.node.name } }, { kind: 'PersistentVolume', name: waitingFor });
    state.whenAttached = () => {
      if (!cancellation.isCancelled()) mount(state, done);
    };
    return;
  }
  const mounting = tryMount(state);
  if ('volumes' in mounting) {
    state.mountPauseMs = FIRST_MOUNT_PAUSE_MS;
    state.runtime.volumes = mounting.volumes;
    done({});
    return;
  }
  const { volume, message, missing } = mounting.failure;
  post(state, undefined, 'Warning', 'FailedMount', message);
  explain(state, 'wait', { code: 'kubelet.mountFailed', params: { volume, error: message } }, missing);
  const pauseMs = state.mountPauseMs;
  state.mountPauseMs = Math.min(LONGEST_MOUNT_PAUSE_MS, pauseMs * 2);
  state.cancellation.after(state.context.sim, pauseMs, `mount volumes of ${state.name}`, () => mount(state, done));
}

function createSandbox(state: PodState, done: Done): void {
  const { context, name } = state;
  if (state.hadSandbox) post(state, undefined, 'Normal', 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.');
  state.cancellation.after(context.sim, context.timing.sandboxMs(), `sandbox of ${name}`, () => {
    const ip = state.pod.spec.hostNetwork === true ? context.node.ip : context.addresses.take();
    if (ip === undefined) {
      noAddress(state);
      done({ hasFailed: true, isEnd: true });
      return;
    }
    state.hadSandbox = true;
    openSandbox(state.runtime, ip);
    context.noticeLater(state);
    done({});
  });
}

function noAddress(state: PodState): void {
  const { range } = state.context.addresses;
  const error = `rpc error: code = Unknown desc = failed to setup network for sandbox: plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: ${range}`;
  post(state, undefined, 'Warning', 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${error}`);
  explain(state, 'wait', { code: 'kubelet.noAddress', params: { node: state.context.node.name, range } });
}

function start(state: PodState, { container, isInit, why }: StepOf<'start'>, done: Done): void {
  const { context, pod, runtime, name, cancellation } = state;
  const ended = lastEnded(runtime, container.name)?.end;
  if (ended !== undefined) context.crashBackOff.next(crashKey(state, container), atMsOf(state, ended.finishedUnixMs), context.sim.now());
  const begin = () =>
    startContainer({
      context, pod, runtime, container, facts: factsOf(state), cancellation,
      post: (type, reason, message) => post(state, container, type, reason, message),
      explainWait: (reason, blockedBy) => explain(state, 'wait', reason, blockedBy),
      done: (result) => {
        if (!('run' in result)) {
          done({ hasFailed: true, isEnd: isInit, ...result });
          return;
        }
        context.noticeLater(state);
        if (why !== undefined) explain(state, 'act', why);
        explainProbes(state, container);
        done({});
      },
    });
  if (ended === undefined || context.timing.restartMs === 0) begin();
  else cancellation.after(context.sim, context.timing.restartMs, `restart ${name}`, begin);
}

/** What is waited for after a start. */
function explainProbes(state: PodState, { name, startupProbe, readinessProbe }: Container): void {
  if (startupProbe !== undefined) explain(state, 'wait', { code: 'kubelet.startupProbe', params: { container: name } });
  else if (readinessProbe !== undefined) explain(state, 'wait', { code: 'kubelet.readinessProbe', params: { container: name } });
}

/** The key of a container's crashes: a new pod or a new image starts anew. */
export function crashKey({ uid }: PodState, { name, image = '' }: Container): string {
  return `${uid} ${name} ${image}`;
}

/** k8s: kuberuntime doBackOff */
function holdBack(state: PodState, { container, delayMs, untilMs, isInit, why }: StepOf<'backOff'>, done: Done): void {
  const { runtime, name, namespace, uid, context } = state;
  const slot = slotOf(runtime, container.name);
  const pod = `${name}_${namespace}(${uid})`;
  post(state, container, 'Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${pod}`);
  if (why !== undefined) explain(state, 'wait', why);
  const isNews = slot.waiting?.reason !== 'CrashLoopBackOff';
  slot.waiting = { reason: 'CrashLoopBackOff', message: `back-off ${backOffText(delayMs)} restarting failed container=${container.name} pod=${pod}` };
  const isFirst = isNews && (slot.run?.attempt ?? 0) <= 1;
  done({ hasFailed: true, isEnd: isInit, retryAtMs: isFirst ? Math.min(untilMs, context.sim.now() + FIRST_BACK_OFF_NEWS_MS) : untilMs });
}

/** `10s`, `1m20s`, `5m0s`: as Go prints the pauses of a crash loop. */
function backOffText(delayMs: number): string {
  const seconds = Math.round(delayMs / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

function killInPlace(state: PodState, { container, message, probe, why }: StepOf<'kill'>, done: Done): void {
  const run = slotOf(state.runtime, container.name).run;
  if (run === undefined || !run.isRunning()) {
    done({});
    return;
  }
  if (why !== undefined) explain(state, 'act', why);
  post(state, container, 'Normal', 'Killing', message);
  stopContainer(state, run, graceOf(state, run, probe) * 1000, () => done({}));
}

function graceOf({ pod }: PodState, { spec }: Run, probe: 'liveness' | 'startup' | undefined): number {
  const own = probe === 'liveness' ? spec.livenessProbe : probe === 'startup' ? spec.startupProbe : undefined;
  return own?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
}
