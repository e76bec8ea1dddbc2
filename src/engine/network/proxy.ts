import type { Random } from '../core/random.ts';
import type { EndpointPort } from '../kinds/endpointSlice.ts';
import type { Service, ServicePort } from '../kinds/service.ts';
import type { ServiceEndpoint } from './serviceIndex.ts';

/** Where kube-proxy sends a connection, or why it sends it nowhere. */
export type ProxyChoice =
  | { readonly goes: 'to'; readonly endpoint: ServiceEndpoint; readonly port: number }
  /** No endpoints: the packet is rejected, the client sees "connection refused". */
  | { readonly goes: 'rejected' }
  /** The Service has no such port, or its policy wants an endpoint on this node and there is none. */
  | { readonly goes: 'dropped' };

export interface ProxyQuestion {
  readonly service: Service;
  readonly endpoints: readonly ServiceEndpoint[];
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  /** True when the client used a node's address and the node port. */
  readonly isNodePort: boolean;
  readonly clientIp: string;
  readonly clientNode: string;
  readonly nowMs: number;
}

export interface Proxy {
  choose(question: ProxyQuestion): ProxyChoice;
}

const DEFAULT_AFFINITY_SECONDS = 10_800;

/**
 * Chooses as kube-proxy's iptables rules do: evenly at random among ready endpoints, for each connection anew;
 * terminating ones that still serve only when none is ready. k8s: proxy CategorizeEndpoints, iptables syncProxyRules
 */
export function createProxy(random: Random): Proxy {
  /** Per Service and client: the endpoint that affinity holds on to, and until when. */
  const sticky = new Map<string, { readonly ip: string; readonly untilMs: number }>();

  return {
    choose: (question) => {
      const port = portOf(question);
      if (port === undefined) return { goes: 'dropped' };
      const usable = usableEndpoints(question.endpoints, port);
      if (usable.length === 0) return { goes: 'rejected' };
      const local = isLocalOnly(question) ? usable.filter(({ endpoint }) => endpoint.nodeName === question.clientNode) : usable;
      if (local.length === 0) return { goes: 'dropped' };
      return { goes: 'to', ...pick(question, local) };
    },
  };

  function pick(question: ProxyQuestion, usable: readonly Target[]): Target {
    const { service, clientIp, nowMs } = question;
    if (service.spec.sessionAffinity !== 'ClientIP') return random.pick(usable);
    const key = `${service.metadata.uid} ${question.port} ${clientIp}`;
    const held = sticky.get(key);
    const again = held !== undefined && held.untilMs > nowMs ? usable.find(({ endpoint }) => endpoint.ip === held.ip) : undefined;
    const chosen = again ?? random.pick(usable);
    const seconds = service.spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? DEFAULT_AFFINITY_SECONDS;
    sticky.set(key, { ip: chosen.endpoint.ip, untilMs: nowMs + seconds * 1000 });
    return chosen;
  }
}

interface Target {
  readonly endpoint: ServiceEndpoint;
  readonly port: number;
}

function portOf({ service, port, protocol, isNodePort }: ProxyQuestion): ServicePort | undefined {
  return service.spec.ports?.find((candidate) => (isNodePort ? candidate.nodePort : candidate.port) === port && (candidate.protocol ?? 'TCP') === protocol);
}

function usableEndpoints(endpoints: readonly ServiceEndpoint[], port: ServicePort): readonly Target[] {
  const withPort = endpoints.flatMap((endpoint) => {
    const target = endpoint.ports.find((candidate) => isSamePort(candidate, port));
    return target?.port === undefined ? [] : [{ endpoint, port: target.port }];
  });
  const ready = withPort.filter(({ endpoint }) => endpoint.isReady);
  return ready.length > 0 ? ready : withPort.filter(({ endpoint }) => endpoint.isServing && endpoint.isTerminating);
}

function isSamePort(candidate: EndpointPort, port: ServicePort): boolean {
  return (candidate.name ?? '') === (port.name ?? '') && (candidate.protocol ?? 'TCP') === (port.protocol ?? 'TCP');
}

function isLocalOnly({ service, isNodePort }: ProxyQuestion): boolean {
  return isNodePort ? service.spec.externalTrafficPolicy === 'Local' : service.spec.internalTrafficPolicy === 'Local';
}
