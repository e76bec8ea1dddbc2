import { goResource } from './discovery.ts';
import type { Info } from './info.ts';

/** An object as errors of apply show it. k8s: resource.Info.String */
export function infoText({ resource, name, namespace, object }: Info): string {
  return `Resource: "${goResource(resource)}", GroupVersionKind: "${resource.group}/${resource.version}, Kind=${object.kind}"\nName: "${name}", Namespace: "${namespace ?? ''}"`;
}
