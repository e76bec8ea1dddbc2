import { describe, expect, it } from 'vitest';
import { createCluster } from '../../cluster.ts';
import type { HorizontalPodAutoscaler } from '../../kinds/horizontalPodAutoscaler.ts';
import type { NewObject } from '../../kinds/object.ts';
import { labProfile } from '../../profiles/lab.ts';
import { startHarness, type Harness } from '../harness.ts';
import { createStatefulSetController } from '../statefulset/controller.ts';
import { createHorizontalPodAutoscalerController } from './controller.ts';

const RHYTHM_MS = 15_000;

/** A set of so many pods, and an autoscaler for it. */
function objectsFor(replicas: number, spec: Partial<HorizontalPodAutoscaler['spec']> = {}): readonly NewObject[] {
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'nginx' }] } };
  const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web', namespace: 'default' }, spec: { serviceName: 'web', replicas, selector: { matchLabels: labels }, template } };
  const scaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'default' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' }, minReplicas: 2, maxReplicas: 4, ...spec },
  };
  return [set, scaler];
}

function given(replicas: number, spec: Partial<HorizontalPodAutoscaler['spec']> = {}): Harness {
  const harness = startHarness({ controllers: [createStatefulSetController(), createHorizontalPodAutoscalerController()] });
  for (const object of objectsFor(replicas, spec)) harness.api.create(object);
  return harness;
}

const sizeOf = ({ api }: Harness) => api.get('StatefulSet', 'default', 'web')?.spec.replicas;
const statusOf = ({ api }: Harness) => api.get('HorizontalPodAutoscaler', 'default', 'web')?.status;
const conditionsOf = (harness: Harness) => (statusOf(harness)?.conditions ?? []).map(({ type, status, reason }) => `${type} ${status} ${reason ?? ''}`);
const told = ({ events }: Harness) => events.filter((line) => /Rescale|Metric|GetScale/.test(line));

describe('an autoscaler in a cluster without metrics', () => {
  it('does nothing until its rhythm comes round', () => {
    const harness = given(1);
    harness.runFor(RHYTHM_MS - 500);
    expect(sizeOf(harness)).toBe(1);
    expect(statusOf(harness)).toEqual({ currentMetrics: null, desiredReplicas: 0 });
  });

  it.each([
    [1, 2, 'below Spec.MinReplicas'],
    [9, 4, 'above Spec.MaxReplicas'],
  ])('brings %i replicas to %i', (from, to, why) => {
    const harness = given(from);
    harness.runFor(RHYTHM_MS + 500);

    expect(sizeOf(harness)).toBe(to);
    expect(told(harness)).toEqual([`Normal SuccessfulRescale New size: ${to}; reason: Current number of replicas ${why}`]);
    expect(conditionsOf(harness)).toEqual(['AbleToScale True SucceededRescale']);
    expect(statusOf(harness)).toMatchObject({ currentReplicas: from, desiredReplicas: to, lastScaleTime: expect.any(String) as unknown });
  });

  it('says of the target why its size has changed, until it looks again', () => {
    const cluster = createCluster({ profile: labProfile, seed: 1 });
    for (const object of objectsFor(1)) cluster.api.as('kubectl').create(object);
    const told = () => cluster.why({ kind: 'StatefulSet', namespace: 'default', name: 'web' }).map(({ code }) => code);
    cluster.sim.runUntil(RHYTHM_MS + 500);
    expect(told()).toContain('podautoscaler.raise');
    cluster.sim.runUntil(RHYTHM_MS * 2 + 500);
    expect(told()).not.toContain('podautoscaler.raise');
  });

  it('leaves what is between the bounds, and says what it misses', () => {
    const harness = given(3);
    harness.runFor(RHYTHM_MS + 500);

    const missing = 'failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';
    expect(sizeOf(harness)).toBe(3);
    expect(told(harness)).toEqual([
      `Warning FailedGetResourceMetric ${missing}`,
      `Warning FailedComputeMetricsReplicas invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${missing}`,
    ]);
    expect(conditionsOf(harness)).toEqual(['AbleToScale True SucceededGetScale', 'ScalingActive False FailedGetResourceMetric']);
    expect(statusOf(harness)).toMatchObject({ currentReplicas: 3, desiredReplicas: 0, currentMetrics: [{ type: '' }] });
    expect(harness.why({ kind: 'HorizontalPodAutoscaler', namespace: 'default', name: 'web' })?.code).toBe('podautoscaler.noMetrics');
  });

  it('looks again and again, and follows what somebody else does to the size', () => {
    const harness = given(3);
    harness.runFor(RHYTHM_MS * 3 + 500);
    expect(told(harness).filter((line) => line.includes('FailedGetResourceMetric'))).toHaveLength(3);

    harness.api.patch({ kind: 'StatefulSet', namespace: 'default', name: 'web' }, 'merge', { spec: { replicas: 7 } });
    harness.runFor(RHYTHM_MS + 500);
    expect(sizeOf(harness)).toBe(4);
  });

  it('leaves what somebody scaled to zero', () => {
    const harness = given(0);
    harness.runFor(RHYTHM_MS + 500);

    expect(sizeOf(harness)).toBe(0);
    expect(conditionsOf(harness)).toEqual(['AbleToScale True SucceededGetScale', 'ScalingActive False ScalingDisabled']);
  });

  it('is over with its object', () => {
    const harness = given(3);
    harness.runFor(RHYTHM_MS + 500);
    harness.api.delete({ kind: 'HorizontalPodAutoscaler', namespace: 'default', name: 'web' });
    const before = harness.events.length;
    harness.runFor(RHYTHM_MS * 2);
    expect(harness.events).toHaveLength(before);
  });

  it('says why it could not scale, and tries again', () => {
    const harness = given(1);
    harness.refuse({ verb: 'patch', kind: 'StatefulSet' });
    harness.runFor(RHYTHM_MS + 500);
    expect(conditionsOf(harness)).toEqual(['AbleToScale False FailedUpdateScale']);
    expect(told(harness)).toEqual([expect.stringMatching(/^Warning FailedRescale New size: 2; reason: Current number of replicas below Spec.MinReplicas; error: /)]);

    harness.runFor(RHYTHM_MS);
    expect(sizeOf(harness)).toBe(2);
  });
});

