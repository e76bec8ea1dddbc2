import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../kinds/deployment.ts';
import type { NewObject } from '../../kinds/object.ts';
import { startHarness, type Harness } from '../harness.ts';
import { createReplicaSetController } from '../replicaset/controller.ts';
import { createDeploymentController } from './controller.ts';

const KEY = { kind: 'Deployment', namespace: 'default', name: 'shop' } as const;

function givenDeployment(spec: Partial<Deployment['spec']> = {}): Harness {
  const harness = startHarness({ controllers: [createDeploymentController(), createReplicaSetController()] });
  const object: NewObject<Deployment> = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop', namespace: 'default' },
    spec: { replicas: 3, selector: { matchLabels: { app: 'shop' } }, template: templateOf('nginx:1.25'), ...spec },
  };
  harness.api.create(object);
  harness.runFor(5_000);
  return harness;
}

const templateOf = (image: string) => ({
  metadata: { labels: { app: 'shop' } },
  spec: { containers: [{ name: 'nginx', image }] },
});

const stored = ({ api }: Harness): Deployment => api.get('Deployment', 'default', 'shop') as Deployment;
const change = (harness: Harness, spec: Partial<Deployment['spec']>) =>
  harness.api.update({ ...stored(harness), spec: { ...stored(harness).spec, ...spec } });
const setImage = (harness: Harness, image: string) => change(harness, { template: templateOf(image) });

/** The scaling events, with sets called by the order in which they were first scaled: `a 0→3`. */
function scalings({ events }: Harness): readonly string[] {
  const names: string[] = [];
  return events.flatMap((text) => {
    const match = /Scaled (?:up|down) replica set (\S+) from (\d+) to (\d+)/.exec(text);
    if (match === null) return [];
    const name = match[1] ?? '';
    if (!names.includes(name)) names.push(name);
    return `${'abc'[names.indexOf(name)] ?? '?'} ${match[2]}→${match[3]}`;
  });
}

const conditions = (harness: Harness) =>
  (stored(harness).status.conditions ?? []).map(({ type, status, reason }) => `${type}=${status} ${reason}`);
const images = ({ api }: Harness) => api.list('Pod').map(({ spec }) => spec.containers[0]?.image);

describe('a rolling update', () => {
  it('goes one up, one down with three replicas and the default quarters', () => {
    const harness = givenDeployment();

    setImage(harness, 'nginx:1.26');
    harness.runFor(20_000);

    expect(scalings(harness)).toEqual(['a 0→3', 'b 0→1', 'a 3→2', 'b 1→2', 'a 2→1', 'b 2→3', 'a 1→0']);
    expect(images(harness)).toEqual(['nginx:1.26', 'nginx:1.26', 'nginx:1.26']);
    expect(conditions(harness)).toEqual(['Available=True MinimumReplicasAvailable', 'Progressing=True NewReplicaSetAvailable']);
  });

  it.each([
    // replicas, maxSurge, maxUnavailable, what happens
    [4, 0, 2, ['a 0→4', 'a 4→2', 'b 0→2', 'a 2→0', 'b 2→4']],
    [2, '100%', 0, ['a 0→2', 'b 0→2', 'a 2→0']],
    [2, 1, 1, ['a 0→2', 'b 0→1', 'a 2→1', 'b 1→2', 'a 1→0']],
  ] as const)('with %i replicas, maxSurge %s and maxUnavailable %s', (replicas, maxSurge, maxUnavailable, expected) => {
    const harness = givenDeployment({
      replicas,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
    });

    setImage(harness, 'nginx:1.26');
    harness.runFor(30_000);

    expect(scalings(harness)).toEqual(expected);
  });

  it('goes back to the old ReplicaSet under a new number and remembers the old one', () => {
    const harness = givenDeployment();
    setImage(harness, 'nginx:1.26');
    harness.runFor(20_000);

    setImage(harness, 'nginx:1.25');
    harness.runFor(20_000);

    const revisions = harness.api
      .list('ReplicaSet')
      .map(({ spec, metadata: { annotations } }) => [
        spec.replicas,
        annotations?.['deployment.kubernetes.io/revision'],
        annotations?.['deployment.kubernetes.io/revision-history'],
      ]);
    expect(revisions.sort()).toEqual([
      [0, '2', undefined],
      [3, '3', '1'],
    ]);
    expect(stored(harness).metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '3' });
  });

  it('waits with the old pods while the new ones do not become ready, and says so', () => {
    const harness = givenDeployment({ replicas: 2 });
    harness.pods.brokenImages.add('nginx:broken');

    setImage(harness, 'nginx:broken');
    harness.runFor(30_000);

    expect(scalings(harness)).toEqual(['a 0→2', 'b 0→1']);
    expect(stored(harness).status).toMatchObject({
      replicas: 3,
      readyReplicas: 2,
      availableReplicas: 2,
      updatedReplicas: 1,
      unavailableReplicas: 1,
    });
    expect(harness.why(KEY)).toMatchObject({ code: 'deployment.waitNewPods', blockedBy: { kind: 'ReplicaSet' } });
  });

  it('says after progressDeadlineSeconds that it does not get on', () => {
    const harness = givenDeployment({ replicas: 2, progressDeadlineSeconds: 60 });
    harness.pods.brokenImages.add('nginx:broken');
    setImage(harness, 'nginx:broken');

    harness.runFor(50_000);
    expect(conditions(harness)).toContain('Progressing=True ReplicaSetUpdated');
    harness.runFor(20_000);
    expect(conditions(harness)).toContain('Progressing=False ProgressDeadlineExceeded');
    expect(harness.why(KEY)).toMatchObject({ code: 'deployment.timedOut' });
  });
});

