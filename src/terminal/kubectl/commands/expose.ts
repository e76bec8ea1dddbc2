import type { KubeObject, NewObject } from '#engine/kinds/object.ts';
import { isList } from '#engine/core/json.ts';
import { withSavedConfig } from '../apply/lastApplied.ts';
import { DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FILENAME_FLAGS, OUTPUT_FLAGS, SAVE_CONFIG_FLAG, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf, type DryRun } from '../dryRun.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { kindName } from '#engine/api/status.ts';
import { mergeOverrides } from '../overrides.ts';
import { podTemplateOf } from '../podSpec.ts';
import { listAt, recordAt, textAt, valueAt, type JsonRecord } from '../printers/values.ts';
import type { Info } from '../resources/info.ts';
import { findTargets } from '../resources/targets.ts';
import { createReport } from '../results.ts';
import { parseGeneratorLabels } from '../generatorLabels.ts';

const FLAGS = {
  'cluster-ip': textFlag("ClusterIP to be assigned to the service. Leave empty to auto-allocate, or set to 'None' to create a headless service."),
  ...DRY_RUN_FLAG,
  'external-ip': textFlag('Additional external IP address (not managed by Kubernetes) to accept for the service. If this IP is routed to a node, the service can be accessed by this IP in addition to its generated service IP.'),
  ...FIELD_MANAGER_FLAG('kubectl-expose'),
  ...FILENAME_FLAGS('Filename, directory, or URL to files identifying the resource to expose a service'),
  labels: textFlag('Labels to apply to the service created by this call.', { short: 'l' }),
  'load-balancer-ip': textFlag('IP to assign to the LoadBalancer. If empty, an ephemeral IP will be created and used (cloud-provider specific).'),
  name: textFlag('The name for the newly created object.'),
  ...OUTPUT_FLAGS,
  'override-type': textFlag('The method used to override the generated object: json, merge, or strategic.', { default: 'merge' }),
  overrides: textFlag('An inline JSON override for the generated object. If this is non-empty, it is used to override the generated object. Requires that the object supply a valid apiVersion field.'),
  port: textFlag('The port that the service should serve on. Copied from the resource being exposed, if unspecified'),
  protocol: textFlag("The network protocol for the service to be created. Default is 'TCP'."),
  ...SAVE_CONFIG_FLAG,
  selector: textFlag('A label selector to use for this service. Only equality-based selector requirements are supported. If empty (the default) infer the selector from the replication controller or replica set.)'),
  'session-affinity': textFlag("If non-empty, set the session affinity for the service to this; legal values: 'None', 'ClientIP'"),
  'target-port': textFlag('Name or number for the port on the container that the service should direct traffic to. Optional.'),
  type: textFlag('Type for this service: ClusterIP, NodePort, LoadBalancer, or ExternalName. Default is \'ClusterIP\'.'),
} as const;

type Context = KubectlContext<typeof FLAGS>;

const EXPOSABLE = new Set(['Pod', 'Service', 'ReplicationController', 'Deployment', 'ReplicaSet']);

/** k8s: kubectl expose */
export const expose = defineKubectl({
  path: ['expose'],
  usage: '(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type]',
  short: 'Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service',
  long: 'Expose a resource as a new Kubernetes service.\n\n Looks up a deployment, service, replica set, replication controller or pod by name and uses the selector for that resource as the selector for a new service on the specified port. A deployment or replica set will be exposed as a service only if its selector is convertible to a selector that service supports, i.e. when the selector contains only the matchLabels component. Note that if no port is specified via --port and the exposed resource has multiple ports, all will be re-used by the new service. Also if no labels are specified, the new service will re-use the labels from the resource it exposes.\n\n Possible resources include (case insensitive):\n\n  pod (po), service (svc), replicationcontroller (rc), deployment (deploy), replicaset (rs)',
  examples: `# Create a service for a deployment
kubectl expose deployment shop --port=80 --target-port=8080

# Create a service for a pod
kubectl expose pod web-0 --port=80 --name=front`,
  flags: FLAGS,
  *run(context) {
    const dryRun = dryRunOf(context);
    const { infos, errors } = yield* findTargets(context, { args: context.args, files: context.flags });
    const report = createReport(context, context.flags, dryRun, { isTyped: true });
    const failures: unknown[] = [...errors];
    for (const info of infos) {
      try {
        report(exposeOne(context, info, dryRun), 'exposed');
      } catch (error) {
        failures.push(error);
      }
    }
    throwAll(failures);
  },
});

