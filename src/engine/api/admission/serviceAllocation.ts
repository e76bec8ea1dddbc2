import { isIPv4 } from '../../kinds/names.ts';
import type { FieldError } from '../../kinds/kind.ts';
import type { Service, ServicePort, ServiceSpec } from '../../kinds/service.ts';
import type { Backend } from '../backend.ts';
import { isEqualJson } from '../json.ts';
import { internalError, invalid } from '../status.ts';
import type { AdmissionPlugin, AdmissionRequest } from './admission.ts';
import { ipRange, type IpRange } from './ipRange.ts';

const FIRST_NODE_PORT = 30_000;
const LAST_NODE_PORT = 32_767;
/** Below lie ports that are only given on request. k8s: ServiceNodePortStaticSubrange */
const FIRST_DRAWN_NODE_PORT = 30_086;

/**
 * Gives Services their cluster IP and node ports, or checks those that they ask for. What a Service holds is free
 * again once it is gone. k8s: registry/core/service/storage alloc.go
 */
export function serviceAllocation(backend: Backend): AdmissionPlugin {
  const held = createHoldings();
  const { profile } = backend;
  const ips: IpPool = {
    range: ipRange(profile.serviceCidr),
    reserved: new Set([profile.apiServerIp, profile.dnsIp, ...Object.values(profile.pins.serviceIps)]),
    pinned: (service) => profile.pins.serviceIps[ownerOf(service)],
  };

  return {
    kinds: ['Service'],
    mutate: (request) => {
      if (request.operation === 'DELETE') return request.object;
      const service = request.object as Service;
      const before = request.old as Service | undefined;
      const withIp = { ...service, spec: allocateIp(service, before, { backend, request, held, ips }) };
      return { ...withIp, spec: allocateNodePorts(withIp, before, { backend, request, held }) } as Service;
    },
    stored: ({ type, object, previous }) => {
      if (previous !== undefined) held.release(previous as Service);
      if (type !== 'DELETED') held.hold(object as Service);
    },
  };
}

/** Which Service holds which address or port. */
interface Holdings {
  ownerOfIp(ip: string): string | undefined;
  ownerOfPort(port: number): string | undefined;
  hold(service: Service): void;
  release(service: Service): void;
}

function createHoldings(): Holdings {
  const ips = new Map<string, string>();
  const ports = new Map<number, string>();
  const each = (service: Service, ip: (ip: string) => void, port: (port: number) => void) => {
    for (const address of service.spec.clusterIPs ?? []) if (address !== 'None') ip(address);
    for (const { nodePort } of service.spec.ports ?? []) if (nodePort !== undefined && nodePort !== 0) port(nodePort);
  };
  return {
    ownerOfIp: (ip) => ips.get(ip),
    ownerOfPort: (port) => ports.get(port),
    hold: (service) => {
      const owner = ownerOf(service);
      each(service, (ip) => ips.set(ip, owner), (port) => ports.set(port, owner));
    },
    release: (service) => {
      each(service, (ip) => ips.delete(ip), (port) => ports.delete(port));
    },
  };
}

function ownerOf({ metadata: { namespace = '', name } }: Service): string {
  return `${namespace}/${name}`;
}

interface IpPool {
  readonly range: IpRange;
  /** Never drawn for anybody. */
  readonly reserved: ReadonlySet<string>;
  readonly pinned: (service: Service) => string | undefined;
}

interface Allocation {
  readonly backend: Backend;
  readonly request: AdmissionRequest;
  readonly held: Holdings;
}

function allocateIp(service: Service, before: Service | undefined, allocation: Allocation & { readonly ips: IpPool }): ServiceSpec {
  const { spec } = service;
  if (spec.type === 'ExternalName') return spec;
  const asked = spec.clusterIP ?? '';
  if (asked === 'None') return withFamilies({ ...spec, clusterIPs: ['None'] });
  if (asked === '') {
    const ip = drawIp(service, allocation);
    return withFamilies({ ...spec, clusterIP: ip, clusterIPs: [ip] });
  }
  // What is no address at all is left to the validation.
  if (!isIPv4(asked)) return spec;
  const isKept = before !== undefined && isEqualJson(before.spec.clusterIP, asked);
  if (!isKept && before?.spec.clusterIP === undefined) checkIp(service, asked, allocation);
  return withFamilies({ ...spec, clusterIPs: spec.clusterIPs ?? [asked] });
}

