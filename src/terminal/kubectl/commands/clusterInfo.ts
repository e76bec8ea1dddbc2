import type { Service } from '#engine/kinds/service.ts';
import { ALL_NAMESPACES_FLAG, listFlag, OUTPUT_FLAGS, textFlag, durationFlag } from '../commonFlags.ts';
import { defineKubectl } from '../command.ts';
import { formatJson } from '../printers/json.ts';
import { formatYaml } from '../printers/yaml.ts';
import { withoutManagedFields } from '../printers/managedFields.ts';
import type { JsonRecord } from '../printers/values.ts';

/** k8s: kubectl cluster-info */
export const clusterInfo = defineKubectl({
  path: ['cluster-info'],
  usage: '',
  short: 'Display cluster information',
  long: 'Display addresses of the control plane and services with label kubernetes.io/cluster-service=true. To further debug and diagnose cluster problems, use \'kubectl cluster-info dump\'.',
  examples: `# Print the address of the control plane and cluster services
kubectl cluster-info`,
  flags: {},
  run: (context) => {
    const { server } = context.config;
    const services = context.api.list('Service', { namespace: 'kube-system', labelSelector: 'kubernetes.io/cluster-service=true' });
    context.out(`Kubernetes control plane is running at ${server}\n`);
    for (const service of services) context.out(`${service.metadata.labels?.['kubernetes.io/name'] ?? service.metadata.name} is running at ${linkOf(server, service)}\n`);
    context.out("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n");
  },
});

function linkOf(server: string, { metadata, spec }: Service): string {
  const port = spec.ports?.[0]?.name;
  return `${server}/api/v1/namespaces/${metadata.namespace ?? ''}/services/${metadata.name}${port === undefined ? '' : `:${port}`}/proxy`;
}

const DUMPED = ['Event', 'ReplicationController', 'Service', 'DaemonSet', 'Deployment', 'ReplicaSet', 'Pod'];

/** k8s: kubectl cluster-info dump */
export const clusterInfoDump = defineKubectl({
  path: ['cluster-info', 'dump'],
  usage: '',
  short: 'Dump relevant information for debugging and diagnosis',
  long: 'Dump cluster information out suitable for debugging and diagnosing cluster problems.  By default, dumps everything to stdout. You can optionally specify a directory with --output-directory.  If you specify a directory, Kubernetes will build a set of files in that directory.  By default, only dumps things in the current namespace and \'kube-system\' namespace, but you can switch to a different namespace with the --namespaces flag, or specify --all-namespaces to dump all namespaces.',
  examples: `# Dump the state of the cluster
kubectl cluster-info dump`,
  flags: {
    ...ALL_NAMESPACES_FLAG,
    ...OUTPUT_FLAGS,
    namespaces: listFlag('A comma separated list of namespaces to dump.'),
    'output-directory': textFlag('Where to output the files.  If empty or \'-\' uses stdout, otherwise creates a directory hierarchy in that directory'),
    'pod-running-timeout': durationFlag('The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running', 20_000),
  },
  run: (context) => {
    const { flags, api } = context;
    const print = (value: JsonRecord) => (flags.output === 'yaml' ? `${formatYaml(withoutManagedFields(value))}` : `${formatJson(withoutManagedFields(value), '    ')}\n`);
    const listOf = (kind: string, namespace?: string): JsonRecord => ({
      kind: `${kind}List`,
      apiVersion: 'v1',
      metadata: { resourceVersion: String(context.cluster.api.resourceVersion()) },
      items: api.list(kind, namespace === undefined ? {} : { namespace }) as unknown as readonly JsonRecord[],
    });
    context.out(print(listOf('Node')));
    const namespaces = flags['all-namespaces'] ? api.list('Namespace').map((namespace) => namespace.metadata.name) : flags.namespaces.length > 0 ? flags.namespaces : ['kube-system', context.namespace];
    for (const namespace of namespaces) {
      for (const kind of DUMPED) context.out(print(listOf(kind, namespace)));
      for (const pod of api.list('Pod', { namespace })) {
        for (const { name } of pod.spec.containers) {
          const lines = context.cluster.runtime.run(namespace, pod.metadata.name, name)?.log() ?? [];
          context.out(`==== START logs for container ${name} of pod ${namespace}/${pod.metadata.name} ====\n${lines.map((line) => `${line.text}\n`).join('')}==== END logs for container ${name} of pod ${namespace}/${pod.metadata.name} ====\n`);
        }
      }
    }
  },
});
