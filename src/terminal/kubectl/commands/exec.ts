import type { ExitStatus } from '#engine/machine/programs.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { ContainerRun } from '#engine/node/runtime.ts';
import type { Wait } from '../../process/process.ts';
import { createProgramRunner } from '../../runner.ts';
import { boolFlag, durationFlag, FILENAME_FLAGS, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { defaultContainer } from '../containers/chooseContainer.ts';
import { connect, createEnding, wantsTty, type FarEnd } from '../containers/connection.ts';
import { attachablePod } from '../containers/findPod.ts';
import { cannotStart } from '../containers/startProblem.ts';
import { reachContainer } from '../containers/reachContainer.ts';
import { readManifests } from '../manifests/manifests.ts';

const FLAGS = {
  container: textFlag('Container name. If omitted, use the kubectl.kubernetes.io/default-container annotation for selecting the container to be attached or the first container in the pod will be chosen', { short: 'c' }),
  ...FILENAME_FLAGS('to use to exec into the resource'),
  'pod-running-timeout': durationFlag('The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running', 60_000),
  quiet: boolFlag('Only print output from the remote session', { short: 'q' }),
  stdin: boolFlag('Pass stdin to the container', { short: 'i' }),
  tty: boolFlag('Stdin is a TTY', { short: 't' }),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl exec */
export const exec = defineKubectl({
  path: ['exec'],
  usage: '(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
  short: 'Execute a command in a container',
  long: 'Execute a command in a container.',
  examples: `# Get the output of 'date' from the first container of a pod
kubectl exec web-0 -- date

# Get the output of 'date' from the container nginx
kubectl exec web-0 -c nginx -- date

# Open a shell in the container and hand the terminal over
kubectl exec -it web-0 -- sh

# Let the first pod of a set list a directory
kubectl exec sts/web -- ls /`,
  flags: FLAGS,
  *run(context) {
    const { flags } = context;
    const { name, command } = splitArguments(context);
    const target = name ?? (yield* nameFromFile(context));
    if (target === undefined) throw new KubectlError('pod, type/name or --filename must be specified');
    if (command.length === 0) throw new KubectlError('you must specify at least one command for the container');
    const pod = yield* attachablePod(context, target, flags['pod-running-timeout']);
    const { phase } = pod.status;
    if (phase === 'Succeeded' || phase === 'Failed') throw new KubectlError(`cannot exec into a container in a completed pod; current phase is ${phase}`);
    const container = containerName(context, pod);
    const tty = wantsTty(context, flags.tty && flags.stdin);
    const run = reachContainer(context, pod, container);
    const { code } = yield* execute(context, run, command, { stdin: flags.stdin, tty });
    if (code !== 0) throw new KubectlError(`command terminated with exit code ${code}`, { code, bare: true });
  },
});

function splitArguments(context: Context): { readonly name: string | undefined; readonly command: readonly string[] } {
  const { args, argsBeforeDash } = context;
  if (argsBeforeDash === undefined) {
    if (args.length > 1) throw context.usageError('exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead');
    return { name: args[0], command: [] };
  }
  return { name: argsBeforeDash === 0 ? undefined : args[0], command: args.slice(argsBeforeDash) };
}

function* nameFromFile(context: Context): Generator<Wait, string | undefined, void> {
  if (context.flags.filename.length === 0) return undefined;
  const { infos, errors } = yield* readManifests(context, context.flags, { isValidated: false });
  throwAll(errors);
  if (infos.length > 1) throw new KubectlError('cannot exec into multiple objects at a time');
  const [info] = infos;
  return info === undefined ? undefined : `${info.resource.plural}/${info.name}`;
}

function containerName(context: Context, pod: Pod): string {
  const { flags } = context;
  if (flags.container !== '') return flags.container;
  const note = flags.quiet ? () => {} : (text: string) => context.err(text);
  return defaultContainer(pod, note)?.name ?? '';
}

/** Starts the program in the container and stays with it. */
export function* execute(context: KubectlContext, run: ContainerRun, command: readonly string[], options: { readonly stdin: boolean; readonly tty: boolean }): Generator<Wait, ExitStatus, void> {
  const { process } = context;
  const ending = createEnding('the end of the command');
  let status: ExitStatus | undefined;
  const started = createProgramRunner(process.kernel).start({
    machine: run.machine,
    argv: command,
    ...(options.tty ? { tty: { columns: process.tty?.columns ?? 80, rows: process.tty?.rows ?? 24 } } : {}),
    stdin: options.stdin,
    onOutput: (text, stream) => (stream === 'stdout' ? context.out(text) : context.err(text)),
    onExit: (exit) => {
      status = exit;
      ending.end();
    },
  });
  if ('reason' in started) throw cannotStart(context, started);
  const attachment = started.attach(() => {});
  const farEnd: FarEnd = { ...attachment, isWaitingForInput: () => started.isWaitingForInput?.() ?? false };
  try {
    yield* connect(context, farEnd, ending, options);
  } finally {
    attachment.detach();
    // The connection is cut: what still runs in the container loses its terminal.
    if (status === undefined) started.signal('SIGHUP');
  }
  return status ?? { code: 137 };
}
