import { ageColumn, column, nameColumn } from './columns.ts';
import { change, mapItems, fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import type { EndpointPort } from './endpointSlice.ts';
import type { Kind } from './kind.ts';
import type { KubeObject, ObjectReference } from './object.ts';

export interface EndpointAddress {
  readonly ip: string;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef?: ObjectReference;
}

export interface EndpointSubset {
  readonly addresses?: readonly EndpointAddress[];
  readonly notReadyAddresses?: readonly EndpointAddress[];
  readonly ports?: readonly EndpointPort[];
}

/** The old form of EndpointSlices: one object for each Service. */
export interface Endpoints extends KubeObject {
  readonly subsets?: readonly EndpointSubset[];
}

export const endpointsKind: Kind<Endpoints> = defineKind<Endpoints>({
  kind: 'Endpoints',
  plural: 'endpoints',
  shortNames: ['ep'],
  generation: 'none',
  defaults: (endpoints) => change(endpoints, 'subsets', (subsets) => mapItems(subsets, withProtocols)),
  warnings: () => ['v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'],
  columns: [nameColumn, column('Endpoints', endpointsText), ageColumn],
});

function withProtocols(subset: EndpointSubset): EndpointSubset {
  return change(subset, 'ports', (ports) => mapItems(ports, (port) => fill(port, { protocol: 'TCP' })));
}

/** `10.244.1.2:80,10.244.2.3:80`: three at most, not-ready ones left out. k8s: printers formatEndpoints. */
function endpointsText({ subsets = [] }: Endpoints): string {
  if (subsets.length === 0) return '<none>';
  const all = subsets.flatMap(({ addresses = [], ports = [] }) => {
    if (ports.length === 0) return addresses.map(({ ip }) => ip);
    return ports.flatMap(({ port = 0 }) => addresses.map(({ ip }) => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`)));
  });
  return all.length > 3 ? `${all.slice(0, 3).join(',')} + ${all.length - 3} more...` : all.join(',');
}
