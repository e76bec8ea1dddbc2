import type { Random } from '../../core/random.ts';
import type { Kind } from '../../kinds/kind.ts';
import { isIPv4 } from '../../kinds/names.ts';
import { needsClusterIP, type Service, type ServiceSpec } from '../../kinds/service.ts';
import { internalError, invalid } from '../status.ts';
import type { IpRange } from './ipRange.ts';
import type { ServiceHoldings } from './serviceHoldings.ts';

/** Where cluster IPs come from. */
export interface IpPool {
  readonly range: IpRange;
  /** Never drawn for anybody. */
  readonly reserved: ReadonlySet<string>;
  /** The address that a Service gets if it does not ask for another. */
  readonly pinned: (service: Service) => string | undefined;
}

interface Allocation {
  readonly kind: Kind;
  readonly before: Service | undefined;
  readonly held: ServiceHoldings;
  readonly random: Random;
  readonly pool: IpPool;
}

/** The spec with a cluster IP. Throws Invalid when the address that it asks for cannot be had. k8s: allocServiceClusterIP */
export function allocateClusterIp(service: Service, allocation: Allocation): ServiceSpec {
  const { spec } = service;
  const asked = spec.clusterIP ?? '';
  if (!needsClusterIP(spec) || asked === 'None') return spec;
  if (asked === '') {
    const ip = freeIp(service, allocation);
    return { ...spec, clusterIP: ip, clusterIPs: [ip] };
  }
  const isNew = (allocation.before?.spec.clusterIP ?? '') === '';
  // What is no address at all is left to the validation.
  if (isNew && isIPv4(asked)) checkIp(service, asked, allocation);
  return spec;
}

function checkIp({ metadata }: Service, ip: string, { kind, held, pool }: Allocation): void {
  const why = ipRefusal(ip, held, pool.range);
  if (why === undefined) return;
  const message = `Invalid value: ${JSON.stringify([ip])}: failed to allocate IP ${ip}: ${why}`;
  throw invalid(kind, metadata.name, [{ field: 'spec.clusterIPs', reason: 'FieldValueInvalid', message }]);
}

function ipRefusal(ip: string, held: ServiceHoldings, range: IpRange): string | undefined {
  if (!range.contains(ip)) return 'the provided network does not match the current range';
  if (ip === range.addressAt(0) || ip === range.addressAt(range.size - 1)) {
    return `the provided IP (${ip}) is not in the valid range. The range of valid IPs is ${range.cidr}`;
  }
  return held.isIpTaken(ip) ? 'provided IP is already allocated' : undefined;
}

const DRAWS = 1000;

/** The pinned address, or one from the upper band of the range: the lower one is for addresses on request. */
function freeIp(service: Service, { held, random, pool }: Allocation): string {
  const pinned = pool.pinned(service);
  if (pinned !== undefined && !held.isIpTaken(pinned)) return pinned;
  const lowerBand = Math.min(Math.max(16, Math.floor(pool.range.size / 16)), 256);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const ip = pool.range.addressAt(random.integer(lowerBand, pool.range.size - 2));
    if (!held.isIpTaken(ip) && !pool.reserved.has(ip)) return ip;
  }
  throw internalError('failed to allocate a serviceIP: range is full');
}
