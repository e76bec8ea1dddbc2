import type { WatchEvent } from '../../api/api.ts';
import type { Endpoint, EndpointSlice } from '../../kinds/endpointSlice.ts';
import { conditionOf, type Pod } from '../../kinds/pod.ts';
import type { Service } from '../../kinds/service.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { note } from '../reason.ts';
import { desiredEndpoint, type DesiredEndpoint } from './desiredEndpoint.ts';
import { placesOf, planSlices, type SlicePlan } from './plan.ts';
import { changedSlice, isOurs, newSlice, sliceLabels } from './sliceMeta.ts';
import { createWatchedServices, isMember, keepsSlices, type WatchedService } from './watchedServices.ts';

const ZONE = 'topology.kubernetes.io/zone';

/**
 * Keeps the endpoint slices of each Service: only pods that changed are looked at, and only slices that hold them are
 * written. k8s: endpointslice-controller
 */
export function createEndpointSliceController(): Controller {
  const services = createWatchedServices();
  const nodes = new Set<string>();

  const schedule = (context: ControllerContext, { service: { metadata } }: WatchedService) => {
    const { minMs, maxMs } = context.profile.delays.endpoints;
    context.enqueueAfter({ namespace: metadata.namespace ?? '', name: metadata.name }, context.random.integer(minMs, maxMs));
  };

  const seePod = ({ type, object: pod, previous }: WatchEvent<Pod>, context: ControllerContext) => {
    const { name, namespace = '', labels } = pod.metadata;
    for (const watched of services.in(namespace)) {
      if (!isMember(watched.service, labels) && !(previous !== undefined && isMember(watched.service, previous.metadata.labels))) continue;
      if (type === 'MODIFIED' && previous !== undefined && isSameEndpointSource(previous, pod)) continue;
      watched.dirtyPods.add(name);
      schedule(context, watched);
    }
  };

  const seeService = ({ type, object: service }: WatchEvent<Service>, context: ControllerContext) => {
    const { namespace = '', name } = service.metadata;
    if (type === 'DELETED' || !keepsSlices(service)) {
      services.remove(namespace, name);
      return;
    }
    const watched = services.put(service);
    watched.isStale = true;
    schedule(context, watched);
  };

  /** Somebody else changed or deleted a slice. */
  const seeSlice = ({ type, object: slice }: WatchEvent<EndpointSlice>, context: ControllerContext) => {
    const owner = slice.metadata.ownerReferences?.find(({ kind }) => kind === 'Service')?.name ?? '';
    const watched = services.get(slice.metadata.namespace ?? '', owner);
    if (watched === undefined || !isOurs(slice)) return;
    const written = watched.written.get(slice.metadata.name);
    const isForeign = type === 'DELETED' ? written !== undefined : Number(slice.metadata.resourceVersion) > Number(written ?? 0);
    if (!isForeign) return;
    watched.isStale = true;
    schedule(context, watched);
  };

  const seeNode = ({ type, object: node }: WatchEvent, context: ControllerContext) => {
    const { name } = node.metadata;
    if (type === 'DELETED') nodes.delete(name);
    if (type === 'DELETED' || nodes.has(name)) return;
    nodes.add(name);
    for (const watched of services.all()) {
      if (watched.homeless.size === 0) continue;
      for (const pod of watched.homeless) watched.dirtyPods.add(pod);
      schedule(context, watched);
    }
  };

  return {
    name: 'endpointslice-controller',
    watches: ['Node', 'Service', 'Pod', 'EndpointSlice'],
    latencyMs: 0,
    wants: (event, context) => {
      if (event.object.kind === 'Pod') seePod(event as WatchEvent<Pod>, context);
      else if (event.object.kind === 'Service') seeService(event as WatchEvent<Service>, context);
      else if (event.object.kind === 'Node') seeNode(event, context);
      else seeSlice(event as WatchEvent<EndpointSlice>, context);
      return [];
    },
    reconcile: (context, { namespace = '', name }: Key) => {
      const watched = services.get(namespace, name);
      if (watched !== undefined) sync(context, watched, nodes);
    },
  };
}

/** Nothing that an endpoint is made of has changed. */
function isSameEndpointSource(a: Pod, b: Pod): boolean {
  return (
    a.status.podIP === b.status.podIP &&
    a.status.phase === b.status.phase &&
    a.spec.nodeName === b.spec.nodeName &&
    a.metadata.labels === b.metadata.labels &&
    a.metadata.uid === b.metadata.uid &&
    a.metadata.deletionTimestamp === b.metadata.deletionTimestamp &&
    conditionOf(a, 'Ready')?.status === conditionOf(b, 'Ready')?.status
  );
}

