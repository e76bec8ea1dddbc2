import { isIPv4, isIPv6 } from '#engine/kinds/names.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Service } from '#engine/kinds/service.ts';
import type { Listener } from '#engine/machine/host.ts';
import type { Wait } from '../../process/process.ts';
import { createCondition } from '../../process/condition.ts';
import { durationFlag, listFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { attachablePod, findNamed } from '../containers/findPod.ts';
import { logPrefix } from '../connection.ts';
import { KubectlError } from '../errors.ts';
import { parsePortPair, type PortPair } from '../portForward/ports.ts';

const FLAGS = {
  address: listFlag('Addresses to listen on (comma separated). Only accepts IP addresses or localhost as a value. When localhost is supplied, kubectl will try to bind on both 127.0.0.1 and ::1 and will fail if neither of these addresses are available to bind.'),
  'pod-running-timeout': durationFlag('The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running', 60_000),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl port-forward */
export const portForward = defineKubectl({
  path: ['port-forward'],
  usage: 'TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
  short: 'Forward one or more local ports to a pod',
  long: "Forward one or more local ports to a pod.\n\n Use resource type/name such as deployment/mydeployment to select a pod. Resource type defaults to 'pod' if omitted.\n\n If there are multiple pods matching the criteria, a pod will be selected automatically. The forwarding session ends when the selected pod terminates, and a rerun of the command is needed to resume forwarding.",
  examples: `# Listen on port 8080 locally, forwarding to port 80 of the pod
kubectl port-forward pod/web-0 8080:80

# Forward to a pod of the service
kubectl port-forward service/web 8080:80`,
  flags: FLAGS,
  interrupt: 'succeed',
  *run(context) {
    const { args, flags } = context;
    if (args.length < 2) throw context.usageError('TYPE/NAME and list of ports are required for port-forward');
    const [name = '', ...specs] = args;
    const object = findNamed(context, name);
    const pod = yield* attachablePod(context, name, flags['pod-running-timeout']);
    const pairs = specs.map((spec) => resolvePair(spec, object, pod));
    if (pod.status.phase !== 'Running') throw new KubectlError(`unable to forward port because pod is not running. Current status=${pod.status.phase ?? ''}`);
    yield* forward(context, pod, pairs);
  },
});

/** Names of ports become numbers; a service's port becomes the port of its pods. */
function resolvePair(spec: string, object: { readonly kind: string }, pod: Pod): PortPair {
  const { local, remote, isRandomLocal } = parsePortPair(spec);
  if (object.kind === 'Service') return servicePair(object as Service, pod, local, remote, isRandomLocal);
  const port = portNumber(pod, remote);
  if (port === undefined) throw new KubectlError(`Pod '${pod.metadata.name}' does not have a named port '${remote}'`);
  return { local: isRandomLocal || !/^\d+$/.test(local) ? (isRandomLocal ? '0' : String(port)) : local, remote: String(port), isRandomLocal };
}

function servicePair(service: Service, pod: Pod, local: string, remote: string, isRandomLocal: boolean): PortPair {
  const port = (service.spec.ports ?? []).find((port) => String(port.port) === remote || port.name === remote);
  if (port === undefined) {
    throw new KubectlError(/^\d+$/.test(remote) ? `Service ${service.metadata.name} does not have a service port ${remote}` : `Service '${service.metadata.name}' does not have a named port '${remote}'`);
  }
  const target = service.spec.clusterIP === 'None' ? port.port : (port.targetPort ?? port.port);
  const number = portNumber(pod, String(target));
  if (number === undefined) throw new KubectlError(`Service '${service.metadata.name}' has no port named '${target}' in pod '${pod.metadata.name}'`);
  return { local: isRandomLocal ? '0' : /^\d+$/.test(local) ? local : String(port.port), remote: String(number), isRandomLocal };
}

function portNumber(pod: Pod, text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  return pod.spec.containers.flatMap(({ ports = [] }) => ports).find((port) => port.name === text)?.containerPort;
}

const FIRST_RANDOM_PORT = 32_768;
const LAST_RANDOM_PORT = 60_999;

/** Listens until Ctrl-C or until the pod has gone. */
function* forward(context: Context, pod: Pod, pairs: readonly PortPair[]): Generator<Wait, void, void> {
  const { host } = context.process.machine;
  const wrong = context.flags.address.find((address) => address !== 'localhost' && !isIPv4(address) && !isIPv6(address));
  if (wrong !== undefined) throw new KubectlError(`${wrong} is not a valid IP`);
  const random = context.cluster.sim.random.fork(`port-forward ${context.process.pid} ${context.process.kernel.now()}`);
  const opened = pairs.map((pair) => ({ ...pair, local: pair.local === '0' ? String(random.integer(FIRST_RANDOM_PORT, LAST_RANDOM_PORT)) : pair.local }));
  for (const { local, remote } of opened) refuseBusyPort(context, local, remote);
  const closes = opened.map(({ local, remote }) => host.listen?.(tunnel(context, pod, Number(local), Number(remote))));
  for (const { local, remote } of opened) {
    const addresses = context.flags.address.length === 0 || context.flags.address.includes('localhost') ? ['127.0.0.1', '[::1]'] : context.flags.address;
    for (const address of addresses) context.out(`Forwarding from ${address}:${local} -> ${remote}\n`);
  }
  try {
    yield* untilGone(context, pod);
  } finally {
    for (const close of closes) close?.();
  }
}

function refuseBusyPort(context: Context, local: string, remote: string): void {
  if (!context.process.machine.host.listeners().some((listener) => listener.port === Number(local) && listener.protocol === 'TCP')) return;
  context.err(
    `Unable to listen on port ${local}: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:${local}: bind: address already in use unable to create listener: Error listen tcp6 [::1]:${local}: bind: address already in use]\n`,
  );
  throw new KubectlError(`unable to listen on any of the requested ports: [{${local} ${remote}}]`);
}

/** What listens here and answers with the pod's words; the kubelet reaches the pod from inside. */
function tunnel(context: Context, pod: Pod, local: number, remote: number): Listener {
  const target = () => {
    context.out(`Handling connection for ${local}\n`);
    const { runtime } = context.cluster;
    for (const { name } of pod.spec.containers) {
      const listener = runtime.run(pod.metadata.namespace ?? '', pod.metadata.name, name)?.machine.host.listeners().find((each) => each.port === remote && each.protocol === 'TCP');
      if (listener !== undefined) return listener;
    }
    context.err(`${logPrefix(context.process, 'E')} portforward.go:424] "Unhandled Error" err="an error occurred forwarding ${local} -> ${remote}: ${refusedText(pod, remote)}"\n`);
    return undefined;
  };
  return {
    port: local,
    protocol: 'TCP',
    speaks: 'http',
    http: (request, clientIp) => target()?.http?.(request, clientIp) ?? { status: 502, reason: 'Bad Gateway', headers: [], body: '' },
    talk: (message, clientIp) => target()?.talk?.(message, clientIp) ?? '',
  };
}

/** What the node's runtime says when nobody listens in the pod. */
function refusedText({ metadata: { uid } }: Pod, remote: number): string {
  return `error forwarding port ${remote} to pod ${uid}, uid : failed to execute portforward in network namespace \\"/var/run/netns/cni-${uid}\\": failed to connect to localhost:${remote} inside namespace \\"${uid}\\", IPv4: dial tcp4 127.0.0.1:${remote}: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found `;
}

function* untilGone(context: Context, pod: Pod): Generator<Wait, void, void> {
  const gone = createCondition('the end of the pod');
  const stop = context.api.watch('Pod', {
    namespace: pod.metadata.namespace ?? '',
    fieldSelector: `metadata.name=${pod.metadata.name}`,
    onEvent: ({ type }) => {
      if (type === 'DELETED') gone.notify();
    },
  });
  try {
    yield gone;
    context.err('error: lost connection to pod\n');
  } finally {
    stop();
  }
}