describe('a target that is not there', () => {
  it.each([
    [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' }, 'statefulsets.apps "db" not found'],
    [{ apiVersion: 'apps/v1', kind: 'Rocket', name: 'web' }, 'no matches for kind "Rocket" in group "apps"'],
    [{ kind: 'StatefulSet', name: 'web' }, 'no matches for kind "StatefulSet" in group ""'],
    [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'web' }, 'the server could not find the requested resource'],
  ])('%o', (scaleTargetRef, problem) => {
    const harness = given(3, { scaleTargetRef });
    harness.runFor(RHYTHM_MS + 500);

    expect(told(harness)).toEqual([`Warning FailedGetScale ${problem}`]);
    expect(conditionsOf(harness)).toEqual(['AbleToScale False FailedGetScale']);
  });
});

describe('what is missing for each sort of metric', () => {
  const metric = { name: 'requests' };
  const target = { type: 'AverageValue', averageValue: '100Mi' };
  it.each([
    [{ type: 'Resource', resource: { name: 'memory', target } }, 'FailedGetResourceMetric failed to get memory usage: unable to get metrics for resource memory'],
    [{ type: 'ContainerResource', containerResource: { name: 'cpu', container: 'c', target: { type: 'Utilization', averageUtilization: 50 } } }, 'FailedGetContainerResourceMetric failed to get cpu utilization'],
    [{ type: 'Pods', pods: { metric, target } }, 'FailedGetPodsMetric unable to get metric requests: unable to fetch metrics from custom metrics API'],
    [{ type: 'Object', object: { metric, describedObject: { kind: 'Ingress', name: 'main' }, target } }, 'FailedGetObjectMetric unable to get metric requests: Ingress on default main/unable to fetch'],
    [{ type: 'External', external: { metric, target } }, 'FailedGetExternalMetric unable to get external metric default/requests/nil'],
  ])('%o', (spec, line) => {
    const harness = given(3, { metrics: [spec] });
    harness.runFor(RHYTHM_MS + 500);

    expect(told(harness)[0]).toContain(`Warning ${line}`);
    expect(told(harness)[1]).toContain('Warning FailedComputeMetricsReplicas invalid metrics (1 invalid out of 1)');
  });
});
