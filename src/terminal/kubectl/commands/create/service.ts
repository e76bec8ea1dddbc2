import { dnsSubdomain } from '#engine/kinds/names.ts';
import type { KubectlCommand } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { intFlag, listFlag, textFlag } from '../../flags.ts';
import type { JsonRecord } from '../../printers/values.ts';
import { defineGenerator } from './generator.ts';

const TCP = { tcp: listFlag("Port pairs can be specified as '<port>:<targetPort>'.") } as const;

/** `80:8080` or `80`. k8s: create service parsePorts */
function portOf(text: string, nodePort: number): JsonRecord {
  const [first = '', second] = text.split(':');
  const port = Number(first);
  if (!/^\d+$/.test(first)) throw new KubectlError(`strconv.ParseUint: parsing "${first}": invalid syntax`);
  if (port > 65_535) throw new KubectlError(`strconv.ParseUint: parsing "${first}": value out of range`);
  const target = second ?? first;
  return { name: text.replaceAll(':', '-'), ...(nodePort > 0 ? { nodePort } : {}), port, protocol: 'TCP', targetPort: /^\d+$/.test(target) ? Number(target) : target };
}

interface ServiceParts {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly tcp: readonly string[];
  readonly nodePort?: number;
  readonly clusterIP?: string;
  readonly externalName?: string;
}

function serviceOf(name: string, { type, tcp, nodePort = 0, clusterIP, externalName }: ServiceParts): JsonRecord {
  const ports = tcp.map((text) => portOf(text, nodePort));
  const spec = {
    ...(clusterIP === undefined || clusterIP === '' ? {} : { clusterIP }),
    ...(externalName === undefined ? {} : { externalName }),
    ...(ports.length === 0 ? {} : { ports }),
    selector: { app: name },
    type,
  };
  return { apiVersion: 'v1', kind: 'Service', metadata: { labels: { app: name }, name }, spec, status: { loadBalancer: {} } };
}

function needPorts(tcp: readonly string[]): void {
  if (tcp.length === 0) throw new KubectlError('at least one tcp port specifier must be provided');
}

/** k8s: kubectl create service clusterip */
export const createServiceClusterIp = defineGenerator({
  path: ['create', 'service', 'clusterip'],
  usage: 'NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none]',
  short: 'Create a ClusterIP service',
  long: 'Create a ClusterIP service with the specified name.',
  examples: `# Create a ClusterIP service
kubectl create service clusterip web --tcp=80:8080

# Create a headless service
kubectl create service clusterip web --clusterip="None"`,
  flags: { ...TCP, clusterip: textFlag("Assign your own ClusterIP or set to 'None' for a 'headless' service (no loadbalancing).") },
  failure: 'failed to create ClusterIP service:',
  build: ({ name, flags }) => {
    if (flags.clusterip !== 'None') needPorts(flags.tcp);
    return serviceOf(name, { type: 'ClusterIP', tcp: flags.tcp, clusterIP: flags.clusterip });
  },
});

/** k8s: kubectl create service nodeport */
export const createServiceNodePort = defineGenerator({
  path: ['create', 'service', 'nodeport'],
  usage: 'NAME [--tcp=port:targetPort] [--dry-run=server|client|none]',
  short: 'Create a NodePort service',
  long: 'Create a NodePort service with the specified name.',
  examples: `# Create a NodePort service
kubectl create service nodeport web --tcp=80:8080`,
  flags: { ...TCP, 'node-port': intFlag('Port used to expose the service on each node in a cluster.', 0) },
  failure: 'failed to create NodePort service:',
  build: ({ name, flags }) => {
    needPorts(flags.tcp);
    return serviceOf(name, { type: 'NodePort', tcp: flags.tcp, nodePort: flags['node-port'] });
  },
});

/** k8s: kubectl create service loadbalancer */
export const createServiceLoadBalancer = defineGenerator({
  path: ['create', 'service', 'loadbalancer'],
  usage: 'NAME [--tcp=port:targetPort] [--dry-run=server|client|none]',
  short: 'Create a LoadBalancer service',
  long: 'Create a LoadBalancer service with the specified name.',
  examples: `# Create a LoadBalancer service
kubectl create service loadbalancer web --tcp=80:8080`,
  flags: TCP,
  failure: 'failed to create LoadBalancer service:',
  build: ({ name, flags }) => {
    needPorts(flags.tcp);
    return serviceOf(name, { type: 'LoadBalancer', tcp: flags.tcp });
  },
});

/** k8s: kubectl create service externalname */
export const createServiceExternalName = defineGenerator({
  path: ['create', 'service', 'externalname'],
  usage: 'NAME --external-name external.name [--dry-run=server|client|none]',
  short: 'Create an ExternalName service',
  long: 'Create an ExternalName service with the specified name.\n\n ExternalName service references to an external DNS address instead of only pods, which will allow application authors to reference services that exist off platform, on other clusters, or locally.',
  examples: `# Create an ExternalName service
kubectl create service externalname db --external-name db.example.com`,
  flags: { ...TCP, 'external-name': textFlag('External name of service') },
  required: ['external-name'],
  failure: 'failed to create ExternalName service:',
  build: ({ name, flags }) => {
    if (dnsSubdomain(flags['external-name']).length > 0) throw new KubectlError(`invalid service external name ${flags['external-name']}`);
    return serviceOf(name, { type: 'ExternalName', tcp: flags.tcp, externalName: flags['external-name'] });
  },
});

export const SERVICE_COMMANDS: readonly KubectlCommand[] = [createServiceClusterIp, createServiceExternalName, createServiceLoadBalancer, createServiceNodePort];
