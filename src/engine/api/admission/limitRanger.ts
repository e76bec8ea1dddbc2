import type { LimitRange, LimitRangeItem } from '../../kinds/limitRange.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Container, Pod, ResourceList, ResourceRequirements } from '../../kinds/pod.ts';
import { compareQuantities, quantityMilliValue } from '../../kinds/quantity.ts';
import type { Backend } from '../backend.ts';
import { forbidden } from '../status.ts';
import type { AdmissionPlugin, AdmissionRequest } from './admission.ts';
import { addUsage } from './quotaUsage.ts';

/** Containers get the amounts that their namespace has for those who name none, and stay within its bounds. k8s: limitranger */
export function limitRanger(backend: Backend): AdmissionPlugin {
  const itemsOf = ({ object: { metadata } }: AdmissionRequest): readonly LimitRangeItem[] => {
    const ranges = backend.store.list('LimitRange', metadata.namespace) as readonly LimitRange[];
    return ranges.flatMap(({ spec }) => spec.limits);
  };

  return {
    kinds: ['Pod', 'PersistentVolumeClaim'],
    mutate: (request) => {
      if (request.operation !== 'CREATE' || request.kind.kind !== 'Pod') return request.object;
      const items = itemsOf(request).filter(({ type }) => type === 'Container');
      return items.length === 0 ? request.object : items.reduce(withDefaults, request.object as Pod);
    },
    validate: (request) => {
      if (request.operation !== 'CREATE') return;
      const items = itemsOf(request);
      if (items.length === 0) return;
      const complaints = request.kind.kind === 'Pod' ? podComplaints(request.object as Pod, items) : claimComplaints(request.object as PersistentVolumeClaim, items);
      if (complaints.length === 0) return;
      throw forbidden(request.kind, request.object.metadata.name, complaints.length === 1 ? (complaints[0] ?? '') : `[${complaints.join(', ')}]`);
    },
  };
}

const NOTE = 'kubernetes.io/limit-ranger';

function withDefaults(pod: Pod, item: LimitRangeItem): Pod {
  const notes: string[] = [];
  const filled = (word: string) => (container: Container) => filledContainer(container, item, word, notes);
  const { containers, initContainers } = pod.spec;
  const spec = {
    ...pod.spec,
    containers: containers.map(filled('container')),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(filled('init container')) }),
  };
  if (notes.length === 0) return pod;
  const annotations = { ...pod.metadata.annotations, [NOTE]: `LimitRanger plugin set: ${notes.join('; ')}` };
  return { ...pod, metadata: { ...pod.metadata, annotations }, spec };
}

/** k8s: mergeContainerResources */
function filledContainer(container: Container, item: LimitRangeItem, word: string, notes: string[]): Container {
  const { limits = {}, requests = {} } = container.resources ?? {};
  const missing = (of: ResourceList, from: ResourceList | undefined) => Object.keys(from ?? {}).filter((name) => of[name] === undefined).sort();
  const newRequests = missing(requests, item.defaultRequest);
  const newLimits = missing(limits, item.default);
  if (newRequests.length > 0) notes.push(`${newRequests.join(', ')} request for ${word} ${container.name}`);
  if (newLimits.length > 0) notes.push(`${newLimits.join(', ')} limit for ${word} ${container.name}`);
  if (newRequests.length + newLimits.length === 0) return container;
  return { ...container, resources: { ...container.resources, limits: { ...item.default, ...limits }, requests: { ...item.defaultRequest, ...requests } } };
}

function podComplaints({ spec }: Pod, items: readonly LimitRangeItem[]): readonly string[] {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const sum = (which: 'limits' | 'requests') => spec.containers.map(({ resources }) => resources?.[which] ?? {}).reduce(addUsage, {});
  return items.flatMap((item) => {
    if (item.type === 'Container') return containers.flatMap(({ resources = {} }) => complaintsAbout(resources, item));
    return item.type === 'Pod' ? complaintsAbout({ limits: sum('limits'), requests: sum('requests') }, item) : [];
  });
}

function complaintsAbout({ limits = {}, requests = {} }: ResourceRequirements, item: LimitRangeItem): readonly string[] {
  const complaints: string[] = [];
  for (const [name, min] of sorted(item.min)) complaints.push(...belowMinimum(`minimum ${name} usage per ${item.type} is ${min}`, min, requests[name], limits[name]));
  for (const [name, max] of sorted(item.max)) complaints.push(...aboveMaximum(`maximum ${name} usage per ${item.type} is ${max}`, max, requests[name], limits[name]));
  for (const [name, ratio] of sorted(item.maxLimitRequestRatio)) {
    complaints.push(...aboveRatio(`${name} max limit to request ratio per ${item.type} is ${ratio}`, ratio, requests[name], limits[name]));
  }
  return complaints;
}

function belowMinimum(text: string, min: string, request: string | undefined, limit: string | undefined): readonly string[] {
  if (request === undefined) return [`${text}.  No request is specified`];
  if (compareQuantities(request, min) < 0) return [`${text}, but request is ${request}`];
  return limit !== undefined && compareQuantities(limit, min) < 0 ? [`${text}, but limit is ${limit}`] : [];
}

function aboveMaximum(text: string, max: string, request: string | undefined, limit: string | undefined): readonly string[] {
  if (limit === undefined) return [`${text}.  No limit is specified`];
  if (compareQuantities(limit, max) > 0) return [`${text}, but limit is ${limit}`];
  return request !== undefined && compareQuantities(request, max) > 0 ? [`${text}, but request is ${request}`] : [];
}

function aboveRatio(text: string, ratio: string, request: string | undefined, limit: string | undefined): readonly string[] {
  if (quantityMilliValue(request) === 0) return [`${text}, but no request is specified or request is 0`];
  if (quantityMilliValue(limit) === 0) return [`${text}, but no limit is specified or limit is 0`];
  const provided = quantityMilliValue(limit) / quantityMilliValue(request);
  return provided * 1000 > quantityMilliValue(ratio) ? [`${text}, but provided ratio is ${provided.toFixed(6)}`] : [];
}

function claimComplaints({ spec }: PersistentVolumeClaim, items: readonly LimitRangeItem[]): readonly string[] {
  const request = spec.resources?.requests?.['storage'] ?? '0';
  return items
    .filter(({ type }) => type === 'PersistentVolumeClaim')
    .flatMap(({ min, max }) => {
      const text = (word: string, bound: string) => `${word} storage usage per PersistentVolumeClaim is ${bound}, but request is ${request}`;
      const least = min?.['storage'];
      const most = max?.['storage'];
      return [
        ...(least !== undefined && compareQuantities(request, least) < 0 ? [text('minimum', least)] : []),
        ...(most !== undefined && compareQuantities(request, most) > 0 ? [text('maximum', most)] : []),
      ];
    });
}

function sorted(amounts: ResourceList = {}): readonly (readonly [string, string])[] {
  return Object.entries(amounts).sort(([a], [b]) => (a < b ? -1 : 1));
}