function exposeOne(context: Context, info: Info, dryRun: DryRun): KubeObject | JsonRecord {
  const { object, resource } = info;
  if (!EXPOSABLE.has(object.kind)) throw new KubectlError(`cannot expose a ${kindName({ group: resource.group, kind: object.kind })}`);
  const service = mergeOverrides(serviceFor(context, info), context.flags.overrides, context.flags['override-type']);
  if (dryRun === 'client') return service;
  const saved = context.flags['save-config'] ? withSavedConfig(service) : service;
  const placed = { ...saved, metadata: { namespace: info.namespace, ...(saved['metadata'] as JsonRecord) } };
  return context.api.create(placed as unknown as NewObject, { dryRun: dryRun === 'server', fieldManager: context.flags['field-manager'], onWarning: context.warn });
}

function serviceFor(context: Context, info: Info): JsonRecord {
  const { flags } = context;
  const labels = flags.labels === '' ? info.object.metadata.labels : parseGeneratorLabels(flags.labels);
  if (!['', 'None', 'ClientIP'].includes(flags['session-affinity'])) throw new KubectlError(`unknown session affinity: ${flags['session-affinity']}`);
  const name = (flags.name === '' ? info.name : flags.name).slice(0, 63);
  const spec = {
    ...(flags['cluster-ip'] === '' ? {} : { clusterIP: flags['cluster-ip'] }),
    ...(flags['external-ip'] === '' ? {} : { externalIPs: [flags['external-ip']] }),
    ...(flags['load-balancer-ip'] === '' || flags.type !== 'LoadBalancer' ? {} : { loadBalancerIP: flags['load-balancer-ip'] }),
    ...portsOf(context, info),
    selector: flags.selector === '' ? selectorOf(info.object) : parseGeneratorLabels(flags.selector),
    ...(flags['session-affinity'] === '' ? {} : { sessionAffinity: flags['session-affinity'] }),
    ...(flags.type === '' ? {} : { type: flags.type }),
  };
  return { apiVersion: 'v1', kind: 'Service', metadata: { ...(labels === undefined ? {} : { labels }), name }, spec, status: { loadBalancer: {} } };
}

function selectorOf(object: KubeObject): JsonRecord {
  const noSelector = new KubectlError("couldn't retrieve selectors via --selector flag or introspection: invalid deployment: no selectors, therefore cannot be exposed");
  if (object.kind === 'Pod') {
    if (object.metadata.labels === undefined) throw new KubectlError("couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed");
    return object.metadata.labels;
  }
  const selector = recordAt(object, 'spec', 'selector');
  if (object.kind === 'Service' || object.kind === 'ReplicationController') {
    if (Object.keys(selector).length === 0) throw noSelector;
    return selector;
  }
  if (listAt(selector, 'matchExpressions').length > 0) throw new KubectlError("couldn't convert expressions - \"%v\" to map-based selector format".replace('%v', 'matchExpressions'));
  return recordAt(selector, 'matchLabels');
}

interface FoundPort {
  readonly port: number;
  readonly protocol: string;
}

function portsOf(context: Context, info: Info): JsonRecord {
  const { flags } = context;
  const found = declaredPorts(info.object);
  const wanted = flags.port === '' ? found.map((port) => String(port.port)) : flags.port.split(',');
  if (wanted.length === 0) {
    if (flags['cluster-ip'] === 'None') return {};
    throw new KubectlError("couldn't find port via --port flag or introspection");
  }
  const ports = wanted.map((text, index) => {
    if (!/^\d+$/.test(text)) throw new KubectlError(`strconv.Atoi: parsing "${text}": invalid syntax`);
    const port = Number(text);
    const target = flags['target-port'] === '' ? port : /^\d+$/.test(flags['target-port']) ? Number(flags['target-port']) : flags['target-port'];
    const protocol = flags.protocol === '' ? (found.find((known) => known.port === port)?.protocol ?? 'TCP') : flags.protocol;
    return { ...(wanted.length > 1 ? { name: `port-${index + 1}` } : {}), port, protocol, targetPort: target };
  });
  return { ports };
}

function declaredPorts(object: KubeObject): readonly FoundPort[] {
  if (object.kind === 'Service') return listAt(object, 'spec', 'ports').map((port) => ({ port: Number(valueAt(port, 'port')), protocol: textAt(port, 'protocol') || 'TCP' }));
  const containers = podTemplateOf(object)?.spec.containers ?? [];
  return containers.flatMap(({ ports = [] }) => (isList(ports) ? ports : [])).map((port) => ({ port: port.containerPort, protocol: port.protocol ?? 'TCP' }));
}
