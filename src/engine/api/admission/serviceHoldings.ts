import type { Service } from '../../kinds/service.ts';

/** Which Service holds which cluster IP and node port. */
export interface ServiceHoldings {
  isIpTaken(ip: string): boolean;
  isPortTaken(port: number): boolean;
  hold(service: Service): void;
  release(service: Service): void;
}

/** Nobody holds anything. */
export function createServiceHoldings(): ServiceHoldings {
  const ips = new Set<string>();
  const ports = new Set<number>();
  return {
    isIpTaken: (ip) => ips.has(ip),
    isPortTaken: (port) => ports.has(port),
    hold: (service) => {
      for (const ip of ipsOf(service)) ips.add(ip);
      for (const port of portsOf(service)) ports.add(port);
    },
    release: (service) => {
      for (const ip of ipsOf(service)) ips.delete(ip);
      for (const port of portsOf(service)) ports.delete(port);
    },
  };
}

/** `namespace/name`, as pins name Services. */
export function ownerOf({ metadata: { namespace = '', name } }: Service): string {
  return `${namespace}/${name}`;
}

function ipsOf({ spec }: Service): readonly string[] {
  return (spec.clusterIPs ?? []).filter((ip) => ip !== 'None');
}

function portsOf({ spec }: Service): readonly number[] {
  return (spec.ports ?? []).flatMap(({ nodePort = 0 }) => (nodePort === 0 ? [] : [nodePort]));
}
