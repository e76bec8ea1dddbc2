import type { Metric } from '../../kinds/horizontalPodAutoscaler.ts';

/** Why a metric has no value, as the controller says it. */
export interface MetricProblem {
  /** Of the event and of the condition ScalingActive. */
  readonly reason: string;
  readonly message: string;
  /** The message as it stands in the sum of all metrics. */
  readonly wrapped: string;
}

const NOT_FOUND = 'the server could not find the requested resource';
const NO_CUSTOM_METRICS = 'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered';

/** What goes wrong with a metric in a cluster where nobody serves any. k8s: podautoscaler computeReplicasForMetric, ReplicaCalculator */
export function metricProblem({ type, resource, containerResource, pods, object, external }: Metric, namespace: string): MetricProblem {
  if (type === 'Resource' && resource !== undefined) {
    const message = resourceMessage(resource);
    return { reason: 'FailedGetResourceMetric', message, wrapped: `failed to get ${resource.name} resource metric value: ${message}` };
  }
  if (type === 'ContainerResource' && containerResource !== undefined) {
    const message = resourceMessage(containerResource);
    return { reason: 'FailedGetContainerResourceMetric', message, wrapped: `failed to get ${containerResource.name} container metric value: ${message}` };
  }
  if (type === 'Pods' && pods !== undefined) {
    const message = `unable to get metric ${pods.metric.name}: ${NO_CUSTOM_METRICS}`;
    return { reason: 'FailedGetPodsMetric', message, wrapped: `failed to get pods metric value: ${message}` };
  }
  if (type === 'Object' && object !== undefined) {
    // The words stand in upstream's order.
    const { kind, name } = object.describedObject;
    const message = `unable to get metric ${object.metric.name}: ${kind} on ${namespace} ${name}/${NO_CUSTOM_METRICS}`;
    return { reason: 'FailedGetObjectMetric', message, wrapped: `failed to get object metric value: ${message}` };
  }
  if (type === 'External' && external !== undefined) {
    const { name } = external.metric;
    const message = `unable to get external metric ${namespace}/${name}/nil: unable to fetch metrics from external metrics API: ${NOT_FOUND} (get ${name}.external.metrics.k8s.io)`;
    return { reason: 'FailedGetExternalMetric', message, wrapped: `failed to get ${name} external metric value: ${message}` };
  }
  const message = `unknown metric source type "${type}"`;
  return { reason: 'InvalidMetricSourceType', message, wrapped: message };
}

function resourceMessage({ name, target }: NonNullable<Metric['resource']>): string {
  const measured = target?.averageValue === undefined ? 'utilization' : 'usage';
  return `failed to get ${name} ${measured}: unable to get metrics for resource ${name}: unable to fetch metrics from resource metrics API: ${NOT_FOUND} (get pods.metrics.k8s.io)`;
}
