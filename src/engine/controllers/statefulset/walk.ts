import { expect } from 'vitest';
import { createRandom, type Random } from '../../core/random.ts';
import { isTerminating, type NewObject } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { isFinished, isRunningAndReady, type Pod } from '../../kinds/pod.ts';
import { isInRange, ordinalOf, startOrdinal, type StatefulSet, type StatefulSetSpec } from '../../kinds/statefulSet.ts';
import type { Controller } from '../controller.ts';
import { givenScenario, ownersOf, wantedOwners, type Scenario } from './scenario.ts';

const STEPS = 12;
const VERSIONS = ['1.25', '1.26', '1.27'];

type Move = (scenario: Scenario, random: Random) => void;

const MOVES: Readonly<Record<string, Move>> = {
  scale: (scenario, random) => {
    scenario.scale(random.integer(0, 3));
  },
  setImage: (scenario, random) => {
    scenario.setImage(random.pick(VERSIONS));
  },
  movePartition: (scenario, random) => {
    const { updateStrategy } = scenario.set().spec;
    if (updateStrategy?.rollingUpdate === undefined) return;
    scenario.change({ updateStrategy: { ...updateStrategy, rollingUpdate: { ...updateStrategy.rollingUpdate, partition: random.integer(0, 3) } } });
  },
  changeRetention: (scenario, random) => {
    scenario.change(retentionOf(random));
  },
  changeMinReady: (scenario, random) => {
    scenario.change({ minReadySeconds: random.integer(0, 1) });
  },
  pass: (scenario) => {
    scenario.harness.runFor(1_100);
  },
  orphanPod: (scenario, random) => {
    withPod(scenario, random, (pod) => {
      const { ownerReferences: _owners, ...metadata } = pod.metadata;
      scenario.harness.api.update({ ...pod, metadata });
    });
  },
  strayPod: (scenario, random) => {
    withPod(scenario, random, (pod) => {
      setApp(scenario, pod, 'other');
    });
  },
  /** The set goes and leaves all behind; one with the same spec comes back. */
  orphanAll: (scenario) => {
    const { spec } = scenario.set();
    scenario.harness.api.delete({ kind: 'StatefulSet', namespace: 'default', name: 'web' }, { propagationPolicy: 'Orphan' });
    scenario.harness.runFor(500);
    scenario.harness.api.create({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web', namespace: 'default' }, spec } as NewObject<StatefulSet>);
  },
  moveStart: (scenario, random) => {
    scenario.change({ ordinals: { start: random.integer(0, 2) } });
  },
  deletePod: (scenario, random) => {
    withPod(scenario, random, ({ metadata }) => {
      scenario.deletePod(ordinalOf(metadata.name));
    });
  },
  failPod: (scenario, random) => {
    withPod(scenario, random, ({ metadata: { name } }) => {
      scenario.harness.pods.setReady(name, false);
      scenario.harness.pods.setPhase(name, random.pick(['Failed', 'Succeeded']));
    });
  },
  breakPod: (scenario, random) => {
    withPod(scenario, random, ({ metadata: { name } }) => {
      scenario.harness.pods.setReady(name, false);
    });
  },
  startPod: (scenario, random) => {
    withPod(scenario, random, (pod) => {
      if (!isTerminating(pod) && !isFinished(pod)) scenario.harness.pods.start(pod.metadata.name);
    });
  },
  vanishPod: (scenario, random) => {
    withPod(scenario, random, (pod) => {
      if (isTerminating(pod)) scenario.harness.pods.vanish(pod.metadata.name);
    });
  },
  stripClaim: (scenario, random) => {
    const claims = scenario.claims();
    if (claims.length === 0) return;
    const { ownerReferences: _owners, ...metadata } = random.pick(claims).metadata;
    scenario.harness.api.update({
      ...(scenario.claims().find(({ metadata: { name } }) => name === metadata.name) as PersistentVolumeClaim),
      metadata,
    });
  },
  refuse: (scenario, random) => {
    const [verb, kind] = random.pick([
      ['create', 'Pod'],
      ['delete', 'Pod'],
      ['updateStatus', 'StatefulSet'],
      ['create', 'PersistentVolumeClaim'],
    ] as const);
    scenario.harness.refuse({ verb, kind });
  },
};

function setApp(scenario: Scenario, { metadata: { name } }: Pod, app: string): void {
  scenario.harness.api.patch({ kind: 'Pod', namespace: 'default', name }, 'merge', { metadata: { labels: { app } } });
}

function withPod(scenario: Scenario, random: Random, act: (pod: Pod) => void): void {
  const pods = scenario.pods();
  if (pods.length > 0) act(random.pick(pods));
}

/** Starting and vanishing come more often, so that walks get on. */
const CHOICES = [...Object.keys(MOVES), 'startPod', 'startPod', 'startPod', 'vanishPod', 'vanishPod'];

function specOf(random: Random): Partial<StatefulSetSpec> {
  return {
    replicas: random.integer(0, 4),
    podManagementPolicy: random.pick(['OrderedReady', 'Parallel']),
    minReadySeconds: random.pick([0, 0, 1]),
    ordinals: { start: random.pick([0, 0, 2]) },
    updateStrategy: strategyOf(random),
    ...retentionOf(random),
  };
}

function strategyOf(random: Random): NonNullable<StatefulSetSpec['updateStrategy']> {
  const choice = random.integer(0, 6);
  if (choice === 0) return { type: 'OnDelete' };
  if (choice === 1) return { type: 'RollingUpdate' };
  const maxUnavailable = random.integer(0, 3);
  return { type: 'RollingUpdate', rollingUpdate: { partition: random.integer(0, 2), ...(maxUnavailable === 0 ? {} : { maxUnavailable }) } };
}

function retentionOf(random: Random): Partial<StatefulSetSpec> {
  const either = () => random.pick(['Retain', 'Delete'] as const);
  return { persistentVolumeClaimRetentionPolicy: { whenDeleted: either(), whenScaled: either() } };
}

/**
 * A random user and random pods against the controller. The order of its writes, the counters, identity and storage are
 * checked at each write and each look; in the end everything heals and the set has to be as its spec says. Gives the
 * events; `others` are the controllers that run beside it. Throws with the seed and the steps when a promise is broken.
 */
export function walk(seed: number, others: readonly Controller[]): string[] {
  const random = createRandom(seed);
  const spec = specOf(random);
  const hasGate = spec.updateStrategy?.rollingUpdate?.maxUnavailable !== undefined;
  const scenario = givenScenario({ spec, seed, profile: { gates: { MaxUnavailableStatefulSet: hasGate } }, others });
  const trace = [JSON.stringify(spec)];
  try {
    for (let step = 0; step < STEPS; step += 1) {
      const choice = random.pick(CHOICES);
      trace.push(choice);
      MOVES[choice]?.(scenario, random);
      scenario.harness.runFor(random.integer(1, 60));
    }
    trace.push('heal');
    heal(scenario);
    checkEnd(scenario);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : ''} (seed ${seed}: ${trace.join(', ')})`, { cause: error });
  }
  return scenario.harness.events;
}

/** Retries come due, pods get well, and somebody looks again where a claim holds a pod back silently. */
function heal(scenario: Scenario): void {
  scenario.harness.runFor(3_000);
  for (let calm = 0; calm < 2;) {
    const before = scenario.harness.apiServer.resourceVersion();
    scenario.harness.runner.wake('statefulset-controller', { namespace: 'default', name: 'web' });
    scenario.harness.runFor((scenario.set().spec.minReadySeconds ?? 0) * 1_100 + 40);
    for (const pod of scenario.pods()) moveOn(scenario, pod);
    calm = scenario.harness.apiServer.resourceVersion() === before ? calm + 1 : 0;
  }
}

/** Two pods that have ended and are not wanted any more hold each other up for good: the user deletes them. */
function moveOn(scenario: Scenario, pod: Pod): void {
  const { pods } = scenario.harness;
  const { name } = pod.metadata;
  if (pod.metadata.labels?.['app'] === 'other') setApp(scenario, pod, 'web');
  else if (isTerminating(pod)) pods.vanish(name);
  else if (isFinished(pod)) {
    if (!isInRange(scenario.set(), ordinalOf(pod))) scenario.deletePod(ordinalOf(pod));
  } else if (!isRunningAndReady(pod)) pods.start(name);
}

function checkEnd(scenario: Scenario): void {
  const set = scenario.set();
  const { replicas = 1, updateStrategy, podManagementPolicy } = set.spec;
  const start = startOrdinal(set);
  expect(`${podManagementPolicy} ${scenario.ordinals()}`).toBe(
    `${podManagementPolicy} ${Array.from({ length: replicas }, (_, place) => start + place).join(' ')}`,
  );
  expect(set.status).toMatchObject({ replicas, availableReplicas: replicas, observedGeneration: set.metadata.generation });
  const partition = updateStrategy?.rollingUpdate?.partition ?? 0;
  for (const pod of scenario.pods()) {
    expect(`${pod.metadata.name} ${pod.metadata.ownerReferences?.[0]?.uid}`).toBe(`${pod.metadata.name} ${set.metadata.uid}`);
    if (updateStrategy?.type === 'OnDelete' || ordinalOf(pod) < start + partition) continue;
    expect(pod.metadata.labels?.['controller-revision-hash']).toBe(set.status.updateRevision);
  }
  for (const claim of scenario.claims()) {
    const pod = scenario.pods().find(({ metadata }) => claim.metadata.name === `data-${metadata.name}`);
    if (pod !== undefined)
      expect(`${claim.metadata.name} ${ownersOf(claim)}`).toBe(`${claim.metadata.name} ${wantedOwners(set, pod)}`);
  }
}
