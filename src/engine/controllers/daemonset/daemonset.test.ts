import { expect, it } from 'vitest';
import type { DaemonSet } from '../../kinds/daemonSet.ts';
import type { Node, Taint } from '../../kinds/node.ts';
import type { NewObject } from '../../kinds/object.ts';
import { startHarness, type Harness } from '../harness.ts';
import { createDaemonSetController } from './controller.ts';
import { targetNodeOf } from './placement.ts';

const NODES = ['centos7k8s1', 'centos7k8s2', 'centos7k8s3'];

function givenDaemonSet(spec: Partial<DaemonSet['spec']> = {}): Harness {
  const harness = startHarness({ controllers: [createDaemonSetController()] });
  const set: NewObject<DaemonSet> = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'agent' } }, template: templateOf('nginx:1.25'), ...spec },
  };
  harness.api.create(set);
  harness.runFor(3_000);
  return harness;
}

const templateOf = (image: string): DaemonSet['spec']['template'] => ({
  metadata: { labels: { app: 'agent' } },
  spec: { containers: [{ name: 'nginx', image }] },
});
const stored = ({ api }: Harness) => api.get('DaemonSet', 'default', 'agent') as DaemonSet;
const targets = ({ api }: Harness) =>
  api
    .list('Pod')
    .map(
      (pod) =>
        pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms[0]?.matchFields?.[0]
          ?.values?.[0],
    )
    .sort();
const images = ({ api }: Harness) => api.list('Pod').map(({ spec }) => spec.containers[0]?.image);
const setImage = (harness: Harness, image: string) =>
  harness.api.update({ ...stored(harness), spec: { ...stored(harness).spec, template: templateOf(image) } });
const taint = ({ api }: Harness, name: string, taints: readonly Taint[]) => {
  const node = api.get('Node', undefined, name) as Node;
  api.update({ ...node, spec: { ...node.spec, taints } });
};

it('puts one pod on each node, each bound to its node by affinity', () => {
  const harness = givenDaemonSet();

  expect(targets(harness)).toEqual(NODES);
  expect(stored(harness).status).toMatchObject({
    desiredNumberScheduled: 3,
    currentNumberScheduled: 3,
    numberMisscheduled: 0,
    updatedNumberScheduled: 3,
    observedGeneration: 1,
  });
  expect(harness.events.filter((text) => text.startsWith('Normal SuccessfulCreate Created pod: agent-'))).toHaveLength(3);
});

it('counts the versions of the template in an annotation and on its pods', () => {
  const harness = givenDaemonSet();
  const generation = 'deprecated.daemonset.template.generation';
  expect(stored(harness).metadata.annotations).toEqual({ [generation]: '1' });

  setImage(harness, 'nginx:1.26');
  harness.runFor(20_000);

  expect(stored(harness).metadata.annotations).toEqual({ [generation]: '2' });
  expect(harness.api.list('Pod').map(({ metadata }) => metadata.labels?.['pod-template-generation'])).toEqual(['2', '2', '2']);
});

it('leaves out nodes that the selector does not pick', () => {
  const harness = givenDaemonSet({
    template: {
      ...templateOf('nginx:1.25'),
      spec: { ...templateOf('nginx:1.25').spec, nodeSelector: { 'kubernetes.io/hostname': 'centos7k8s2' } },
    },
  });
  expect(targets(harness)).toEqual(['centos7k8s2']);
});

it('goes to a cordoned node, but not to one with a taint of its own', () => {
  const harness = startHarness({ controllers: [createDaemonSetController()] });
  taint(harness, 'centos7k8s1', [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }]);
  taint(harness, 'centos7k8s2', [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }]);
  harness.api.create({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'agent' } }, template: templateOf('nginx:1.25') },
  } as NewObject<DaemonSet>);
  harness.runFor(3_000);

  expect(targets(harness)).toEqual(['centos7k8s1', 'centos7k8s3']);
  expect(stored(harness).status.desiredNumberScheduled).toBe(2);
});

