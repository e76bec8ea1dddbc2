import { byCodeUnit } from '../printers/json.ts';
import { textAt } from '../printers/values.ts';
import { idText, kindOf, type Kustomized } from './kustomized.ts';

/** What others need comes first. */
const FIRST = [
  'Namespace', 'ResourceQuota', 'StorageClass', 'CustomResourceDefinition', 'ServiceAccount', 'PodSecurityPolicy', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding',
  'ConfigMap', 'Secret', 'Endpoints', 'Service', 'LimitRange', 'PriorityClass', 'PersistentVolume', 'PersistentVolumeClaim', 'Deployment', 'StatefulSet', 'CronJob', 'PodDisruptionBudget',
];
const LAST = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** The order in which kustomize writes objects unless `sortOptions` says `fifo`. k8s: kustomize legacy sorting */
export function inLegacyOrder(objects: readonly Kustomized[]): readonly Kustomized[] {
  return objects.toSorted((a, b) => rank(a) - rank(b) || byCodeUnit(textAt(a.value, 'apiVersion'), textAt(b.value, 'apiVersion')) || byCodeUnit(idText(a.value), idText(b.value)));
}

function rank(object: Kustomized): number {
  const kind = kindOf(object);
  if (FIRST.includes(kind)) return FIRST.indexOf(kind) - FIRST.length;
  return LAST.includes(kind) ? 1 + LAST.indexOf(kind) : 0;
}