/** A headless Service without selector may have addresses of any family. k8s: initIPFamilyFields */
function withFamilies(spec: ServiceSpec): ServiceSpec {
  const isOpen = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
  return {
    ...spec,
    ipFamilies: spec.ipFamilies ?? (isOpen && spec.ipFamilyPolicy === undefined ? ['IPv4', 'IPv6'] : ['IPv4']),
    ipFamilyPolicy: spec.ipFamilyPolicy ?? (isOpen && spec.ipFamilies === undefined ? 'RequireDualStack' : 'SingleStack'),
  };
}

function checkIp(service: Service, ip: string, { request, held, ips }: Allocation & { readonly ips: IpPool }): void {
  const why = ipRefusal(service, ip, held, ips);
  if (why === undefined) return;
  const error: FieldError = {
    field: 'spec.clusterIPs',
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify([ip])}: failed to allocate IP ${ip}: ${why}`,
  };
  throw invalid(request.kind, service.metadata.name, [error]);
}

function ipRefusal(service: Service, ip: string, held: Holdings, { range, pinned }: IpPool): string | undefined {
  if (!range.contains(ip)) return 'the provided network does not match the current range';
  if (ip === range.addressAt(0) || ip === range.addressAt(range.size - 1)) {
    return `the provided IP (${ip}) is not in the valid range. The range of valid IPs is ${range.addressAt(0)}/${32 - Math.log2(range.size)}`;
  }
  const owner = held.ownerOfIp(ip);
  const isTaken = owner !== undefined && pinned(service) !== ip;
  return isTaken || (owner !== undefined && owner !== ownerOf(service)) ? 'provided IP is already allocated' : undefined;
}

const DRAWS = 1000;

/** From the upper band of the range: the lower one is for addresses on request. */
function drawIp(service: Service, { backend, held, ips }: Allocation & { readonly ips: IpPool }): string {
  const pinned = ips.pinned(service);
  if (pinned !== undefined && held.ownerOfIp(pinned) === undefined) return pinned;
  const lowerBand = Math.min(Math.max(16, Math.floor(ips.range.size / 16)), 256);
  const isFree = (ip: string) => held.ownerOfIp(ip) === undefined && !ips.reserved.has(ip);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const ip = ips.range.addressAt(backend.random.integer(lowerBand, ips.range.size - 2));
    if (isFree(ip)) return ip;
  }
  throw internalError('failed to allocate a serviceIP: range is full');
}

function allocateNodePorts(service: Service, before: Service | undefined, allocation: Allocation): ServiceSpec {
  const { spec } = service;
  const wants = spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);
  if (spec.ports === undefined || (!wants && !spec.ports.some(({ nodePort = 0 }) => nodePort !== 0))) return spec;
  const taken = new Map<number, string>();
  const ports = spec.ports.map((port, index): ServicePort => {
    const { nodePort = 0, protocol = 'TCP' } = port;
    if (nodePort !== 0) {
      checkNodePort(service, before, { nodePort, index, ...allocation });
      taken.set(nodePort, protocol);
      return port;
    }
    if (!wants) return port;
    const drawn = siblingPort(port, spec.ports ?? []) ?? drawNodePort(taken, allocation);
    taken.set(drawn, protocol);
    return { ...port, nodePort: drawn };
  });
  return { ...spec, ports };
}

/** The same port over another protocol shares its number. */
function siblingPort(port: ServicePort, ports: readonly ServicePort[]): number | undefined {
  return ports.find((other) => other !== port && other.port === port.port && (other.nodePort ?? 0) !== 0)?.nodePort;
}

function checkNodePort(
  service: Service,
  before: Service | undefined,
  { nodePort, index, request, held }: Allocation & { readonly nodePort: number; readonly index: number },
): void {
  if (before?.spec.ports?.some((port) => port.nodePort === nodePort) === true) return;
  const why =
    nodePort < FIRST_NODE_PORT || nodePort > LAST_NODE_PORT
      ? `provided port is not in the valid range. The range of valid ports is ${FIRST_NODE_PORT}-${LAST_NODE_PORT}`
      : held.ownerOfPort(nodePort) === undefined
        ? undefined
        : 'provided port is already allocated';
  if (why === undefined) return;
  const error: FieldError = {
    field: `spec.ports[${index}].nodePort`,
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${nodePort}: ${why}`,
  };
  throw invalid(request.kind, service.metadata.name, [error]);
}

function drawNodePort(taken: ReadonlyMap<number, string>, { backend, held }: Allocation): number {
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const port = backend.random.integer(FIRST_DRAWN_NODE_PORT, LAST_NODE_PORT);
    if (!taken.has(port) && held.ownerOfPort(port) === undefined) return port;
  }
  throw internalError('failed to allocate a nodePort: range is full');
}
