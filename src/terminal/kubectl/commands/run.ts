import { isApiError } from '#engine/api/errors.ts';
import type { KubeObject, NewObject } from '#engine/kinds/object.ts';
import { isReady, type Pod } from '#engine/kinds/pod.ts';
import type { Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import { withSavedConfig } from '../apply/lastApplied.ts';
import { cascadeOf } from '../cascade.ts';
import { arrayFlag, boolFlag, DRY_RUN_FLAG, durationFlag, FIELD_MANAGER_FLAG, FILENAME_FLAGS, intFlag, OUTPUT_FLAGS, SAVE_CONFIG_FLAG, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { attachTo, reattachMessage } from '../containers/attach.ts';
import { wantsTty } from '../containers/connection.ts';
import { reachContainer } from '../containers/reachContainer.ts';
import { dryRunOf, type DryRun } from '../dryRun.ts';
import { KubectlError } from '../errors.ts';
import { mergeOverrides } from '../overrides.ts';
import type { JsonRecord } from '../printers/values.ts';
import { createReport } from '../results.ts';
import { checkImageName, exposingService, podFor } from '../run/objects.ts';

const FLAGS = {
  annotations: arrayFlag('Annotations to apply to the pod.'),
  attach: boolFlag("If true, wait for the Pod to start running, and then attach to the Pod as if 'kubectl attach ...' were called.  Default false, unless '-i/--stdin' is set, in which case the default is true. With '--restart=Never' the exit code of the container process is returned."),
  cascade: textFlag('Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents (e.g. Pods created by a ReplicationController). Defaults to background.', { default: 'background', alone: 'background' }),
  command: boolFlag("If true and extra arguments are present, use them as the 'command' field in the container, rather than the 'args' field which is the default."),
  ...DRY_RUN_FLAG,
  env: arrayFlag('Environment variables to set in the container.'),
  expose: boolFlag('If true, create a ClusterIP service associated with the pod.  Requires `--port`.'),
  ...FIELD_MANAGER_FLAG('kubectl-run'),
  ...FILENAME_FLAGS('to use to replace the resource.'),
  force: boolFlag('If true, immediately remove resources from API and bypass graceful deletion. Note that immediate deletion of some resources may result in inconsistency or data loss and requires confirmation.'),
  'grace-period': intFlag('Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 for immediate shutdown. Can only be set to 0 when --force is true (force deletion).', -1),
  image: textFlag('The image for the container to run.'),
  'image-pull-policy': textFlag("The image pull policy for the container.  If left empty, this value will not be specified by the client and defaulted by the server."),
  labels: textFlag('Comma separated labels to apply to the pod. Will override previous values.', { short: 'l' }),
  'leave-stdin-open': boolFlag('If the pod is started in interactive mode or with stdin, leave stdin open after the first attach completes. By default, stdin will be closed after the first attach completes.'),
  ...OUTPUT_FLAGS,
  'override-type': textFlag('The method used to override the generated object: json, merge, or strategic.', { default: 'merge' }),
  overrides: textFlag('An inline JSON override for the generated object. If this is non-empty, it is used to override the generated object. Requires that the object supply a valid apiVersion field.'),
  'pod-running-timeout': durationFlag('The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running', 60_000),
  port: textFlag('The port that this container exposes.'),
  privileged: boolFlag('If true, run the container in privileged mode.'),
  quiet: boolFlag('If true, suppress prompt messages.', { short: 'q' }),
  restart: textFlag('The restart policy for this Pod.  Legal values [Always, OnFailure, Never].', { default: 'Always' }),
  rm: boolFlag('If true, delete the pod after it exits.  Only valid when attaching to the container, e.g. with \'--attach\' or with \'-i/--stdin\'.'),
  ...SAVE_CONFIG_FLAG,
  stdin: boolFlag('Keep stdin open on the container in the pod, even if nothing is attached.', { short: 'i' }),
  timeout: durationFlag('The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object', 0),
  tty: boolFlag('Allocate a TTY for the container in the pod.', { short: 't' }),
  wait: boolFlag('If true, wait for resources to be gone before returning. This waits for finalizers.'),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl run */
export const run = defineKubectl({
  path: ['run'],
  usage: 'NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]',
  short: 'Run a particular image on the cluster',
  long: 'Create and run a particular image in a pod.',
  examples: `# Start an nginx pod
kubectl run nginx --image=nginx

# Start a busybox pod and keep it in the foreground
kubectl run -i -t busybox --image=busybox --restart=Never

# Look a name up and be gone
kubectl run dns --image=busybox:1.28 --restart=Never --rm -it -- nslookup web-0.nginx

# Start a pod with arguments for its entry point
kubectl run nginx --image=nginx -- <arg1> <arg2> ... <argN>`,
  flags: FLAGS,
  required: ['image'],
  *run(context) {
    const { flags, given, args, argsBeforeDash } = context;
    const name = argsBeforeDash === 0 ? undefined : args[0];
    if (name === undefined) throw context.usageError('NAME is required for run');
    if (flags['pod-running-timeout'] <= 0) throw context.usageError('--pod-running-timeout must be higher than zero');
    if (flags.image === '') throw new KubectlError('--image is required');
    checkImageName(flags.image);
    const dryRun = checkFlags(context);
    const isAttached = given.has('attach') ? flags.attach : flags.stdin;
    const pod = podFor(context, name, { command: args.slice(1), isAttached });
    const created = createObjects(context, name, pod, dryRun, isAttached);
    if (!isAttached || dryRun !== 'none') return;
    return yield* attachAndFollow(context, created as Pod);
  },
});

/** k8s: run Run, its checks */
function checkFlags(context: Context): DryRun {
  const { flags, given } = context;
  if (flags.tty && !flags.stdin) throw context.usageError('-i/--stdin is required for containers with -t/--tty=true');
  if (flags.expose && flags.port === '') throw context.usageError('--port must be set when exposing a service');
  const isAttached = given.has('attach') ? flags.attach : flags.stdin;
  const dryRun = dryRunOf(context);
  if (!['Always', 'OnFailure', 'Never'].includes(flags.restart)) throw context.usageError(`invalid restart policy: ${flags.restart}`);
  if (flags.rm && !isAttached) throw context.usageError('--rm should only be used for attached containers');
  if (isAttached && dryRun !== 'none') throw context.usageError("--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)");
  cascadeOf(context, flags.cascade);
  if (flags['image-pull-policy'] !== '' && !['Always', 'IfNotPresent', 'Never'].includes(flags['image-pull-policy'])) throw context.usageError(`invalid image pull policy: ${flags['image-pull-policy']}`);
  return dryRun;
}

/** The pod, and first the Service that exposes it; attached runs say nothing. */
function createObjects(context: Context, name: string, pod: JsonRecord, dryRun: DryRun, isAttached: boolean): KubeObject | JsonRecord {
  const { flags } = context;
  const report = createReport(context, flags, dryRun, { isTyped: true });
  const merged = mergeOverrides(pod, flags.overrides, flags['override-type']);
  if (flags.expose) {
    report(send(context, exposingService(context, name, merged), dryRun), 'created');
    if (flags.output === 'yaml') context.out('---\n');
  }
  const created = send(context, merged, dryRun);
  if (!isAttached || dryRun !== 'none' || flags.output !== '') report(created, 'created');
  return created;
}

function send(context: Context, object: JsonRecord, dryRun: DryRun): KubeObject | JsonRecord {
  if (dryRun === 'client') return object;
  const saved = context.flags['save-config'] ? withSavedConfig(object) : object;
  const placed = { ...saved, metadata: { namespace: context.namespace, ...(saved['metadata'] as JsonRecord) } };
  return context.api.create(placed as unknown as NewObject, { dryRun: dryRun === 'server', fieldManager: context.flags['field-manager'], onWarning: context.warn });
}

/** Joins the container until it ends. The pod is taken away after its exit code is known, and before that is told. */
function* attachAndFollow(context: Context, created: Pod): Generator<Wait, number, void> {
  let end: ContainerEnd | undefined;
  try {
    yield* attachOrShowLog(context, created);
    if (context.flags.restart !== 'Always' && !context.flags['leave-stdin-open']) end = yield* endOf(context, created);
  } finally {
    if (context.flags.rm) remove(context, created);
  }
  if (end === undefined || end.code === 0) return 0;
  throw new KubectlError(`pod ${created.metadata.namespace ?? ''}/${created.metadata.name} terminated (${end.reason})`, { code: end.code, bare: true });
}

function* attachOrShowLog(context: Context, created: Pod): Generator<Wait, void, void> {
  const { flags } = context;
  const pod = yield* waitForStart(context, created);
  const container = created.spec.containers[0]?.name ?? '';
  if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return showLog(context, pod, container);
  const options = { stdin: flags.stdin, tty: wantsTty(context, flags.tty), isQuiet: flags.quiet };
  let target;
  try {
    target = reachContainer(context, pod, container);
  } catch (error) {
    if (!(error instanceof KubectlError) && !isApiError(error)) throw error;
    context.err(`warning: couldn't attach to pod/${pod.metadata.name}, falling back to streaming logs: ${error.message}\n`);
    return showLog(context, pod, container);
  }
  yield* attachTo(context, () => target, options);
  const message = reattachMessage(pod, container, options);
  if (message !== undefined) context.out(message);
}

function showLog(context: Context, pod: Pod, container: string): void {
  const lines = context.cluster.runtime.run(pod.metadata.namespace ?? '', pod.metadata.name, container)?.log() ?? [];
  for (const line of lines) context.out(`${line.text}\n`);
}

/** Until the pod runs and is ready, or has ended. k8s: run waitForPod with podRunningAndReady */
function* waitForStart(context: Context, created: Pod): Generator<Wait, Pod, void> {
  const { kernel } = context.process;
  const endAtMs = kernel.now() + context.flags['pod-running-timeout'];
  for (;;) {
    const pod = context.api.get('Pod', created.metadata.namespace, created.metadata.name);
    if (pod === undefined || pod.metadata.uid !== created.metadata.uid) throw new KubectlError(`pods "${created.metadata.name}" not found`);
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed' || (pod.status.phase === 'Running' && isReady(pod))) return pod;
    if (kernel.now() >= endAtMs) throw new KubectlError('timed out waiting for the condition');
    yield sleep(Math.min(100, endAtMs - kernel.now()));
  }
}

/** `--rm`: asks for the deletion and does not wait. */
function remove(context: Context, created: Pod): void {
  const { name, namespace = '', uid } = created.metadata;
  if (context.api.get('Pod', namespace, name)?.metadata.uid !== uid) return;
  const grace = context.flags['grace-period'];
  const seconds = context.flags.force && grace < 0 ? 0 : grace;
  context.api.delete({ kind: 'Pod', namespace, name }, seconds < 0 ? {} : { gracePeriodSeconds: seconds });
  if (!context.flags.quiet) context.out(`pod "${name}" ${seconds === 0 ? 'force ' : ''}deleted from ${namespace} namespace\n`);
}

/** How a container has ended. */
interface ContainerEnd {
  readonly code: number;
  readonly reason: string;
}

/** With a policy that does not restart, the exit code of the container is the command's. k8s: run waitForPod with podCompleted */
function* endOf(context: Context, created: Pod): Generator<Wait, ContainerEnd | undefined, void> {
  const { name, namespace = '', uid } = created.metadata;
  const { kernel } = context.process;
  const endAtMs = kernel.now() + context.flags['pod-running-timeout'];
  for (;;) {
    const pod = context.api.get('Pod', namespace, name);
    if (pod === undefined || pod.metadata.uid !== uid) return undefined;
    const terminated = pod.status.containerStatuses?.[0]?.state.terminated;
    const isOver = pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
    if (isOver && terminated !== undefined) return { code: terminated.exitCode, reason: terminated.reason ?? '' };
    if (kernel.now() >= endAtMs) throw new KubectlError('timed out waiting for the condition');
    yield sleep(Math.min(100, endAtMs - kernel.now()));
  }
}
