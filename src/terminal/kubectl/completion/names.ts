import type { Pod } from '#engine/kinds/pod.ts';
import type { Service } from '#engine/kinds/service.ts';
import type { KubectlContext } from '../command.ts';
import { listAt, textAt } from '../printers/values.ts';
import { groupResource, type Resource } from '../resources/discovery.ts';
import { isKept } from '../resources/info.ts';

/** The types that can be looked at, as `get` completes them. */
export function typeNames(context: KubectlContext): readonly string[] {
  return context.discovery.all.filter(({ verbs }) => verbs.includes('get')).map(groupResource);
}

/** Names of the objects of a type, in the namespace in force. */
export function objectNames(context: KubectlContext, type: string): readonly string[] {
  const resource = context.discovery.find(type);
  return resource === undefined || !isKept(context.api, resource) ? [] : namesOf(context, resource);
}

function namesOf(context: KubectlContext, resource: Resource): readonly string[] {
  return context.api.list(resource.kind, resource.namespaced ? { namespace: context.namespace } : {}).map(({ metadata }) => metadata.name);
}

export function podNamed(context: KubectlContext, name: string): Pod | undefined {
  return context.api.get('Pod', context.namespace, name.replace(/^(?:pods?|po)\//, ''));
}

/** Containers of a pod, those of its start first. */
export function containerNames(context: KubectlContext, pod: string): readonly string[] {
  const spec = podNamed(context, pod)?.spec;
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(({ name }) => name);
}

/** `80:80` for each port of a pod or a Service. */
export function portPairs(context: KubectlContext, target: string): readonly string[] {
  const [type = '', name] = target.split('/');
  if (name !== undefined && context.discovery.find(type)?.kind === 'Service') {
    const service: Service | undefined = context.api.get('Service', context.namespace, name);
    return (service?.spec.ports ?? []).map(({ port }) => `${port}:${port}`);
  }
  const containers = podNamed(context, target)?.spec.containers ?? [];
  return containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => `${containerPort}:${containerPort}`));
}

/** Names in a list of the kubeconfig: `contexts`, `clusters`, `users`. */
export function configNames(context: KubectlContext, list: 'contexts' | 'clusters' | 'users'): readonly string[] {
  return listAt(context.config.content, list).map((entry) => textAt(entry, 'name'));
}
