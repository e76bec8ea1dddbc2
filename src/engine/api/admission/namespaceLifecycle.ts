import type { Namespace } from '../../kinds/namespace.ts';
import type { Backend } from '../backend.ts';
import { failure, forbidden, notFound, resourceName } from '../status.ts';
import type { AdmissionPlugin, AdmissionRequest } from './admission.ts';

/**
 * Nothing is created in a namespace that is missing or being deleted, and three namespaces are never deleted.
 * k8s: admission/plugin/namespace/lifecycle
 */
export function namespaceLifecycle(backend: Backend): AdmissionPlugin {
  return {
    mutate: (request) => {
      if (request.operation === 'CREATE' && request.kind.namespaced) checkNamespace(backend, request);
      if (request.operation === 'DELETE' && request.kind.kind === 'Namespace') checkMortal(request);
      return request.object;
    },
  };
}

const IMMORTAL: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public']);

function checkMortal({ kind, object }: AdmissionRequest): void {
  if (IMMORTAL.has(object.metadata.name)) throw forbidden(kind, object.metadata.name, 'this namespace may not be deleted');
}

function checkNamespace(backend: Backend, request: AdmissionRequest): void {
  const name = request.object.metadata.namespace ?? '';
  const namespaceKind = backend.kind('Namespace');
  if (namespaceKind === undefined) return;
  const namespace = backend.store.get('Namespace', undefined, name) as Namespace | undefined;
  // simplified: the namespace default is there even if the profile does not list it.
  if (namespace === undefined && name === 'default') return;
  if (namespace === undefined) throw notFound(namespaceKind, name);
  if (namespace.metadata.deletionTimestamp !== undefined) throw terminating(request, name);
}

function terminating({ kind, object }: AdmissionRequest, namespace: string) {
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const message = `${resourceName(kind)} "${object.metadata.name}" is forbidden: ${why}`;
  return failure(403, 'Forbidden', message, {
    name: object.metadata.name,
    ...(kind.group === '' ? {} : { group: kind.group }),
    kind: kind.plural,
    causes: [{ reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' }],
  });
}
