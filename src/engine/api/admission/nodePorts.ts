import type { Random } from '../../core/random.ts';
import type { Kind } from '../../kinds/kind.ts';
import { isExposed, type Service, type ServicePort, type ServiceSpec } from '../../kinds/service.ts';
import { internalError, invalid } from '../status.ts';
import type { ServiceHoldings } from './serviceHoldings.ts';

const FIRST = 30_000;
const LAST = 32_767;
/** Below lie ports that are only given on request. k8s: ServiceNodePortStaticSubrange */
const FIRST_DRAWN = 30_086;

interface Allocation {
  readonly kind: Kind;
  readonly before: Service | undefined;
  readonly held: ServiceHoldings;
  readonly random: Random;
}

/** The spec with node ports where its type wants them. Throws Invalid for a port that cannot be had. k8s: allocServiceNodePorts */
export function allocateNodePorts(service: Service, allocation: Allocation): ServiceSpec {
  const { spec } = service;
  if (spec.ports === undefined) return spec;
  const own = new Set<number>();
  const ports: ServicePort[] = [];
  for (const [index, port] of spec.ports.entries()) {
    const nodePort = port.nodePort ?? 0;
    if (nodePort !== 0) checkPort(service, nodePort, index, allocation);
    const given = nodePort !== 0 ? nodePort : wantsNodePorts(spec) ? (siblingPort(port, ports) ?? drawPort(own, allocation)) : undefined;
    if (given !== undefined) own.add(given);
    ports.push(given === undefined ? port : { ...port, nodePort: given });
  }
  return { ...spec, ports };
}

function wantsNodePorts(spec: ServiceSpec): boolean {
  return isExposed(spec) && (spec.type !== 'LoadBalancer' || spec.allocateLoadBalancerNodePorts !== false);
}

/** The same port over another protocol shares its number. */
function siblingPort(port: ServicePort, given: readonly ServicePort[]): number | undefined {
  return given.find((other) => other.port === port.port && other.protocol !== port.protocol)?.nodePort;
}

function checkPort({ metadata }: Service, port: number, index: number, { kind, before, held }: Allocation): void {
  if (before?.spec.ports?.some(({ nodePort }) => nodePort === port) === true) return;
  const isInRange = port >= FIRST && port <= LAST;
  if (isInRange && !held.isPortTaken(port)) return;
  const why = isInRange
    ? 'provided port is already allocated'
    : `provided port is not in the valid range. The range of valid ports is ${FIRST}-${LAST}`;
  const error = { field: `spec.ports[${index}].nodePort`, reason: 'FieldValueInvalid', message: `Invalid value: ${port}: ${why}` };
  throw invalid(kind, metadata.name, [error]);
}

const DRAWS = 1000;

function drawPort(own: ReadonlySet<number>, { held, random }: Allocation): number {
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const port = random.integer(FIRST_DRAWN, LAST);
    if (!own.has(port) && !held.isPortTaken(port)) return port;
  }
  throw internalError('failed to allocate a nodePort: range is full');
}
