import { withField, withoutField } from '../../kinds/copyOnWrite.ts';
import type { EndpointSlice } from '../../kinds/endpointSlice.ts';
import type { Labels, NewMeta, NewObject, OwnerReference } from '../../kinds/object.ts';
import type { Service } from '../../kinds/service.ts';
import type { SliceContent } from './plan.ts';

export const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time';
export const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const MANAGER = 'endpointslice-controller.k8s.io';
export const SERVICE_NAME = 'kubernetes.io/service-name';
const HEADLESS = 'service.kubernetes.io/headless';
const reserved: ReadonlySet<string> = new Set([MANAGED_BY, SERVICE_NAME, HEADLESS]);

/** The labels that the slices of a Service carry. k8s: endpointslice setEndpointSliceLabels */
export function sliceLabels({ metadata, spec }: Service): Labels {
  const labels: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata.labels ?? {})) if (!reserved.has(name)) labels[name] = value;
  labels[SERVICE_NAME] = metadata.name;
  labels[MANAGED_BY] = MANAGER;
  if (spec.clusterIP === 'None') labels[HEADLESS] = '';
  return labels;
}

export function isOurs({ metadata }: EndpointSlice): boolean {
  return metadata.labels?.[MANAGED_BY] === MANAGER;
}

/** A new slice; `changedAt` is when what made it necessary happened. */
export function newSlice(service: Service, content: SliceContent, changedAt: string | undefined): NewObject<EndpointSlice> {
  const { name, namespace, uid } = service.metadata;
  const owner: OwnerReference = { apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true };
  const metadata: NewMeta = {
    generateName: `${name}-`,
    ...(namespace === undefined ? {} : { namespace }),
    labels: sliceLabels(service),
    ...(changedAt === undefined ? {} : { annotations: { [TRIGGER_TIME]: changedAt } }),
    ownerReferences: [owner],
  };
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType: 'IPv4', ...content };
}

export function changedSlice(service: Service, slice: EndpointSlice, content: SliceContent, changedAt: string | undefined): EndpointSlice {
  const annotations = withField(slice.metadata.annotations ?? NONE, TRIGGER_TIME, changedAt);
  const labels = sliceLabels(service);
  return {
    ...slice,
    ...content,
    metadata: withField({ ...withoutField(slice.metadata, 'annotations'), labels }, 'annotations', Object.keys(annotations).length === 0 ? undefined : annotations),
  };
}

const NONE: Labels = Object.freeze({});
