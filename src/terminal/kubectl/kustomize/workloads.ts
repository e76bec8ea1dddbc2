import type { Path } from './paths.ts';

/** Where the pod template of a kind lies; undefined for kinds without. */
export function templatePath(kind: string): Path | undefined {
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template'];
  return ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'].includes(kind) ? ['spec', 'template'] : undefined;
}

/** Where the containers and volumes of a kind lie. */
export function podSpecPath(kind: string): Path | undefined {
  const template = templatePath(kind);
  if (template !== undefined) return [...template, 'spec'];
  return kind === 'Pod' ? ['spec'] : undefined;
}
