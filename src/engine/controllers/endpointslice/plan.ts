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

/** A slice with the changes that are to be made to it. */
interface Draft {
  /** Undefined for one that has to be created. */
  readonly slice: EndpointSlice | undefined;
  readonly ports: readonly EndpointPort[];
  readonly portKey: string;
  readonly endpoints: Endpoint[];
  isChanged: boolean;
}

/**
 * Decides which slices change when these pods did. `wanted` has each pod that may have changed, by name, with its
 * endpoint or undefined when it has none; all other endpoints stay as they are. New endpoints go into slices that
 * change anyway, then into one that has room, then into new ones. k8s: endpointslice Reconciler
 */
export function planSlices(slices: readonly EndpointSlice[], wanted: ReadonlyMap<string, DesiredEndpoint | undefined>): SlicePlan {
  const drafts = slices.map(draftOf);
  const added = new Map<string, DesiredEndpoint[]>();
  const placed = placesOf(drafts, wanted);
  for (const [pod, desired] of wanted) {
    const draft = placed.get(pod);
    if (desired !== undefined && draft !== undefined && draft.portKey === portKeyOf(desired.ports)) replace(draft, pod, desired.endpoint);
    else {
      if (draft !== undefined) remove(draft, pod);
      if (desired !== undefined) groupOf(added, portKeyOf(desired.ports)).push(desired);
    }
  }
  for (const [portKey, group] of added) place(drafts, portKey, group);
  return finish(drafts);
}

function draftOf(slice: EndpointSlice): Draft {
  const ports = slice.ports ?? [];
  return { slice, ports, portKey: slice.endpoints === null ? '' : portKeyOf(ports), endpoints: [...(slice.endpoints ?? [])], isChanged: false };
}

/** Slices hold endpoints with the very same ports. */
export function portKeyOf(ports: readonly EndpointPort[]): string {
  return JSON.stringify(ports.map(({ name = '', protocol = 'TCP', port = 0, appProtocol = '' }) => [name, protocol, port, appProtocol]).sort());
}

function placesOf(drafts: readonly Draft[], wanted: ReadonlyMap<string, unknown>): ReadonlyMap<string, Draft> {
  const places = new Map<string, Draft>();
  for (const draft of drafts) {
    for (const { targetRef } of draft.endpoints) if (targetRef?.name !== undefined && wanted.has(targetRef.name)) places.set(targetRef.name, draft);
  }
  return places;
}

function replace(draft: Draft, pod: string, endpoint: Endpoint): void {
  const index = draft.endpoints.findIndex(({ targetRef }) => targetRef?.name === pod);
  if (isSameEndpoint(draft.endpoints[index], endpoint)) return;
  draft.endpoints[index] = endpoint;
  draft.isChanged = true;
}

function remove(draft: Draft, pod: string): void {
  draft.endpoints.splice(draft.endpoints.findIndex(({ targetRef }) => targetRef?.name === pod), 1);
  draft.isChanged = true;
}

function groupOf(groups: Map<string, DesiredEndpoint[]>, portKey: string): DesiredEndpoint[] {
  let group = groups.get(portKey);
  if (group === undefined) groups.set(portKey, (group = []));
  return group;
}

function place(drafts: Draft[], portKey: string, group: readonly DesiredEndpoint[]): void {
  const rest = [...group];
  for (const draft of drafts) if (draft.isChanged && draft.portKey === portKey && draft.endpoints.length > 0) fill(draft, rest);
  while (rest.length > 0) {
    const draft = roomiestFit(drafts, portKey, rest.length) ?? newDraft(drafts, portKey, rest[0]?.ports ?? []);
    fill(draft, rest);
  }
}

function fill(draft: Draft, rest: DesiredEndpoint[]): void {
  while (rest.length > 0 && draft.endpoints.length < ENDPOINTS_A_SLICE) {
    const next = rest.shift();
    if (next !== undefined) draft.endpoints.push(next.endpoint);
    draft.isChanged = true;
  }
}

/** The slice that would be fullest with all of them in it. k8s: getSliceToFill */
function roomiestFit(drafts: readonly Draft[], portKey: string, count: number): Draft | undefined {
  let best: Draft | undefined;
  for (const draft of drafts) {
    const isCandidate = draft.portKey === portKey && draft.endpoints.length > 0 && draft.endpoints.length + count <= ENDPOINTS_A_SLICE;
    if (isCandidate && draft.endpoints.length > (best?.endpoints.length ?? 0)) best = draft;
  }
  return best;
}

function newDraft(drafts: Draft[], portKey: string, ports: readonly EndpointPort[]): Draft {
  const draft: Draft = { slice: undefined, ports, portKey, endpoints: [], isChanged: true };
  drafts.push(draft);
  return draft;
}

/** A slice that would be deleted takes the content of one that would be created; a Service keeps at least one. k8s: finalize */
function finish(drafts: readonly Draft[]): SlicePlan {
  const creates: SliceContent[] = [];
  const updates: { slice: EndpointSlice; content: SliceContent }[] = [];
  const emptied: EndpointSlice[] = [];
  for (const { slice, ports, endpoints, isChanged } of drafts) {
    if (slice === undefined) creates.push({ endpoints, ports });
    else if (endpoints.length === 0) emptied.push(slice);
    else if (isChanged) updates.push({ slice, content: { endpoints, ports } });
  }
  while (emptied.length > 0 && creates.length > 0) updates.push({ slice: emptied.shift() as EndpointSlice, content: creates.shift() as SliceContent });
  const keepsOne = drafts.some(({ endpoints }) => endpoints.length > 0);
  if (keepsOne) return { creates, updates, deletes: emptied };
  const [kept, ...deletes] = emptied;
  if (kept === undefined) return { creates: [placeholder], updates, deletes };
  return { creates, updates: kept.endpoints === null ? updates : [...updates, { slice: kept, content: placeholder }], deletes };
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
