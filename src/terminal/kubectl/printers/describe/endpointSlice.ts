import type { Endpoint, EndpointSlice } from '#engine/kinds/endpointSlice.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeHeading } from './heading.ts';
import type { Layout } from './layout.ts';

const UNSET = '<unset>';

/** k8s: describe describeEndpointSliceV1 */
export const describeEndpointSlice: Describer<EndpointSlice> = (layout, slice, context) => {
  writeHeading(layout, slice);
  layout.write(0, `AddressType:\t${slice.addressType}`);
  writePorts(layout, slice);
  const endpoints = slice.endpoints ?? [];
  layout.write(0, endpoints.length === 0 ? 'Endpoints: <none>' : 'Endpoints:');
  for (const endpoint of endpoints) writeEndpoint(layout, endpoint);
  writeOwnEvents(layout, context);
};

function writePorts(layout: Layout, { ports }: EndpointSlice): void {
  if (ports === null || ports.length === 0) {
    layout.write(0, 'Ports: <unset>');
    return;
  }
  layout.write(0, 'Ports:');
  layout.write(1, 'Name\tPort\tProtocol');
  layout.write(1, '----\t----\t--------');
  for (const { name = '', port, protocol = '' } of ports) layout.write(1, `${name === '' ? UNSET : name}\t${port ?? UNSET}\t${protocol}`);
}

function writeEndpoint(layout: Layout, { addresses, conditions, hostname, targetRef, nodeName, zone }: Endpoint): void {
  layout.write(1, `- Addresses:\t${addresses.length === 0 ? '<none>' : addresses.join(', ')}`);
  layout.write(2, 'Conditions:');
  layout.write(3, `Ready:\t${conditions.ready ?? UNSET}`);
  layout.write(2, `Hostname:\t${hostname ?? UNSET}`);
  if (targetRef !== undefined) layout.write(2, `TargetRef:\t${targetRef.kind ?? ''}/${targetRef.name ?? ''}`);
  layout.write(2, `NodeName:\t${nodeName ?? UNSET}`);
  layout.write(2, `Zone:\t${zone ?? UNSET}`);
}
