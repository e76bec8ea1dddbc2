import { formatJson } from '../api/goJson.ts';
import type { PodTemplateSpec } from '../kinds/pod.ts';
import { fnv1a, safeHashText } from './safeHash.ts';

/**
 * The hash of a pod template in the names of ReplicaSets and of revisions of DaemonSets.
 * simplified: upstream hashes a dump of Go's memory layout; this is a hash of the same shape over the template's JSON.
 * k8s: controller ComputeHash
 */
export function templateHash(template: PodTemplateSpec, collisionCount: number | undefined): string {
  return safeHashText(fnv1a(`${formatJson(template)}${collisionCount ?? ''}`));
}