it('scales its only active ReplicaSet', () => {
  const harness = givenDeployment({ replicas: 2 });

  change(harness, { replicas: 5 });
  harness.runFor(5_000);
  change(harness, { replicas: 1 });
  harness.runFor(5_000);

  expect(scalings(harness)).toEqual(['a 0→2', 'a 2→5', 'a 5→1']);
});

it('shares a change of size out between the sets of an update that is under way', () => {
  const harness = givenDeployment({ replicas: 10 });
  harness.pods.brokenImages.add('nginx:broken');
  setImage(harness, 'nginx:broken');
  harness.runFor(10_000);

  change(harness, { replicas: 15 });
  harness.runFor(2_000);

  const sizes = harness.api
    .list('ReplicaSet')
    .map(({ spec }) => spec.replicas ?? 0)
    .sort((a, b) => a - b);
  expect(sizes).toEqual([7, 12]);
});

it('with Recreate starts new pods only when the old ones are gone', () => {
  const harness = givenDeployment({ replicas: 2, strategy: { type: 'Recreate' } });

  setImage(harness, 'nginx:1.26');
  harness.runFor(500);
  expect(harness.why(KEY)).toMatchObject({ code: 'deployment.waitOldPods' });
  expect(images(harness)).toEqual(['nginx:1.25', 'nginx:1.25']);
  harness.runFor(10_000);

  expect(scalings(harness)).toEqual(['a 0→2', 'a 2→0', 'b 0→2']);
  expect(images(harness)).toEqual(['nginx:1.26', 'nginx:1.26']);
});

it('does nothing about a new template while it is paused, but is scaled', () => {
  const harness = givenDeployment({ replicas: 2 });
  change(harness, { paused: true });
  harness.runFor(1_000);

  setImage(harness, 'nginx:1.26');
  change(harness, { replicas: 3 });
  harness.runFor(10_000);
  expect(scalings(harness)).toEqual(['a 0→2', 'a 2→3']);
  expect(conditions(harness)).toContain('Progressing=Unknown DeploymentPaused');
  expect(harness.why(KEY)).toMatchObject({ code: 'deployment.paused' });

  change(harness, { paused: false });
  harness.runFor(20_000);
  expect(images(harness)).toEqual(['nginx:1.26', 'nginx:1.26', 'nginx:1.26']);
});

it('keeps as many old ReplicaSets as the history limit says', () => {
  const harness = givenDeployment({ replicas: 1, revisionHistoryLimit: 2 });

  for (const version of ['1.26', '1.27', '1.28', '1.29']) {
    setImage(harness, `nginx:${version}`);
    harness.runFor(10_000);
  }

  expect(
    harness.api
      .list('ReplicaSet')
      .map(({ spec }) => spec.template.spec.containers[0]?.image)
      .sort(),
  ).toEqual(['nginx:1.27', 'nginx:1.28', 'nginx:1.29']);
});

it('copies its annotations to its ReplicaSet, but not its own bookkeeping', () => {
  const harness = givenDeployment({ replicas: 1 });
  const before = stored(harness);

  harness.api.update({
    ...before,
    metadata: {
      ...before.metadata,
      annotations: {
        ...before.metadata.annotations,
        'kubernetes.io/change-cause': 'to 1.26',
        'kubectl.kubernetes.io/last-applied-configuration': '{}',
      },
    },
  });
  harness.runFor(1_000);

  const [set] = harness.api.list('ReplicaSet');
  expect(set?.metadata.annotations).toEqual({
    'deployment.kubernetes.io/revision': '1',
    'deployment.kubernetes.io/desired-replicas': '1',
    'deployment.kubernetes.io/max-replicas': '2',
    'kubernetes.io/change-cause': 'to 1.26',
  });
});

it('reports pods that cannot be created', () => {
  const harness = givenDeployment({ replicas: 0 });
  harness.refuse({ verb: 'create', kind: 'Pod', times: 8 });

  change(harness, { replicas: 1 });
  harness.runFor(100);

  expect(harness.events).toContain('Warning FailedCreate Error creating: API server failed');
  expect(conditions(harness)).toContain('ReplicaFailure=True FailedCreate');
  harness.runFor(5_000);
  expect(stored(harness).status.readyReplicas).toBe(1);
  expect(conditions(harness).join()).not.toContain('ReplicaFailure');
});
