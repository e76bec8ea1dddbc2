import type { Service } from '../../kinds/service.ts';
import type { Backend } from '../backend.ts';
import type { AdmissionPlugin } from './admission.ts';
import { allocateClusterIp, type IpPool } from './clusterIp.ts';
import { ipRange } from './ipRange.ts';
import { allocateNodePorts } from './nodePorts.ts';
import { createServiceHoldings, ownerOf } from './serviceHoldings.ts';
import { withoutFormerType } from './typeDependentFields.ts';

/**
 * Gives Services their cluster IP and node ports, or checks those that they ask for. What a Service holds is free
 * again once it is gone. k8s: registry/core/service/storage alloc.go
 */
export function serviceAllocation(backend: Backend): AdmissionPlugin {
  const { profile, random } = backend;
  const held = createServiceHoldings();
  const pool: IpPool = {
    range: ipRange(profile.serviceCidr),
    reserved: new Set([profile.apiServerIp, profile.dnsIp, ...Object.values(profile.pins.serviceIps)]),
    pinned: (service) => profile.pins.serviceIps[ownerOf(service)],
  };

  return {
    kinds: ['Service'],
    mutate: ({ operation, kind, object, old }) => {
      if (operation === 'DELETE') return object;
      const service = object as Service;
      const before = old as Service | undefined;
      const context = { kind, before, held, random };
      const typed: Service = { ...service, spec: withoutFormerType(service.spec, before?.spec) };
      const addressed: Service = { ...typed, spec: allocateClusterIp(typed, { ...context, pool }) };
      return { ...addressed, spec: allocateNodePorts(addressed, context) } as Service;
    },
    stored: ({ type, object, previous }) => {
      if (previous !== undefined) held.release(previous as Service);
      if (type !== 'DELETED') held.hold(object as Service);
    },
  };
}
