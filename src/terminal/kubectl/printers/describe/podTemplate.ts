import type { PodTemplateSpec } from '#engine/kinds/pod.ts';
import { writeContainers } from './containers.ts';
import { writeAnnotations, writePairs, type Layout } from './layout.ts';
import { writeSpreadConstraints, writeTolerations } from './scheduling.ts';
import { writeVolumes } from './volumes.ts';

/** The block `Pod Template:` of workloads, and of a revision of theirs. k8s: describe DescribePodTemplate */
export function writePodTemplate(layout: Layout, template: PodTemplateSpec): void {
  const { metadata, spec } = template;
  layout.write(0, 'Pod Template:');
  writePairs(layout, '  Labels', metadata?.labels);
  if (Object.keys(metadata?.annotations ?? {}).length > 0) writeAnnotations(layout, '  Annotations', metadata?.annotations);
  if ((spec.serviceAccountName ?? '') !== '') layout.write(1, `Service Account:\t${spec.serviceAccountName ?? ''}`);
  if ((spec.initContainers ?? []).length > 0) writeContainers(layout, { title: 'Init Containers', containers: spec.initContainers ?? [], space: '  ' });
  writeContainers(layout, { title: 'Containers', containers: spec.containers, space: '  ' });
  writeVolumes(layout, spec.volumes, '  ');
  writeSpreadConstraints(layout, spec.topologySpreadConstraints, '  ');
  if ((spec.priorityClassName ?? '') !== '') layout.write(1, `Priority Class Name:\t${spec.priorityClassName ?? ''}`);
  writePairs(layout, '  Node-Selectors', spec.nodeSelector);
  writeTolerations(layout, '  Tolerations', spec.tolerations);
}
