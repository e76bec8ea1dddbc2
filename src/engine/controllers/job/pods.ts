import type { Job } from '../../kinds/job.ts';
import type { NewObject } from '../../kinds/object.ts';
import type { Container, Pod } from '../../kinds/pod.ts';
import { podFromTemplate } from '../podControl.ts';
import { failureCounts, hasLimitPerIndex } from './failedIndexes.ts';
import { INDEX_ANNOTATION } from './indexes.ts';
import { TRACKING_FINALIZER } from './plan.ts';

/** A pod of the Job, whose end is tracked by a finalizer; with an index for an Indexed one, and what the pod that it replaces has counted. k8s: job manageJob */
export function jobPod(job: Job, index: number | undefined, replaced: Pod | undefined): NewObject<Pod> {
  const pod = podFromTemplate(job, job.spec.template);
  const finalizers = [...(pod.metadata.finalizers ?? []), TRACKING_FINALIZER];
  if (index === undefined) return { ...pod, metadata: { ...pod.metadata, finalizers } };
  const { name } = job.metadata;
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      finalizers,
      generateName: `${name}-${index}-`,
      labels: { ...pod.metadata.labels, [INDEX_ANNOTATION]: String(index) },
      annotations: { ...pod.metadata.annotations, [INDEX_ANNOTATION]: String(index), ...(hasLimitPerIndex(job) ? failureCounts(job, replaced) : {}) },
    },
    spec: {
      ...pod.spec,
      hostname: `${name}-${index}`,
      containers: pod.spec.containers.map(withIndex),
      ...(pod.spec.initContainers === undefined ? {} : { initContainers: pod.spec.initContainers.map(withIndex) }),
    },
  };
}

const VARIABLE = 'JOB_COMPLETION_INDEX';

function withIndex(container: Container): Container {
  if (container.env?.some(({ name }) => name === VARIABLE) === true) return container;
  const variable = {
    name: VARIABLE,
    valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: `metadata.labels['${INDEX_ANNOTATION}']` } },
  };
  return { ...container, env: [...(container.env ?? []), variable] };
}
