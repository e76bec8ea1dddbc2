import type { Endpoint, EndpointPort, EndpointSlice } from '../../kinds/endpointSlice.ts';
import type { DesiredEndpoint } from './desiredEndpoint.ts';

export const ENDPOINTS_A_SLICE = 100;

/** What a slice is to hold; null where it only keeps the place of a Service without pods. */
export interface SliceContent {
  readonly endpoints: readonly Endpoint[] | null;
  readonly ports: readonly EndpointPort[] | null;
}

export interface SlicePlan {
  readonly creates: readonly SliceContent[];
  readonly updates: readonly { readonly slice: EndpointSlice; readonly content: SliceContent }[];
  readonly deletes: readonly EndpointSlice[];
}

const placeholder: SliceContent = { endpoints: null, ports: null };

/** A slice that may change. */
interface Draft {
  /** Undefined for one that has to be created. */
  readonly slice: EndpointSlice | undefined;
  readonly ports: readonly EndpointPort[];
  readonly portKey: string;
  /** Copied from the slice at the first change. */
  endpoints: Endpoint[] | undefined;
}

/**
 * Decides which slices change when these pods did. `wanted` has each pod that may have changed, by name, with its
 * endpoint or undefined when it has none; all other endpoints stay as they are. `places` tells in which slice, by name,
 * a pod is. New endpoints go into slices that change anyway, then into one that has room, then into new ones.
 * k8s: endpointslice Reconciler
 */
export function planSlices(slices: readonly EndpointSlice[], wanted: ReadonlyMap<string, DesiredEndpoint | undefined>, places: ReadonlyMap<string, string> = placesOf(slices)): SlicePlan {
  const drafts = slices.map(draftOf);
  const byName = new Map(drafts.map((draft) => [draft.slice?.metadata.name ?? '', draft]));
  const added = new Map<string, DesiredEndpoint[]>();
  for (const [pod, desired] of wanted) {
    const draft = byName.get(places.get(pod) ?? '');
    if (desired !== undefined && draft !== undefined && draft.portKey === portKeyOf(desired.ports)) replace(draft, pod, desired.endpoint);
    else {
      if (draft !== undefined) remove(draft, pod);
      if (desired !== undefined) groupOf(added, portKeyOf(desired.ports)).push(desired);
    }
  }
  for (const [portKey, group] of added) place(drafts, portKey, group);
  return finish(drafts);
}

/** In which slice each pod is. */
export function placesOf(slices: readonly EndpointSlice[]): Map<string, string> {
  const places = new Map<string, string>();
  for (const { metadata, endpoints } of slices) for (const { targetRef } of endpoints ?? []) if (targetRef?.name !== undefined) places.set(targetRef.name, metadata.name);
  return places;
}

function draftOf(slice: EndpointSlice): Draft {
  const ports = slice.ports ?? [];
  return { slice, ports, portKey: slice.endpoints === null ? '' : portKeyOf(ports), endpoints: undefined };
}

const portKeys = new WeakMap<readonly EndpointPort[], string>();

/** Slices hold endpoints with the very same ports. */
export function portKeyOf(ports: readonly EndpointPort[]): string {
  let key = portKeys.get(ports);
  if (key === undefined) {
    key = JSON.stringify(ports.map(({ name = '', protocol = 'TCP', port = 0, appProtocol = '' }) => [name, protocol, port, appProtocol]).sort());
    portKeys.set(ports, key);
  }
  return key;
}

function endpointsOf({ endpoints, slice }: Draft): readonly Endpoint[] {
  return endpoints ?? slice?.endpoints ?? [];
}

function changing(draft: Draft): Endpoint[] {
  return (draft.endpoints ??= [...(draft.slice?.endpoints ?? [])]);
}

function indexOf(draft: Draft, pod: string): number {
  return endpointsOf(draft).findIndex(({ targetRef }) => targetRef?.name === pod);
}

