import { ageColumn, column, nameColumn } from './columns.ts';
import { change, mapItems, fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import type { EndpointPort } from './endpointSlice.ts';
import { invalidEach, oneOf, required } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import { dnsLabel, ipAddress, portNumber } from './names.ts';
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
  validate: ({ subsets = [] }) => subsets.flatMap((subset, index) => validateSubset(`subsets[${index}]`, subset)),
  warnings: () => ['v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'],
  columns: [nameColumn, column('Endpoints', endpointsText), ageColumn],
});

function withProtocols(subset: EndpointSubset): EndpointSubset {
  return change(subset, 'ports', (ports) => mapItems(ports, (port) => fill(port, { protocol: 'TCP' })));
}

/** k8s: core validation.validateEndpointSubsets. */
function validateSubset(path: string, { addresses = [], notReadyAddresses = [], ports = [] }: EndpointSubset): readonly FieldError[] {
  return [
    ...(addresses.length + notReadyAddresses.length === 0 ? [required(path, 'must specify `addresses` or `notReadyAddresses`')] : []),
    ...validateAddresses(`${path}.addresses`, addresses),
    ...validateAddresses(`${path}.notReadyAddresses`, notReadyAddresses),
    ...ports.flatMap((port, index) => validatePort(`${path}.ports[${index}]`, port, ports.length > 1)),
  ];
}

/** Addresses that were found right; the same ones come again with each change of a long list. */
const rightAddresses = new WeakSet<EndpointAddress>();

function validateAddresses(path: string, list: readonly EndpointAddress[]): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const [index, address] of list.entries()) {
    if (rightAddresses.has(address)) continue;
    const { ip = '' } = address;
    const wrong = invalidEach(`${path}[${index}].ip`, ip, ipAddress(ip));
    errors.push(...wrong);
    if (wrong.length === 0 && Object.isFrozen(address)) rightAddresses.add(address);
  }
  return errors;
}

function validatePort(path: string, { name = '', port = 0, protocol }: EndpointPort, needsName: boolean): readonly FieldError[] {
  return [
    ...(name === '' ? (needsName ? [required(`${path}.name`)] : []) : invalidEach(`${path}.name`, name, dnsLabel(name))),
    ...invalidEach(`${path}.port`, port, portNumber(port)),
    ...oneOf(`${path}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']),
  ];
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
