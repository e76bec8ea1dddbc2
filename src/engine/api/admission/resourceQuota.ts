import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import type { Pod, ResourceList } from '../../kinds/pod.ts';
import { compareQuantities, subtractQuantities } from '../../kinds/quantity.ts';
import type { ResourceQuota } from '../../kinds/resourceQuota.ts';
import type { Backend } from '../backend.ts';
import { isEqualJson } from '../../core/json.ts';
import { forbidden } from '../status.ts';
import type { AdmissionPlugin, AdmissionRequest } from './admission.ts';
import { addUsage, usageOf } from './quotaUsage.ts';

/**
 * Nothing is created beyond what the quotas of its namespace allow, and their status tells what is used.
 * simplified: scopes of quotas are not looked at, and the status is kept here, not by a controller.
 * k8s: plugin/pkg/admission/resourcequota
 */
export function resourceQuota(backend: Backend): AdmissionPlugin {
  const outdated = new Set<string>();

  const bringUpToDate = () => {
    for (const namespace of outdated) for (const quota of quotasOf(backend, namespace)) writeStatus(backend, quota);
    outdated.clear();
  };

  return {
    validate: (request) => {
      const { namespace } = request.object.metadata;
      if (namespace === undefined || request.operation === 'DELETE') return;
      const quotas = quotasOf(backend, namespace);
      if (quotas.length === 0) return;
      const asked = askedFor(request);
      for (const quota of quotas) checkQuota(backend, request, quota, asked);
    },
    stored: ({ object }) => {
      const { namespace } = object.metadata;
      if (namespace === undefined || object.kind === 'Event' || quotasOf(backend, namespace).length === 0) return;
      if (outdated.size === 0) backend.after(0, 'resource quota', bringUpToDate);
      outdated.add(namespace);
    },
  };
}

function quotasOf(backend: Backend, namespace: string): readonly ResourceQuota[] {
  return backend.store.list('ResourceQuota', namespace) as readonly ResourceQuota[];
}

/** What the write uses more than before. */
function askedFor({ kind, object, old }: AdmissionRequest): ResourceList {
  const after = usageOf(kind, object);
  if (old === undefined) return after;
  const before = usageOf(kind, old);
  const more = Object.entries(after).map(([name, amount]): [string, string] => [name, subtractQuantities(amount, before[name])]);
  return Object.fromEntries(more.filter(([, amount]) => compareQuantities(amount, '0') > 0));
}

function checkQuota(backend: Backend, { kind, object, old }: AdmissionRequest, quota: ResourceQuota, asked: ResourceList): void {
  const { name } = quota.metadata;
  const hard = quota.spec.hard ?? {};
  const refuse = (why: string) => forbidden(kind, object.metadata.name, why);
  if (kind.kind === 'Pod' && old === undefined) {
    const missing = unspecified(object as Pod, Object.keys(hard));
    if (missing !== '') throw refuse(`failed quota: ${name}: must specify ${missing}`);
  }
  const concerned = Object.keys(hard).filter((resource) => asked[resource] !== undefined && compareQuantities(asked[resource], '0') > 0);
  if (concerned.length === 0) return;
  const used = usedOf(backend, quota);
  const exceeded = concerned.filter((resource) => compareQuantities(addUsage(used, asked)[resource], hard[resource]) > 0).sort();
  if (exceeded.length === 0) return;
  const shown = (amounts: ResourceList) => exceeded.map((resource) => `${resource}=${amounts[resource] ?? '0'}`).join(',');
  throw refuse(`exceeded quota: ${name}, requested: ${shown(asked)}, used: ${shown(used)}, limited: ${shown(hard)}`);
}

/** Amounts that a quota wants each container to name. */
const NAMED_BY_CONTAINERS = /^(requests\.|limits\.)?(cpu|memory)$/;

/** `cpu for: a,b; limits.memory for: a`, or nothing. k8s: podEvaluator Constraints */
function unspecified({ spec }: Pod, resources: readonly string[]): string {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const complaints = resources
    .filter((resource) => NAMED_BY_CONTAINERS.test(resource))
    .sort()
    .map((resource) => {
      const which = resource.startsWith('limits.') ? 'limits' : 'requests';
      const amount = resource.replace(/^(requests|limits)\./, '');
      const names = containers.filter(({ resources: own }) => own?.[which]?.[amount] === undefined).map(({ name }) => name);
      return names.length === 0 ? '' : `${resource} for: ${names.sort().join(',')}`;
    });
  return complaints.filter((complaint) => complaint !== '').join('; ');
}

/** What is used now of the resources that a quota limits. */
function usedOf(backend: Backend, { metadata: { namespace }, spec }: ResourceQuota): ResourceList {
  const limited = Object.keys(spec.hard ?? {});
  const used: Record<string, string> = Object.fromEntries(limited.map((resource) => [resource, '0']));
  for (const kind of backend.kinds.filter(({ namespaced, kind }) => namespaced && kind !== 'Event')) {
    const sum = usageOfAll(kind, backend.store.list(kind.kind, namespace));
    for (const resource of limited) used[resource] = sum[resource] ?? used[resource] ?? '0';
  }
  return used;
}

function usageOfAll(kind: Kind, objects: readonly KubeObject[]): ResourceList {
  return objects.map((object) => usageOf(kind, object)).reduce(addUsage, {});
}

function writeStatus(backend: Backend, quota: ResourceQuota): void {
  const status: ResourceQuota['status'] = { hard: quota.spec.hard ?? {}, used: usedOf(backend, quota) };
  if (!isEqualJson(status, quota.status)) backend.put({ ...quota, status } as ResourceQuota, quota, 'resourcequota-controller');
}