it('keeps a pod where NoSchedule came later, and removes it for NoExecute', () => {
  const harness = givenDaemonSet();

  taint(harness, 'centos7k8s2', [{ key: 'dedicated', effect: 'NoSchedule' }]);
  harness.runFor(3_000);
  expect(targets(harness)).toEqual(NODES);
  expect(stored(harness).status).toMatchObject({ desiredNumberScheduled: 2, numberMisscheduled: 1 });

  taint(harness, 'centos7k8s2', [{ key: 'dedicated', effect: 'NoExecute' }]);
  harness.runFor(3_000);
  expect(targets(harness)).toEqual(['centos7k8s1', 'centos7k8s3']);
});

it('follows nodes that come and go', () => {
  const harness = givenDaemonSet();
  const node = harness.api.get('Node', undefined, 'centos7k8s3') as Node;

  harness.api.create({
    ...node,
    metadata: { name: 'centos7k8s4', labels: { 'kubernetes.io/hostname': 'centos7k8s4' } },
  } as NewObject<Node>);
  harness.runFor(3_000);

  expect(targets(harness)).toEqual([...NODES, 'centos7k8s4']);
});

it('updates one node at a time', () => {
  const harness = givenDaemonSet();
  const seen = new Set<number>();

  setImage(harness, 'nginx:1.26');
  for (let step = 0; step < 300; step += 1) {
    harness.runFor(50);
    seen.add(stored(harness).status.numberUnavailable ?? 0);
  }

  expect(images(harness)).toEqual(['nginx:1.26', 'nginx:1.26', 'nginx:1.26']);
  expect(Math.max(...seen)).toBe(1);
  expect(
    harness.api
      .list('ControllerRevision')
      .map(({ revision }) => revision)
      .sort(),
  ).toEqual([1, 2]);
});

it('with OnDelete updates a pod when it is deleted', () => {
  const harness = givenDaemonSet({ updateStrategy: { type: 'OnDelete' } });
  setImage(harness, 'nginx:1.26');
  harness.runFor(5_000);
  expect(images(harness)).toEqual(['nginx:1.25', 'nginx:1.25', 'nginx:1.25']);

  harness.api.delete({ kind: 'Pod', namespace: 'default', name: harness.pods.names()[0] ?? '' });
  harness.runFor(5_000);
  expect(images(harness).filter((image) => image === 'nginx:1.26')).toHaveLength(1);
});

it('with a surge starts the new pod before the old one goes', () => {
  const harness = givenDaemonSet({
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  });
  let most = 0;

  setImage(harness, 'nginx:1.26');
  for (let step = 0; step < 400; step += 1) {
    harness.runFor(50);
    most = Math.max(most, harness.pods.names().length);
    expect(
      harness.api.list('Pod').filter((pod) => pod.metadata.deletionTimestamp === undefined && pod.status.phase === 'Running')
        .length,
    ).toBeGreaterThanOrEqual(3);
  }

  expect(images(harness)).toEqual(['nginx:1.26', 'nginx:1.26', 'nginx:1.26']);
  expect(most).toBeGreaterThan(3);
});

it('replaces a failed pod, at growing intervals', () => {
  const harness = givenDaemonSet();
  const [first = ''] = harness.pods.names();
  const node = harness.pods.get(first)?.spec.nodeName;

  harness.pods.setPhase(first, 'Failed');
  harness.runFor(100);

  expect(harness.events).toContain(
    `Warning FailedDaemonPod Found failed daemon pod default/${first} on node ${node}, will try to kill it`,
  );
  expect(harness.pods.names()).not.toContain(first);
  expect(harness.pods.names()).toHaveLength(3);
});

it('finds the node that a pod is meant for before it is scheduled', () => {
  const harness = startHarness({ controllers: [createDaemonSetController()], kubelet: 'manual' });
  harness.api.create({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'agent' } }, template: templateOf('nginx:1.25') },
  } as NewObject<DaemonSet>);
  harness.runFor(1_000);
  expect(harness.api.list('Pod').map(targetNodeOf).sort()).toEqual(NODES);
});
