import type { Endpoint, EndpointSlice } from '#engine/kinds/endpointSlice.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Service } from '#engine/kinds/service.ts';
import type { Frame } from '#session/session.ts';
import { keyOf, matchesLabels } from './objectKeys.ts';
import { isSameList } from './sameList.ts';

export interface ServiceModel {
  readonly id: string;
  readonly key: ObjectKey;
  readonly name: string;
  readonly namespace: string;
  readonly kind: 'headless' | 'cluster' | 'external';
  readonly clusterIp: string | undefined;
  /** `80`, `80, 443`. */
  readonly ports: string;
  readonly selector: Readonly<Record<string, string>> | undefined;
  readonly publishesNotReady: boolean;
  /** Endpoints that clients are sent to, by pod name. */
  readonly readyPods: ReadonlyMap<string, Endpoint>;
  /** Endpoints that have a DNS name of their own, by host name. */
  readonly namedPods: ReadonlyMap<string, Endpoint>;
  /** Requests that each pod answered through this Service, by pod name. */
  readonly requests: ReadonlyMap<string, number>;
  readonly requestCount: number;
}

/** The Services that a person made, each with the pods behind it. */
export function serviceModels(frame: Frame, isShown: (service: Service) => boolean): readonly ServiceModel[] {
  const slices = slicesByService(frame.list('EndpointSlice'));
  return frame.list('Service').filter(isShown).map((service) => serviceModel(frame, service, slices.get(nameIn(service)) ?? []));
}

function serviceModel(frame: Frame, service: Service, slices: readonly EndpointSlice[]): ServiceModel {
  const requests = podCounts(frame.requestCounts.get(nameIn(service)));
  const requestCount = [...requests.values()].reduce((sum, count) => sum + count, 0);
  const known = models.get(service);
  if (known?.model.requestCount === requestCount && isSameList(known.slices, slices)) return known.model;
  const endpoints = slices.flatMap((slice) => slice.endpoints ?? []);
  const answering = endpoints.filter(({ conditions }) => conditions.ready !== false);
  const model: ServiceModel = {
    id: service.metadata.uid,
    key: keyOf(service),
    name: service.metadata.name,
    namespace: service.metadata.namespace ?? '',
    kind: kindOf(service),
    clusterIp: service.spec.clusterIP,
    ports: (service.spec.ports ?? []).map(({ port }) => port).join(', '),
    selector: service.spec.selector,
    publishesNotReady: service.spec.publishNotReadyAddresses === true,
    readyPods: new Map(answering.flatMap((endpoint) => (endpoint.targetRef?.name === undefined ? [] : [[endpoint.targetRef.name, endpoint]]))),
    namedPods: new Map(answering.flatMap((endpoint) => (endpoint.hostname === undefined ? [] : [[endpoint.hostname, endpoint]]))),
    requests,
    requestCount,
  };
  models.set(service, { slices, model });
  return model;
}

/** The same Service with the same slices and as many requests gives the same object: counts only grow. */
const models = new WeakMap<Service, { readonly slices: readonly EndpointSlice[]; readonly model: ServiceModel }>();

function podCounts(counts: ReadonlyMap<string, number> | undefined): ReadonlyMap<string, number> {
  return new Map([...(counts ?? [])].map(([pod, count]) => [pod.slice(pod.indexOf('/') + 1), count]));
}

function slicesByService(slices: readonly EndpointSlice[]): ReadonlyMap<string, EndpointSlice[]> {
  const byService = new Map<string, EndpointSlice[]>();
  for (const slice of slices) {
    const service = `${slice.metadata.namespace ?? ''}/${slice.metadata.labels?.['kubernetes.io/service-name'] ?? ''}`;
    byService.set(service, [...(byService.get(service) ?? []), slice]);
  }
  return byService;
}

function nameIn({ metadata }: Service): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function kindOf({ spec }: Service): ServiceModel['kind'] {
  if (spec.type === 'ExternalName') return 'external';
  return spec.clusterIP === 'None' ? 'headless' : 'cluster';
}

/** True when the Service's selector names this pod. */
export function selects(service: ServiceModel, pod: Pod): boolean {
  return service.namespace === pod.metadata.namespace && matchesLabels(service.selector, pod.metadata.labels);
}
