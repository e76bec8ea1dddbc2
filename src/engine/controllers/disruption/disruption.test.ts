import { expect, it } from 'vitest';
import type { NewObject } from '../../kinds/object.ts';
import type { PodDisruptionBudget } from '../../kinds/podDisruptionBudget.ts';
import type { StatefulSet } from '../../kinds/statefulSet.ts';
import { startHarness, type Harness } from '../harness.ts';
import { createStatefulSetController } from '../statefulset/controller.ts';
import { createDisruptionController } from './controller.ts';

/** A set of three ready pods behind a budget. */
function givenBudget(spec: PodDisruptionBudget['spec']): Harness {
  const harness = startHarness({ controllers: [createStatefulSetController(), createDisruptionController()] });
  const set: NewObject<StatefulSet> = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web' } },
      podManagementPolicy: 'Parallel',
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] } },
    },
  };
  const budget: NewObject<PodDisruptionBudget> = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web-pdb', namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  };
  harness.api.create(budget);
  harness.runFor(100);
  harness.api.create(set);
  harness.runFor(3_000);
  return harness;
}

const status = ({ api }: Harness) => api.get('PodDisruptionBudget', 'default', 'web-pdb')?.status;

it.each([
  [{ minAvailable: 1 }, { expectedPods: 3, desiredHealthy: 1, currentHealthy: 3, disruptionsAllowed: 2 }],
  [{ minAvailable: '50%' }, { expectedPods: 3, desiredHealthy: 2, currentHealthy: 3, disruptionsAllowed: 1 }],
  [{ maxUnavailable: 1 }, { expectedPods: 3, desiredHealthy: 2, currentHealthy: 3, disruptionsAllowed: 1 }],
  [{ maxUnavailable: '50%' }, { expectedPods: 3, desiredHealthy: 1, currentHealthy: 3, disruptionsAllowed: 2 }],
  [{ minAvailable: 5 }, { expectedPods: 3, desiredHealthy: 5, currentHealthy: 3, disruptionsAllowed: 0 }],
])('%j of three ready pods gives %j', (spec, expected) => {
  expect(status(givenBudget(spec))).toMatchObject(expected);
});

it('says when no pod matches', () => {
  const harness = givenBudget({ minAvailable: 1 });
  expect(harness.events).toContain('Normal NoPods No matching pods found');
});

it('lets as many pods be evicted as it allows, and counts a disruption from the request on', () => {
  const harness = givenBudget({ minAvailable: 2 });

  harness.api.evict('default', 'web-0');
  expect(() => {
    harness.api.evict('default', 'web-1');
  }).toThrow("Cannot evict pod as it would violate the pod's disruption budget.");
  harness.runFor(100);

  expect(status(harness)).toMatchObject({ currentHealthy: 2, disruptionsAllowed: 0 });
  expect(status(harness)?.conditions).toMatchObject([{ type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods' }]);
  expect(harness.why({ kind: 'PodDisruptionBudget', namespace: 'default', name: 'web-pdb' })).toMatchObject({
    code: 'disruption.noneAllowed',
    params: { healthy: 2, needed: 2 },
  });
  harness.runFor(5_000);
  expect(status(harness)).toMatchObject({ currentHealthy: 3, disruptionsAllowed: 1 });
});