function replace(draft: Draft, pod: string, endpoint: Endpoint): void {
  const index = indexOf(draft, pod);
  if (!isSameEndpoint(endpointsOf(draft)[index], endpoint)) changing(draft)[index] = endpoint;
}

function remove(draft: Draft, pod: string): void {
  changing(draft).splice(indexOf(draft, pod), 1);
}

function groupOf(groups: Map<string, DesiredEndpoint[]>, portKey: string): DesiredEndpoint[] {
  let group = groups.get(portKey);
  if (group === undefined) groups.set(portKey, (group = []));
  return group;
}

function place(drafts: Draft[], portKey: string, group: readonly DesiredEndpoint[]): void {
  const rest = [...group];
  for (const draft of drafts) if (draft.endpoints !== undefined && draft.portKey === portKey && draft.endpoints.length > 0) fill(draft, rest);
  while (rest.length > 0) fill(roomiestFit(drafts, portKey, rest.length) ?? newDraft(drafts, portKey, rest[0]?.ports ?? []), rest);
}

function fill(draft: Draft, rest: DesiredEndpoint[]): void {
  while (rest.length > 0 && endpointsOf(draft).length < ENDPOINTS_A_SLICE) {
    const next = rest.shift();
    if (next !== undefined) changing(draft).push(next.endpoint);
  }
}

/** The slice that would be fullest with all of them in it. k8s: getSliceToFill */
function roomiestFit(drafts: readonly Draft[], portKey: string, count: number): Draft | undefined {
  let best: Draft | undefined;
  let most = 0;
  for (const draft of drafts) {
    const { length } = endpointsOf(draft);
    if (draft.portKey !== portKey || length <= most || length + count > ENDPOINTS_A_SLICE) continue;
    [best, most] = [draft, length];
  }
  return best;
}

function newDraft(drafts: Draft[], portKey: string, ports: readonly EndpointPort[]): Draft {
  const draft: Draft = { slice: undefined, ports, portKey, endpoints: [] };
  drafts.push(draft);
  return draft;
}

/** A slice that would be deleted takes the content of one that would be created; a Service keeps at least one. k8s: finalize */
function finish(drafts: readonly Draft[]): SlicePlan {
  const creates: SliceContent[] = [];
  const updates: { slice: EndpointSlice; content: SliceContent }[] = [];
  const emptied: EndpointSlice[] = [];
  for (const draft of drafts) {
    const { slice, ports, endpoints } = draft;
    if (slice === undefined) creates.push(contentOf(endpoints ?? [], ports));
    else if (endpointsOf(draft).length === 0) emptied.push(slice);
    else if (endpoints !== undefined) updates.push({ slice, content: contentOf(endpoints, ports) });
  }
  while (emptied.length > 0 && creates.length > 0) updates.push({ slice: emptied.shift() as EndpointSlice, content: creates.shift() as SliceContent });
  const keepsOne = drafts.some((draft) => endpointsOf(draft).length > 0);
  if (keepsOne) return { creates, updates, deletes: emptied };
  const [kept, ...deletes] = emptied;
  if (kept === undefined) return { creates: [placeholder], updates, deletes };
  return { creates, updates: kept.endpoints === null ? updates : [...updates, { slice: kept, content: placeholder }], deletes };
}

/** The server stores an empty list of ports as null. */
function contentOf(endpoints: readonly Endpoint[], ports: readonly EndpointPort[]): SliceContent {
  return { endpoints, ports: ports.length === 0 ? null : ports };
}

function isSameEndpoint(a: Endpoint | undefined, b: Endpoint): boolean {
  return (
    a !== undefined &&
    a.addresses[0] === b.addresses[0] &&
    a.conditions.ready === b.conditions.ready &&
    a.conditions.serving === b.conditions.serving &&
    a.conditions.terminating === b.conditions.terminating &&
    a.hostname === b.hostname &&
    a.nodeName === b.nodeName &&
    a.zone === b.zone &&
    a.targetRef?.uid === b.targetRef?.uid
  );
}
