import type { Api, WatchEvent } from '../api/api.ts';
import type { EndpointPort, EndpointSlice } from '../kinds/endpointSlice.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Service } from '../kinds/service.ts';

/** One address behind a Service, as its slices tell. */
export interface ServiceEndpoint {
  readonly ip: string;
  readonly hostname: string | undefined;
  readonly nodeName: string | undefined;
  /** `namespace/name` of the pod, where it is one. */
  readonly pod: string | undefined;
  readonly isReady: boolean;
  readonly isServing: boolean;
  readonly isTerminating: boolean;
  readonly ports: readonly EndpointPort[];
}

/** What CoreDNS and kube-proxy know of the cluster: as their watches have told them, a moment behind the API server. */
export interface ServiceIndex {
  service(namespace: string, name: string): Service | undefined;
  serviceByIp(ip: string): Service | undefined;
  /** The Service and the port of it that a node port stands for. */
  serviceByNodePort(nodePort: number): Service | undefined;
  /** In the order of slices and their entries. */
  endpoints(namespace: string, name: string): readonly ServiceEndpoint[];
  /** The Services that have an address as a ready endpoint. */
  servicesOfEndpoint(ip: string): readonly { readonly service: Service; readonly endpoint: ServiceEndpoint }[];
  hasNamespace(name: string): boolean;
  /** Milliseconds since the cluster's start of the last change that was seen. */
  changedAtMs(): number;
}

const SERVICE_NAME = 'kubernetes.io/service-name';

export function createServiceIndex(api: Api, now: () => number): ServiceIndex {
  const services = new Map<string, Service>();
  const byIp = new Map<string, Service>();
  const namespaces = new Set<string>();
  const slices = new Map<string, Map<string, EndpointSlice>>();
  const endpointCache = new Map<string, readonly ServiceEndpoint[]>();
  let changedAtMs = 0;

  const seeService = (event: WatchEvent) => {
    const service = event.object as Service;
    const key = keyOf(service.metadata.namespace, service.metadata.name);
    const before = services.get(key);
    if (before !== undefined) for (const ip of addressesOf(before)) byIp.delete(ip);
    services.delete(key);
    if (event.type === 'DELETED') return;
    services.set(key, service);
    for (const ip of addressesOf(service)) byIp.set(ip, service);
  };

  const seeSlice = (event: WatchEvent) => {
    const slice = event.object as EndpointSlice;
    const serviceName = slice.metadata.labels?.[SERVICE_NAME];
    if (serviceName === undefined) return;
    const key = keyOf(slice.metadata.namespace, serviceName);
    endpointCache.delete(key);
    let ofService = slices.get(key);
    if (ofService === undefined) slices.set(key, (ofService = new Map()));
    if (event.type === 'DELETED') ofService.delete(slice.metadata.name);
    else ofService.set(slice.metadata.name, slice);
    if (ofService.size === 0) slices.delete(key);
  };

  const seeNamespace = (event: WatchEvent) => {
    if (event.type === 'DELETED') namespaces.delete(event.object.metadata.name);
    else namespaces.add(event.object.metadata.name);
  };

  const follow = (kind: string, see: (event: WatchEvent) => void) => {
    for (const object of api.list(kind) as readonly KubeObject[]) see({ type: 'ADDED', object });
    api.watch(kind, {
      onEvent: (event) => {
        changedAtMs = now();
        see(event);
      },
    });
  };

  follow('Namespace', seeNamespace);
  follow('Service', seeService);
  follow('EndpointSlice', seeSlice);

  const endpoints = (namespace: string, name: string) => {
    const key = keyOf(namespace, name);
    let found = endpointCache.get(key);
    if (found === undefined) {
      found = [...(slices.get(key)?.values() ?? [])].flatMap(endpointsOfSlice);
      endpointCache.set(key, found);
    }
    return found;
  };

  return {
    service: (namespace, name) => services.get(keyOf(namespace, name)),
    serviceByIp: (ip) => byIp.get(ip),
    serviceByNodePort: (nodePort) => {
      for (const service of services.values()) if (service.spec.ports?.some((port) => port.nodePort === nodePort) === true) return service;
      return undefined;
    },
    endpoints,
    servicesOfEndpoint: (ip) => {
      const found = [];
      for (const service of services.values()) {
        const { namespace = '', name } = service.metadata;
        const endpoint = endpoints(namespace, name).find((candidate) => candidate.ip === ip && candidate.isReady);
        if (endpoint !== undefined) found.push({ service, endpoint });
      }
      return found;
    },
    hasNamespace: (name) => namespaces.has(name),
    changedAtMs: () => changedAtMs,
  };
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** Addresses under which a Service answers; none for headless ones and for external names. */
function addressesOf({ spec }: Service): readonly string[] {
  const own = spec.clusterIP !== undefined && spec.clusterIP !== '' && spec.clusterIP !== 'None' ? [spec.clusterIP] : [];
  return [...own, ...(spec.externalIPs ?? [])];
}

function endpointsOfSlice(slice: EndpointSlice): readonly ServiceEndpoint[] {
  return (slice.endpoints ?? []).flatMap((endpoint) =>
    endpoint.addresses.map((ip) => ({
      ip,
      hostname: endpoint.hostname,
      nodeName: endpoint.nodeName,
      pod: endpoint.targetRef?.kind === 'Pod' ? keyOf(endpoint.targetRef.namespace, endpoint.targetRef.name ?? '') : undefined,
      isReady: endpoint.conditions.ready !== false,
      isServing: endpoint.conditions.serving ?? endpoint.conditions.ready !== false,
      isTerminating: endpoint.conditions.terminating === true,
      ports: slice.ports ?? [],
    })),
  );
}
