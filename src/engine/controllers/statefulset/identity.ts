import type { NewMeta, NewObject } from '../../kinds/object.ts';
import type { PersistentVolumeClaimTemplate } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod, PodSpec, PodTemplateSpec, Volume } from '../../kinds/pod.ts';
import { claimName, ordinalOf, parentAndOrdinal, podName, type StatefulSet } from '../../kinds/statefulSet.ts';
import { ownerReferenceTo } from '../ownership.ts';
import { claimTemplatesOf } from './claimTemplates.ts';

export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';
export const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index';
export const REVISION_LABEL = 'controller-revision-hash';

/** The pod of an ordinal, made from a revision's template. k8s: statefulset newVersionedStatefulSetPod. */
export function newPod(set: StatefulSet, template: PodTemplateSpec, revision: string, ordinal: number): NewObject<Pod> {
  const name = podName(set, ordinal);
  const { annotations, finalizers, labels } = template.metadata ?? {};
  const metadata: Draft<NewMeta> = {
    name,
    generateName: `${set.metadata.name}-`,
    labels: { ...labels, [POD_NAME_LABEL]: name, [POD_INDEX_LABEL]: String(ordinal), [REVISION_LABEL]: revision },
    ownerReferences: [ownerReferenceTo(set)],
  };
  if (set.metadata.namespace !== undefined) metadata.namespace = set.metadata.namespace;
  if (annotations !== undefined) metadata.annotations = annotations;
  if (finalizers !== undefined) metadata.finalizers = finalizers;
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: specOf(set, template.spec, name, ordinal) };
}

type Draft<T> = { -readonly [Field in keyof T]: T[Field] };

function specOf(set: StatefulSet, template: PodSpec, name: string, ordinal: number): PodSpec {
  const { serviceName = '' } = set.spec;
  const claims = claimTemplatesOf(set);
  const spec: Draft<PodSpec> = { ...template, hostname: name };
  if (serviceName !== '') spec.subdomain = serviceName;
  if (claims.length > 0) spec.volumes = volumesWithClaims(set, claims, ordinal, template.volumes);
  return spec;
}

/** Is the parent part of the pod's name the set's name? k8s: statefulset isMemberOf. */
export function hasNameOfMember(set: StatefulSet, pod: Pod): boolean {
  return parentAndOrdinal(pod.metadata.name).parent === set.metadata.name;
}

/** Name, namespace and pod-name label agree. A wrong index or revision label is no mismatch. k8s: statefulset identityMatches. */
export function hasIdentity(set: StatefulSet, pod: Pod): boolean {
  const { parent, ordinal } = parentAndOrdinal(pod.metadata.name);
  return (
    ordinal >= 0 &&
    parent === set.metadata.name &&
    pod.metadata.name === podName(set, ordinal) &&
    pod.metadata.namespace === set.metadata.namespace &&
    pod.metadata.labels?.[POD_NAME_LABEL] === pod.metadata.name
  );
}

/** Each claim template has its volume, with the claim of this ordinal. k8s: statefulset storageMatches. */
export function hasStorage(set: StatefulSet, pod: Pod): boolean {
  const templates = claimTemplatesOf(set);
  const ordinal = ordinalOf(pod);
  if (ordinal < 0) return false;
  return templates.every((template) => {
    const volume = pod.spec.volumes?.find(({ name }) => name === template.metadata.name);
    return volume?.persistentVolumeClaim?.claimName === claimName(template, set, ordinal);
  });
}

/** The pod with name, labels and claim volumes as they should be. k8s: statefulset updateIdentity, updateStorage. */
export function repairedPod(set: StatefulSet, pod: Pod): Pod {
  const ordinal = ordinalOf(pod);
  const identified = hasIdentity(set, pod) ? pod : withIdentity(set, pod, ordinal);
  if (hasStorage(set, identified)) return identified;
  const volumes = volumesWithClaims(set, claimTemplatesOf(set), ordinal, identified.spec.volumes);
  return { ...identified, spec: { ...identified.spec, volumes } };
}

function withIdentity(set: StatefulSet, pod: Pod, ordinal: number): Pod {
  const name = podName(set, ordinal);
  const labels = { ...pod.metadata.labels, [POD_NAME_LABEL]: name, [POD_INDEX_LABEL]: String(ordinal) };
  return { ...pod, metadata: { ...pod.metadata, name, ...namespaceOf(set), labels } };
}

/** A claim template hides a template volume of the same name. simplified: claims keep the order of the templates; upstream's order is random. */
function volumesWithClaims(
  set: Pick<StatefulSet, 'metadata'>,
  templates: readonly PersistentVolumeClaimTemplate[],
  ordinal: number,
  others: readonly Volume[] = [],
): readonly Volume[] {
  const claimed = templates.map((template) => ({
    name: template.metadata.name ?? '',
    persistentVolumeClaim: { claimName: claimName(template, set, ordinal) },
  }));
  const hidden = new Set(claimed.map(({ name }) => name));
  return [...claimed, ...others.filter(({ name }) => !hidden.has(name))];
}

function namespaceOf(set: StatefulSet): { readonly namespace?: string } {
  return set.metadata.namespace === undefined ? {} : { namespace: set.metadata.namespace };
}
