import { goDuration } from '../kinds/duration.ts';
import type { Container, Handler, Pod } from '../kinds/pod.ts';
import type { Why } from '../why.ts';
import type { ObjectKey } from '../kinds/object.ts';
import type { Run } from './containerRun.ts';
import { environmentOf, expand, type Environment } from './environment.ts';
import type { PodFacts } from './fieldRef.ts';
import { runHandler, type HandlerResult } from './handler.ts';
import type { PresentImage } from './imageStore.ts';
import type { ImageReference } from './images/imageReference.ts';
import type { KubeletContext } from './kubeletContext.ts';
import { handlerOptions, slotOf, startNext, startProbing, type PodRuntime } from './podRuntime.ts';
import { startFailureText } from './startFailure.ts';
import type { Cancellation } from './cancellation.ts';
import { stopRun } from './stopRun.ts';

export interface StartContainerOptions {
  readonly context: KubeletContext;
  readonly pod: Pod;
  readonly runtime: PodRuntime;
  readonly container: Container;
  readonly facts: PodFacts;
  readonly cancellation: Cancellation;
  readonly post: (type: 'Normal' | 'Warning', reason: string, message: string) => void;
  readonly explainWait: (why: Why, blockedBy?: ObjectKey) => void;
  /** A pause of this length is held before trying again. */
  readonly done: (result: { readonly run: Run } | { readonly retryAtMs?: number }) => void;
}

/** Brings one container up: image, configuration, start, and its postStart hook. k8s: kuberuntime startContainer */
export function startContainer(options: StartContainerOptions): void {
  ensureImage(options, (image) => {
    const prepared = prepare(options, image);
    if (prepared === undefined) return;
    options.post('Normal', 'Created', 'Container created');
    const { context, pod, cancellation } = options;
    const { namespace = '', name } = pod.metadata;
    const extraMs = context.faults.extraStartMs(namespace, name);
    if (extraMs > 0) options.explainWait({ code: 'kubelet.slowStart', params: { container: options.container.name, seconds: Math.round(extraMs / 1000) } });
    const delayMs = context.timing.startMs() + extraMs;
    cancellation.after(context.sim, delayMs, `start ${name}/${options.container.name}`, () => launch(options, image, prepared));
  });
}

/** k8s: images EnsureImageExists */
function ensureImage(options: StartContainerOptions, done: (image: PresentImage) => void): void {
  const { context, container, post } = options;
  const name = container.image ?? '';
  const reference = context.images.parse(name);
  if (reference === undefined) {
    post('Warning', 'InspectFailed', `Failed to apply default image tag "${name}": couldn't parse image name "${name}": invalid reference format`);
    post('Warning', 'Failed', 'Error: InvalidImageName');
    fail(options, 'InvalidImageName', `Failed to apply default image tag "${name}": couldn't parse image name "${name}": invalid reference format`);
    return;
  }
  const present = context.images.present(reference);
  const policy = container.imagePullPolicy ?? (reference.tag === 'latest' && reference.digest === undefined ? 'Always' : 'IfNotPresent');
  if (present !== undefined && policy !== 'Always') {
    post('Normal', 'Pulled', `Container image "${name}" already present on machine and can be accessed by the pod`);
    done(present);
    return;
  }
  if (policy === 'Never') {
    const message = `Container image "${name}" is not present with pull policy of Never`;
    post('Warning', 'ErrImageNeverPull', message);
    post('Warning', 'Failed', 'Error: ErrImageNeverPull');
    fail(options, 'ErrImageNeverPull', message);
    return;
  }
  pull(options, name, reference, done);
}

function pull(options: StartContainerOptions, name: string, reference: ImageReference, done: (image: PresentImage) => void): void {
  const { context, pod, runtime, container, post, cancellation } = options;
  const key = `${pod.metadata.uid}_${name}`;
  const nowMs = context.sim.now();
  const held = context.pullBackOff.holdingSinceUpdate(key, nowMs);
  if (held !== undefined) {
    const before = slotOf(runtime, container.name).waiting?.message ?? '';
    const cause = /ErrImagePull: .*|rpc error: .*/s.exec(before)?.[0] ?? '';
    post('Normal', 'BackOff', `Back-off pulling image "${name}"`);
    post('Warning', 'Failed', 'Error: ImagePullBackOff');
    options.explainWait({ code: 'kubelet.imageBackOff', params: { image: name, seconds: Math.round(held.delayMs / 1000) } });
    fail(options, 'ImagePullBackOff', `Back-off pulling image "${name}": ${cause.startsWith('ErrImagePull') ? cause : `ErrImagePull: ${cause}`}`, held.untilMs);
    return;
  }
  post('Normal', 'Pulling', `Pulling image "${name}"`);
  options.explainWait({ code: 'kubelet.pulling', params: { image: name, node: context.node.name } });
  const stop = context.images.pull(reference, (result) => {
    if (cancellation.isCancelled()) return;
    if ('image' in result) {
      const took = goDuration(Math.round(result.tookMs));
      post('Normal', 'Pulled', `Successfully pulled image "${name}" in ${took} (${took} including waiting). Image size: ${result.image.sizeBytes} bytes.`);
      done(result.image);
      return;
    }
    context.pullBackOff.next(key, context.sim.now(), context.sim.now());
    post('Warning', 'Failed', `Failed to pull image "${name}": ${result.error}`);
    post('Warning', 'Failed', 'Error: ErrImagePull');
    options.explainWait({ code: 'kubelet.imageMissing', params: { image: name, error: result.error } });
    fail(options, 'ErrImagePull', result.error, context.pullBackOff.holdingSinceUpdate(key, context.sim.now())?.untilMs);
  });
  cancellation.onCancel(stop);
}

