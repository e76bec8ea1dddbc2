import type { FaultState } from '../faults.ts';
import type { Host, HostRegistry, Listener } from '../machine/host.ts';
import type { Service } from '../kinds/service.ts';
import type { Profile } from '../profile.ts';
import { isInCidr, parseCidr, parseIpv4 } from './addresses.ts';
import type { Hop, Outcome } from './network.ts';
import type { Proxy } from './proxy.ts';
import { pathOf, reach } from './route.ts';
import type { ServiceIndex } from './serviceIndex.ts';

type Protocol = Listener['protocol'];

/** Where packets for an address and port end, after kube-proxy had its say. */
export interface Target {
  readonly outcome: Outcome;
  /** Who gets them, where somebody does. */
  readonly host?: Host;
  /** The port at that host. */
  readonly port: number;
  /** The Service they went through. */
  readonly service?: Service;
  readonly path: readonly Hop[];
}

export interface Targets {
  /** Through kube-proxy where the address is a Service's or the port a node port. */
  of(from: Host, ip: string, port: number, protocol: Protocol): Target;
  /** By echo request: a Service's address is not a host. */
  ofPing(from: Host, ip: string): Target;
  /** The cluster's name servers. */
  ofClusterDns(from: Host): Target;
}

export interface TargetOptions {
  readonly index: ServiceIndex;
  readonly proxy: Proxy;
  readonly faults: FaultState;
  readonly hosts: HostRegistry;
  readonly profile: Profile;
  readonly now: () => number;
}

export const DNS_PORT = 53;

export function createTargets({ index, proxy, faults, hosts, profile, now }: TargetOptions): Targets {
  const serviceRange = parseCidr(profile.serviceCidr);
  const podRange = parseCidr(profile.podCidr);
  const nodeIps = new Set(profile.nodes.map(({ ip }) => ip));
  let sawDnsEndpoint = false;

  const isServiceAddress = (ip: string) => index.serviceByIp(ip) !== undefined || (serviceRange !== undefined && isInCidr(serviceRange, ip));

  const direct = (from: Host, ip: string, port: number, between: readonly Hop[] = []): Target => {
    if (parseIpv4(ip) === undefined) return { outcome: 'unreachable', port, path: pathOf(from, undefined, between) };
    const host = ip.startsWith('127.') || ip === from.ip ? from : hosts.byIp(ip);
    if (host === undefined) {
      // An address of the pod range that nobody has: the bridge of its node asks for it in vain.
      const isMissingPod = podRange !== undefined && isInCidr(podRange, ip) && faults.isConnected(from.nodeName);
      return { outcome: isMissingPod ? 'unreachable' : 'timeout', port, path: pathOf(from, undefined, [...between, { kind: 'outside', name: ip, ip }]) };
    }
    return { outcome: OUTCOMES[reach(faults, from, host)], host, port, path: pathOf(from, host, between) };
  };

  const throughService = (from: Host, service: Service, { port, protocol, isNodePort }: { port: number; protocol: Protocol; isNodePort: boolean }): Target => {
    const { namespace = '', name } = service.metadata;
    const choice = proxy.choose({
      service, port, protocol, isNodePort, endpoints: index.endpoints(namespace, name), clientIp: from.ip ?? '', clientNode: from.nodeName, nowMs: now(),
    });
    if (choice.goes === 'to') return { ...direct(from, choice.endpoint.ip, choice.port, [serviceHop(service)]), service };
    return { outcome: choice.goes === 'rejected' ? 'refused' : 'timeout', port, service, path: pathOf(from, undefined, [serviceHop(service)]) };
  };

  const nowhere = (from: Host, ip: string, port: number): Target => {
    const service = index.serviceByIp(ip);
    const hop: Hop = service === undefined ? { kind: 'outside', name: ip, ip } : serviceHop(service);
    return { outcome: 'timeout', port, path: pathOf(from, undefined, [hop]) };
  };

  const throughNodePort = (from: Host, ip: string, port: number, protocol: Protocol): Target | undefined => {
    const service = nodeIps.has(ip) ? index.serviceByNodePort(port) : undefined;
    if (service === undefined || direct(from, ip, port).outcome !== 'ok') return undefined;
    return throughService(from, service, { port, protocol, isNodePort: true });
  };

  const of = (from: Host, ip: string, port: number, protocol: Protocol): Target => {
    const service = index.serviceByIp(ip);
    if (service !== undefined) return throughService(from, service, { port, protocol, isNodePort: false });
    if (isServiceAddress(ip)) return nowhere(from, ip, port);
    return throughNodePort(from, ip, port, protocol) ?? direct(from, ip, port);
  };

  return {
    of,
    ofPing: (from, ip) => (isServiceAddress(ip) ? nowhere(from, ip, 0) : direct(from, ip, 0)),
    ofClusterDns: (from) => {
      sawDnsEndpoint ||= index.endpoints('kube-system', 'kube-dns').length > 0;
      if (sawDnsEndpoint) return of(from, profile.dnsIp, DNS_PORT, 'UDP');
      // simplified: a profile without CoreDNS pods has name servers that run nowhere in particular.
      const path = pathOf(from, undefined, [{ kind: 'dns', name: 'kube-system/kube-dns', ip: profile.dnsIp }]);
      return { outcome: faults.isConnected(from.nodeName) ? 'ok' : 'timeout', port: DNS_PORT, path };
    },
  };
}

const OUTCOMES = { ok: 'ok', silent: 'timeout', unreachable: 'unreachable' } as const;

function serviceHop(service: Service): Hop {
  const { namespace = '', name } = service.metadata;
  return { kind: 'service', name: `${namespace}/${name}`, ...(service.spec.clusterIP === undefined ? {} : { ip: service.spec.clusterIP }) };
}

/** What listens at a port of a host. */
export function listenerOf(host: Host | undefined, port: number, protocol: Protocol): Listener | undefined {
  return host?.listeners().find((listener) => listener.port === port && listener.protocol === protocol);
}
