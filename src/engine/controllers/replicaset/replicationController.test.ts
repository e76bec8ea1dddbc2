import { expect, it } from 'vitest';
import type { NewObject } from '../../kinds/object.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { ReplicationController } from '../../kinds/replicationController.ts';
import { startHarness, type Harness } from '../harness.ts';
import { createReplicationController } from './replicationController.ts';

const KEY = { kind: 'ReplicationController', namespace: 'default', name: 'shop' } as const;

/** Two pods of a controller, ready. */
function given(): Harness {
  const harness = startHarness({ controllers: [createReplicationController()] });
  const controller: NewObject<ReplicationController> = {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name: 'shop', namespace: 'default' },
    spec: { replicas: 2, selector: { app: 'shop' }, template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'c', image: 'nginx:1.25' }] } } },
  };
  harness.api.create(controller);
  harness.runFor(3000);
  return harness;
}

const stored = ({ api }: Harness) => api.get('ReplicationController', 'default', 'shop');

it('keeps as many pods as it says, which are its own', () => {
  const harness = given();

  expect(harness.pods.names()).toHaveLength(2);
  expect(harness.pods.get(harness.pods.names()[0] ?? '')?.metadata.ownerReferences).toMatchObject([{ apiVersion: 'v1', kind: 'ReplicationController', name: 'shop', controller: true }]);
  expect(stored(harness)?.status).toEqual({ replicas: 2, fullyLabeledReplicas: 2, readyReplicas: 2, availableReplicas: 2, observedGeneration: 1 });
  expect([...harness.events].sort()).toEqual(harness.pods.names().map((name) => `Normal SuccessfulCreate Created pod: ${name}`));
});

it('keeps what it was asked for: its selector stays a list of labels', () => {
  expect(stored(given())?.spec.selector).toEqual({ app: 'shop' });
});

it('replaces a pod that is deleted, and goes with its size', () => {
  const harness = given();
  const [first = ''] = harness.pods.names();
  harness.api.delete({ kind: 'Pod', namespace: 'default', name: first });
  harness.runFor(5000);
  expect(harness.pods.names()).toHaveLength(2);
  expect(harness.pods.names()).not.toContain(first);

  harness.api.patch(KEY, 'merge', { spec: { replicas: 5 } }, { subresource: 'scale' });
  harness.runFor(5000);
  expect(stored(harness)?.status).toMatchObject({ replicas: 5, readyReplicas: 5 });
  harness.api.patch(KEY, 'merge', { spec: { replicas: 1 } });
  harness.runFor(5000);
  expect(harness.pods.names()).toHaveLength(1);
});

it('adopts a pod that has its labels, and no other', () => {
  const harness = given();
  const create = (name: string, app: string) =>
    harness.api.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels: { app } }, spec: { containers: [{ name: 'c', image: 'nginx:1.25' }] } } as NewObject<Pod>);
  create('other', 'mail');
  create('stray', 'shop');
  harness.runFor(3000);

  expect(harness.events.at(-1)).toBe('Normal SuccessfulDelete Deleted pod: stray');
  expect(harness.pods.names()).toContain('other');
});

it('rests when all is as it should be', () => {
  const harness = given();
  const before = stored(harness)?.metadata.resourceVersion;
  harness.runFor(60_000);
  expect(stored(harness)?.metadata.resourceVersion).toBe(before);
});
