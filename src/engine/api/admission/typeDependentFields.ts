import { isExposed, type ServicePort, type ServiceSpec } from '../../kinds/service.ts';
import { isEqualJson } from '../../core/json.ts';

/**
 * A Service that changes its type loses what only the former type may have, unless the same update changes that too.
 * k8s: registry/core/service dropTypeDependentFields
 */
export function withoutFormerType(spec: ServiceSpec, before: ServiceSpec | undefined): ServiceSpec {
  if (before === undefined || before.type === spec.type) return spec;
  let next = spec;
  if (isExposed(before) && !isExposed(spec)) {
    if (isEqualJson(nodePortsOf(spec), nodePortsOf(before))) next = withoutNodePorts(next);
    next = withoutIfSame(next, before, 'externalTrafficPolicy');
  }
  if (before.type === 'LoadBalancer') {
    next = withoutIfSame(next, before, 'allocateLoadBalancerNodePorts');
    next = withoutIfSame(next, before, 'loadBalancerIP');
  }
  return before.type === 'ExternalName' ? withoutIfSame(next, before, 'externalName') : next;
}

function nodePortsOf({ ports = [] }: ServiceSpec): readonly number[] {
  return ports.map(({ nodePort = 0 }) => nodePort);
}

function withoutNodePorts(spec: ServiceSpec): ServiceSpec {
  if (spec.ports === undefined) return spec;
  return { ...spec, ports: spec.ports.map(({ nodePort: _nodePort, ...port }): ServicePort => port) };
}

function withoutIfSame(spec: ServiceSpec, before: ServiceSpec, field: keyof ServiceSpec): ServiceSpec {
  if (spec[field] !== before[field]) return spec;
  const { [field]: _gone, ...rest } = spec;
  return rest;
}
