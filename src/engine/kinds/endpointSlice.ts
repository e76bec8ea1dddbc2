import { ageColumn, column, nameColumn } from './columns.ts';
import { fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { immutableField } from './metadata.ts';
import { notSupported, required, tooMany } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import type { KubeObject, ObjectReference } from './object.ts';

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean };
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly zone?: string;
  readonly targetRef?: ObjectReference;
}

export interface EndpointPort {
  readonly name?: string;
  readonly protocol?: string;
  readonly port?: number;
  readonly appProtocol?: string;
}

export interface EndpointSlice extends KubeObject {
  readonly addressType: 'IPv4' | 'IPv6' | 'FQDN';
  readonly endpoints: readonly Endpoint[] | null;
  readonly ports: readonly EndpointPort[] | null;
}

export const endpointSliceKind: Kind<EndpointSlice> = defineKind<EndpointSlice>({
  kind: 'EndpointSlice',
  group: 'discovery.k8s.io',
  plural: 'endpointslices',
  generation: ({ endpoints, ports, metadata }) => ({ endpoints, ports, labels: metadata.labels }),
  defaults: (slice) => fill(slice, { endpoints: null, ports: null }),
  validate: validateSlice,
  validateUpdate: (next, old) => [...validateSlice(next), ...immutableField('addressType', next.addressType, old.addressType)],
  columns: [
    nameColumn,
    column('AddressType', (slice) => slice.addressType),
    column('Ports', (slice) => firstThree((slice.ports ?? []).map(portText))),
    column('Endpoints', (slice) => firstThree((slice.endpoints ?? []).flatMap(({ addresses }) => addresses))),
    ageColumn,
  ],
});

const portText = ({ port, name }: EndpointPort) => (port === undefined ? (name ?? '*') : String(port));

/** k8s: printers listWithMoreString. */
function firstThree(items: readonly string[]): string {
  if (items.length > 3) return `${items.slice(0, 3).join(',')} + ${items.length - 3} more...`;
  return items.length === 0 ? '<unset>' : items.join(',');
}

const ADDRESS_TYPES = ['FQDN', 'IPv4', 'IPv6'];

/** k8s: discovery validation.ValidateEndpointSlice. */
function validateSlice({ addressType, endpoints }: EndpointSlice): readonly FieldError[] {
  const count = endpoints?.length ?? 0;
  return [
    ...(addressType === undefined ? [required('addressType')] : []),
    ...(addressType === undefined || ADDRESS_TYPES.includes(addressType) ? [] : [notSupported('addressType', addressType, ADDRESS_TYPES)]),
    ...(count > 1000 ? [tooMany('endpoints', count, 1000)] : []),
    ...validateEndpoints(endpoints ?? []),
  ];
}

function validateEndpoints(endpoints: readonly Endpoint[]): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const [index, { addresses = [] }] of endpoints.entries()) {
    if (addresses.length === 0) errors.push(required(`endpoints[${index}].addresses`, 'must contain at least 1 address'));
  }
  return errors;
}
