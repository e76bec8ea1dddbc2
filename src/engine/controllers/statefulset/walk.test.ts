import { expect, it } from 'vitest';
import { createRandom, type Random } from '../../core/random.ts';
import { isTerminating } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { isFinished, isRunningAndReady, type Pod } from '../../kinds/pod.ts';
import { isInRange, ordinalOf, startOrdinal, type StatefulSetSpec } from '../../kinds/statefulSet.ts';
import { createGarbageCollector } from '../garbagecollector/controller.ts';
import { createClaimProtectionController } from '../volumeprotection/claimController.ts';
import { givenScenario, ownersOf, wantedOwners, type Scenario } from './scenario.ts';

// Random users and pods against the controller. The order of writes and the counters are checked at each write and
// look; in the end everything heals and the set has to be as its spec says.

const WALKS = 520;
const PARTS = 8;
const STEPS = 10;
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
    if (scenario.set().spec.updateStrategy?.type === 'OnDelete') return;
    scenario.change({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: random.integer(0, 3) } } });
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

function withPod(scenario: Scenario, random: Random, act: (pod: Pod) => void): void {
  const pods = scenario.pods();
  if (pods.length > 0) act(random.pick(pods));
}

/** Starting and vanishing come more often, so that walks get on. */
const CHOICES = [...Object.keys(MOVES), 'startPod', 'startPod', 'startPod', 'vanishPod', 'vanishPod'];

function specOf(random: Random): Partial<StatefulSetSpec> {
  return {
    replicas: random.integer(0, 3),
    podManagementPolicy: random.pick(['OrderedReady', 'Parallel']),
    updateStrategy:
      random.integer(0, 4) === 0
        ? { type: 'OnDelete' }
        : { type: 'RollingUpdate', rollingUpdate: { partition: random.integer(0, 2) } },
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: random.pick(['Retain', 'Delete']),
      whenScaled: random.pick(['Retain', 'Delete']),
    },
  };
}

function walk(seed: number): string[] {
  const random = createRandom(seed);
  const spec = specOf(random);
  const collector = createGarbageCollector({ kinds: ['StatefulSet', 'Pod', 'PersistentVolumeClaim'] });
  const scenario = givenScenario({ spec, seed, others: [collector, createClaimProtectionController()] });
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
    scenario.look();
    for (const pod of scenario.pods()) moveOn(scenario, pod);
    calm = scenario.harness.apiServer.resourceVersion() === before ? calm + 1 : 0;
  }
}

/** Two pods that have ended and are not wanted any more hold each other up for good: the user deletes them. */
function moveOn(scenario: Scenario, pod: Pod): void {
  const { pods } = scenario.harness;
  const { name } = pod.metadata;
  if (isTerminating(pod)) pods.vanish(name);
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
    if (updateStrategy?.type === 'OnDelete' || ordinalOf(pod) < start + partition) continue;
    expect(pod.metadata.labels?.['controller-revision-hash']).toBe(set.status.updateRevision);
  }
  for (const claim of scenario.claims()) {
    const pod = scenario.pods().find(({ metadata }) => claim.metadata.name === `data-${metadata.name}`);
    if (pod !== undefined)
      expect(`${claim.metadata.name} ${ownersOf(claim)}`).toBe(`${claim.metadata.name} ${wantedOwners(set, pod)}`);
  }
}

it.each(Array.from({ length: PARTS }, (_, part) => part))(
  `${WALKS} walks keep every promise and end as the spec says, part %i`,
  (part) => {
    for (let seed = part + 1; seed <= WALKS; seed += PARTS) expect(walk(seed).length).toBeGreaterThanOrEqual(0);
  },
);

it('the same seed walks the same way', () => {
  expect(walk(7)).toEqual(walk(7));
});