function sync(context: ControllerContext, watched: WatchedService, nodes: ReadonlySet<string>): void {
  const { api } = context;
  const { service } = watched;
  const { namespace = '', uid } = service.metadata;
  const slices = api.listOwned('EndpointSlice', uid).filter(isOurs);
  const isWhole = watched.isStale;
  const names = isWhole ? allNames(context, service, slices) : [...watched.dirtyPods];
  const wanted = new Map<string, DesiredEndpoint | undefined>();
  const changedAt: string[] = [];
  watched.homeless.clear();
  for (const name of names) {
    const pod = api.get('Pod', namespace, name);
    wanted.set(name, pod === undefined ? undefined : endpointOf(context, watched, pod, nodes));
    const since = pod === undefined ? undefined : conditionOf(pod, 'Ready')?.lastTransitionTime;
    if (since !== undefined) changedAt.push(since);
  }
  watched.dirtyPods.clear();
  watched.isStale = false;
  if (slices.length === 0) changedAt.push(service.metadata.creationTimestamp);
  const trigger = changedAt.sort()[0];
  if (isWhole) watched.places = placesOf(slices);
  const plan = planSlices(slices, wanted, watched.places);
  const before = endpointsBefore(slices, wanted, watched.places);
  perform(context, watched, isWhole ? withCurrentMeta(plan, service, slices) : plan, wanted, trigger);
  explainChanges(context, service, before, wanted);
}

/** The endpoints, as they still are, of the pods that may have changed. */
function endpointsBefore(slices: readonly EndpointSlice[], wanted: ReadonlyMap<string, unknown>, places: ReadonlyMap<string, string>): readonly Endpoint[] {
  const found: Endpoint[] = [];
  for (const pod of wanted.keys()) {
    const name = places.get(pod);
    const endpoint = name === undefined ? undefined : slices.find(({ metadata }) => metadata.name === name)?.endpoints?.find(({ targetRef }) => targetRef?.name === pod);
    if (endpoint !== undefined) found.push(endpoint);
  }
  return found;
}

/** Members of the Service, and whoever is still in a slice. */
function allNames({ api }: ControllerContext, service: Service, slices: readonly EndpointSlice[]): readonly string[] {
  const names = new Set<string>();
  for (const { endpoints } of slices) for (const { targetRef } of endpoints ?? []) if (targetRef?.name !== undefined) names.add(targetRef.name);
  for (const pod of api.list('Pod', { namespace: service.metadata.namespace ?? '' })) if (isMember(service, pod.metadata.labels)) names.add(pod.metadata.name);
  return [...names];
}

function endpointOf({ api }: ControllerContext, { service, homeless }: WatchedService, pod: Pod, nodes: ReadonlySet<string>): DesiredEndpoint | undefined {
  if (!isMember(service, pod.metadata.labels)) return undefined;
  const { nodeName } = pod.spec;
  if (nodeName !== undefined && !nodes.has(nodeName)) {
    homeless.add(pod.metadata.name);
    return undefined;
  }
  return desiredEndpoint(service, pod, (node) => api.get('Node', undefined, node)?.metadata.labels?.[ZONE]);
}

/** When the Service itself changed, slices with other labels are written too. */
function withCurrentMeta(plan: SlicePlan, service: Service, slices: readonly EndpointSlice[]): SlicePlan {
  const labels = JSON.stringify(Object.entries(sliceLabels(service)).sort());
  const touched = new Set([...plan.updates.map(({ slice }) => slice), ...plan.deletes]);
  const outdated = slices.filter((slice) => !touched.has(slice) && JSON.stringify(Object.entries(slice.metadata.labels ?? {}).sort()) !== labels);
  return { ...plan, updates: [...plan.updates, ...outdated.map((slice) => ({ slice, content: { endpoints: slice.endpoints, ports: slice.ports } }))] };
}

/** Only pods that may have changed move from one slice to another. */
function perform({ api }: ControllerContext, watched: WatchedService, { creates, updates, deletes }: SlicePlan, moved: ReadonlyMap<string, unknown>, changedAt: string | undefined): void {
  const { service, written, places } = watched;
  const touched = new Set([...updates.map(({ slice }) => slice.metadata.name), ...deletes.map(({ metadata }) => metadata.name)]);
  for (const pod of moved.keys()) if (touched.has(places.get(pod) ?? '')) places.delete(pod);
  const remember = ({ metadata: { name, resourceVersion }, endpoints }: EndpointSlice) => {
    written.set(name, resourceVersion);
    for (const { targetRef } of endpoints ?? []) if (targetRef?.name !== undefined && moved.has(targetRef.name)) places.set(targetRef.name, name);
  };
  for (const content of creates) remember(api.create(newSlice(service, content, changedAt)));
  for (const { slice, content } of updates) remember(api.update(changedSlice(service, slice, content, changedAt)));
  for (const { metadata } of deletes) {
    written.delete(metadata.name);
    api.delete({ kind: 'EndpointSlice', namespace: metadata.namespace ?? '', name: metadata.name });
  }
}

/** Tells of each pod whose place behind the Service changed. */
function explainChanges({ explain }: ControllerContext, service: Service, before: readonly Endpoint[], after: ReadonlyMap<string, DesiredEndpoint | undefined>): void {
  const { namespace = '', name } = service.metadata;
  const old = new Map(before.map((endpoint) => [endpoint.targetRef?.name ?? '', endpoint]));
  for (const [pod, desired] of after) {
    const was = old.get(pod);
    const isReady = desired?.endpoint.conditions.ready;
    if (isReady === was?.conditions.ready) continue;
    const code = desired === undefined ? 'network.endpointRemoved' : isReady === true ? 'network.endpointAdded' : 'network.endpointNotReady';
    explain(note({ kind: 'Pod', namespace, name: pod }, code, { pod, service: name, ip: (desired?.endpoint ?? was)?.addresses[0] ?? '' }));
  }
}