interface Prepared {
  readonly env: Environment;
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
}

function prepare(options: StartContainerOptions, image: PresentImage): Prepared | undefined {
  const { context, pod, container, facts, post } = options;
  const { namespace = '' } = pod.metadata;
  const made = environmentOf(container, {
    facts,
    configMap: (name) => context.api.get('ConfigMap', namespace, name),
    secret: (name) => context.api.get('Secret', namespace, name),
    services: pod.spec.enableServiceLinks === false ? {} : context.serviceEnvironment(namespace),
  });
  if ('error' in made) {
    const { message, missing } = made.error;
    post('Warning', 'Failed', `Error: ${message}`);
    options.explainWait({ code: 'kubelet.configMissing', params: { container: container.name, error: message } }, missing);
    fail(options, 'CreateContainerConfigError', message);
    return undefined;
  }
  const known = (name: string) => made.value[name] ?? image.build().env[name];
  const fill = (words: readonly string[] | undefined) => words?.map((word) => expand(word, known));
  return { env: made.value, command: fill(container.command), args: fill(container.args) };
}

function launch(options: StartContainerOptions, image: PresentImage, prepared: Prepared): void {
  const { runtime, container, post } = options;
  const started = startNext(runtime, options.pod, { spec: container, image, ...prepared });
  if (started.startFailure !== undefined) {
    const message = startFailureText('create', started.startFailure);
    post('Warning', 'Failed', `Error: ${message}`);
    options.explainWait({ code: 'kubelet.cannotStart', params: { container: container.name, error: message } });
    fail(options, 'RunContainerError', message);
    return;
  }
  post('Normal', 'Started', 'Container started');
  const hook = container.lifecycle?.postStart;
  if (hook === undefined) startProbing(runtime, started);
  if (hook === undefined || !started.isRunning()) options.done({ run: started });
  else runPostStart(options, started, hook);
}

const HOOK_LIMIT_MS = 24 * 3_600_000;

function runPostStart(options: StartContainerOptions, run: Run, hook: NonNullable<NonNullable<Container['lifecycle']>['postStart']>): void {
  const { runtime, post, cancellation } = options;
  const stop = runHandler(
    hook,
    { ...handlerOptions(runtime, run), timeoutMs: HOOK_LIMIT_MS },
    (result) => {
      if (cancellation.isCancelled()) return;
      if (result.isOk) {
        startProbing(runtime, run);
        options.done({ run });
        return;
      }
      post('Warning', 'FailedPostStartHook', 'PostStartHook failed');
      post('Normal', 'Killing', 'FailedPostStartHook');
      stopAfterHook(options, run, hookFailureText(options, hook, result));
    },
  );
  cancellation.onCancel(stop);
}

/** The container goes in good order; until it may start again it waits with the hook's error. */
function stopAfterHook(options: StartContainerOptions, run: Run, message: string): void {
  const { context, runtime, cancellation, post, pod } = options;
  const stopping = stopRun({
    sim: context.sim,
    run,
    graceMs: (pod.spec.terminationGracePeriodSeconds ?? 30) * 1000,
    handler: handlerOptions(runtime, run),
    onHookFailure: () => post('Warning', 'FailedPreStopHook', 'PreStopHook failed'),
    done: () => fail(options, 'PostStartHookError', message),
  });
  cancellation.onCancel(() => stopping.abandon());
}

/** k8s: lifecycle handlerRunner Run */
function hookFailureText({ container, pod: { metadata } }: StartContainerOptions, { exec, httpGet }: Handler, { output, exitCode }: HandlerResult): string {
  const where = `for Container "${container.name}" in Pod "${metadata.name}_${metadata.namespace ?? ''}(${metadata.uid})" failed - error:`;
  if (exec === undefined) return `HTTP lifecycle hook (${httpGet?.path ?? ''}) ${where} ${output}`;
  const command = exec.command ?? [];
  const error = exitCode === undefined ? output : `command '${command.join(' ')}' exited with ${exitCode}: `;
  return `Exec lifecycle hook ([${command.join(' ')}]) ${where} ${error}, message: ${JSON.stringify(exitCode === undefined ? '' : output)}`;
}

function fail({ runtime, container, done }: StartContainerOptions, reason: string, message: string, retryAtMs?: number): void {
  slotOf(runtime, container.name).waiting = { reason, message };
  done(retryAtMs === undefined ? {} : { retryAtMs });
}
