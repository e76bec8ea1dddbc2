import type { KubeObject, NewObject } from '#engine/kinds/object.ts';
import type { Node } from '#engine/kinds/node.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import { arrayFlag, boolFlag, FILENAME_FLAGS, listFlag, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { attachTo } from '../containers/attach.ts';
import { containersOf } from '../containers/chooseContainer.ts';
import { wantsTty } from '../containers/connection.ts';
import { findNamed } from '../containers/findPod.ts';
import { ephemeralContainer, nodeDebugger, podCopy } from '../debug/objects.ts';
import { KubectlError } from '../errors.ts';
import type { JsonRecord } from '../printers/values.ts';
import { isImageName } from '../run/objects.ts';

const FLAGS = {
  'arguments-only': boolFlag('If specified, everything after -- will be passed to the new container as Args instead of Command.'),
  attach: boolFlag("If true, wait for the container to start running, and then attach as if 'kubectl attach ...' were called.  Default false, unless '-i/--stdin' is set, in which case the default is true."),
  container: textFlag('Container name to use for debug container.', { short: 'c' }),
  'copy-to': textFlag('Create a copy of the target Pod with this name.'),
  custom: textFlag('Path to a JSON or YAML file containing a partial container spec to customize built-in debug profiles.'),
  env: arrayFlag('Environment variables to set in the container.'),
  ...FILENAME_FLAGS('identifying the resource to debug'),
  image: textFlag('Container image to use for debug container.'),
  'image-pull-policy': textFlag('The image pull policy for the container. If left empty, this value will not be specified by the client and defaulted by the server.'),
  'keep-annotations': boolFlag('If true, keep the original pod annotations.(This flag only works when used with \'--copy-to\')'),
  'keep-labels': boolFlag('If true, keep the original pod labels.(This flag only works when used with \'--copy-to\')'),
  profile: textFlag('Options are "legacy", "general", "baseline", "netadmin", "restricted" or "sysadmin".', { default: 'legacy' }),
  quiet: boolFlag('If true, suppress informational messages.', { short: 'q' }),
  replace: boolFlag("When used with '--copy-to', delete the original Pod."),
  'same-node': boolFlag("When used with '--copy-to', schedule the copy of target Pod on the same node."),
  'set-image': listFlag("When used with '--copy-to', a list of name=image pairs for changing container images, similar to how 'kubectl set image' works."),
  'share-processes': boolFlag("When used with '--copy-to', enable process namespace sharing in the copy.", { default: true }),
  stdin: boolFlag('Keep stdin open on the container(s) in the pod, even if nothing is attached.', { short: 'i' }),
  target: textFlag('When using an ephemeral container, target processes in this container name.'),
  tty: boolFlag('Allocate a TTY for the debugging container.', { short: 't' }),
} as const;

type Context = KubectlContext<typeof FLAGS>;

const PROFILES = ['legacy', 'general', 'baseline', 'netadmin', 'restricted', 'sysadmin'];

/** k8s: kubectl debug. simplified: profiles are accepted and change nothing. */
export const debug = defineKubectl({
  path: ['debug'],
  usage: '(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
  short: 'Create debugging sessions for troubleshooting workloads and nodes',
  long: 'Debug cluster resources using interactive debugging containers.\n\n What happens depends on what is debugged:\n\n  *  Workload: a copy of the pod with some things changed, such as an image.\n  *  Workload: an ephemeral container in the pod that runs already.\n  *  Node: a new pod on the node, in the namespaces of the node, that sees its disk.',
  examples: `# Look around in a running pod with another image
kubectl debug web-0 -it --image=busybox

# A copy of a pod with a container to look around in
kubectl debug web-0 -it --image=busybox --copy-to=web-debugger

# The disk of a node, under /host
kubectl debug node/centos7k8s1 -it --image=busybox`,
  flags: FLAGS,
  *run(context) {
    const { args, argsBeforeDash } = context;
    const names = argsBeforeDash === undefined ? args : args.slice(0, argsBeforeDash);
    const command = argsBeforeDash === undefined ? [] : args.slice(argsBeforeDash);
    checkFlags(context, names, command);
    if (context.flags.profile === 'legacy') {
      context.err('--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a profile, for example "--profile=general".\n');
    }
    if (context.flags.target !== '') say(context, `Targeting container "${context.flags.target}". If you don't see processes from this container it may be because the container runtime doesn't support this feature.\n`);
    for (const name of names) {
      const object = findNamed(context, name);
      const session = open(context, object, command);
      const isAttached = context.given.has('attach') ? context.flags.attach : context.flags.stdin;
      if (isAttached) yield* attach(context, session);
    }
  },
});

