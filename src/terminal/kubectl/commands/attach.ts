import { boolFlag, durationFlag, textFlag } from '../commonFlags.ts';
import { defineKubectl } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { attachTo, reattachMessage } from '../containers/attach.ts';
import { defaultContainer, findContainer } from '../containers/chooseContainer.ts';
import { wantsTty } from '../containers/connection.ts';
import { attachablePod } from '../containers/findPod.ts';
import { reachContainer } from '../containers/reachContainer.ts';

/** k8s: kubectl attach */
export const attach = defineKubectl({
  path: ['attach'],
  usage: '(POD | TYPE/NAME) -c CONTAINER',
  short: 'Attach to a running container',
  long: 'Attach to a process that is already running inside an existing container.',
  examples: `# Get output from the running pod
kubectl attach dns

# Attach to the shell of a pod again
kubectl attach dns -c dns -i -t`,
  flags: {
    container: textFlag('Container name. If omitted, use the kubectl.kubernetes.io/default-container annotation for selecting the container to be attached or the first container in the pod will be chosen', { short: 'c' }),
    'pod-running-timeout': durationFlag('The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running', 60_000),
    quiet: boolFlag('Only print output from the remote session', { short: 'q' }),
    stdin: boolFlag('Pass stdin to the container', { short: 'i' }),
    tty: boolFlag('Stdin is a TTY', { short: 't' }),
  },
  *run(context) {
    const { flags, args } = context;
    const [name, ...more] = args;
    if (name === undefined) throw new KubectlError('at least 1 argument is required for attach');
    if (more.length > 1) throw new KubectlError(`expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`);
    const pod = yield* attachablePod(context, more[0] === undefined ? name : `${name}/${more[0]}`, flags['pod-running-timeout']);
    const { phase } = pod.status;
    if (phase === 'Succeeded' || phase === 'Failed') throw new KubectlError(`cannot attach a container in a completed pod; current phase is ${phase}`);
    const container = flags.container === '' ? defaultContainer(pod, (text) => (flags.quiet ? undefined : context.err(text))) : findContainer(pod, flags.container);
    if (container === undefined) throw new KubectlError(`cannot attach to the container: container ${flags.container} not found in pod ${pod.metadata.name}`);
    let tty = wantsTty(context, flags.tty);
    if (tty && container.tty !== true) {
      tty = false;
      if (!flags.quiet) context.err(`error: Unable to use a TTY - container ${container.name} did not allocate one\n`);
    } else if (!tty && container.tty === true && context.process.stdin.isTty()) {
      tty = true;
    }
    const options = { stdin: flags.stdin, tty, isQuiet: flags.quiet };
    yield* attachTo(context, () => reachContainer(context, pod, container.name), options);
    const message = reattachMessage(pod, container.name, options);
    if (message !== undefined) context.out(message);
  },
});
