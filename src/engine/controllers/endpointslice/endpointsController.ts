import type { EndpointAddress, Endpoints, EndpointSubset } from '../../kinds/endpoints.ts';
import type { Endpoint, EndpointSlice } from '../../kinds/endpointSlice.ts';
import type { NewObject } from '../../kinds/object.ts';
import type { Service } from '../../kinds/service.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { portKeyOf } from './plan.ts';
import { isOurs } from './sliceMeta.ts';
import { keepsSlices } from './watchedServices.ts';

const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const HEADLESS = 'service.kubernetes.io/headless';
/** An Endpoints object never holds more. k8s: maxCapacity */
const MOST_ADDRESSES = 1000;
/** Between two writes of a very large one. */
const LONGEST_PAUSE_MS = 20_000;

/**
 * Keeps the old Endpoints object of each Service.
 * simplified: it is made from the slices, and a large one is written less often. k8s: endpoint-controller
 */
export function createEndpointsController(): Controller {
  const schedule = (context: ControllerContext, key: Key, sliceCount: number) => {
    const { minMs } = context.profile.delays.endpoints;
    context.enqueueAfter(key, sliceCount <= 1 ? minMs : Math.min(10 * minMs * sliceCount ** 2, LONGEST_PAUSE_MS));
  };
  return {
    name: 'endpoint-controller',
    watches: ['Service', 'EndpointSlice'],
    latencyMs: 0,
    wants: ({ object }, context) => {
      const { namespace = '', name } = object.metadata;
      if (object.kind === 'Service') schedule(context, { namespace, name }, 0);
      else if (isOurs(object as EndpointSlice)) {
        const service = object.metadata.ownerReferences?.[0];
        const slices = service === undefined ? 0 : context.api.listOwned('EndpointSlice', service.uid).length;
        if (service !== undefined) schedule(context, { namespace, name: service.name }, slices);
      }
      return [];
    },
    reconcile: ({ api }, { namespace = '', name }) => {
      const service = api.get('Service', namespace, name);
      const current = api.get('Endpoints', namespace, name) as Endpoints | undefined;
      if (service === undefined || !keepsSlices(service)) {
        if (service === undefined && current?.metadata.labels?.[MANAGED_BY] !== undefined) api.delete({ kind: 'Endpoints', namespace, name });
        return;
      }
      const wanted = endpointsOf(service, api.listOwned('EndpointSlice', service.metadata.uid).filter(isOurs));
      if (current === undefined) api.create(wanted);
      else api.update(replaced(current, wanted));
    },
  };
}

function replaced(current: Endpoints, wanted: NewObject<Endpoints>): Endpoints {
  const { subsets: _subsets, ...rest } = current;
  const { labels } = wanted.metadata;
  return { ...rest, metadata: { ...current.metadata, ...(labels === undefined ? {} : { labels }) }, ...(wanted.subsets === undefined ? {} : { subsets: wanted.subsets }) };
}

function endpointsOf({ metadata, spec }: Service, slices: readonly EndpointSlice[]): NewObject<Endpoints> {
  const subsets = subsetsOf(slices);
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      name: metadata.name,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      labels: { ...metadata.labels, [MANAGED_BY]: 'endpoint-controller', ...(spec.clusterIP === 'None' ? { [HEADLESS]: '' } : {}) },
    },
    ...(subsets.length === 0 ? {} : { subsets }),
  };
}

/** Addresses with the same ports stand together, sorted bytewise. k8s: endpoints RepackSubsets */
function subsetsOf(slices: readonly EndpointSlice[]): readonly EndpointSubset[] {
  const groups = new Map<string, { readonly slice: EndpointSlice; readonly ready: EndpointAddress[]; readonly notReady: EndpointAddress[] }>();
  for (const slice of slices) {
    const key = portKeyOf(slice.ports ?? []);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { slice, ready: [], notReady: [] }));
    for (const endpoint of slice.endpoints ?? []) {
      if (endpoint.conditions.terminating === true && endpoint.conditions.ready !== true) continue;
      (endpoint.conditions.ready === true ? group.ready : group.notReady).push(addressOf(endpoint));
    }
  }
  return [...groups.values()].filter(({ ready, notReady }) => ready.length + notReady.length > 0).map(({ slice, ready, notReady }) => ({
    ...(ready.length === 0 ? {} : { addresses: ready.sort(byIp).slice(0, MOST_ADDRESSES) }),
    ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady.sort(byIp).slice(0, MOST_ADDRESSES) }),
    ...(slice.ports === null ? {} : { ports: slice.ports.map(({ name, ...port }) => (name === '' || name === undefined ? port : { name, ...port })) }),
  }));
}

function byIp(a: EndpointAddress, b: EndpointAddress): number {
  return a.ip < b.ip ? -1 : 1;
}

const addresses = new WeakMap<Endpoint, EndpointAddress>();

/** The same endpoint gives the same address object, so that unchanged ones are not looked into. */
function addressOf(endpoint: Endpoint): EndpointAddress {
  let address = addresses.get(endpoint);
  if (address === undefined) {
    const { hostname, nodeName, targetRef } = endpoint;
    address = Object.freeze({
      ip: endpoint.addresses[0] ?? '',
      ...(hostname === undefined ? {} : { hostname }),
      ...(nodeName === undefined ? {} : { nodeName }),
      ...(targetRef === undefined ? {} : { targetRef }),
    });
    addresses.set(endpoint, address);
  }
  return address;
}
