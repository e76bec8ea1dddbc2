import type { Endpoint, EndpointPort } from '../../kinds/endpointSlice.ts';
import { isFinished, isReady, type Pod } from '../../kinds/pod.ts';
import type { Service, ServicePort } from '../../kinds/service.ts';

/** A pod as it stands behind a Service: where it answers and on which ports. */
export interface DesiredEndpoint {
  readonly endpoint: Endpoint;
  readonly ports: readonly EndpointPort[];
}

/** The pod's endpoint, or undefined while it has none to offer. Terminating pods have one. k8s: endpointslice podToEndpoint, ShouldPodBeInEndpoints */
export function desiredEndpoint(service: Service, pod: Pod, zoneOf: (node: string) => string | undefined): DesiredEndpoint | undefined {
  const { podIP } = pod.status;
  if (podIP === undefined || podIP === '' || isFinished(pod)) return undefined;
  const { name, namespace = '', uid, deletionTimestamp } = pod.metadata;
  const serving = isReady(pod);
  const terminating = deletionTimestamp !== undefined;
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const hostname = hostnameOf(service, pod);
  const { nodeName } = pod.spec;
  const zone = nodeName === undefined ? undefined : zoneOf(nodeName);
  return {
    endpoint: {
      addresses: [podIP],
      conditions: { ready, serving, terminating },
      ...(hostname === undefined ? {} : { hostname }),
      ...(nodeName === undefined ? {} : { nodeName }),
      targetRef: { kind: 'Pod', name, namespace, uid },
      ...(zone === undefined ? {} : { zone }),
    },
    ports: portsOf(service, pod),
  };
}

/** Only pods that name this Service as theirs are known by their host name. */
function hostnameOf(service: Service, { metadata, spec }: Pod): string | undefined {
  const isMember = spec.hostname !== undefined && spec.hostname !== '' && spec.subdomain === service.metadata.name && metadata.namespace === service.metadata.namespace;
  return isMember ? spec.hostname : undefined;
}

/** A port by name means whatever number the pod gives that name; a pod without it does not serve that port. k8s: getEndpointPorts */
function portsOf({ spec }: Service, pod: Pod): readonly EndpointPort[] {
  const ports: EndpointPort[] = [];
  for (const port of spec.ports ?? []) {
    const number = portNumberOf(port, pod);
    if (number === undefined) continue;
    ports.push({ name: port.name ?? '', port: number, protocol: port.protocol ?? 'TCP', ...(port.appProtocol === undefined ? {} : { appProtocol: port.appProtocol }) });
  }
  return ports;
}

function portNumberOf({ targetPort, port, protocol = 'TCP' }: ServicePort, { spec }: Pod): number | undefined {
  if (targetPort === undefined || targetPort === '' || targetPort === 0) return port;
  if (typeof targetPort === 'number') return targetPort;
  const containers = [...spec.containers, ...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')];
  for (const container of containers) {
    const found = container.ports?.find((candidate) => candidate.name === targetPort && (candidate.protocol ?? 'TCP') === protocol);
    if (found !== undefined) return found.containerPort;
  }
  return undefined;
}
