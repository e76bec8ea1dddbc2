import { isApiError } from '../api/errors.ts';
import type { KubeObject, NewMeta, NewObject } from '../kinds/object.ts';
import type { Pod, PodTemplateSpec } from '../kinds/pod.ts';
import type { ControllerContext } from './controller.ts';
import { ownerReferenceTo } from './ownership.ts';
import { isRetryable, SyncError } from './syncError.ts';

type Draft<T> = { -readonly [Field in keyof T]: T[Field] };

/** A pod made from a template, named by the server. k8s: controller GetPodFromTemplate */
export function podFromTemplate(manager: KubeObject, template: PodTemplateSpec): NewObject<Pod> {
  const { name, namespace } = manager.metadata;
  const { labels, annotations, finalizers } = template.metadata ?? {};
  const metadata: Draft<NewMeta> = { generateName: `${name}-`, ownerReferences: [ownerReferenceTo(manager)] };
  if (namespace !== undefined) metadata.namespace = namespace;
  if (labels !== undefined) metadata.labels = labels;
  if (annotations !== undefined) metadata.annotations = annotations;
  if (finalizers !== undefined) metadata.finalizers = finalizers;
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec };
}

/** Creates a pod and posts what came of it about the manager. k8s: controller RealPodControl.CreatePods */
export function createPod({ api, events }: ControllerContext, manager: KubeObject, pod: NewObject<Pod>): Pod {
  try {
    const created = api.create<Pod>(pod);
    events.event(manager, 'Normal', 'SuccessfulCreate', `Created pod: ${created.metadata.name}`);
    return created;
  } catch (error) {
    if (isRetryable(error) && !isNamespaceGoing(error))
      events.event(manager, 'Warning', 'FailedCreate', `Error creating: ${error.message}`);
    throw error;
  }
}

/** Deletes a pod and posts it about the manager; false when the pod was gone already. k8s: controller RealPodControl.DeletePod */
export function deletePod(
  { api, events }: ControllerContext,
  manager: KubeObject,
  { metadata: { name, namespace } }: Pod,
): boolean {
  try {
    api.delete({ kind: 'Pod', name, ...(namespace === undefined ? {} : { namespace }) });
  } catch (error) {
    if (isApiError(error, 'NotFound')) return false;
    if (!isRetryable(error)) throw error;
    events.event(manager, 'Warning', 'FailedDelete', `Error deleting: ${error.message}`);
    throw new SyncError(`unable to delete pods: ${error.message}`);
  }
  events.event(manager, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`);
  return true;
}

/** Was the write refused because its namespace is being deleted? Then nobody has to be told. */
export function isNamespaceGoing(error: Error): boolean {
  return (
    isApiError(error, 'Forbidden') &&
    error.status.details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating') === true
  );
}