/** k8s: debug Validate */
function checkFlags(context: Context, names: readonly string[], command: readonly string[]): void {
  const { flags } = context;
  if (flags['copy-to'] === '') {
    if (flags.replace) throw new KubectlError('--replace may only be used with --copy-to');
    if (flags['same-node']) throw new KubectlError('--same-node may only be used with --copy-to');
    if (flags['set-image'].length > 0) throw new KubectlError('--set-image may only be used with --copy-to');
    if (flags.image === '') throw new KubectlError('you must specify --image when not using --copy-to.');
  } else {
    if (flags.image === '' && flags['set-image'].length === 0 && command.length === 0) throw new KubectlError('you must specify --image, --set-image or command arguments.');
    if (command.length > 0 && flags.container === '' && flags.image === '') throw new KubectlError('you must specify an existing container or a new image when specifying args');
    if (flags.target !== '') throw new KubectlError('--target is incompatible with --copy-to. Use --share-processes instead');
  }
  if (flags.image !== '' && !isImageName(flags.image)) throw new KubectlError(`invalid image name "${flags.image}": invalid reference format`);
  if (names.length === 0) throw new KubectlError('NAME or filename is required for debug');
  if (flags.tty && !flags.stdin) throw new KubectlError('-i/--stdin is required for containers with -t/--tty=true');
  if (!PROFILES.includes(flags.profile)) throw new KubectlError(`unknown profile: ${flags.profile}`);
}

/** A container that was made for debugging. */
interface Session {
  readonly pod: Pod;
  readonly container: string;
}

const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function open(context: Context, object: KubeObject, command: readonly string[]): Session {
  if (object.kind === 'Node') return debugNode(context, object as Node, command);
  if (object.kind !== 'Pod') throw new KubectlError(`"${object.apiVersion.includes('/') ? '' : '/'}${object.apiVersion}, Kind=${object.kind}" not supported by debug`);
  return context.flags['copy-to'] === '' ? debugPod(context, object as Pod, command) : debugCopy(context, object as Pod, command);
}

function debugNode(context: Context, node: Node, command: readonly string[]): Session {
  const name = `node-debugger-${node.metadata.name}-${suffix(context)}`;
  const container = context.flags.container === '' ? 'debugger' : context.flags.container;
  say(context, `Creating debugging pod ${name} with container ${container} on node ${node.metadata.name}.\n`);
  return { pod: create(context, nodeDebugger(context.flags, node, { name, container, command })), container };
}

function debugPod(context: Context, pod: Pod, command: readonly string[]): Session {
  const { flags } = context;
  const container = containerName(context, pod);
  const added = ephemeralContainer(flags, container, command);
  const changed = { ...pod, spec: { ...pod.spec, ephemeralContainers: [...(pod.spec.ephemeralContainers ?? []), added] } } as unknown as Pod;
  return { pod: context.api.update(changed, { subresource: 'ephemeralcontainers', onWarning: context.warn }), container };
}

function debugCopy(context: Context, pod: Pod, command: readonly string[]): Session {
  const { flags } = context;
  const container = flags.container === '' && flags.image === '' ? (pod.spec.containers[0]?.name ?? '') : containerName(context, pod);
  const copy = podCopy(flags, pod, { name: flags['copy-to'], container, command });
  const created = create(context, copy);
  if (flags.replace) context.api.delete({ kind: 'Pod', namespace: pod.metadata.namespace ?? '', name: pod.metadata.name });
  return { pod: created, container };
}

/** The name that was given, or `debugger-` and five letters that no container of the pod has. */
function containerName(context: Context, pod: Pod): string {
  const { flags } = context;
  if (flags.container !== '') return flags.container;
  const taken = new Set(containersOf(pod).map(({ container }) => container.name));
  let name = `debugger-${suffix(context)}`;
  for (let attempt = 1; taken.has(name); attempt += 1) name = `debugger-${suffix(context, attempt)}`;
  say(context, `Defaulting debug container name to ${name}.\n`);
  return name;
}

function suffix(context: Context, attempt = 0): string {
  const { process, cluster } = context;
  return cluster.sim.random.fork(`debug ${process.pid} ${process.kernel.now()} ${attempt}`).text(5, SUFFIX_LETTERS);
}

function say(context: Context, text: string): void {
  if (!context.flags.quiet) context.out(text);
}

function create(context: Context, pod: JsonRecord): Pod {
  const placed = { ...pod, metadata: { namespace: context.namespace, ...(pod['metadata'] as JsonRecord) } };
  return context.api.create(placed as unknown as NewObject<Pod>, { onWarning: context.warn });
}

/** Waits until the container runs, however long that takes, and joins it; shows its log when it has ended before. k8s: debug waitForContainer */
function* attach(context: Context, { pod, container }: Session): Generator<Wait, void, void> {
  const { flags, cluster } = context;
  const { namespace = '', name, uid } = pod.metadata;
  const tty = wantsTty(context, flags.tty);
  for (;;) {
    if (context.api.get('Pod', namespace, name)?.metadata.uid !== uid) throw new KubectlError(`pods "${name}" not found`);
    const run = cluster.runtime.run(namespace, name, container);
    if (run?.isRunning() === true) return yield* attachTo(context, () => run, { stdin: flags.stdin, tty, isQuiet: flags.quiet });
    if (run !== undefined) {
      for (const line of run.log()) context.out(`${line.text}\n`);
      return;
    }
    yield sleep(100);
  }
}
