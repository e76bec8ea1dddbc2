import type { Api } from '#engine/api/api.ts';
import type { EndpointSlice } from '#engine/kinds/endpointSlice.ts';

const MOST_SHOWN = 3;

/** The EndpointSlices of a Service. */
export function slicesOf(api: Api, namespace: string, service: string): readonly EndpointSlice[] {
  return api.list('EndpointSlice', { namespace, labelSelector: `kubernetes.io/service-name=${service}` });
}

/** The ready endpoints behind a port, the first three; `<none>` only where there is no slice at all. k8s: describe formatEndpointSlices */
export function endpointsText(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return '<none>';
  const all = slices.flatMap((slice) => endpointsOf(slice, portName));
  const shown = all.slice(0, MOST_SHOWN).join(',');
  return all.length > MOST_SHOWN ? `${shown} + ${all.length - MOST_SHOWN} more...` : shown;
}

function endpointsOf({ ports, endpoints }: EndpointSlice, portName: string): readonly string[] {
  const addresses = (endpoints ?? []).filter(({ conditions }) => conditions.ready !== false).map(({ addresses: [first = ''] }) => first);
  if (ports === null || ports.length === 0) return addresses;
  return ports.filter(({ name = '' }) => name === portName).flatMap(({ port }) => addresses.map((address) => `${address.includes(':') ? `[${address}]` : address}:${port ?? 0}`));
}
