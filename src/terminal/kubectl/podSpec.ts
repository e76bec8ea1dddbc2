import type { KubeObject } from '#engine/kinds/object.ts';
import type { PodSpec, PodTemplateSpec } from '#engine/kinds/pod.ts';
import { isRecord, valueAt } from './printers/values.ts';

/** Where the pod template of a kind lies; pods are their own. */
const TEMPLATE_PATHS: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
};

/** The pod template of a workload, or a pod seen as one; undefined for kinds without. k8s: polymorphichelpers UpdatePodSpecForObject */
export function podTemplateOf(object: KubeObject): PodTemplateSpec | undefined {
  const path = TEMPLATE_PATHS[object.kind];
  if (path === undefined) return undefined;
  const template = valueAt(object, ...path);
  return isRecord(template) && isRecord(template['spec']) ? (template as unknown as PodTemplateSpec) : undefined;
}

/** The object with another pod template. */
export function withPodTemplate<T extends KubeObject>(object: T, change: (template: PodTemplateSpec) => PodTemplateSpec): T {
  const path = TEMPLATE_PATHS[object.kind];
  const template = podTemplateOf(object);
  if (path === undefined || template === undefined) return object;
  return replaceAt(object, path, change(template)) as T;
}

/** The object with another pod spec. */
export function withPodSpec<T extends KubeObject>(object: T, change: (spec: PodSpec) => PodSpec): T {
  return withPodTemplate(object, (template) => ({ ...template, spec: change(template.spec) }));
}

function replaceAt(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  return { ...(isRecord(value) ? value : {}), [key]: replaceAt(isRecord(value) ? value[key] : undefined, rest, replacement) };
}

/** `*v1.Service`: how Go names the type of an object. */
export function goTypeOf(object: KubeObject): string {
  const version = object.apiVersion.slice(object.apiVersion.indexOf('/') + 1);
  return `*${version}.${object.kind}`;
}
