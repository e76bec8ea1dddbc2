import type { EndpointAddress, Endpoints, EndpointSubset } from '../../kinds/endpoints.ts';
import type { Endpoint, EndpointSlice } from '../../kinds/endpointSlice.ts';
import type { KubeObject, Labels, NewObject } from '../../kinds/object.ts';
import { semanticallyEqual } from '../../kinds/semanticallyEqual.ts';
import { MANAGED_BY, SERVICE_NAME, TRIGGER_TIME } from '../endpointslice/sliceMeta.ts';
import { ownerReferenceTo } from '../ownership.ts';

const MANAGER = 'endpointslicemirroring-controller.k8s.io';
/** Endpoints with this label are nobody's to mirror; those of a leader election neither. */
const SKIP = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER = 'control-plane.alpha.kubernetes.io/leader';
/** What says when, or by whose hand, the original was written. */
const OWN_ANNOTATIONS: ReadonlySet<string> = new Set([TRIGGER_TIME, 'kubectl.kubernetes.io/last-applied-configuration']);
/** k8s: --mirroring-max-endpoints-per-subset */
const MOST_ADDRESSES = 1000;

export interface MirrorPlan {
  readonly creates: readonly NewObject<EndpointSlice>[];
  readonly updates: readonly EndpointSlice[];
  readonly deletes: readonly EndpointSlice[];
}

export function isMirror({ metadata }: KubeObject): boolean {
  return metadata.labels?.[MANAGED_BY] === MANAGER;
}

/**
 * One slice for each subset and family of addresses; `endpoints` is absent where nothing is to be mirrored.
 * k8s: endpointslicemirroring reconciler
 */
export function planMirrors(endpoints: Endpoints | undefined, mirrors: readonly EndpointSlice[]): MirrorPlan {
  const wanted = endpoints === undefined || isSkipped(endpoints) ? [] : mirrorsOf(endpoints);
  const left = [...mirrors];
  const creates: NewObject<EndpointSlice>[] = [];
  const updates: EndpointSlice[] = [];
  for (const slice of wanted) {
    const place = left.findIndex(({ addressType, ports }) => addressType === slice.addressType && semanticallyEqual(ports, slice.ports));
    const [there] = place < 0 ? [] : left.splice(place, 1);
    if (there === undefined) creates.push(slice);
    else if (!isSame(there, slice)) updates.push({ ...there, endpoints: slice.endpoints, metadata: metadataOf(there, slice) });
  }
  return { creates, updates, deletes: left };
}

function isSkipped({ metadata: { labels, annotations } }: Endpoints): boolean {
  return labels?.[SKIP] === 'true' || annotations?.[LEADER] !== undefined;
}

function isSame(there: EndpointSlice, { endpoints, metadata }: NewObject<EndpointSlice>): boolean {
  return semanticallyEqual(there.endpoints, endpoints) && semanticallyEqual(there.metadata.labels, metadata.labels) && semanticallyEqual(there.metadata.annotations, metadata.annotations);
}

function metadataOf({ metadata: { annotations: _before, ...kept } }: EndpointSlice, { metadata: { labels, annotations } }: NewObject<EndpointSlice>): EndpointSlice['metadata'] {
  return { ...kept, ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }) };
}

function mirrorsOf(endpoints: Endpoints): readonly NewObject<EndpointSlice>[] {
  return (endpoints.subsets ?? []).flatMap((subset) =>
    (['IPv4', 'IPv6'] as const).flatMap((addressType) => {
      const found = endpointsOf(subset).filter(({ addresses: [ip = ''] }) => ip.includes(':') === (addressType === 'IPv6'));
      return found.length === 0 ? [] : [newMirror(endpoints, subset, addressType, found.slice(0, MOST_ADDRESSES))];
    }),
  );
}

function newMirror(original: Endpoints, { ports = [] }: EndpointSubset, addressType: EndpointSlice['addressType'], endpoints: readonly Endpoint[]): NewObject<EndpointSlice> {
  const { name, namespace, labels, annotations } = original.metadata;
  const taken = without(annotations ?? {}, OWN_ANNOTATIONS);
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${name}-`,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...labels, [SERVICE_NAME]: name, [MANAGED_BY]: MANAGER },
      ...(Object.keys(taken).length === 0 ? {} : { annotations: taken }),
      ownerReferences: [ownerReferenceTo(original)],
    },
    addressType,
    endpoints,
    ports: ports.map((port) => ({ name: '', ...port })),
  };
}

function endpointsOf({ addresses = [], notReadyAddresses = [] }: EndpointSubset): readonly Endpoint[] {
  return [...addresses.map((address) => endpointOf(address, true)), ...notReadyAddresses.map((address) => endpointOf(address, false))];
}

function endpointOf({ ip, ...more }: EndpointAddress, ready: boolean): Endpoint {
  return { addresses: [ip], conditions: { ready }, ...more };
}

function without(labels: Labels, names: ReadonlySet<string>): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.has(name)));
}
